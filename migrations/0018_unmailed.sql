-- Why a mail about a request, or a message to support, can never leave; empty while it may or has.
ALTER TABLE account_requests ADD COLUMN unmailed TEXT NOT NULL DEFAULT '';
ALTER TABLE support_messages ADD COLUMN unmailed TEXT NOT NULL DEFAULT '';
