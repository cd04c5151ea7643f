-- Tickets are sealed and carry their own words; only that one was redeemed is stored, so that it opens once.
DROP TABLE tickets;
CREATE TABLE used_tickets (
    hash TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    used_at BIGINT NOT NULL
);

-- Whose signed text it was, so that an opening can be held against the few texts that other endpoints took.
ALTER TABLE signatures ADD COLUMN shop_token TEXT NOT NULL DEFAULT '';
CREATE INDEX signatures_elsewhere ON signatures (shop_token) WHERE endpoint <> 'open';
