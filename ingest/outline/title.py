"""The title of a document: 'BÁO CÁO' and the lines below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.outline.traits import MAX_STYLED, Entry, is_title_word
from ingest.vietnamese.text import squeeze

MAX_ABOVE = 15  # entries in which the title is sought
MAX_LINES = 5
MIN_WHOLE = 25  # characters from which a first line is more than the kind of the document
MIN_UNNAMED = 20  # characters of a title that names no kind of document

_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"(?i)kính gửi\b|\(")


@dataclass(frozen=True, slots=True)
class Title:
    text: str  # on one line, "" for none
    lines: frozenset[int]  # indexes of its entries
    end: int  # index of the entry behind it; 0 for none


def find_title(entries: Sequence[Entry]) -> Title:
    """The title lines among the first entries."""
    first = next((i for i, entry in enumerate(entries[:MAX_ABOVE]) if _begins(entry)), None)
    if first is None:
        first = 0 if entries and _is_unnamed(entries[0]) else None
    if first is None:
        return Title("", frozenset(), 0)
    lines = [first]
    while len(lines) < MAX_LINES and lines[-1] + 1 < len(entries):
        line, last = entries[lines[-1] + 1], entries[lines[-1]]
        if not _goes_on(line, last, len(lines)):
            break
        lines.append(lines[-1] + 1)
    return Title(squeeze(" ".join(entries[i].text for i in lines)), frozenset(lines), lines[-1] + 1)


def _is_unnamed(entry: Entry) -> bool:
    """A first line in capitals or bold with a period but no kind of document: 'Y TẾ QUÝ I/2024'."""
    styled = any(entry.look) and not entry.labels and entry.block.kind is BlockKind.PARAGRAPH
    dated = any(c.isdigit() for c in entry.text)
    return styled and dated and MIN_UNNAMED <= len(entry.text) <= MAX_STYLED


def _begins(entry: Entry) -> bool:
    return entry.block.kind is BlockKind.PARAGRAPH and not entry.labels and is_title_word(entry.text)


def _goes_on(line: Entry, last: Entry, count: int) -> bool:
    block = line.block
    if block.kind is not BlockKind.PARAGRAPH or line.numbered or line.is_item or len(line.text) > MAX_STYLED:
        return False
    if line.text.endswith((".", ";", ":")) or _ADDRESS.match(line.text):
        return False
    if is_title_word(last.text) and len(last.text) < MIN_WHOLE:
        return True
    if count == 1 and not _DIGIT.search(last.text) and _DIGIT.search(line.text):
        return True  # "… CÔNG TÁC Y TẾ" and below it "6 tháng đầu năm 2024"
    return (any(line.look) and line.look == last.look) or bool(block.style.centred and block.style.bold)
