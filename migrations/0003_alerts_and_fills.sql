-- When an alert was last sent, so that the same cause is not told twice within a day.
CREATE TABLE alerts (
    shop_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (shop_id, cause)
);

-- The period that somebody asked to fill in.
CREATE TABLE fills (
    shop_id TEXT PRIMARY KEY,
    data TEXT NOT NULL
);
