-- What is kept of what the partner was told last of an order: its rows, and hashes of its header fields. With it a change in the shop is
-- told apart from what somebody in the warehouse has changed.
ALTER TABLE orders ADD COLUMN told TEXT NOT NULL DEFAULT '';

-- What somebody must know that is about no single order: a stock reading that was refused, products that one number stands for.
CREATE TABLE findings (
    shop_id TEXT NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL,
    cause_key TEXT NOT NULL,
    cause TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (connection_id, cause_key)
);
CREATE INDEX findings_of_shop ON findings (shop_id);
