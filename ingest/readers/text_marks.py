"""Markdown marks as style: headings, emphasis, quotes and escapes leave the text, their meaning stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.document import Style

_SIGNS = re.compile(r"\*\*\S[^\n]*(?:\n[^\n]+){0,5}?\*\*|^#{1,6}\s+\S|^\|\s*:?-{3,}", re.MULTILINE)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
# "**…**", "*…*": opens before a word, closes behind one; "(*)" and a lone star stay.
_EMPHASIS = re.compile(
    r"((?<!\*)\*\*\*?|(?<![*\w])\*|(?<![\w_])__)(?=[^\s*_)])(.+?)(?<=[^\s*(])\1(?![*])", re.DOTALL
)
_PRIVATE = 0xE100  # private characters that stand for escaped marks meanwhile
_TAGS = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|p|div|span|center)\b[^>\n]{0,80}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without marks."""

    text: str
    style: Style
    gap: bool = False  # a blank line stands before it
    glued: bool = False  # goes on with the line above: one emphasis spans both


def has_marks(text: str) -> bool:
    """Whether a text carries Markdown marks."""
    return bool(_SIGNS.search(text))


def plain_lines(text: str) -> list[Line]:
    """Lines of a text without marks, blank ones as gaps."""
    lines, gap = [], False
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(raw, Style(), gap))
        gap = not raw.strip()
    return lines


def marked_lines(text: str) -> list[Line]:
    """Lines of a Markdown text; the emphasis of several lines is theirs each."""
    lines: list[Line] = []
    for paragraph in re.split(r"\n[ \t]*\n", _hidden(text)):
        rows = [row for row in paragraph.split("\n") if row.strip()]
        gap, start = True, 0
        plain, spans, heads = _strip_paragraph(rows)
        for number, (row, head) in enumerate(zip(plain.split("\n"), heads, strict=False)):
            end = start + len(row)
            broken = number > 0 and rows[number - 1].endswith(("  ", "\\"))  # Markdown's line break
            glued = not broken and any(first < start < last for first, last, _ in spans)
            lines.append(Line(_shown(row.rstrip()), _style(row, start, spans, head), gap, glued))
            gap, start = False, end + 1
    return [line for line in lines if line.text.strip()]


def strip_marks(text: str) -> str:
    """A cell or line without emphasis, escapes and tags."""
    plain, _ = _strip(_BREAK.sub(" ", _TAGS.sub("", _hidden(text))))
    return _shown(plain)


def _hidden(text: str) -> str:
    """Escaped marks as one private character each, so that they are no marks."""
    return _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match.group(1))), text)


def _shown(text: str) -> str:
    return "".join(chr(ord(c) - _PRIVATE) if _PRIVATE <= ord(c) < _PRIVATE + 128 else c for c in text)


def _strip_paragraph(rows: list[str]) -> tuple[str, list[tuple[int, int, int]], list[int]]:
    """Text, spans of emphasis (start, end, number of stars) and heading levels of a paragraph's lines."""
    bodies, heads = [], []
    for row in rows:
        row = _QUOTE.sub("", row, count=1) if row.lstrip().startswith(">") else row
        heading = _HEADING.match(row)
        heads.append(len(heading.group(1)) if heading else 0)
        body = heading.group(2) if heading else row.rstrip("\\")
        bodies.append(_BREAK.sub(" ", _TAGS.sub("", body)))
    plain, spans = _strip("\n".join(bodies))
    return plain, spans, heads


def _strip(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    pieces: list[str] = []
    spans: list[tuple[int, int, int]] = []
    position = length = 0
    for match in _EMPHASIS.finditer(text):
        pieces.append(text[position : match.start()])
        length += len(pieces[-1])
        inner, nested = _strip(match.group(2))
        stars = 2 if match.group(1) == "__" else len(match.group(1))
        spans.append((length, length + len(inner), stars))
        spans += [(length + a, length + b, s) for a, b, s in nested]
        pieces.append(inner)
        length += len(inner)
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces), spans


def _style(row: str, start: int, spans: list[tuple[int, int, int]], head: int) -> Style:
    """The style of a line that begins at `start` of its paragraph."""
    begin, end = start + len(row) - len(row.lstrip()), start + len(row.rstrip())
    style = Style(bold=False, italic=False, level=head or None)
    for first, last, stars in spans:
        whole = first <= begin + 2 and last >= end
        if stars >= 2 and whole:
            style = replace(style, bold=True)
        elif stars >= 2 and first <= begin + 4 and last > begin:
            style = replace(style, bold_prefix=max(style.bold_prefix, last - begin))
        if stars in (1, 3) and whole:
            style = replace(style, italic=True)
    return style
