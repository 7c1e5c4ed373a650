"""The source text around a quote, so that an official sees where in the report it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vectorstore.records import Passage

# A table's header is looked for in so many passages before the row, and has at most so many lines.
_TABLE_PASSAGES = 60
_HEADER_LINES = 4
_NUMBER = re.compile(r"[-+(<>≤≥]*\d[\d.,]*[%)*]*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the source with the quote in it: `text[start:end]` is the quote as it stands there."""

    text: str
    start: int
    end: int
    header: tuple[str, ...] = ()  # of the table that the text is from, where it does not stand in the text


def find_excerpt(
    quote: str,
    section: tuple[str, ...],
    page: int | None,
    passages: Sequence[Passage],
    paths: Mapping[tuple[str, int], tuple[str, ...]],
) -> Excerpt:
    """The passage that holds the quote, or the two that share it; the cited section and page go first."""

    def misfit(index: int) -> tuple[bool, bool]:
        passage = passages[index]
        return paths.get((passage.report, passage.section)) != section, passage.page != page

    order = sorted(range(len(passages)), key=misfit)
    for length in (1, 2):
        for index in order:
            text = "\n".join(passage.text for passage in passages[index : index + length])
            if span := find_span(text, quote):
                return Excerpt(text, *span, header=table_header(passages, index))
    return Excerpt(quote, 0, len(quote))


def find_span(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, whatever the spaces and line ends between its words; None where it does not."""
    wanted = "".join(quote.split())
    if not wanted:
        return None
    positions = [index for index, character in enumerate(text) if not character.isspace()]
    at = "".join(text[index] for index in positions).find(wanted)
    return None if at < 0 else (positions[at], positions[at + len(wanted) - 1] + 1)


def table_header(passages: Sequence[Passage], index: int) -> tuple[str, ...]:
    """The header lines of the table that a passage goes on with; none for prose, or where it begins the table."""
    if passages[index].kind != "table" or _header_lines(passages[index].text):
        return ()
    columns = _columns(passages[index].text)
    for before in reversed(passages[max(0, index - _TABLE_PASSAGES) : index]):
        if before.kind != "table" or _columns(before.text) != columns:
            break
        if lines := _header_lines(before.text):
            return lines
    return ()


def _header_lines(text: str) -> tuple[str, ...]:
    """The first lines of a table that name its columns: several words, no number among them."""
    lines: list[str] = []
    for line in text.split("\n")[:_HEADER_LINES]:
        cells = [cell.strip() for cell in line.split("\t")]
        filled = [cell for cell in cells if cell]
        names = len(filled) > 2 or (bool(lines) and not cells[0])
        if not names or any(_NUMBER.fullmatch(cell) for cell in filled):
            break
        lines.append(line)
    return tuple(lines)


def _columns(text: str) -> int:
    return text.split("\n", 1)[0].count("\t")


def lines_with_spans(excerpt: Excerpt) -> Iterator[tuple[str, int, int]]:
    """The lines of an excerpt, each with the span of the quote in it (empty where it has no part of it)."""
    offset = 0
    for line in excerpt.text.split("\n"):
        start = min(max(excerpt.start - offset, 0), len(line))
        end = min(max(excerpt.end - offset, 0), len(line))
        yield line, start, end
        offset += len(line) + 1
