-- Claims of a job that have not ended: a worker that dies leaves them behind, and what kills it is found by them.
ALTER TABLE jobs ADD COLUMN unended BIGINT NOT NULL DEFAULT 0;
-- Since when a claimed job was due, for when it is handed back untouched.
ALTER TABLE jobs ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
-- Always few.
CREATE INDEX jobs_unended ON jobs (unended) WHERE unended > 1;

-- Batches in flight over all processes: one shop, and one kind of a connection's work, hold only so many. A place is free when its time
-- has passed.
CREATE TABLE places (
    lease TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX places_by_shop ON places (shop_id);
