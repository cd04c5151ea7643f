-- One text for SQLite and PostgreSQL. Times are milliseconds since 1970 (BIGINT), ids time-ordered text,
-- JSON is text, sealed secrets are bytes. Every table of shop data names its shop.

CREATE TABLE shops (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    api_url TEXT NOT NULL,
    login_sealed BYTEA NOT NULL,
    language TEXT NOT NULL,
    version BIGINT,
    version_raw TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT 'Europe/Prague',
    flowing BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    activated_at BIGINT NOT NULL,
    deactivated_at BIGINT,
    erase_after BIGINT,
    next_call_at BIGINT NOT NULL DEFAULT 0,
    last_turn_at BIGINT NOT NULL DEFAULT 0
);

-- Two calls at once per shop over all processes: a slot is free when its lease has passed.
CREATE TABLE call_slots (
    shop_id TEXT NOT NULL,
    slot BIGINT NOT NULL,
    holder TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    PRIMARY KEY (shop_id, slot)
);

CREATE TABLE api_usage (
    shop_id TEXT NOT NULL,
    access TEXT NOT NULL,
    day TEXT NOT NULL,
    calls BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    PRIMARY KEY (shop_id, access, day)
);

CREATE TABLE signatures (
    hash TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE tickets (
    hash TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    language TEXT NOT NULL,
    page TEXT NOT NULL DEFAULT '',
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    language TEXT NOT NULL,
    form_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- Webhooks that we registered at Upgates. The address holds the secret; only its hash is kept.
CREATE TABLE webhooks (
    shop_id TEXT NOT NULL,
    event TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    upgates_id BIGINT,
    created_at BIGINT NOT NULL,
    last_heard_at BIGINT,
    PRIMARY KEY (shop_id, event)
);

CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    partner TEXT NOT NULL,
    state TEXT NOT NULL,
    settings TEXT NOT NULL,
    credentials_sealed BYTEA NOT NULL,
    hook_hash TEXT NOT NULL UNIQUE,
    hook_sealed BYTEA NOT NULL,
    hook_secret_sealed BYTEA NOT NULL,
    started_at BIGINT,
    paused_until BIGINT,
    blocked_until BIGINT,
    blocked_cause TEXT,
    blocked_since BIGINT,
    last_heard_at BIGINT,
    last_answer_at BIGINT,
    test_report TEXT,
    simulation TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX connections_by_shop ON connections (shop_id);

CREATE TABLE settings_history (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    settings TEXT NOT NULL,
    who TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX settings_history_by_connection ON settings_history (connection_id, id);

CREATE TABLE dictionary (
    shop_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    item_key TEXT NOT NULL,
    data TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    gone BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (shop_id, kind, item_key)
);

CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT,
    cause_key TEXT,
    rule TEXT NOT NULL DEFAULT '',
    status_id BIGINT,
    status TEXT NOT NULL DEFAULT '',
    total TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT '',
    carrier TEXT NOT NULL DEFAULT '',
    payment TEXT NOT NULL DEFAULT '',
    admin_url TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    noticed_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    ready_since BIGINT,
    hold_until BIGINT,
    wish TEXT NOT NULL DEFAULT '',
    sending_since BIGINT,
    asks BIGINT NOT NULL DEFAULT 0,
    handed_at BIGINT,
    partner_number TEXT,
    partner_status TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL DEFAULT '',
    milestone TEXT,
    expected TEXT,
    tracking_written TEXT NOT NULL DEFAULT '',
    milestone_written TEXT,
    wrote_from BIGINT,
    wrote_to BIGINT,
    UNIQUE (connection_id, number)
);
-- Each of them ends in the order of the list, so that a page of it reads only its own rows.
CREATE INDEX orders_by_shop ON orders (shop_id, changed_at, id);
CREATE INDEX orders_by_state ON orders (shop_id, state, changed_at, id);
CREATE INDEX orders_by_cause ON orders (shop_id, cause_key, changed_at, id) WHERE cause_key IS NOT NULL;
CREATE INDEX orders_by_carrier ON orders (shop_id, carrier, changed_at, id);
-- The search for a part of a number reads this one alone.
CREATE INDEX orders_by_number ON orders (shop_id, number, partner_number, id);
CREATE INDEX orders_by_partner_number ON orders (shop_id, partner_number, connection_id, id);
CREATE INDEX orders_by_handed ON orders (shop_id, handed_at);
CREATE INDEX orders_by_noticed ON orders (shop_id, noticed_at, state) WHERE handed_at IS NULL;
CREATE INDEX orders_by_created ON orders (connection_id, created_at);

-- How many orders are in each state, by day of creation (days since 1970, UTC); kept up with the orders.
CREATE TABLE order_tally (
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    day BIGINT NOT NULL,
    state TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (shop_id, connection_id, day, state)
);

CREATE TABLE steps (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX steps_by_order ON steps (order_id, id);

CREATE TABLE parcels (
    order_id TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    shipment TEXT NOT NULL,
    number TEXT NOT NULL,
    carrier TEXT NOT NULL,
    tracking_url TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (order_id, shipment, number)
);

CREATE TABLE stock (
    shop_id TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT NOT NULL DEFAULT '',
    ean TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    shop_stock BIGINT,
    shop_seen_at BIGINT NOT NULL,
    partner_stock BIGINT,
    partner_seen_at BIGINT,
    written BIGINT,
    written_at BIGINT,
    PRIMARY KEY (shop_id, code)
);

-- What Upgates has already deducted for orders that the partner does not know yet.
CREATE TABLE reserved (
    shop_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    code TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    PRIMARY KEY (order_id, code)
);
CREATE INDEX reserved_by_code ON reserved (shop_id, code);

CREATE TABLE guard_stops (
    connection_id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    changes TEXT NOT NULL,
    lowered BIGINT NOT NULL,
    zeroed BIGINT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE cursors (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);

-- What arrived from outside and is not yet spread into jobs.
CREATE TABLE marks (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    event TEXT NOT NULL,
    items TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    job_key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    needs_flow BOOLEAN NOT NULL,
    calls_shop BOOLEAN NOT NULL,
    run_at BIGINT NOT NULL,
    lease TEXT,
    marks BIGINT NOT NULL DEFAULT 1,
    attempts BIGINT NOT NULL DEFAULT 0,
    cause TEXT,
    error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    UNIQUE (shop_id, connection_id, kind, job_key)
);
CREATE INDEX jobs_due ON jobs (state, run_at);
CREATE INDEX jobs_by_cause ON jobs (shop_id, cause);

CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_shop ON audit (shop_id, id);

CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
