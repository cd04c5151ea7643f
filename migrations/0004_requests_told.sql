-- Which state of a request was told by mail last; empty when none was.
ALTER TABLE account_requests ADD COLUMN told TEXT NOT NULL DEFAULT '';
