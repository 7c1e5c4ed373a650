"""Lines of a text as paragraphs: sentences cut by a line end, a blank line or a footnote are mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Block, BlockKind, Style
from ingest.outline.labels import LabelKind, parse_label
from ingest.readers.text_marks import Line
from ingest.readers.text_words import text_words
from ingest.vietnamese.text import squeeze

MIN_PROSE = 50  # characters from which a line without full stop is a cut sentence rather than a heading
WRAPPED = (50, 130)  # width in characters of a text whose lines are broken by hand
MIN_WRAPPED = 0.3  # share of full lines that shows such a text

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_NOTE = re.compile(rf"[⁽(]?([{_RAISED}]{{1,3}})[⁾)]?[\s:.]*(?=[^\s{_RAISED}])")
_BRACKET_NOTE = re.compile(r"\[\^?([\d*]{1,3})\]:?\s*(?=\S)")
_LOST_NOTE = re.compile(r"\ufffd\s+(?=[A-ZĐÀ-Ỹ])")
_ENDED = re.compile(r"[.;:!?…][\"”’»)\]]*$")
_CONTINUES = re.compile(r"[,;:.)%”]|[‰°]")
_NUMBER_START = re.compile(r"\d")


def read_paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Paragraphs, items and footnotes of lines that hold no table."""
    blocks: list[Block] = []
    width = wrap_width([line.text for line in lines])
    notes = _reference_marks(lines)
    last = ""  # the line above, for texts broken by hand
    torn: list[int] = []  # blocks with a stop at the start of a line, where the mark of a footnote was lost
    for line in lines:
        block = _block(line, notes)
        target = _cut_paragraph(blocks, line, last, width) if block.kind is BlockKind.PARAGRAPH else None
        if target is None:
            blocks.append(block)
        else:
            torn += [target] if line.text.lstrip()[:2] in (". ", ", ") else []
            blocks[target] = _joined(blocks[target], line)
        last = line.text
    return _with_lost_notes(blocks, torn)


def _with_lost_notes(blocks: list[Block], torn: Sequence[int]) -> list[Block]:
    """Footnotes without readable mark moved behind the paragraphs that lost theirs, if as many."""
    lost = [block for block in blocks if block.kind is BlockKind.FOOTNOTE and not block.mark]
    if not lost or len(lost) != len(torn):
        return blocks
    behind = dict(zip(torn, lost, strict=True))
    placed: list[Block] = []
    for position, block in enumerate(blocks):
        if all(block is not note for note in lost):
            placed.append(block)
        if position in behind:
            placed.append(behind[position])
    return placed


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a text's lines are broken by hand, 0 where a line is a paragraph."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 12:
        return 0
    widest = lengths[int(0.97 * (len(lengths) - 1))]
    if not WRAPPED[0] <= widest <= WRAPPED[1] or lengths[-1] > 1.3 * widest:
        return 0
    full = sum(length > widest - 16 for length in lengths)
    return widest if full >= MIN_WRAPPED * len(lengths) else 0


def _reference_marks(lines: Sequence[Line]) -> set[str]:
    """Marks in brackets that stand inside a text: '… 3.140 hộ[1].'"""
    return {m for line in lines for m in re.findall(r"(?<=\S)\[\^?([\d*]{1,3})\](?!:)", line.text)}


def _block(line: Line, notes: set[str]) -> Block:
    text = squeeze(line.text)
    mark, start = _note_mark(text, notes)
    if start:
        return Block(BlockKind.FOOTNOTE, text, None, line.style, None, mark)
    labels = parse_label(text)
    kind = BlockKind.ITEM if labels and labels[0].kind is LabelKind.BULLET else BlockKind.PARAGRAPH
    return Block(kind, text, None, line.style)


def _note_mark(text: str, notes: set[str]) -> tuple[str, int]:
    """A footnote's mark and where its text begins; ("", 0) for other texts."""
    raised = _RAISED_NOTE.match(text)
    if raised:
        return "".join(str(_RAISED.index(c)) for c in raised.group(1)), raised.end()
    bracket = _BRACKET_NOTE.match(text)
    if bracket and (bracket.group(1) in notes or text.startswith("[^")):
        return bracket.group(1), bracket.end()
    lost = _LOST_NOTE.match(text)
    return ("", lost.end()) if lost else ("", 0)


def _cut_paragraph(blocks: Sequence[Block], line: Line, last: str, width: int) -> int | None:
    """Index of the block whose sentence goes on in this line; None where it begins a paragraph."""
    if not blocks or blocks[-1].kind is BlockKind.TABLE:
        return None
    position = len(blocks) - 1
    if blocks[position].kind is not BlockKind.FOOTNOTE and not line.gap:
        full = bool(width) and _fills(last, line.text, width) and not _begins_anew(blocks[position], line)
        if line.glued or full:
            return position
    text = squeeze(line.text)
    while position >= 0 and blocks[position].kind is BlockKind.FOOTNOTE:
        position -= 1
    behind_note = position < len(blocks) - 1
    if position >= 0 and _goes_on(blocks[position], text, line, behind_note):
        return position
    if behind_note and _goes_on(blocks[-1], text, line, False):
        return len(blocks) - 1
    return None


def _fills(last: str, text: str, width: int) -> bool:
    """Whether the first word of this line would not have fitted on the line above."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return len(last.rstrip()) + 1 + len(first) > width - 4


def _begins_anew(above: Block, line: Line) -> bool:
    return bool(parse_label(squeeze(line.text))) or (above.style.bold or False) != (line.style.bold or False)


def _goes_on(above: Block, text: str, line: Line, behind_note: bool) -> bool:
    """Whether `text` goes on with the sentence of the block above."""
    if above.kind is BlockKind.TABLE or line.style.level or above.style.level or _ENDED.search(above.text):
        return text[:1] in (".", ",", ")") and above.kind is not BlockKind.TABLE and text[1:2] in ("", " ")
    if parse_label(text):
        return False
    if _CONTINUES.match(text):
        return True
    if line.style.bold and not above.style.bold:
        return False
    if text[0].islower():
        return len(above.text) > 12 or above.kind is not BlockKind.PARAGRAPH
    prose = len(above.text) >= MIN_PROSE
    if above.text.endswith(",") and not above.text.isupper():
        return prose
    if above.text.endswith(","):
        return text.isupper()
    if not prose or above.text.isupper() or text.isupper():
        return False
    return _is_open(above.text) or bool(_NUMBER_START.match(text)) or behind_note


def _is_open(text: str) -> bool:
    """Whether a text cannot end here: an open bracket, or a word that wants another."""
    words = text[-30:].lower().split()
    return text.count("(") > text.count(")") or (bool(words) and words[-1] in text_words("open_words"))


def _joined(block: Block, line: Line) -> Block:
    text = squeeze(line.text)
    glue = "" if text[0] in ".,;:)%" else " "
    style = replace(block.style, bold=_both(block.style, line.style))
    return replace(block, text=f"{block.text}{glue}{text}", style=style)


def _both(above: Style, below: Style) -> bool | None:
    return None if above.bold is None or below.bold is None else above.bold and below.bold
