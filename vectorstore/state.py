"""How far vectors and files follow the catalogue: what to embed, what to forget, by which model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from vectorstore.database import Database
from vectorstore.queries import as_json, normal_key


@dataclass(frozen=True, slots=True)
class Doomed:
    """What vectors and folders still hold of removed reports: keys, numbers of wordings, names of files."""

    reports: tuple[str, ...]
    indicators: tuple[str, ...]
    files: tuple[str, ...]


class VectorState:
    """Notes in the catalogue about the vectors, so that a crash between the two is found and mended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, name: str) -> str:
        """A note by name; "" when there is none."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def write_notes(self, **notes: str) -> None:
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes.items())

    def change(self) -> int:
        """How often the vectors have changed."""
        return int(self.note("change") or 0)

    def behind(self) -> bool:
        """True when vectors are missing or superfluous."""
        statement = (
            "SELECT EXISTS (SELECT 1 FROM reports WHERE NOT embedded) "
            "OR EXISTS (SELECT 1 FROM indicators WHERE NOT embedded) OR EXISTS (SELECT 1 FROM doomed)"
        )
        with self._database.read() as connection:
            return bool(connection.execute(statement).fetchone()[0])

    def reports_to_embed(self) -> list[str]:
        with self._database.read() as connection:
            return [
                key
                for (key,) in connection.execute("SELECT key FROM reports WHERE NOT embedded ORDER BY key")
            ]

    def indicators_to_embed(self) -> list[tuple[int, str]]:
        """(number, wording) of wordings without a vector."""
        with self._database.read() as connection:
            return connection.execute(
                "SELECT id, name FROM indicators WHERE NOT embedded ORDER BY id"
            ).fetchall()

    def doomed(self) -> Doomed:
        with self._database.read() as connection:
            rows = connection.execute("SELECT collection, item FROM doomed ORDER BY item").fetchall()
        items = {name: tuple(item for kind, item in rows if kind == name) for name, _ in rows}
        return Doomed(items.get("passages", ()), items.get("indicators", ()), items.get("originals", ()))

    def forgotten(self, doomed: Doomed) -> None:
        """These are gone everywhere."""
        rows = (
            *(("passages", item) for item in doomed.reports),
            *(("indicators", item) for item in doomed.indicators),
            *(("originals", item) for item in doomed.files),
        )
        with self._database.write() as connection:
            connection.executemany("DELETE FROM doomed WHERE collection = ? AND item = ?", rows)
            _count_change(connection)

    def report_embedded(self, key: str) -> None:
        with self._database.write() as connection:
            connection.execute("UPDATE reports SET embedded = 1 WHERE key = ?", (normal_key(key),))
            _count_change(connection)

    def indicators_embedded(self, ids: Iterable[int]) -> None:
        statement = "UPDATE indicators SET embedded = 1 WHERE id IN (SELECT value FROM json_each(?))"
        with self._database.write() as connection:
            connection.execute(statement, (as_json(ids),))
            _count_change(connection)

    def start_over(self, folder: str) -> None:
        """No vectors are there any more: everything is to be embedded again, into `folder`."""
        with self._database.write() as connection:
            connection.execute("UPDATE reports SET embedded = 0")
            connection.execute("UPDATE indicators SET embedded = 0")
            connection.execute("DELETE FROM doomed WHERE collection <> 'originals'")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('vectors', ?)", (folder,))
            _count_change(connection)


def _count_change(connection: Connection) -> None:
    """Count a change of the vectors, by which other processes know that what they have loaded is old."""
    connection.execute(
        "INSERT INTO meta VALUES ('change', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
