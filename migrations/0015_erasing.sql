-- Since when Upgates refuses the access, looked after by the worker; an end that is not told by Upgates is known by it.
ALTER TABLE shops ADD COLUMN refused_since BIGINT;

-- Hook addresses that were replaced: hooks that were on their way are taken for a while. Without a connection it is one of the shop's own.
CREATE TABLE former_hooks (
    secret_hash TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    event TEXT NOT NULL DEFAULT '',
    until BIGINT NOT NULL
);
CREATE INDEX former_hooks_by_shop ON former_hooks (shop_id);
