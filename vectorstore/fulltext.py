"""Full-text expressions over analysed terms: exact words count more than words without diacritics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Weights of bm25 for the columns context, body, context_folded, body_folded: a hit with its diacritics
# scores in the exact and the folded column, a hit without them in the folded one alone.
PASSAGE_WEIGHTS = (0.6, 1.0, 0.6, 1.0)
INDICATOR_WEIGHTS = (1.0, 0.5)

# A search costs what rows its terms stand in. Beyond this sum the most common terms ("tỷ lệ", "năm" in a
# large archive) are left out: they say least. At 100,000 passages a search took 0.5 s with all terms and
# takes 0.1 s so; an archive of 2,000 passages never comes near.
MAX_ROWS = 60_000
MIN_GROUPS = 3  # kept whatever they cost
MAX_GROUPS = 64  # a question of 20,000 characters is searched by its rarest terms

Analyse = Callable[[str], str]
Group = tuple[tuple[str, ...], ...]  # phrases (each its words) that all have to be there


@dataclass(frozen=True, slots=True)
class Columns:
    """The exact and the folded columns of a full-text table, as FTS5 column filters."""

    exact: str
    folded: str


PASSAGE_COLUMNS = Columns("{context body}", "{context_folded body_folded}")
INDICATOR_COLUMNS = Columns("{body}", "{body_folded}")


def groups_of(terms: Sequence[Sequence[str]], analyze: Analyse) -> list[Group]:
    """Groups of analysed phrases, empty and repeated ones dropped: [["48,6%"], ["Sốt rét"]] →
    [(("45_2",),), (("sốt", "rét"),)].
    """
    groups = (tuple(words for term in group if (words := tuple(analyze(term).split()))) for group in terms)
    return list(dict.fromkeys(group for group in groups if group))


def rarest(groups: Sequence[Group], frequency: Callable[[str], int]) -> list[Group]:
    """The groups worth searching, by the rows that their rarest word stands in (none: no hit); order kept."""
    rows = {group: min(frequency(word) for phrase in group for word in phrase) for group in groups}
    chosen: set[Group] = set()
    spent = 0
    for group in sorted((group for group in groups if rows[group]), key=rows.__getitem__)[:MAX_GROUPS]:
        spent += rows[group]
        if spent > MAX_ROWS and len(chosen) >= MIN_GROUPS:
            break
        chosen.add(group)
    return [group for group in groups if group in chosen]


def match_expression(groups: Sequence[Group], columns: Columns, fold: Analyse) -> str:
    """An FTS5 MATCH expression: groups joined by OR, phrases of a group by AND."""
    return " OR ".join("(" + " AND ".join(_phrase(p, columns, fold) for p in group) + ")" for group in groups)


def _phrase(words: Sequence[str], columns: Columns, fold: Analyse) -> str:
    exact = " ".join(words)
    return f"(({columns.exact} : {_quoted(exact)}) OR ({columns.folded} : {_quoted(fold(exact))}))"


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', " ") + '"'
