-- The sums of an order that somebody let go although the partner is told others; other sums ask again.
ALTER TABLE orders ADD COLUMN sums_allowed TEXT NOT NULL DEFAULT '';
