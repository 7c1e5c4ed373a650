"""Series of generated reports of two families, which name every indicator differently: complete and pure."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict

import pytest

from assistant.indicators.grouping import group_members
from assistant.indicators.members import members_of
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

GOAL = 0.98
REPORTS, SEED = 6, 31


@pytest.fixture(scope="module")
def labelled(shared, tmp_path_factory):
    """Group number and true indicator of every printed figure that the truth names without doubt."""
    folder = tmp_path_factory.mktemp("catalogue")
    for family in "AB":
        line = [
            "--reports",
            str(REPORTS),
            "--seed",
            str(SEED),
            "--family",
            family,
            "--formats",
            "txt",
            "--questions",
            "1",
        ]
        script = shared / "tools" / "make_archive.py"
        subprocess.run(
            [sys.executable, str(script), str(folder / family), *line], check=True, capture_output=True
        )
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([folder / "A" / "reports", folder / "B" / "reports"], archive, lambda _: None)
        groups = group_members([m for report in archive.reports() for m in members_of(archive, report)])
    placed = defaultdict(list)
    for number, group in enumerate(groups):
        for member in group.members:
            figure = member.figure
            placed[figure.report, figure.printed, str(figure.role), figure.in_table].append(
                (words(figure.quote), number)
            )
    return [pair for family in "AB" for pair in _pairs(folder / family / "truth.jsonl", placed)]


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


def _pairs(path, placed):
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found = placed[row["report"], row["value"], row["role"], row["where"] == "table"]
        near = {
            number
            for quote, number in found
            if len(quote & words(row["text"])) >= 0.9 * len(quote | words(row["text"]))
        }
        if len(near) == 1:
            qualifiers = row["qualifiers"]
            yield near.pop(), (row["code"], qualifiers.get("pop"), qualifiers.get("measure"))


def share(pairs) -> float:
    """Share of members that are with most of their kind."""
    by_kind = defaultdict(Counter)
    for kind, where in pairs:
        by_kind[kind][where] += 1
    return sum(max(c.values()) for c in by_kind.values()) / sum(sum(c.values()) for c in by_kind.values())


def test_true_members_are_in_their_series(labelled):
    assert len(labelled) > 1500
    assert share((truth, group) for group, truth in labelled) >= GOAL


def test_members_of_a_series_are_true(labelled):
    assert share(labelled) >= GOAL
