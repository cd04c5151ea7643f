-- A merchant's request for an account at a partner; the operator moves it on.
CREATE TABLE account_requests (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    partner TEXT NOT NULL,
    email TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX account_requests_by_shop ON account_requests (shop_id, id);
