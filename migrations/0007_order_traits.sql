-- What the rules know of an order besides its status (shipping and payment by key, paid or not, origin, country): JSON, no personal
-- data. With it the effect of changed settings is told before they are saved, from stored data alone.
ALTER TABLE orders ADD COLUMN traits TEXT;

-- Orders that an exclusion left out, for when it is taken back.
CREATE INDEX orders_left_out_by_rule ON orders (shop_id, rule, id) WHERE state = 'left_out';
