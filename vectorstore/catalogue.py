"""The catalogue of an archive, in SQLite: reports and what was read from them; the archive's truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from vectorstore import codec, entry, fulltext
from vectorstore.database import Database
from vectorstore.queries import as_json, keys_of, list_of, one_of, prefixed, where_clause
from vectorstore.records import (
    Figure,
    Finding,
    Gap,
    Passage,
    Period,
    Place,
    Report,
    ReportContent,
    Role,
    Section,
)

_MAX_RANGES = 200  # SQLite bounds the depth of an expression at 1,000


class Change(StrEnum):
    """What putting a report did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score: the higher the better, comparable within one result only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """A distinct wording of an indicator with its chain; wordings that fold alike are one."""

    id: int
    name: str  # chain and indicator as first seen: "Bệnh nhân phát hiện mới › Basedow"
    reports: tuple[str, ...]  # keys of the reports that have figures of it
    figures: int  # how many figures it has


class Catalogue:
    """Reports, sections, passages, figures and findings of one archive.

    `analyze` gives the terms of a text parted by spaces, numbers whole; `fold` takes diacritics away.
    """

    def __init__(
        self, path: Path, *, analyze: Callable[[str], str], fold: Callable[[str], str], writable: bool = True
    ) -> None:
        self.database = Database(path, writable=writable)
        self._analyze = analyze
        self._fold = fold

    def put(self, content: ReportContent, *, force: bool = False) -> Change:
        """Write a report with all its content in one transaction, in place of one with the same key.

        The same key and sha256 change nothing, unless `force` asks for it.
        """
        report = content.report
        known = self.report(report.key)
        if known and known.sha256 == report.sha256 and not force:
            return Change.UNCHANGED
        with self.database.write() as connection:
            entry.remove_report(connection, report.key)
            entry.insert_report(connection, content, self._forms, self._fold)
            entry.drop_orphans(connection)
        return Change.REPLACED if known else Change.ADDED

    def remove(self, key: str) -> bool:
        """Take a report out with all that belongs to it; False when there is none of this key."""
        with self.database.write() as connection:
            removed = entry.remove_report(connection, key)
            entry.drop_orphans(connection)
        if removed:
            self.database.tidy()
        return removed

    def _forms(self, text: str) -> tuple[str, str]:
        """The terms of a text, and the same without diacritics."""
        terms = self._analyze(text)
        return terms, self._fold(terms)

    def report(self, key: str) -> Report | None:
        found = self.reports(keys=(key,))
        return found[0] if found else None

    def reports(
        self,
        place: Place | None = None,
        period: Period | None = None,
        keys: Iterable[str] | None = None,
    ) -> list[Report]:
        """Reports by key; of a place (or of one inside it), of exactly this period, among these keys."""
        where, values = where_clause({"r.key": keys_of(keys), "r.period": one_of(codec.period_text(period))})
        rows = self._all(f"SELECT {codec.REPORT_COLUMNS} FROM reports r {where} ORDER BY key", values)
        reports = (codec.row_report(row) for row in rows)
        return [r for r in reports if place is None or (r.place is not None and place.contains(r.place))]

    def sections(self, key: str) -> list[Section]:
        """Sections of a report in order; none when the report is unknown."""
        return [
            codec.row_section(row[0], row[1:]) for row in self._of("sections", codec.SECTION_COLUMNS, (key,))
        ]

    def passages(
        self, reports: Iterable[str] | None = None, *, sections: Iterable[int] | None = None
    ) -> list[Passage]:
        """Passages in the order of reports and text, among these reports and section numbers."""
        rows = self._of("passages", codec.PASSAGE_COLUMNS, reports, {"t.section": list_of(sections)})
        return [codec.row_passage(row[0], row[1:]) for row in rows]

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by "report:number"; unknown ids are left out."""
        rows = self._all(
            f"SELECT r.key, {prefixed(codec.PASSAGE_COLUMNS, 'p')} FROM json_each(?) wanted "
            "JOIN reports r ON r.key = wanted.value ->> 0 "
            "JOIN passages p ON p.report_id = r.id AND p.number = wanted.value ->> 1",
            (as_json(_parted(identifier) for identifier in ids),),
        )
        passages = (codec.row_passage(row[0], row[1:]) for row in rows)
        return {f"{passage.report}:{passage.number}": passage for passage in passages}

    def figures(
        self,
        reports: Iterable[str] | None = None,
        *,
        numbers: Iterable[int] | None = None,
        indicators: Iterable[int] | None = None,
        sections: Iterable[int] | None = None,
        roles: Iterable[Role] | None = None,
        place: Place | None = None,
        period: Period | None = None,
    ) -> list[Figure]:
        """Figures in the order of reports and text; `place` and `period` are their own, matched exactly."""
        filters = {
            "t.number": list_of(numbers),
            "t.indicator_id": list_of(indicators),
            "t.section": list_of(sections),
            "t.role": list_of(None if roles is None else [str(role) for role in roles]),
            "t.place": one_of(codec.place_text(place)),
            "t.period": one_of(codec.period_text(period)),
        }
        rows = self._of("figures", codec.FIGURE_COLUMNS, reports, filters)
        return [codec.row_figure(row[0], row[1:]) for row in rows]

    def gaps(
        self,
        reports: Iterable[str] | None = None,
        *,
        sections: Iterable[int] | None = None,
        roles: Iterable[Role] | None = None,
        place: Place | None = None,
        period: Period | None = None,
    ) -> list[Gap]:
        """Gaps in the order of reports and text; `place` and `period` are their own, matched exactly."""
        filters = {
            "t.section": list_of(sections),
            "t.role": list_of(None if roles is None else [str(role) for role in roles]),
            "t.place": one_of(codec.place_text(place)),
            "t.period": one_of(codec.period_text(period)),
        }
        rows = self._of("gaps", codec.GAP_COLUMNS, reports, filters)
        return [codec.row_gap(row[0], row[1:]) for row in rows]

    def findings(self, reports: Iterable[str] | None = None) -> list[Finding]:
        rows = self._of("findings", codec.FINDING_COLUMNS, reports)
        return [codec.row_finding(row[0], row[1:]) for row in rows]

    def indicators(
        self, ids: Iterable[int] | None = None, *, keys: Iterable[str] | None = None
    ) -> list[Indicator]:
        """Distinct wordings by number; with `keys`, those of figures in these reports, counted only there."""
        where, values = where_clause({"i.id": list_of(ids), "r.key": keys_of(keys)})
        rows = self._all(
            "SELECT i.id, i.name, json_group_array(DISTINCT r.key), count(*) FROM indicators i "
            "JOIN figures f ON f.indicator_id = i.id JOIN reports r ON r.id = f.report_id "
            f"{where} GROUP BY i.id ORDER BY i.id",
            values,
        )
        return [
            Indicator(i, name, tuple(sorted(codec.text_list(keys))), count) for i, name, keys, count in rows
        ]

    def places(self, keys: Iterable[str] | None = None) -> list[Place]:
        """Distinct places of figures in order."""
        where, values = where_clause({"r.key": keys_of(keys)})
        rows = self._all(
            f"SELECT DISTINCT f.place FROM figures f JOIN reports r ON r.id = f.report_id {where}", values
        )
        return sorted(place for (text,) in rows if (place := codec.text_place(text)))

    def count(self, table: str) -> int:
        """Rows of a table of the schema."""
        return int(self._all(f'SELECT count(*) FROM "{table}"')[0][0])

    def search_passages(
        self, terms: Sequence[Sequence[str]], k: int, keys: Iterable[str] | None = None
    ) -> list[Hit]:
        """The k best passages by bm25: outer sequence OR, inner AND; a term of several words is a phrase."""
        groups = fulltext.groups_of(terms, self._analyze)
        frequency = self._frequencies({word for group in groups for phrase in group for word in phrase})
        groups = fulltext.rarest(groups, lambda word: frequency.get(self._fold(word), 0))
        within, bounds = self._within(keys)
        if not groups or k < 1 or bounds == []:
            return []
        match = fulltext.match_expression(groups, fulltext.PASSAGE_COLUMNS, self._fold)
        weights = ", ".join(map(str, fulltext.PASSAGE_WEIGHTS))
        found = self._all(
            f"SELECT rowid, -bm25(passage_terms, {weights}) AS score FROM passage_terms "
            f"WHERE passage_terms MATCH ? {within} ORDER BY score DESC, rowid LIMIT ?",
            (match, *(bounds or ()), k),
        )
        rows = self._all(
            f"SELECT p.id, r.key, {prefixed(codec.PASSAGE_COLUMNS, 'p')} FROM passages p "
            "JOIN reports r ON r.id = p.report_id WHERE p.id IN (SELECT value FROM json_each(?))",
            (as_json(row[0] for row in found),),
        )
        passages = {row[0]: codec.row_passage(row[1], row[2:]) for row in rows}
        return [Hit(passages[number], score) for number, score in found if number in passages]

    def _within(self, keys: Iterable[str] | None) -> tuple[str, list[int | str] | None]:
        """A condition on rowid for the passages of these reports, and the numbers to bind; [] for no passage.

        A report's passages are numbered in one go, so reports are ranges. The outermost bounds are for FTS5,
        which skips to them; the plus signs keep SQLite from looking rows up one by one.
        """
        wanted = keys_of(keys)
        if wanted is None:
            return "", None
        ranges = self._all(
            "SELECT min(p.id), max(p.id) FROM passages p JOIN reports r ON r.id = p.report_id "
            "WHERE r.key IN (SELECT value FROM json_each(?)) GROUP BY p.report_id ORDER BY 1",
            (as_json(wanted),),
        )
        merged = _joined(ranges)
        if not merged:
            return "", []
        outer: list[int | str] = [merged[0][0], merged[-1][1]]
        if len(merged) == 1:
            return "AND rowid BETWEEN ? AND ?", outer
        if len(merged) > _MAX_RANGES:
            numbers = self._all(
                "SELECT p.id FROM passages p JOIN reports r ON r.id = p.report_id "
                "WHERE r.key IN (SELECT value FROM json_each(?))",
                (as_json(wanted),),
            )
            listed = as_json(number for (number,) in numbers)
            return "AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))", [
                *outer,
                listed,
            ]
        inner = " OR ".join(["+rowid BETWEEN ? AND ?"] * len(merged))
        return f"AND rowid BETWEEN ? AND ? AND ({inner})", [
            *outer,
            *(bound for pair in merged for bound in pair),
        ]

    def search_indicators(
        self, terms: Sequence[Sequence[str]], k: int, keys: Iterable[str] | None = None
    ) -> list[tuple[int, float]]:
        """Numbers of the k best indicator wordings by bm25, with their scores."""
        groups = fulltext.groups_of(terms, self._analyze)[: fulltext.MAX_GROUPS]
        if not groups or k < 1:
            return []
        match = fulltext.match_expression(groups, fulltext.INDICATOR_COLUMNS, self._fold)
        inside = (
            "" if keys is None else "AND +rowid IN (SELECT f.indicator_id FROM figures f JOIN reports r "
            "ON r.id = f.report_id WHERE r.key IN (SELECT value FROM json_each(?)))"
        )  # fmt: skip
        values = [match] if keys is None else [match, as_json(keys_of(keys))]
        weights = ", ".join(map(str, fulltext.INDICATOR_WEIGHTS))
        rows = self._all(
            f"SELECT rowid, -bm25(indicator_terms, {weights}) AS score FROM indicator_terms "
            f"WHERE indicator_terms MATCH ? {inside} ORDER BY score DESC, rowid LIMIT ?",
            (*values, k),
        )
        return [(row[0], row[1]) for row in rows]

    def _frequencies(self, words: set[str]) -> dict[str, int]:
        """In how many passages each word stands, by its folded form."""
        folded = sorted({self._fold(word) for word in words})
        rows = self._all(
            "SELECT term, doc FROM passage_vocabulary WHERE term IN (SELECT value FROM json_each(?))",
            (as_json(folded),),
        )
        return {term: rows for term, rows in rows}

    def _of(
        self,
        table: str,
        columns: str,
        reports: Iterable[str] | None,
        filters: dict[str, list[Any] | None] | None = None,
    ) -> list[codec.Row]:
        """Rows of a table with their report's key in front."""
        where, values = where_clause({"r.key": keys_of(reports), **(filters or {})})
        return self._all(
            f"SELECT r.key, {prefixed(columns, 't')} FROM {table} t JOIN reports r ON r.id = t.report_id "
            f"{where} ORDER BY r.key, t.number",
            values,
        )

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[codec.Row]:
        with self.database.read() as connection:
            return connection.execute(statement, values).fetchall()


def _joined(ranges: Iterable[Sequence[int]]) -> list[list[int]]:
    """Ranges of whole numbers in order, those that touch made one."""
    merged: list[list[int]] = []
    for first, last in ranges:
        if merged and merged[-1][1] == first - 1:
            merged[-1][1] = last
        else:
            merged.append([first, last])
    return merged


def _parted(identifier: str) -> tuple[str, int]:
    """'lai-chau-2022:17' → ('lai-chau-2022', 17)."""
    key, _, number = identifier.rpartition(":")
    return key, int(number)
