"""Whether two identities are of one indicator, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from assistant.indicators.facets import facets
from assistant.indicators.identity import Identity, holds
from assistant.questions.topic import parts_of
from ingest.vietnamese.abbreviations import is_vietnamese_syllable
from ingest.vietnamese.populations import POPULATIONS
from ingest.vietnamese.terms import concept_name

_ABBREVIATED_FROM = 3  # letters: "vit A" is vitamin A
_AGE_WORDS = {
    "duoi": "dưới", "tren": "trên", "tu": "từ", "den": "đến", "tuoi": "tuổi", "thang": "tháng", "gio": "giờ",
    "mui": "mũi", "lan": "lần", "thu": "thứ", "tro": "trở", "len": "lên",
}  # fmt: skip
_SUPPORTED = 0.5  # share of a term's syllables that what surrounds the other must say


class Same(IntEnum):
    """NO: kept apart. LIKELY: one, unless a report has both with different values. YES: one."""

    NO = 0
    LIKELY = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    same: Same
    reason: str  # Vietnamese: "khác đơn vị đo: % và ‰"
    likeness: float = 0.0  # share of terms in common, 0 to 1


def compare(
    one: Identity, other: Identity, around_one: Iterable[str] = (), around_other: Iterable[str] = ()
) -> Verdict:
    """The verdict over two identities, with the terms of what each stands under."""
    apart = _apart(one, other)
    if apart:
        return Verdict(Same.NO, apart)
    left, right = _unsaid(one, other), _unsaid(other, one)
    likeness = _likeness(one, other)
    if not left and not right:
        return _of_one_core(one, other, likeness)
    if left and right:
        return Verdict(Same.NO, f"khác nội dung: {names(left)} và {names(right)}", likeness)
    extra, around = (left, around_other) if left else (right, around_one)
    whole = other if left else one
    if whole.core <= facets().diseases and extra & facets().outcomes.keys():
        return Verdict(Same.NO, f"hẹp hơn: chỉ nói riêng {names(extra)}", likeness)  # cases, beside deaths
    if one.core and other.core and all(_supported(term, around) for term in extra):
        return Verdict(Same.LIKELY, f"phần “{names(extra)}” đã nêu ở đề mục bên kia", likeness)
    return Verdict(Same.NO, f"hẹp hơn: chỉ nói riêng {names(extra)}", likeness)


def _of_one_core(one: Identity, other: Identity, likeness: float) -> Verdict:
    """The verdict over names that say the same but for small words, or scraps of misread text."""
    if _is_garbled(one.core ^ other.core):
        return Verdict(Same.LIKELY, f"chữ đọc lỗi trong tên: {names(one.core ^ other.core)}", likeness)
    if one.soft == other.soft:
        return Verdict(Same.YES, f"cùng thuật ngữ: {names(one.core or one.soft)}", likeness)
    if not (one.core or other.core):
        return Verdict(Same.NO, f"khác thuật ngữ: {names(one.soft ^ other.soft)}", likeness)
    return Verdict(Same.LIKELY, f"cùng thuật ngữ, chỉ khác chữ phụ: {names(one.soft ^ other.soft)}", likeness)


def names(terms: Iterable[str]) -> str:
    """Terms in words: {'tiem_chung_day_du'} → 'tiêm chủng đầy đủ'."""
    return ", ".join(sorted(concept_name(term) or _spelt(term) for term in terms))


def _spelt(term: str) -> str:
    """'duoi_5_tuoi' → 'dưới 5 tuổi'; a plain word stays without its marks."""
    return " ".join(_AGE_WORDS.get(part, part) for part in parts_of(term))


def _apart(one: Identity, other: Identity) -> str:
    """What keeps two identities apart whatever their names share; "" for nothing."""
    if one.measure != other.measure:
        return f"khác đơn vị đo: {one.measure or 'không rõ'} và {other.measure or 'không rõ'}"
    if one.populations != other.populations:
        return f"khác nhóm đối tượng: {_people(one)} và {_people(other)}"
    if one.part != other.part:
        return "một bên là số đối tượng (mẫu số)"
    outcomes = [_outcomes(identity) for identity in (one, other)]
    if all(outcomes) and outcomes[0].isdisjoint(outcomes[1]):
        return f"khác nội dung: {', '.join(sorted(outcomes[0]))} và {', '.join(sorted(outcomes[1]))}"
    return ""


def _people(identity: Identity) -> str:
    forms = [
        POPULATIONS[code].forms[0].lstrip("=") if code in POPULATIONS else code
        for code in identity.populations
    ]
    return ", ".join(forms) or "chung"


def _outcomes(identity: Identity) -> set[str]:
    table = facets().outcomes
    return {table[term] for term in identity.core | identity.soft if term in table}


def _unsaid(one: Identity, other: Identity) -> frozenset[str]:
    """The terms of one name that the other does not say in any way."""
    said = other.core | other.soft
    # A word misread takes its neighbours along: "vắc xiri" is neither "vắc xin" nor a word.
    loose = _is_garbled(one.core - other.core) and bool(one.core & other.core)
    return frozenset(
        term
        for term in one.core
        if term not in said
        and not holds(term, other.core)
        and not _abbreviates(term, said)
        and not (loose and concept_name(term) is None and term.isalpha())
    )


def _abbreviates(term: str, others: Iterable[str]) -> bool:
    """True for the parts of 'vit A' beside 'vitamin A', and the other way round."""
    return any(_shortens(term, other) or _shortens(other, term) for other in others)


def _shortens(short: str, full: str) -> bool:
    if short == full:
        return True
    known = set(parts_of(full))
    return len(short) >= _ABBREVIATED_FROM and any(part != short and part.startswith(short) for part in known)


def _is_garbled(terms: frozenset[str]) -> bool:
    return any(_no_word(term) for term in terms)


def _no_word(term: str) -> bool:
    """True for a scrap of misread text: no concept, and no Vietnamese syllable."""
    return concept_name(term) is None and term.isalpha() and not is_vietnamese_syllable(term)


def _supported(term: str, around: Iterable[str]) -> bool:
    if term in facets().diseases:  # "bệnh" is no word of any one disease
        return term in around or holds(term, around)
    parts = set(parts_of(term))
    return len(parts & {part for other in around for part in parts_of(other)}) >= _SUPPORTED * len(parts)


def _likeness(one: Identity, other: Identity) -> float:
    a, b = one.core | one.soft, other.core | other.soft
    return len(a & b) / len(a | b) if a | b else 1.0
