-- What the shop sells, as the readiness of the guide read it: one row for each variant, or product without variants.
CREATE TABLE product_list (
    shop_id TEXT NOT NULL,
    item TEXT NOT NULL,
    code TEXT NOT NULL,
    ean TEXT NOT NULL,
    inherits TEXT NOT NULL,
    admin_url TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (shop_id, item)
);
CREATE INDEX product_list_by_code ON product_list (shop_id, code);
CREATE INDEX product_list_by_ean ON product_list (shop_id, ean);

-- How far the reading of that list is.
CREATE TABLE product_checks (
    shop_id TEXT PRIMARY KEY,
    data TEXT NOT NULL
);

-- The one order that is handed over for real before the start.
CREATE TABLE trials (
    connection_id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    data TEXT NOT NULL
);
