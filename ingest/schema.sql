-- The library: one row per document, source and passage. The columns stand in the order of ingest/rows.py.
-- A row of passages_fts has the number of its passage as rowid.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    digest      TEXT NOT NULL,
    origin      TEXT NOT NULL,
    builtin     INTEGER NOT NULL,
    added       TEXT NOT NULL,
    passages    INTEGER NOT NULL,
    page_starts TEXT NOT NULL,
    sources     TEXT NOT NULL,
    sections    TEXT NOT NULL,
    reviewed    TEXT,
    scheme      TEXT NOT NULL
);
CREATE INDEX documents_by_bytes ON documents (sha256);

CREATE TABLE sources (
    path        TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_by_document ON sources (document_id);

CREATE TABLE passages (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    "start"     INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    text        TEXT NOT NULL,
    section     TEXT NOT NULL,
    page        INTEGER,
    units       TEXT NOT NULL,
    sources     TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id, ordinal);

CREATE VIEW titled_passages AS
    SELECT passages.*, documents.title FROM passages JOIN documents ON documents.id = passages.document_id;

CREATE VIRTUAL TABLE passages_fts USING fts5 (
    heading, body, tokenize = 'porter unicode61 remove_diacritics 2'
);
