-- A mark is written once, taken once, and looked up by nothing: without an index a hook's commit writes one page instead of two.
CREATE TABLE marks_kept (
    id TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    event TEXT NOT NULL CHECK (event <> ''),
    items TEXT NOT NULL,
    at BIGINT NOT NULL
);
INSERT INTO marks_kept (id, shop_id, connection_id, event, items, at)
SELECT id, shop_id, connection_id, event, items, at FROM marks ORDER BY id;
DROP TABLE marks;
ALTER TABLE marks_kept RENAME TO marks;
