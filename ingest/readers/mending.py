"""Sentences that a page or column break has cut, made whole; footnotes put behind what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.document import Block, BlockKind
from ingest.vietnamese.text import squeeze

MIN_OPEN = 30  # characters; a shorter block without a full stop is a heading, not a cut sentence

_HYPHEN_END = re.compile(r"\w[-–/]$")
_TAIL_SIGNS = tuple(".,;:)!?")  # that follow their word without a space
_YEAR_TAIL = re.compile(r"(?:19|20)\d\d$")
_YEAR_HEAD = re.compile(r"[-–](?:19|20)\d\d\b")
# "- …", "+ …", "1.2. …", "a) …", "(3) …", "IV. …"
MARKER = re.compile(
    r"(?:[-+*•▪◦○●➢✓–—·]|o(?=\s))\s|\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđ]|[IVX]{1,5}|[A-Z])[.)/:](?:\s|$)"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\s|\[\d{1,2}\]"
)
BULLET = re.compile(r"(?:[-+*•▪◦○●➢✓–—·]|o(?=\s))\s*(?=\S)")
_ENDED = re.compile(r"[.;:!?…][\"”’'»)\]]*[¹²³⁰⁴-⁹⁽⁾]*$|[\")”]$")
_NO_SENTENCE = re.compile(r"(?:Nơi nhận|Căn cứ|Xét|Kính gửi|Phụ lục|PHỤ LỤC|Phần|PHẦN)\b")
# Words after which no Vietnamese sentence ends.
_FUNCTION = re.compile(
    r"\s(?:và|của|với|các|những|cho|tại|về|từ|đến|bằng|do|theo|hoặc|như|là|trong|mỗi|mọi|số|hay|vì|nên|để)$"
)
RAISED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽"  # no paragraph but a footnote begins with one
_MARK_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"(?:[⁽(]?([⁰¹²³⁴-⁹]{1,3})[⁾)]?|\[(\d{1,2})\]|\(?(\*{1,4})\)?|(\ufffd))\s*(?=\S)")


def join_text(first: str, second: str) -> str:
    """Two pieces of a text as one; a word cut at a hyphen stays whole: '2021-' + '2025' → '2021-2025'."""
    if _HYPHEN_END.search(first) and second[:1].isalnum():
        return squeeze(first + second)
    if second[:1] in _TAIL_SIGNS:
        return squeeze(first + second)
    if _YEAR_TAIL.search(first) and _YEAR_HEAD.match(second):
        return squeeze(first + second)
    return squeeze(f"{first} {second}")


def kind_of(text: str) -> BlockKind:
    """ITEM for a text that opens with a bullet, else PARAGRAPH."""
    return BlockKind.ITEM if BULLET.match(text) and text[:2].strip() != text[:2] else BlockKind.PARAGRAPH


def footnote_mark(text: str) -> str | None:
    """The mark that a footnote's text opens with ('1' of '¹ Số liệu …'), None for no footnote."""
    match = _NOTE.match(text)
    if match is None:
        return None
    raised, bracketed, stars, unknown = match.groups()
    return "" if unknown else (raised or bracketed or stars).translate(_MARK_DIGITS)


def mend(blocks: Iterable[Block]) -> list[Block]:
    """Blocks with cut sentences joined; the joined block stands (and has its page) where it begins."""
    mended: list[Block] = []
    for block in blocks:
        at = _last_text(mended)
        if at is not None and is_cut(mended[at], block):
            mended[at] = joined(mended[at], block)
        else:
            mended.append(block)
    return mended


def joined(first: Block, second: Block) -> Block:
    """Two blocks as one, of the first one's page and style."""
    style = first.style
    if style.bold and not second.style.bold:
        style = replace(style, bold=False, bold_prefix=len(first.text))
    return replace(first, text=join_text(first.text, second.text), style=style)


def is_cut(first: Block, second: Block) -> bool:
    """Whether `second` goes on with the sentence of `first`, by the wording alone."""
    if second.kind is not BlockKind.PARAGRAPH or MARKER.match(second.text) or not second.text:
        return False
    if first.style.level is not None or second.style.level is not None or _ENDED.search(first.text):
        return False
    if first.style.bold and not second.style.bold:
        return False
    if first.text.isupper() or second.text.isupper() or _NO_SENTENCE.match(second.text):
        return False
    head = second.text[0]
    if first.text.endswith(",") or _FUNCTION.search(first.text) or _HYPHEN_END.search(first.text):
        return not second.style.centred or head.islower()
    if first.style.centred and second.style.centred:
        return head.islower()
    return head.islower() and (len(first.text) >= MIN_OPEN or first.kind is BlockKind.ITEM)


def place_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """Footnotes moved behind the nearest block above them that bears their mark; else they stay."""
    placed: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.FOOTNOTE or not block.mark:
            placed.append(block)
            continue
        at = next((i for i in range(len(placed) - 1, -1, -1) if _bears(placed[i], block)), None)
        while at is not None and at + 1 < len(placed) and placed[at + 1].kind is BlockKind.FOOTNOTE:
            at += 1
        placed.insert(len(placed) if at is None else at + 1, block)
    return placed


def _bears(block: Block, note: Block) -> bool:
    if block.kind is BlockKind.FOOTNOTE:
        return False
    if note.mark.startswith("*"):
        return bool(re.search(rf"(?<!\*){re.escape(note.mark)}(?!\*)", block.text[1:]))
    raised = note.mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    pattern = rf"(?<![⁰¹²³⁴-⁹]){raised}(?![⁰¹²³⁴-⁹])|\[{note.mark}\]"
    return bool(re.search(pattern, block.text))


def _last_text(blocks: Sequence[Block]) -> int | None:
    """Position of the last block that is no footnote, where it holds running text."""
    for at in range(len(blocks) - 1, -1, -1):
        if blocks[at].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            return at
        if blocks[at].kind is BlockKind.TABLE:
            return None
    return None
