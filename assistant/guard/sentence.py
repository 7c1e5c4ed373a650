"""One sentence of a language model as the guard sees it: words, citation marks, workings, numbers in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.vietnamese.numbers import find_word_numbers, parse_number
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import unit_at

MARK = re.compile(r"\[(\d{1,3})\]")
# Ways of citing that say plainly what is meant: "[1, 2]", "[nguồn 1]", "【1】", "[^1]".
_LOOSE_MARK = re.compile(
    r"[\[【［]\s*\^?(?:(?:nguồn|Nguồn|source|số)\s*(?:số\s*)?)?(\d{1,3}(?:\s*[,;]\s*(?:nguồn\s*)?\d{1,3})*)\s*(?:†[^\]】］]*)?[\]】］]"
)
_STRAY_MARK = re.compile(r"[\[\]【】［］]")
_NUMBER = r"[-−–]?\d+(?:[.,]\d+)*\s?(?:%|‰)?"
# "(46,8 − 43,1 = 3,7)", "46,8% - 43,1%": the operator stands free or is no hyphen, so that "2021-2025" is none.
_WORKING = re.compile(
    rf"(?P<a>{_NUMBER})(?P<rest>(?:\s*(?:[+×÷−*]|\s[-–/x:]\s)\s*{_NUMBER}){{1,6}})(?:\s*(?:=|≈)\s*(?P<c>{_NUMBER}))?"
)
_STEP = re.compile(rf"\s*(?P<sign>[+×÷−*]|\s[-–/x:]\s)\s*(?P<number>{_NUMBER})")
# "một trăm phần", "ba phần tư" and "hai mươi tuổi" are looked at elsewhere.
_NO_NUMBER = re.compile(r"\s*(?:phần|tuổi|tháng tuổi|ngày tuổi)\b", re.IGNORECASE)
_OF_ONE = re.compile(r"(?:của|mỗi|trên|cho|/)\s*$", re.IGNORECASE)
_YEAR_WORDS = re.compile(r"(?:trong|ca|dau|cuoi|moi|hang|hang|tu|nua|tung|theo|qua|cung)\s*$")


@dataclass(frozen=True, slots=True)
class Working:
    """A calculation written out in a sentence: 46,8 − 43,1 (= 3,7)."""

    start: int
    end: int
    numbers: tuple[Decimal, ...]  # operands in order
    signs: tuple[str, ...]  # "+", "−", "×", "/" between them
    result: Decimal | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """`plain` has digits for numbers in words, no marks, and blanks of the same length for workings."""

    text: str  # as to be shown, without marks and closing stop
    cited: tuple[int, ...]
    plain: str
    workings: tuple[Working, ...]
    malformed: bool  # brackets that are no citation

    @property
    def folded(self) -> str:
        return fold(self.plain)


def read_sentence(text: str) -> Sentence:
    """A sentence taken apart; any text will do."""
    spread = _LOOSE_MARK.sub(
        lambda m: "".join(f"[{int(n)}]" for n in re.findall(r"\d+", m[1])), squeeze(text)
    )
    cited = tuple(dict.fromkeys(int(number) for number in MARK.findall(spread)))
    bare = squeeze(re.sub(r"\s+([.,;:!?)])", r"\1", MARK.sub(" ", spread)))
    bare = re.sub(r"[.…;,]+$", "", bare).rstrip()
    digits = with_digits(bare)
    workings = tuple(find_workings(digits))
    plain = digits
    for working in workings:
        plain = plain[: working.start] + " " * (working.end - working.start) + plain[working.end :]
    return Sentence(bare, cited, plain, workings, bool(_STRAY_MARK.search(bare)))


def with_digits(text: str) -> str:
    """'mười bảy ca mắc' → '17 ca mắc': only where something counted follows."""
    for word in reversed(find_word_numbers(text)):
        words = text[word.start : word.end].lower()
        if unit_at(text, word.end) is None and not _stands_alone(text, word.start, word.end):
            continue
        if words == "một" and _OF_ONE.search(text, 0, word.start):
            continue  # "số con trung bình của một phụ nữ": a rate's base
        if words == "năm" and _YEAR_WORDS.search(fold(text[: word.start])):
            continue  # "trong năm ca mắc tăng": a year
        text = f"{text[: word.start]}{word.value}{text[word.end :]}"
    return text


def _stands_alone(text: str, start: int, end: int) -> bool:
    """'số ca mắc là ba mươi bảy', 'đạt năm mươi tư phẩy hai': a number in words that nothing counted follows."""
    several = len(text[start:end].split()) > 1
    return several and not _NO_NUMBER.match(text, end)


def find_workings(text: str) -> list[Working]:
    """Calculations in a text, in order."""
    found = []
    for match in _WORKING.finditer(text):
        steps = list(_STEP.finditer(match["rest"]))
        numbers = [_value(match["a"]), *(_value(step["number"]) for step in steps)]
        known = tuple(number for number in numbers if number is not None)
        if len(known) < len(numbers) or _is_range(match, known):
            continue
        signs = tuple(_SIGNS[step["sign"].strip()] for step in steps)
        found.append(
            Working(match.start(), match.end(), known, signs, _value(match["c"]) if match["c"] else None)
        )
    return found


def _is_range(match: re.Match[str], numbers: tuple[Decimal, ...]) -> bool:
    """'trẻ 1 - 5 tuổi': from one to the other."""
    joined = match["rest"].lstrip()[:1] in "-–"
    return joined and not match["c"] and len(numbers) == 2 and numbers[0] < numbers[1]


_SIGNS = {"+": "+", "−": "−", "-": "−", "–": "−", "×": "×", "x": "×", "*": "×", "÷": "/", "/": "/", ":": "/"}


def _value(printed: str) -> Decimal | None:
    return parse_number(printed.strip().rstrip("%‰").strip())
