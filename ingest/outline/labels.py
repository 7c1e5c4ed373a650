"""What a heading or list item begins with: 'Phần I', 'A.', 'II/', '2.1.', 'a)', '(3)', '*', '- +'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.vietnamese.roman import roman_value
from ingest.vietnamese.text import fold


class LabelKind(StrEnum):
    PART = "part"  # "Phần I", "PHẦN THỨ HAI:"
    CHAPTER = "chapter"  # "Chương 2", "Mục III", "Điều 4."
    ANNEX = "annex"  # "Phụ lục 01", "Biểu 2"
    CAPTION = "caption"  # "Bảng 3. …"
    ROMAN = "roman"
    UPPER = "upper"
    DECIMAL = "decimal"
    LOWER = "lower"
    PAREN = "paren"  # "(1)", "(a)"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed and what it counts."""

    kind: LabelKind
    printed: str  # "2.1.", "Phần I", "- +"
    end: int  # where the text behind the label begins
    value: tuple[int, ...] = ()  # (2, 1) for "2.1."; the last number counts within the list
    mark: str = ""  # what closes it ("." ")" "/"), a bullet's character, or the first word ("chương")

    @property
    def style(self) -> tuple[str, str, int]:
        """What labels of one list share: kind, mark (not of "1.1", where it varies), depth."""
        deep = len(self.value) > 1
        return (self.kind.value, "" if deep else self.mark, len(self.value))


_ROMAN = r"(?=[IVXLivxl])(?:X{0,3}(?:IX|IV|V?I{0,3}))"
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
_WORDS = "|".join(_ORDINALS)
_PART = re.compile(
    rf"(phan)\s+(?:(?:thu\s+)({_WORDS}|[ivx]{{1,5}}|\d{{1,2}})|([ivx]{{1,5}}|\d{{1,2}}))(?![\w%,/])"
)
_CHAPTER = re.compile(r"(chuong|muc|dieu)\s+(?:thu\s+)?([ivx]{1,5}|\d{1,3})(?![\w%,/])")
_ANNEX = re.compile(
    r"(phu\s?luc|bieu(?:\s(?:mau|so\s?lieu))?|phu\s?bieu|mau\sbieu)(?:\s(?:so\s?)?:?\s?(\d{1,3}|[ivx]{1,5}|[a-z])(?![a-z%,])(?:[./-]\d{1,2})?)?(?=$|[\s.:\-–(*A-Z])"
)
_CAPTION = re.compile(r"(bang|bieu do|hinh|so do)\s(?:so\s)?(\d{1,3}(?:\.\d{1,2})?)(?=$|[\s.:\-–(])")
_AFTER_WORD = re.compile(r"\s*[.:\-–/)]?\s*")
_NUMBERED = re.compile(
    r"(?:(?P<mixed>(?:[IVX]{1,5}|[A-ZĐ])(?:\.\d{1,2}){1,3})(?P<mm>[.)/:]?)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})\s?(?P<dm>[.)/]|\s?[-–](?=\s))?"
    r"|(?P<upper>[IVX]{1,5}|[A-ZĐ])\s?(?P<um>[.)/:]|[-–](?=\s))"
    r"|(?P<lower>[ivx]{2,4}|[a-zđ])(?:\s?(?P<lm>[.)/])|(?P<lh>[-–])(?=\s+[A-ZĐÀ-Ỹ]))"
    r"|\((?P<paren>\d{1,2}|[a-zđ]|[ivx]{1,4})\))(?P<gap>\s+|(?=[“\"(])|$)"
)
_GLUED = re.compile(r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,3})(?P<dm>[.)/])(?=[A-ZÀ-ỸĐ][a-zà-ỹđ])")
_BULLETS = "-–—+*•·●○▪■□◦‣➢➤✓❖"
_BULLET = re.compile(
    rf"(?:[{_BULLETS}\uf000-\uf0ff]\s?[-+]?(?=\s)\s*|[-–+•·●▪➢✓\uf000-\uf0ff](?=[^\W\d_])|o\s+(?=[^\W\d_]))"
)
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


def parse_label(text: str) -> tuple[Label, ...]:
    """The readings of what a text begins with, likelier first; "C." and "I." are letter or Roman number."""
    for parse in (_worded, _numbered):
        labels = parse(text)
        if labels:
            return labels
    match = _BULLET.match(text)
    if match and match.end() < len(text):
        printed = match.group().rstrip()
        return (Label(LabelKind.BULLET, printed, match.end(), (), _bullet_mark(printed)),)
    return ()


def bullet_of(text: str) -> str:
    """The bullet of an item ('-', '+', '*', '•'; '+' for '- +'), '' for other texts."""
    match = _BULLET.match(text)
    return _bullet_mark(match.group().rstrip()) if match else ""


def _bullet_mark(printed: str) -> str:
    mark = printed[-1]
    return {"–": "-", "—": "-", "·": "•", "●": "•"}.get(mark, mark)


