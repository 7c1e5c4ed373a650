"""How much was read from each report, counted without reading it."""

from __future__ import annotations

from dataclasses import dataclass

from vectorstore.database import Database


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one report."""

    figures: int = 0
    findings: int = 0


def count_all(database: Database) -> dict[str, Counts]:
    """By report key."""
    with database.read() as connection:
        rows = connection.execute(
            "SELECT key, (SELECT count(*) FROM figures WHERE report_id = r.id), "
            "(SELECT count(*) FROM findings WHERE report_id = r.id) FROM reports r"
        ).fetchall()
    return {key: Counts(figures, findings) for key, figures, findings in rows}
