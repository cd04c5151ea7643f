-- What of the shop an order uses: by which way it is shipped and paid (their keys), and to which country it goes.
ALTER TABLE orders ADD COLUMN carrier_key TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN payment_key TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN country TEXT NOT NULL DEFAULT '';

-- How many orders use a carrier, payment, status, country or currency, by day of creation (days since 1970, UTC); kept up
-- with the orders.
CREATE TABLE order_uses (
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    item_key TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (shop_id, connection_id, day, kind, item_key)
);
INSERT INTO order_uses (shop_id, connection_id, day, kind, item_key, n)
    SELECT shop_id, connection_id, created_at / 86400000, 'status', CAST(status_id AS TEXT), COUNT(*) FROM orders
    WHERE status_id IS NOT NULL GROUP BY shop_id, connection_id, created_at / 86400000, status_id;
INSERT INTO order_uses (shop_id, connection_id, day, kind, item_key, n)
    SELECT shop_id, connection_id, created_at / 86400000, 'currency', currency, COUNT(*) FROM orders
    WHERE currency <> '' GROUP BY shop_id, connection_id, created_at / 86400000, currency;
