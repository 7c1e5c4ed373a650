"""What a question asks to be ranked: diseases, indicators, places or periods; by value, change or share of plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.questions.topic import TopicTerm
from assistant.rules import Rules, has_word
from assistant.texts.text_rules import asks, quantity_words
from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Role

_RULES = Rules(Path(__file__).with_suffix(".toml"))
_OTHER_CUES = frozenset({"cause", "proposal", "difficulty", "signer", "consistency", "medical"})
_CASES = frozenset({"ca_mac", "mac", "phat_hien_moi", "moi_phat_sinh", "dich_benh", "so_mac"})
_HEADS = frozenset({"chi_tieu", "ke_hoach", "noi_dung", "muc_tieu"})
_MOST = 12  # that one answer ranks
_INFECTIOUS = re.compile(r"\btruyen nhiem\b|\blay\b(?!.*khong)|\bdich\b")
_OF_RATES = re.compile(r"(?:cao|thap|kem|tot|te|yeu)\b")
_LEVEL = re.compile(r"\b(?:tinh|huyen|xa)\b")


class Thing(StrEnum):
    """What is ranked."""

    PLACE = "place"
    DISEASE = "disease"
    PERIOD = "period"
    DEPARTMENT = "department"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The highest or lowest of something: 'top 3 bệnh nhiều ca mắc nhất'."""

    thing: Thing
    highest: bool
    role: Role  # RESULT, CHANGE or ATTAINMENT
    count: int  # how many are asked for
    spans: tuple[tuple[int, int], ...]  # words of the question that are no topic
    infectious: bool = False  # of diseases: infectious ones alone
    level: str = ""  # of places: "tinh", "huyen", "xa"; "" for any
    rates: bool = (
        False  # "thấp nhất" asks for the rate where a table has counts and rates; "ít nhất" for the count
    )


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Which indicators missed (or reached) their plan."""

    missed: bool
    spans: tuple[tuple[int, int], ...]


def ranking_of(question: Question) -> Ranking | None:
    """None where nothing is to be ranked."""
    if question.cues & _OTHER_CUES:
        return None
    folded = fold(question.text)
    high, low = pattern("highest").search(folded), pattern("lowest").search(folded)
    thing = _thing(folded)
    if thing is None or (high is None and low is None):
        return None
    found, span = thing
    falls = asks("asks_fall", question.text) and "change" in question.cues
    rises = asks("asks_rise", question.text) and "change" in question.cues
    highest = low is None or (high is not None and high.start() < low.start())
    role = Role.RESULT
    if rises != falls:
        role = Role.CHANGE
        highest = highest == rises  # "giảm nhiều nhất" is the lowest change
    elif pattern("of_plan").search(folded):
        role = Role.ATTAINMENT
    words = [m.span() for m in (high, low, pattern("of_plan").search(folded)) if m]
    named = folded[slice(*span)]
    infectious = _INFECTIOUS.search(named) is not None
    counted = question.unit is not None and question.unit.kind is not UnitKind.RATE
    rates = not counted and any(m and _OF_RATES.match(m.group()) for m in (high, low))
    return Ranking(found, highest, role, _count(folded), (span, *words), infectious, level_of(named), rates)


def shortfall_of(question: Question) -> Shortfall | None:
    """'Những chỉ tiêu nào chưa đạt kế hoạch?'; None where another thing is asked."""
    folded = fold(question.text)
    item = pattern("item").search(folded)
    if item is None or question.cues & _OTHER_CUES or "superlative" in question.cues:
        return None
    for name in ("missed", "reached"):
        match = pattern(name).search(folded)
        if match:
            return Shortfall(name == "missed", (item.span(), match.span()))
    return None


def subject_of(question: Question, spans: Sequence[tuple[int, int]], role: Role, thing: Thing) -> Question:
    """The question for the figures to be ranked: without the words that ask for a ranking.

    Among diseases cases are meant unless deaths are named; "chỉ tiêu tiêm chủng nào" is about vaccination.
    """
    topic = tuple(t for t in question.topic if _kept(t, spans, thing))
    return replace(question, topic=topic, roles=frozenset() if role is Role.RESULT else frozenset({role}))


def _kept(term: TopicTerm, spans: Sequence[tuple[int, int]], thing: Thing) -> bool:
    """Whether a term is a part of the topic; the first span names the thing, the others how it is ranked."""
    ranked_by = [(start, end) for start, end in spans[1:] if start <= term.start < end]
    if ranked_by:  # "nhiều ca tay chân miệng nhất": what stands between the two words is what is ranked
        start, end = ranked_by[0]
        named = term.kind == "concept" and term.text not in generic_terms() | _CASES | _HEADS
        return named and start < term.start < end - len("nhat")
    inside = spans[0][0] <= term.start < spans[0][1]
    if thing is Thing.DISEASE:
        return not inside and term.text not in generic_terms() | _CASES
    of_field = term.kind == "concept" and "_" in term.text and term.text not in generic_terms() | _HEADS
    return not inside or (thing is Thing.ITEM and of_field)


def is_programme(name: str) -> bool:
    return _any_word("programme", name)


def is_total(label: str) -> bool:
    """Rows that add others up: 'Tổng cộng', 'Toàn tỉnh'; the commune of Tông Cọ is none."""
    plain = nfc(label).lower().strip(" :.-*")
    folded = fold(plain)
    adds = plain.startswith(("tổng ", "cộng ")) or (plain == folded and plain.startswith(("tong ", "cong ")))
    return adds or (folded in _RULES.data["total"]["words"] and not plain.startswith(("tông", "công")))


def _thing(folded: str) -> tuple[Thing, tuple[int, int]] | None:
    """The thing ranked, that named first."""
    found = [(m.start(), thing, m.span()) for thing in Thing if (m := pattern(thing.value).search(folded))]
    return min(found)[1:] if found else None


def level_of(words: str) -> str:
    """ "tinh", "huyen" or "xa", as folded words name it; "" for none."""
    match = _LEVEL.search(words)
    return match.group() if match else ""


def _count(folded: str) -> int:
    match = pattern("count").search(folded)
    words = (match["top"] or match["digits"]) if match else ""
    number = int(words) if words.isdigit() else quantity_words().get(words, 1)
    return max(1, min(number, _MOST))


def _any_word(group: str, name: str) -> bool:
    folded = fold(name)
    return any(has_word(folded, word) for word in _RULES.data[group]["words"])


def pattern(name: str) -> re.Pattern[str]:
    """One rule. Raises ValueError when its example is missed or its other one is found."""
    return _RULES.pattern(name)