def _worded(text: str) -> tuple[Label, ...]:
    folded = fold(text[:60])
    for kind, pattern in (
        (LabelKind.PART, _PART),
        (LabelKind.CHAPTER, _CHAPTER),
        (LabelKind.ANNEX, _ANNEX),
        (LabelKind.CAPTION, _CAPTION),
    ):
        match = pattern.match(folded) if kind is not LabelKind.ANNEX else _annex_match(text, folded)
        if match and text[0].isupper():
            number = next((group for group in match.groups()[1:] if group), "")
            after = _AFTER_WORD.match(text, match.end())
            end = after.end() if after else match.end()
            return (Label(kind, text[: match.end()].strip(), end, (_count(number),), match.group(1)),)
    return ()


def _annex_match(text: str, folded: str) -> re.Match[str] | None:
    """'Phụ lục 01', also where the title follows without a blank: 'Phụ lục 01TỔNG HỢP'."""
    spaced = re.sub(r"(?<=\d)(?=[A-ZĐÀ-Ỹ]{2})", " ", text[:60])
    match = _ANNEX.match(fold(spaced))
    if match is None or (match.end() <= len(folded) and spaced[: match.end()] != text[: match.end()]):
        return None
    rest = spaced[match.end() :].lstrip(" .:-–")
    # "Biểu đồ", "Phụ lục kèm theo báo cáo" are words of a sentence.
    return None if rest[:1].islower() else match


def _count(number: str) -> int:
    if number.isdigit():
        return int(number)
    if number in _ORDINALS:
        return _ORDINALS[number]
    return roman_value(number.upper()) or (_LETTERS.find(number) + 1 if len(number) == 1 else 0)


def _numbered(text: str) -> tuple[Label, ...]:
    match = _NUMBERED.match(text) or _GLUED.match(text)
    if match is None:
        return ()
    groups = match.groupdict()
    rest = text[match.end() :]
    if groups.get("mixed"):
        return _mixed(match, groups["mixed"])
    if groups.get("decimal"):
        return _decimal(match, groups["decimal"], groups["dm"], rest)
    if groups.get("upper"):
        return _letters(match, groups["upper"], groups["um"])
    if groups.get("lower"):
        letter = groups["lower"]
        value = _LETTERS.find(letter) + 1 if len(letter) == 1 else roman_value(letter.upper())
        return (Label(LabelKind.LOWER, match.group().strip(), match.end(), (value,), groups["lm"] or "-"),)
    number = groups["paren"]
    value = int(number) if number.isdigit() else _LETTERS.find(number) + 1
    return (Label(LabelKind.PAREN, match.group().strip(), match.end(), (value,), "()"),)


def _mixed(match: re.Match[str], number: str) -> tuple[Label, ...]:
    """'II.1.', 'A.2.3': the first number is the parent's."""
    first, *rest = number.split(".")
    head = roman_value(first) or _LETTERS.find(first.lower()) + 1
    value = (head, *map(int, rest))
    return (Label(LabelKind.DECIMAL, match.group().strip(), match.end(), value, "mixed"),)


def _decimal(match: re.Match[str], number: str, mark: str | None, rest: str) -> tuple[Label, ...]:
    value = tuple(map(int, number.split(".")))
    mark = (mark or "").strip().replace("–", "-")
    if not rest or (not mark and (len(value) == 1 or not rest[0].isupper())):
        return ()
    if mark == "-" and not rest[0].isupper():
        return ()  # "6 - 36 tháng tuổi": a span of numbers
    if not (rest[0].isalpha() or rest[0] in "“\"'(*"):
        return ()
    return (Label(LabelKind.DECIMAL, match.group().strip(), match.end(), value, mark),)


def _letters(match: re.Match[str], letters: str, mark: str) -> tuple[Label, ...]:
    mark = mark.replace("–", "-")
    found = []
    roman = roman_value(letters)
    if roman:
        found.append(Label(LabelKind.ROMAN, match.group().strip(), match.end(), (roman,), mark))
    if len(letters) == 1 and (mark != "-" or " " not in match.group().rstrip()):  # "A- Kết quả"
        value = (_LETTERS.find(letters.lower()) + 1,)
        found.append(Label(LabelKind.UPPER, match.group().strip(), match.end(), value, mark))
    return tuple(found)


def follows(last: Label, label: Label) -> bool:
    """Whether `label` counts one on from `last`: 2 after 1, E after D or Đ, K after H, I or J."""
    if last.value[:-1] != label.value[:-1]:
        return False
    if label.kind in (LabelKind.UPPER, LabelKind.LOWER):
        return last.value[-1] < label.value[-1] <= last.value[-1] + _letter_step(last.value[-1])
    return label.value[-1] == last.value[-1] + 1


def _letter_step(value: int) -> int:
    """How far the next letter may be: Đ is often left out, and F, J do not stand in every alphabet."""
    letter = _LETTERS[value - 1] if 0 < value <= len(_LETTERS) else ""
    return {"d": 2, "e": 2, "i": 2}.get(letter, 1)
