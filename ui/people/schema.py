"""The tables of the file that holds accounts, sessions, journal and conversations."""

from __future__ import annotations

FILE = "people.sqlite"
APPLICATION_ID = 0x48424B50  # "HBKP"
SCHEMA_VERSION = 1

# Times are seconds since 1970, UTC. Secrets (of sessions and tokens) are kept as SHA-256 only; they have 256
# random bits, so that a slow hash would add nothing.
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL,
    role TEXT NOT NULL, password TEXT NOT NULL, created REAL NOT NULL);

CREATE TABLE sessions (
    secret BLOB PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    began REAL NOT NULL, seen REAL NOT NULL) WITHOUT ROWID;

CREATE TABLE tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT, secret BLOB NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    label TEXT NOT NULL, created REAL NOT NULL, expires REAL NOT NULL, used REAL);

CREATE TABLE attempts (name TEXT NOT NULL, address TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX attempts_at ON attempts (at);

CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, person TEXT NOT NULL, action TEXT NOT NULL,
    subject TEXT NOT NULL, detail TEXT NOT NULL, figures TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX journal_at ON journal (at);
CREATE INDEX journal_subject ON journal (action, subject);

-- The journal is only added to; what is older than the kept time may go, nothing else.
CREATE TRIGGER journal_stands BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
WHEN old.at >= coalesce((SELECT value FROM meta WHERE name = 'journal_since'), 0) BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TABLE conversations (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, title TEXT NOT NULL, lower TEXT NOT NULL,
    folded TEXT NOT NULL, created REAL NOT NULL, changed REAL NOT NULL, deleted REAL);
CREATE INDEX conversations_of ON conversations (person, changed);

CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, number INTEGER NOT NULL,
    at REAL NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, notice TEXT NOT NULL,
    lower TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (conversation, number)) WITHOUT ROWID;
"""
