"""The tables of an archive's catalogue, and the marks by which SQLite knows it as one."""

from __future__ import annotations

APPLICATION_ID = 0x48424B31  # "HBK1": tells an archive's catalogue from any other SQLite file
SCHEMA_VERSION = 2

# Terms arrive analysed (lower-case words, whole numbers like '45_2'); the tokenizer only parts them at
# spaces.
_TOKENIZER = "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\""

TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, agency TEXT NOT NULL, place TEXT, period TEXT, kind TEXT NOT NULL,
    draft INTEGER NOT NULL, date TEXT, file TEXT NOT NULL, sha256 TEXT NOT NULL, pages INTEGER,
    embedded INTEGER NOT NULL DEFAULT 0);

CREATE TABLE sections (
    report_id INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, number INTEGER NOT NULL,
    parent INTEGER, label TEXT NOT NULL, heading TEXT NOT NULL, path TEXT NOT NULL,
    first_page INTEGER, last_page INTEGER,
    PRIMARY KEY (report_id, number)) WITHOUT ROWID;

CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, number INTEGER NOT NULL,
    section INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER, kind TEXT NOT NULL,
    UNIQUE (report_id, number));

CREATE TABLE indicators (
    id INTEGER PRIMARY KEY AUTOINCREMENT, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0);

CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, number INTEGER NOT NULL,
    value TEXT NOT NULL, unit TEXT NOT NULL, printed TEXT NOT NULL, indicator TEXT NOT NULL,
    chain TEXT NOT NULL, place TEXT, period TEXT, role TEXT NOT NULL, span TEXT NOT NULL,
    populations TEXT NOT NULL, bound TEXT NOT NULL, in_table INTEGER NOT NULL, section INTEGER NOT NULL, page
    INTEGER, quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, "group" INTEGER NOT NULL,
    "column" TEXT NOT NULL, indicator_id INTEGER NOT NULL REFERENCES indicators,
    UNIQUE (report_id, number));
CREATE INDEX figures_of_indicator ON figures (indicator_id, report_id);

CREATE TABLE gaps (
    report_id INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, number INTEGER NOT NULL,
    unit TEXT NOT NULL, printed TEXT NOT NULL, indicator TEXT NOT NULL, chain TEXT NOT NULL, place TEXT,
    period TEXT, role TEXT NOT NULL, span TEXT NOT NULL, populations TEXT NOT NULL, in_table INTEGER NOT NULL,
    section INTEGER NOT NULL, page INTEGER, quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    "group" INTEGER NOT NULL, "column" TEXT NOT NULL,
    PRIMARY KEY (report_id, number)) WITHOUT ROWID;

CREATE TABLE findings (
    report_id INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, number INTEGER NOT NULL,
    level TEXT NOT NULL, message TEXT NOT NULL, figures TEXT NOT NULL, kind TEXT NOT NULL, working TEXT NOT NULL,
    PRIMARY KEY (report_id, number)) WITHOUT ROWID;

-- What vectors and folders still hold of removed reports: a report's key, an indicator's number, a file's
-- name.
CREATE TABLE doomed (
    collection TEXT NOT NULL, item TEXT NOT NULL,
    PRIMARY KEY (collection, item)) WITHOUT ROWID;

-- Wordings whose figures are being removed; empty outside a transaction.
CREATE TABLE suspects (id INTEGER PRIMARY KEY);

CREATE VIRTUAL TABLE passage_terms USING fts5 (context, body, context_folded, body_folded, {_TOKENIZER});
CREATE VIRTUAL TABLE indicator_terms USING fts5 (body, body_folded, {_TOKENIZER});
CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab (passage_terms, 'row');

CREATE TRIGGER passage_gone AFTER DELETE ON passages BEGIN
    DELETE FROM passage_terms WHERE rowid = old.id;
END;
CREATE TRIGGER indicator_gone AFTER DELETE ON indicators BEGIN
    DELETE FROM indicator_terms WHERE rowid = old.id;
    INSERT OR IGNORE INTO doomed VALUES ('indicators', old.id);
END;
CREATE TRIGGER report_gone AFTER DELETE ON reports BEGIN
    INSERT OR IGNORE INTO doomed VALUES ('passages', old.key), ('originals', old.file);
END;
"""
