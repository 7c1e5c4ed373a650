"""What people corrected of reports: kept beside the catalogue's tables, so that reading a file again heeds it."""

from __future__ import annotations

from sqlite3 import Connection

from vectorstore import codec
from vectorstore.database import Database
from vectorstore.queries import normal_key
from vectorstore.records import Amendment, Kind

# Made when the first amendment is written: an archive without any needs no new format.
_TABLE = """CREATE TABLE IF NOT EXISTS amendments (
    file_key TEXT PRIMARY KEY COLLATE NOCASE, key TEXT NOT NULL COLLATE NOCASE, place TEXT, period TEXT, kind TEXT
    ) WITHOUT ROWID"""
_COLUMNS = "file_key, key, place, period, kind"


class Amendments:
    """The amendments of an archive, by the key that a file's name gives and by the report's key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_file(self, file_key: str) -> Amendment | None:
        """What holds for a file, by the key that its name gives (letters' case does not count)."""
        return self._one("file_key", file_key)

    def of_report(self, key: str) -> Amendment | None:
        return self._one("key", key)

    def put(self, amendment: Amendment) -> None:
        """Keep a amendment, in place of an earlier one for the same file."""
        values = (
            normal_key(amendment.file_key),
            normal_key(amendment.key),
            codec.place_text(amendment.place),
            codec.period_text(amendment.period),
            amendment.kind and str(amendment.kind),
        )
        with self._database.write() as connection:
            connection.execute(_TABLE)
            connection.execute(
                f"INSERT OR REPLACE INTO amendments ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", values
            )

    def _one(self, column: str, key: str) -> Amendment | None:
        with self._database.read() as connection:
            if not _held(connection):
                return None
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM amendments WHERE {column} = ?", (normal_key(key),)
            ).fetchone()
        return row and Amendment(
            row[0],
            row[1],
            codec.text_place(row[2]),
            codec.text_period(row[3]),
            Kind(row[4]) if row[4] else None,
        )


def _held(connection: Connection) -> bool:
    found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'amendments'"
    return connection.execute(found).fetchone() is not None
