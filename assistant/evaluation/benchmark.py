"""Public retrieval sets (corpus.jsonl, queries.jsonl, qrels.tsv) as an archive and its queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.evaluation.retrieval import Query
from vectorstore.errors import UsageError
from vectorstore.records import Kind, Passage, Report, ReportContent, Section

KEY = "set"


def read_corpus(folder: Path) -> tuple[ReportContent, dict[str, int]]:
    """The passages of a set as one report without title, and the number of each by its id. Raises UsageError."""
    rows = list(_rows(folder / "corpus.jsonl"))
    report = Report(KEY, "", "", None, None, Kind.OTHER, False, None, f"{KEY}.txt", folder.name, None)
    section = Section(KEY, 0, None, "", "", (), None, None)
    passages = tuple(Passage(KEY, number, 0, text, None, "prose") for number, (_, text) in enumerate(rows))
    numbers = {identifier: number for number, (identifier, _) in enumerate(rows)}
    return ReportContent(report, (section,), passages, ()), numbers


def read_queries(folder: Path, numbers: dict[str, int]) -> list[Query]:
    """The questions of a set that have a right passage. Raises UsageError."""
    relevant: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for number, line in enumerate(_lines(folder / "qrels.tsv"), start=1):
        fields = line.split("\t")
        if len(fields) < 3:
            raise UsageError(f"{folder / 'qrels.tsv'}, dòng {number} cần ba cột cách nhau bằng tab.")
        query, passage, score = fields[:3]
        if passage in numbers and score.strip().isdigit() and int(score) > 0:  # the header's score is a word
            relevant[query].add((KEY, numbers[passage]))
    return [
        Query(text, folder.name, frozenset(relevant[identifier]))
        for identifier, text in _rows(folder / "queries.jsonl")
        if identifier in relevant
    ]


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            entry = json.loads(line)
            yield str(entry["_id"]), str(entry["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f'{path}, dòng {number} cần là JSON có "_id" và "text" ({error}).') from error


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text("utf-8-sig").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"Không đọc được tệp {path}; bộ đo cần corpus.jsonl, queries.jsonl và qrels.tsv."
        ) from error
