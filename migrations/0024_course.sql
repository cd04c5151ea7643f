-- What we know of an order's status in the shop besides the one last read: the one it had when it was handed over, the one that we wrote
-- last, a write under way, a person's status that stands: JSON of status ids, no personal data.
ALTER TABLE orders ADD COLUMN course TEXT;
