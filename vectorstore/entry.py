"""A report's rows: how one is entered into the catalogue, and how it leaves without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from sqlite3 import Connection

from vectorstore import codec
from vectorstore.queries import as_json, normal_key
from vectorstore.records import Figure, Report, ReportContent, Section

Forms = Callable[[str], tuple[str, str]]  # a text's terms, and the same without diacritics


def passage_context(report: Report, section: Section | None) -> str:
    """What a passage is found by besides its text: its report's name and title, and its path of headings."""
    path = section.path if section else ()
    return "\n".join(part for part in (report.label, report.title, " › ".join(path)) if part)


def insert_report(
    connection: Connection, content: ReportContent, forms: Forms, fold: Callable[[str], str]
) -> None:
    """Enter a report with all its content; its key must be free."""
    row = codec.report_row(content.report)
    report_id = _insert(
        connection, "reports", codec.REPORT_COLUMNS, [(normal_key(content.report.key), *row[1:])]
    )
    owned = (
        ("sections", codec.SECTION_COLUMNS, map(codec.section_row, content.sections)),
        ("passages", codec.PASSAGE_COLUMNS, map(codec.passage_row, content.passages)),
        ("gaps", codec.GAP_COLUMNS, map(codec.gap_row, content.gaps)),
        (
            "findings",
            codec.FINDING_COLUMNS,
            map(codec.finding_row, range(len(content.findings)), content.findings),
        ),
        (
            "figures",
            codec.FIGURE_COLUMNS + ", indicator_id",
            _figure_rows(connection, content.figures, forms, fold),
        ),
    )
    for table, columns, rows in owned:
        _insert(connection, table, "report_id, " + columns, ((report_id, *row) for row in rows))
    _index_passages(connection, report_id, content, forms)


def remove_report(connection: Connection, key: str) -> bool:
    """Delete a report with its sections, passages, figures, gaps, findings and terms. False when unknown."""
    found = connection.execute("SELECT id FROM reports WHERE key = ?", (normal_key(key),)).fetchone()
    if found is None:
        return False
    # Whose wordings may be left without figures is known only before the figures go.
    connection.execute(
        "INSERT OR IGNORE INTO suspects SELECT DISTINCT indicator_id FROM figures WHERE report_id = ?", found
    )
    connection.execute("DELETE FROM reports WHERE id = ?", found)
    return True


def drop_orphans(connection: Connection) -> None:
    """Delete the indicator wordings of removed reports that no figure uses any more."""
    connection.execute(
        "DELETE FROM indicators WHERE id IN (SELECT id FROM suspects) "
        "AND NOT EXISTS (SELECT 1 FROM figures WHERE indicator_id = indicators.id)"
    )
    connection.execute("DELETE FROM suspects")


def _insert(connection: Connection, table: str, columns: str, rows: Iterable[codec.Row]) -> int:
    """Insert rows; the number of the row when there is just one."""
    statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"
    if isinstance(rows, list) and len(rows) == 1:
        return connection.execute(statement, rows[0]).lastrowid or 0
    connection.executemany(statement, rows)
    return 0


def _index_passages(connection: Connection, report_id: int, content: ReportContent, forms: Forms) -> None:
    ids = dict(connection.execute("SELECT number, id FROM passages WHERE report_id = ?", (report_id,)))
    sections = {section.number: section for section in content.sections}
    contexts = {
        number: forms(passage_context(content.report, sections.get(number)))
        for number in {passage.section for passage in content.passages}
    }
    rows = ((ids[p.number], *contexts[p.section], *forms(p.text)) for p in content.passages)
    _insert(connection, "passage_terms", "rowid, context, context_folded, body, body_folded", rows)


def _figure_rows(
    connection: Connection, figures: Sequence[Figure], forms: Forms, fold: Callable[[str], str]
) -> Iterable[codec.Row]:
    names = list(dict.fromkeys(figure.name for figure in figures))
    folded = {name: fold(name) for name in names}
    statement = "SELECT folded, id FROM indicators WHERE folded IN (SELECT value FROM json_each(?))"
    ids = dict(connection.execute(statement, (as_json(folded.values()),)))
    for name in names:
        if folded[name] not in ids:
            number = _insert(connection, "indicators", "folded, name", [(folded[name], name)])
            _insert(connection, "indicator_terms", "rowid, body, body_folded", [(number, *forms(name))])
            ids[folded[name]] = number
    return [(*codec.figure_row(figure), ids[folded[figure.name]]) for figure in figures]
