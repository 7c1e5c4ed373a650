"""Numbers spelled out that count something: 'một trăm linh năm ca mắc', 'hai ca tử vong'."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.figures.prose_mentions import Mention
from ingest.figures.prose_text import Stretch
from ingest.vietnamese.numbers import Part, find_word_numbers
from ingest.vietnamese.units import UnitKind, unit_at
from vectorstore.records import Bound

# A single word is a count before an event alone: "hai ca", not "hai huyện", "một người dân".
_EVENTS = frozenset({"ca", "vụ", "ổ dịch", "trường hợp", "bệnh nhân"})
_YEAR = "năm"  # "trong năm ca mắc …" speaks of the year
_TIMES = re.compile(
    r"(?<!\w)(?:(?:khi|nếu)(?:\s\w+){0,4}|mỗi|từng|là|các|những|tối thiểu|ít nhất|thứ|nhóm|đợt)\s+(?:có\s+)?$",
    re.IGNORECASE,
)
_COUNTING = (UnitKind.COUNT, UnitKind.MONEY)


def spelled(text: str, sentence: Stretch) -> list[Mention]:
    """The numbers in words of a sentence that a counted noun follows."""
    found = []
    for number in find_word_numbers(text[sentence.start : sentence.end]):
        start, end = number.start + sentence.start, number.end + sentence.start
        unit = unit_at(text, end)
        if unit is None or unit.unit.kind not in _COUNTING or _TIMES.search(text, sentence.start, start):
            continue
        printed = text[start:end]
        single = " " not in printed
        if single and (printed.lower() == _YEAR or unit.unit.canonical not in _EVENTS):
            continue
        noun = text[unit.start : unit.end] if unit.unit.kind is UnitKind.COUNT else ""
        found.append(
            Mention(
                start=start,
                end=end,
                printed=printed,
                value=Decimal(number.value),
                opening=start,
                reach=unit.end,
                unit=unit.unit.canonical,
                kind=unit.unit.kind,
                noun=noun,
                bound=Bound.EXACT,
                part=Part.ALONE,
            )
        )
    return found
