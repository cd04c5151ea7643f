-- What tells an order from another one under the same number: the shop's uuid of it (or its creation), what it carries at the
-- partner, and since when its number belongs to another order.
ALTER TABLE orders ADD COLUMN uuid TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN identity TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN retired_at BIGINT;
-- Which account at the partner a connection uses, as a hash: several connections may share one.
ALTER TABLE connections ADD COLUMN account TEXT NOT NULL DEFAULT '';
CREATE INDEX connections_by_account ON connections (account);
