-- How much a shop's hooks, or those of one of its connections, asked to be read in the present hour (hours since 1970, UTC).
CREATE TABLE hook_reads (
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    hour BIGINT NOT NULL,
    things BIGINT NOT NULL,
    PRIMARY KEY (shop_id, connection_id)
);
