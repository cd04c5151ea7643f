-- Whose turn it is, is asked shop by shop: marks of shops that are not started are passed over without being read.
DROP INDEX jobs_due;
CREATE INDEX jobs_turn ON jobs (shop_id, state, needs_flow, run_at);
DROP INDEX jobs_by_cause;
CREATE INDEX jobs_by_cause ON jobs (shop_id, cause) WHERE cause IS NOT NULL;
-- What is being worked on; always few.
CREATE INDEX jobs_leased ON jobs (shop_id, connection_id) WHERE lease IS NOT NULL;

-- Orders that are not at their end, of one connection: few, among a million that are.
CREATE INDEX orders_of_state ON orders (connection_id, state, ready_since);
