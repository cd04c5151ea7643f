-- Signs that something is not there any more, kept until a second one proves it or it is seen again: nothing is destroyed on one answer.
CREATE TABLE absences (
    shop_id TEXT NOT NULL,
    connection_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    way TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (shop_id, connection_id, kind, subject, way)
);
CREATE INDEX absences_by_time ON absences (at);

-- Since when the shop shuts us out (403) though the login was not withdrawn, and in which words.
ALTER TABLE shops ADD COLUMN barred_since BIGINT;
ALTER TABLE shops ADD COLUMN barred_words TEXT NOT NULL DEFAULT '';
