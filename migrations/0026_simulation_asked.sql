-- What a simulation is asked to try (domain::report::Asked as JSON): it takes its settings with it, and nothing else is stored.
ALTER TABLE connections ADD COLUMN simulation_asked TEXT;
