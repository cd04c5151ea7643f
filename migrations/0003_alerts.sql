-- When an alert was last sent, so that the same cause is not told twice within a day.
CREATE TABLE alerts (
    shop_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (shop_id, cause)
);
