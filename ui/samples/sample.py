"""What a sample report holds, as its TOML file says it.

`body` is marked lightly, a line a block: "# " a part or its title, "## " and "### " headings, "- " a list
item, "[1] " a footnote whose mark "[1]" stands in an earlier line; other lines are paragraphs. An annex has
columns ("Top > Bottom" for two header rows) and rows, a line each, cells parted by " | "; a row of two cells is
a group.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

_MARKS = {"# ": "part", "## ": "heading", "### ": "subheading", "- ": "item"}
_NOTE = re.compile(r"\[(\d)\] (.+)")
NOTE_MARK = re.compile(r"\[(\d)\]")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str  # "part", "heading", "subheading", "item", "paragraph" or "note"
    text: str
    number: int = 0  # of a note


@dataclass(frozen=True, slots=True)
class Annex:
    label: str
    title: str
    header: tuple[
        tuple[str, ...], ...
    ]  # one or two rows; a cell that goes on from its left or upper one is ""
    rows: tuple[tuple[str, ...], ...]  # all of the header's width

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last column of each header cell that spans several."""
        if len(self.header) < 2:
            return ()
        found = []
        top, bottom = self.header
        for i, text in enumerate(top):
            last = i
            while text and last + 1 < len(top) and not top[last + 1] and bottom[last + 1]:
                last += 1
            if last > i:
                found.append((i, last))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Sample:
    key: str
    format: str  # "docx", "pdf" or "txt"
    agency: tuple[str, ...]
    number: str
    dateline: str
    kind: str
    title: tuple[str, ...]
    note: str  # says that it is an illustration
    signer: str
    body: tuple[Piece, ...]
    annexes: tuple[Annex, ...]


def load_samples() -> list[Sample]:
    """All samples in this folder, by name."""
    return [_load(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]


def _load(path: Path) -> Sample:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Sample(
        key=path.stem,
        format=data["format"],
        agency=tuple(data["agency"]),
        number=data["number"],
        dateline=data["dateline"],
        kind=data["kind"],
        title=tuple(data["title"]),
        note=data["note"],
        signer=data["signer"],
        body=tuple(_piece(line) for line in data["body"].strip().splitlines()),
        annexes=tuple(_annex(annex) for annex in data["annex"]),
    )


def _piece(line: str) -> Piece:
    if note := _NOTE.fullmatch(line):
        return Piece("note", note[2], int(note[1]))
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Piece(kind, line if kind == "item" else line.removeprefix(mark))
    return Piece("paragraph", line)


def _annex(data: dict[str, str]) -> Annex:
    columns = [column.split(" > ") for column in data["columns"]]
    header: list[tuple[str, ...]] = [tuple(column[0] for column in columns)]
    if any(len(column) > 1 for column in columns):
        tops = [column[0] for column in columns]
        once = [top if i == 0 or tops[i - 1] != top else "" for i, top in enumerate(tops)]
        header = [tuple(once), tuple(column[1] if len(column) > 1 else "" for column in columns)]
    rows = [[cell.strip() for cell in line.split("|")] for line in data["rows"].strip("\n").splitlines()]
    padded = tuple(tuple(row + [""] * (len(columns) - len(row))) for row in rows)
    if any(len(row) != len(columns) for row in padded):
        raise ValueError(f"{data['label']}: a row is wider than its header")
    return Annex(data["label"], data["title"], tuple(header), padded)


def with_superscripts(text: str) -> str:
    """'ổ dịch.[1]' → 'ổ dịch.¹'."""
    return NOTE_MARK.sub(lambda match: SUPERSCRIPTS[int(match[1])], text)
