"""What a block looks like by itself: a heading, a heading with its text behind it, or content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ingest.document import Block, BlockKind
from ingest.outline.labels import Label, LabelKind, bullet_of, parse_label
from ingest.outline.words import begins_with, ends_with, words
from ingest.vietnamese.text import fold

MAX_HEADING = 160  # characters of a heading that nothing but its wording shows
MAX_STYLED = 280  # characters of a heading in bold, capitals or a heading style
MAX_RUN_IN = 140  # characters of a heading before the colon of its own paragraph
MAX_MINOR = 90  # characters of a heading without number
MAX_LONE = 70  # characters of a heading that only its place shows
MIN_REST = 25  # characters behind a run-in heading that make a paragraph of their own

_FIGURE = re.compile(r"\d,\d|\d\s?[%‰]|(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])|(?:đạt|là|có|được)\s+\d")
_COLON = re.compile(r"(?<=[\w)\"”’\]%])\s?:(?=\s+\S)")
_INNER_STOP = re.compile(r"[a-zà-ỹđ)\d”\"]{2}[.!?]\s+[A-ZĐÀ-Ỹ]|;\s")
_SEAL = re.compile(r"(?i)^nơi nhận\b|^nơi gửi\b")


class Nature(Enum):
    HEADING = "heading"
    RUN_IN = "run-in"
    CONTENT = "content"


@dataclass(slots=True)
class Entry:
    """A block with what it shows by itself."""

    block: Block
    labels: tuple[Label, ...] = ()
    nature: Nature = Nature.CONTENT
    cut: int = 0  # of a run-in heading: where the text behind it begins
    splits: bool = False  # whether that text becomes a block of its own

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def rest(self) -> str:
        """The text behind the label."""
        return self.text[self.labels[0].end :].strip() if self.labels else self.text

    @property
    def look(self) -> tuple[bool, bool]:
        """What headings of one list share: bold and capitals."""
        head = self.text[: self.cut] if self.cut else self.text
        bold = bool(self.block.style.bold) or self.block.style.bold_prefix >= max(len(head) - 2, 4)
        return bold, is_capitals(head)

    @property
    def styled(self) -> bool:
        return any(self.look) or self.block.style.level is not None

    @property
    def numbered(self) -> bool:
        return bool(self.labels) and self.labels[0].kind not in (LabelKind.BULLET, LabelKind.PAREN)

    @property
    def is_item(self) -> bool:
        """A list item by its bullet or '(1)', whichever kind the reader gave it."""
        return bool(self.labels) and self.labels[0].kind in (LabelKind.BULLET, LabelKind.PAREN)


def read_entry(block: Block) -> Entry:
    """The entry of a block; tables and footnotes are content."""
    entry = Entry(block)
    if block.kind in (BlockKind.TABLE, BlockKind.FOOTNOTE):
        return entry
    entry.labels = parse_label(block.text)
    if entry.numbered:
        _classify(entry)
    return entry


def _classify(entry: Entry) -> None:
    """Sets nature, cut and splits of a numbered entry."""
    cut = run_in_end(entry)
    rest = entry.text[cut:].strip()
    # A short heading all in bold keeps its colon, unless a figure stands behind it.
    whole = bool(entry.block.style.bold) and len(entry.text) <= MAX_HEADING and not rest[:1].isdigit()
    if cut and not whole:
        entry.nature, entry.cut = Nature.RUN_IN, cut
        entry.splits = len(rest) >= MIN_REST and rest[0].isalpha() and rest[0].isupper()
    elif reads_as_heading(entry):
        entry.nature = Nature.HEADING


def reads_as_heading(entry: Entry) -> bool:
    """Whether a numbered block reads as a heading by length, ending and wording."""
    rest = entry.rest
    if rest.endswith((";", ",")):
        return False
    if entry.styled:
        return len(rest) <= MAX_STYLED and not (rest.endswith(".") and _INNER_STOP.search(rest))
    if len(rest) > MAX_HEADING or _INNER_STOP.search(rest) or has_figures(rest):
        return False
    if rest.endswith("."):
        return len(rest) <= 80 and not begins_with(rest, "tasks")
    return True


def run_in_end(entry: Entry) -> int:
    """Where the text behind a run-in heading ('2.5. Máu an toàn: Phối hợp …') begins; 0 for none."""
    text, start = entry.text, entry.labels[0].end if entry.labels else 0
    prefix = entry.block.style.bold_prefix
    if start + 4 < prefix < len(text) - 2 and prefix <= MAX_STYLED:
        return prefix + len(text[prefix:]) - len(text[prefix:].lstrip(" :.-–"))
    if is_capitals(text) and len(text) <= MAX_STYLED:
        return 0
    colon = _colon(text, start)
    if colon is None or colon.start() - start > MAX_RUN_IN:
        return 0
    head = text[start : colon.start()]
    if _INNER_STOP.search(head + " ") or has_figures(head) or ("," in head and ends_with(head, "announcing")):
        return 0
    if len(head) > 40 and (ends_with(head, "announcing") or (begins_with(head, "tasks") and len(head) > 80)):
        return 0
    if text.endswith(";") and len(text) < MAX_HEADING:
        return 0
    return colon.end() + len(text[colon.end() :]) - len(text[colon.end() :].lstrip())


def _colon(text: str, start: int = 0) -> re.Match[str] | None:
    """The first colon that parts a text in two; not that of 'Bảng 2. Kinh phí (đơn vị: triệu đồng)'."""
    for match in _COLON.finditer(text, start):
        before = text[start : match.start()]
        if before.count("(") <= before.count(")"):
            return match
    return None


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, its label and a small word or two aside."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def has_figures(text: str) -> bool:
    """Whether a text states a figure: '61,7%', '1.204.518', 'đạt 12'."""
    return bool(_FIGURE.search(text))


def announces(text: str) -> bool:
    """Whether a text is the head of a list: it ends with a colon, or with 'trong đó.'."""
    text = text.rstrip()
    return text.endswith(":") or ends_with(text.rstrip(" .;,…"), "announcing")


def is_title_word(text: str) -> bool:
    """Whether a line is the first of a title: 'BÁO CÁO', 'KẾ HOẠCH'."""
    return len(text) <= MAX_STYLED and is_capitals(text[:12]) and begins_with(text, "titles")


def closes(entry: Entry) -> str:
    """'recipients' for 'Nơi nhận:', 'signature' for 'KT. GIÁM ĐỐC', else ''."""
    text = entry.text
    if _SEAL.match(text):
        return "recipients"
    if len(text) > 120 or not is_capitals(text) or entry.block.kind is not BlockKind.PARAGRAPH:
        return ""
    if has_figures(text) or (
        ":" in text and re.search(r"\d", text)
    ):  # "TL TYT KCB BHYT: 86,7%." signs nothing
        return ""
    folded = fold(text)
    if begins_with(text, "offices") or any(folded.startswith(mark) for mark in words("behalf")):
        return "signature"
    return ""


def minor_heading(entry: Entry, before: Entry | None, after: Entry | None) -> str:
    """The style of a heading without number: 'level', 'capitals', 'bold', 'star' …, '' for none.

    `before` and `after` are the neighbouring entries, footnotes left out.
    """
    block, text = entry.block, entry.text
    if block.kind in (BlockKind.TABLE, BlockKind.FOOTNOTE) or entry.numbered or not text:
        return ""
    bullet = bullet_of(text)
    if bullet:
        return _bulleted(entry, bullet, before, after)
    if entry.is_item or block.kind is BlockKind.ITEM or text.endswith((";", ",", ".", "…")):
        return ""
    if block.style.level is not None and len(text) <= MAX_STYLED:
        return "level"
    if is_capitals(text) and 6 <= len(text) <= MAX_STYLED and " " in text and not text.startswith("("):
        return "capitals"
    if block.style.bold and len(text) <= MAX_HEADING and not _colon(text):
        return "bold"
    plain = len(text) <= MAX_MINOR and text[0].isupper() and not text.endswith(":") and not has_figures(text)
    if plain and after is not None and bullet_of(after.text) and not _colon(text):
        return "plain"
    return ""


def lone_heading(entry: Entry, before: Entry | None, after: Entry | None) -> bool:
    """A short line before a paragraph, in a text without styles: a heading if the document has several."""
    block, text = entry.block, entry.text
    if block.kind is not BlockKind.PARAGRAPH or block.style.bold is not None or entry.labels or after is None:
        return False
    if not 2 <= len(text.split()) <= 14 or len(text) > MAX_LONE or not text[0].isupper():
        return False
    if re.search(r"[.;:,…\d(]", text) or is_capitals(text):
        return False
    prose = after.block.kind is BlockKind.PARAGRAPH and not after.labels and len(after.text) > MAX_LONE
    ended = before is None or before.text.endswith((".", ";", "…", ")")) or is_capitals(before.text)
    ended = ended or (before is not None and before.nature is Nature.HEADING)
    return prose and ended and after.text.endswith((".", ";", ":", "…"))


def _bulleted(entry: Entry, bullet: str, before: Entry | None, after: Entry | None) -> str:
    """Headings that carry a bullet: '* Đào tạo cán bộ', '- Tiêm chủng' before its paragraph."""
    rest = entry.rest
    ended = rest.endswith((".", ";", ",", "…"))
    if len(rest) > MAX_HEADING or ended or has_figures(rest) or _colon(rest) or after is None:
        return ""
    if not rest[:1].isupper():
        return ""
    following = bullet_of(after.text)
    if entry.block.style.bold:
        return "star" if bullet == "*" else "bullet"
    if bullet == "*":
        return "star" if following != "*" or _is_long(after) else ""
    if bullet not in "-•" or rest.endswith(":") or len(rest) > MAX_MINOR or re.search(r"\d", rest):
        return ""
    if before is not None and bullet_of(before.text) == bullet and not _is_long(before):
        return ""
    prose = after.block.kind is BlockKind.PARAGRAPH and not after.labels and len(after.text) > 60
    return "bullet" if prose else ""


def _is_long(entry: Entry) -> bool:
    return len(entry.text) > MAX_MINOR or entry.text.endswith((".", ";", ":", ","))
