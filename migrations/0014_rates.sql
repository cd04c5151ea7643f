-- What of a partner's rate is used up in the present window: for each account there and each resource, over all processes.
CREATE TABLE rates (
    account TEXT NOT NULL,
    resource TEXT NOT NULL,
    ends_at BIGINT NOT NULL DEFAULT 0,
    used BIGINT NOT NULL DEFAULT 0,
    used_waiting BIGINT NOT NULL DEFAULT 0,
    told_limit BIGINT NOT NULL DEFAULT 0,
    shut_until BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (account, resource)
);

-- Work that can wait for what somebody waits for: it has places and a share of the rate of its own.
ALTER TABLE jobs ADD COLUMN patient BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE places ADD COLUMN patient BOOLEAN NOT NULL DEFAULT FALSE;
