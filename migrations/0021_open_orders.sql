-- Orders that a partner has and that have not left it: read by number once a day, since the hook of a deletion may have been lost.
CREATE INDEX orders_open_there ON orders (shop_id, id) WHERE state = 'handed_over' AND (milestone IS NULL OR milestone = 'packed');
