"""The head of a document as lines: letterhead and first blocks, whichever way the reader met them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ingest.document import BlockKind, Document
from ingest.readers.letterhead import joined_dates
from ingest.vietnamese.text import fold, squeeze

HEAD_BLOCKS = 40  # where title and opening are looked for
_DATED = re.compile(
    r"(?P<place>(?:tp\.?\s)?[^\d.;:|]{2,60}?)[,\s]\s*ngay\s*(?P<d>\d{1,2}|[.…_]*)\s*thang\s*(?P<m>\d{1,2}|[.…_]*)"
    r"\s*nam\s*(?P<y>(?:19|20)\d\d)\W*"
)
_NUMBER = re.compile(
    r"(?:so\s*:?)?[\s\d.…_a-z]{0,14}[/-]\s*(?:(?:19|20)\d\d\s*/\s*)?(?P<kind>[a-z]{2,5})"
    r"\s*[-–/]\s*(?P<from>[a-z][a-z\- ]{0,14})\W*"
)


@cache
def rules() -> dict[str, Any]:
    """identity.toml."""
    return tomllib.loads(Path(__file__).with_name("identity.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class HeadLine:
    text: str
    strong: bool = False  # bold, centred or a heading by style
    letterhead: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """'Gia Viễn, ngày 27 tháng 4 năm 2021'; day and month None where they are left blank."""

    place: str
    year: int
    month: int | None
    day: int | None

    @property
    def date(self) -> date | None:
        try:
            return date(self.year, self.month or 0, self.day or 0)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Number:
    """'Số: 12/BC-SYT': codes of the kind ("bc") and of the agency ("syt"), folded."""

    kind: str
    agency: str


def head_lines(document: Document) -> list[HeadLine]:
    """One line each; a table among them (a letterhead set as one) gives its cells, row by row."""
    lines = [HeadLine(squeeze(line), letterhead=True) for line in joined_dates(document.letterhead)]
    for block in document.blocks[:HEAD_BLOCKS]:
        style = block.style
        strong = bool(style.bold or style.centred or style.level)
        cells = re.split(r"[\t\n]+", block.text) if block.kind is BlockKind.TABLE else [block.text]
        lines += [HeadLine(squeeze(cell), strong) for cell in cells if cell.strip()]
    return lines


def find_dateline(lines: list[HeadLine]) -> Dateline | None:
    """The first line that is only a place and a date."""
    for line in lines:
        if match := _dated(line.text):
            month, day = (int(match[k]) if match[k].isdigit() else None for k in ("m", "d"))
            return Dateline(line.text[slice(*match.span("place"))], int(match["y"]), month, day)
    return None


def _dated(text: str) -> re.Match[str] | None:
    return _DATED.fullmatch(fold(text), _after_number(text))


def is_agency_line(text: str) -> bool:
    """False for the number and the date of a letterhead."""
    return _dated(text) is None and not re.match(r"so\s*:", fold(text))


def _after_number(text: str) -> int:
    """Where the right column begins when both stand on one line: 'Số: 12/BC-SYT Điện Biên, ngày …'."""
    match = re.match(r"so\s*:.*?/\s*[a-z]+\s*[-–]\s*[a-z]+\s+", fold(text))
    return match.end() if match else 0


def find_number(lines: list[HeadLine]) -> Number | None:
    """The document number of a letterhead."""
    for line in lines:
        folded = fold(line.text)
        if folded.startswith("so") and "ngay" not in folded and (match := _NUMBER.match(folded)):
            return Number(match["kind"], re.sub(r"[\s-]", "", match["from"]))
    return None
