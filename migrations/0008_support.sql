-- What merchants write to support: kept until it has left by mail, and for a while after.
CREATE TABLE support_messages (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    next_try_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX support_messages_by_shop ON support_messages (shop_id, created_at);
CREATE INDEX support_messages_unsent ON support_messages (next_try_at) WHERE sent_at IS NULL;

-- What a shop has not been told yet about a new version, and which declared accesses it knows.
CREATE TABLE version_news (
    shop_id TEXT PRIMARY KEY,
    version TEXT NOT NULL DEFAULT '',
    noted_at BIGINT,
    accesses TEXT NOT NULL
);

-- One row while the pages are closed; orders are received all the same.
CREATE TABLE maintenance (
    id BIGINT PRIMARY KEY,
    since BIGINT NOT NULL,
    expected_end BIGINT
);
