"""What a question asks: topic, places, periods, population, role, unit and intent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.questions.asked_periods import (
    LAST_YEAR,
    NAMES_REPORT,
    PRIOR_YEAR,
    AskedPeriod,
    apart_from_report,
    find_asked_periods,
    take_prior_year,
)
from assistant.questions.asked_places import before_place, innermost, named_places, namesakes
from assistant.questions.asked_unit import asked_unit
from assistant.questions.cues import CueMatch, find_cues, generic_terms, short_cues
from assistant.questions.requests import without_request
from assistant.questions.topic import TopicTerm, topic_terms
from assistant.questions.unknown_words import unknown_names, unknown_short_forms
from ingest.vietnamese.numbers import dismiss_reason, find_numbers
from ingest.vietnamese.places import find_places
from ingest.vietnamese.populations import (
    POPULATIONS,
    PopulationMatch,
    apart_populations,
    find_populations,
)
from ingest.vietnamese.set_phrases import told_anew
from ingest.vietnamese.terms import Token, canonical, concepts_of, expand, term_of
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import Unit
from vectorstore.records import Period, Place, Role, Span

# Cues that say what is wanted; their words are no part of the topic.
_WANTED = {
    "attainment", "plan", "aims", "change", "prior", "month", "cumulative", "superlative", "compare",
    "reports", "difficulty", "cause", "proposal", "task", "text", "number", "signer", "consistency", "table", "working",
}  # fmt: skip
_ASKING = frozenset({"kien_nghi_de_xuat", "nguyen_nhan", "nhiem_vu_trong_tam"})  # terms that only ask
TEXT_CUES = frozenset({"cause", "proposal", "task", "difficulty"})
_PAIRED = 2
_INSTITUTION = 2  # joints of a term that is more than the words before a place: "benh_vien_tinh"
_ONLY = re.compile(r"\b(?:chi tinh|rieng|tinh rieng|trong do|chi)\s*$")
_TYPED_AIM = re.compile(
    r"\bđặt (?:ra )?(?:bao nhiêu|mấy|bn)\b", re.IGNORECASE
)  # "đạt mấy" asks for the result
_COMPARED_WITH = re.compile(r"\bso\s+(?:voi|vs)?\s*(?:cung ky\s*)?$")
_CHANGE = frozenset({Role.CHANGE})
_WHICH_MORE = re.compile(r"\bnao (?:\w+ ){0,4}?(?:nhieu|it|cao|thap|dong|lon|nho) hon\b")
_WHICH = re.compile(r"\b(?:benh|ben|noi|khoa|phong|cai|loai|don vi|dia phuong|xa|huyen|tinh) nao\b")
_IN_TIME = re.compile(r"\b(?:cung ky|ck|nam (?:truoc|ngoai)|ky truoc|tang|giam)\b")
_MOVED = re.compile(r"\b(tang|giam)\b(?! huyet ap)")
_HEADS = {"ty_le": ("ty le", "ti le", "ty suat", "ty so", "cong suat")}
_BASE = re.compile(r"/1\d|/[\d.]{3,}")
_BASE_WORDS = frozenset(
    {
        "1",
        "mot",
        "van",
        "nghin",
        "tram",
        "10000",
        "10.000",
        "100000",
        "100.000",
        "1.000",
        "1000",
        "nguoi_dan",
        "dan_so",
        "dan",
        "muoi",
    }
)
# Each asks for a number of its own: "mấy vụ, bao nhiêu ca", "số vụ, số mắc".
ASKED = re.compile(r"\bbao nhieu\b|\bmay\b(?: bn\b)?|\bbn\b|(?<=[:,;] )so (?!sanh)|\bmoi loai\b")
# "(lấy ở báo cáo T3/2020)", "báo cáo tháng 11 năm 2018": the report to look in, not the period asked.
_IN_REPORT = re.compile(
    r"(?:(?:lay )?(?:o|tu|theo|tai|trong)|lay|nam trong|suy tu|tinh tu|xem|bc|bao cao)"
    r"\s+(?:bao cao|bc)\b(?!\s+su\b)"
    r"|\b(?:bao cao|bc)\b(?!\s+(?:nao|su)\b)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, understood. Positions count characters of `text`."""

    text: str
    topic: tuple[TopicTerm, ...]  # what it is about: place, period, role and question words left out
    places: tuple[Place, ...] = ()
    periods: tuple[AskedPeriod, ...] = ()
    prior_year: int | None = None  # of "cùng kỳ năm 2023"
    populations: frozenset[str] = frozenset()
    mentioned: frozenset[str] = (
        frozenset()
    )  # all that are named, also those whom an indicator is of: "trẻ em"
    roles: frozenset[Role] = frozenset()  # asked in so many words
    span: Span | None = None
    unit: Unit | None = None  # asked for ("mấy %") or implied by the indicator ("tỷ lệ …")
    asked: int = 1  # how many numbers are asked for: "mấy vụ, bao nhiêu ca"
    cues: frozenset[str] = frozenset()
    stated: tuple[Decimal, ...] = ()  # numbers that the question takes for granted
    place_starts: tuple[int, ...] = ()
    namesakes: tuple[Place, ...] = ()  # other known places that the short form of the one place could mean
    unknown: frozenset[str] = (
        frozenset()
    )  # of names and short forms that nothing explains, folded: "htdt", "leng"
    in_report: Period | None = None  # of the report to look in: "lấy ở báo cáo T3/2020"
    background: tuple[TopicTerm, ...] = ()  # the topic of the question before, where this one follows it up
    resolved: str = ""  # the whole question in words, where this one follows up another

    @property
    def heads(self) -> frozenset[str]:
        """Which heads of indicators the question names: "ty_le", "so"."""
        folded = fold(self.text)
        return frozenset(
            head for head, words in _HEADS.items() if any(f"{word} " in folded for word in words)
        )

    @property
    def direction(self) -> int:
        """1 where only a rise is spoken of, -1 where only a fall, else 0."""
        words = {match.group(1) for match in _MOVED.finditer(fold(self.text))}
        return 0 if len(words) != 1 or Role.CHANGE not in self.roles else 1 if words == {"tang"} else -1

    @property
    def wants_number(self) -> bool:
        """True when a number is asked for: by a question word, a unit, or as a target, a change …"""
        return "number" in self.cues or bool(self.roles) or self.unit is not None

    @property
    def wants_text(self) -> bool:
        """True when words, not a number, are asked for."""
        if self.cues & TEXT_CUES and not (
            self.cues & {"number"} and self.roles and not self.cues & {"cause", "proposal"}
        ):
            return True
        return bool(self.cues & {"text", "reports"}) and "number" not in self.cues and not self.roles


def parse_question(
    text: str, known_places: Iterable[Place] = (), reference: Period | None = None
) -> Question:
    """Understand one question, without regard to what was said before it.

    `known_places` (those of the archive) settle ambiguous names; `reference` resolves "năm ngoái".
    """
    text = told_anew(without_request(squeeze(text)))
    masked, prior_year = take_prior_year(text, reference)
    periods, in_report = find_asked_periods(masked, reference), None
    tokens = canonical(_blanked(text, [(start, end) for _, start, end in periods]))
    known_places = tuple(known_places)
    found = find_places(text, known_places)
    named = named_places(text, found)
    cues = _cues(text, tokens, named)
    compared = compares_things(text)
    names = _names_of(cues, text, compared=compared)
    places = innermost(named, text)
    if not len(places) == len(periods) == _PAIRED:  # "A trong báo cáo 6T/2024 so với B 6T/2022": each its own
        backwards = any(cue.name == "working" for cue in cues)
        periods, in_report = apart_from_report(text, periods, prior_year, backwards)
    taken = _taken(text, named, periods, names, compared=compared)
    unit = asked_unit(_blanked(text, [(start, end) for _, start, end in named]))  # "Cà Mau" counts no "ca"
    roles = _roles(names, cues) - (_CHANGE if compared else frozenset())
    if len(places) > 1 or len(periods) > 1 or compared:
        # "xã nào cao hơn, A hay B": what is set side by side neither rises nor falls
        tokens = [token for token in tokens if token.text not in ("tang", "giam")]
    if Role.CHANGE in roles:
        periods = [p for p in periods if not _COMPARED_WITH.search(fold(text[: p[1]]))]
    free = [token for token in tokens if not _overlaps(token, taken)]
    wanted = [(cue.start, cue.end) for cue in cues if cue.name in _WANTED]
    concepts = [(token.start, token.end) for token in tokens if token.kind == "concept"]
    return Question(
        text=text,
        topic=_topic(text, [token for token in free if not _inside(token, wanted)], unit),
        places=tuple(place for place, _, _ in places),
        place_starts=tuple(start for _, start, _ in places),
        namesakes=namesakes(text, found, known_places) if len(places) == 1 else (),
        periods=tuple(period for period, _, _ in periods),
        prior_year=prior_year,
        populations=_populations(text),
        mentioned=frozenset(m.code for m in find_populations(expand(text)) if not POPULATIONS[m.code].apart),
        roles=roles,
        span=_span(names, [period for period, _, _ in periods]),
        unit=unit,
        asked=len(ASKED.findall(fold(text))),
        cues=names,
        unknown=unknown_short_forms(text, taken + concepts) | unknown_names(text, free),
        in_report=in_report,
        stated=_stated_numbers(text, [(start, end) for _, start, end in periods]),
    )


def _cues(text: str, tokens: Sequence[Token], named: Sequence[tuple[Place, int, int]]) -> list[CueMatch]:
    """What the question says it wants, in words that are of no term and no name."""
    return [
        cue
        for cue in [*find_cues(text), *short_cues(text)]
        if not _inside_concept(cue, tokens) and not _inside_name(cue, named)
    ]


def _names_of(cues: Iterable[CueMatch], text: str, *, compared: bool) -> frozenset[str]:
    names = frozenset(cue.name for cue in cues) | ({"aims"} if _TYPED_AIM.search(text) else set())
    return names - {"text"} | {"number"} if compared else names


def _taken(
    text: str,
    named: Sequence[tuple[Place, int, int]],
    periods: Sequence[tuple[AskedPeriod, int, int]],
    cues: frozenset[str],
    *,
    compared: bool,
) -> list[tuple[int, int]]:
    """The spans of a question's places, periods and comparing words, which are no topic."""
    folded = fold(text)
    places = [(before_place(text, start, office="task" not in cues), end) for _, start, end in named]
    patterns = (PRIOR_YEAR, LAST_YEAR, _IN_REPORT, *((_WHICH,) if compared else ()))
    words = [match.span() for pattern in patterns for match in pattern.finditer(folded)]
    return [*places, *((start, end) for _, start, end in periods), *words]


def named_report(question: Question) -> Period | None:
    """The one period of a question that stands behind "báo cáo": it may only name the report."""
    if len(question.periods) != 1:
        return None
    asked = question.periods[0]
    before = fold(question.text)[: asked.start]
    return asked.period if NAMES_REPORT.search(before) else None


def _span(cues: frozenset[str], periods: Sequence[AskedPeriod]) -> Span | None:
    """Month or cumulative, in so many words; where a month and the time up to it are asked, each period says it."""
    if "month" in cues:
        return Span.MONTH
    ends = {(asked.period.last_year, asked.period.last_month) for asked in periods}
    both = len(periods) > len(ends) == 1
    return Span.CUMULATIVE if "cumulative" in cues and not both else None


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans as blanks, so that "đầy đủ 6T/2024" holds no "đủ 6 tuổi"."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _inside_concept(cue: CueMatch, tokens: Iterable[Token]) -> bool:
    """Whether a cue's words are a part of a longer term; "KN, đề xuất" is one that asks for nothing else.

    A cue that begins within a term is of it, whatever follows: "vỡ kế hoạch | năm 2024".
    """
    return any(
        t.kind == "concept"
        and t.text not in _ASKING
        and (
            (t.start <= cue.start and cue.end <= t.end and t.end - t.start > cue.end - cue.start)
            or (t.start < cue.start < t.end < cue.end and t.text not in _figure_words())
        )
        for t in tokens
    )


@cache
def _figure_words() -> frozenset[str]:
    return frozenset(term_of(wording) for wording in concepts_of("figure_words"))


def _inside_name(cue: CueMatch, named: Iterable[tuple[Place, int, int]]) -> bool:
    """'Giao Linh' sets no target."""
    return any(start < cue.end and cue.start < end for _, start, end in named)


def _topic(text: str, tokens: list[Token], unit: Unit | None) -> tuple[TopicTerm, ...]:
    """The terms that are left; what only counts ("ca", "lượt") and a base ("trên 1 vạn dân") are the unit's."""
    terms = topic_terms(text, tokens)
    if unit is None:
        return terms
    counting = _BASE_WORDS if _BASE.search(unit.canonical) else generic_terms() & {term_of(unit.canonical)}
    return tuple(term for term in terms if term.text not in counting) or terms


def _populations(text: str) -> frozenset[str]:
    """Populations that make a figure another one; 'nam' without diacritics is far more often 'năm'."""
    marked = any(c.islower() and c != fold(c) for c in text)
    # Short forms spelt out have diacritics, beside which "nong thon" would be another word.
    readings = [expand(text)] if marked else [expand(text), text.replace("Đ", "D")]
    found = frozenset(code for reading in readings for code in _named_populations(reading))
    return found if marked else found - {"nam"}


def _named_populations(spelt: str) -> frozenset[str]:
    named = find_populations(spelt)
    # "(chỉ tính trẻ em)"
    only = {m.code for m in named if _ONLY.search(fold(spelt[: m.start])) or _in_brackets(m, spelt)}
    found = frozenset(apart_populations(spelt)) | only
    if "nam" in found and all(_in_place(m.start, spelt) for m in named if m.code == "nam"):
        found -= {"nam"}  # "mỏ cày nam"
    return found


def _in_brackets(match: PopulationMatch, text: str) -> bool:
    """'số ca mắc (trẻ em)': whom alone is asked for, as '(chỉ tính trẻ em)' says."""
    return text[: match.start].endswith("(") and text[match.end :].startswith(")")


def _in_place(at: int, text: str) -> bool:
    return any(match.start <= at < match.end for match in find_places(text))


def _overlaps(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    """True when a token is of the words of a place or period; "bệnh viện đa khoa tỉnh" before a name is not."""
    long = token.kind == "concept" and token.text.count("_") >= _INSTITUTION
    return any(
        token.start < end and start < token.end and not (long and token.start < start) for start, end in spans
    )


def _inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    """True when the token says nothing beyond a cue's words: 'giao thu' is more than 'giao'."""
    return any(start <= token.start and token.end <= end for start, end in spans)


def compares_things(text: str) -> bool:
    """'Sởi và ho gà, bệnh nào nhiều hơn?': one against the other, no change in time."""
    folded = fold(text)
    return _WHICH_MORE.search(folded) is not None and _IN_TIME.search(folded) is None


def _roles(names: frozenset[str], cues: list[CueMatch]) -> frozenset[Role]:
    roles = set()
    if "attainment" in names:
        roles.add(Role.ATTAINMENT)
    if "aims" in names and "attainment" not in names:
        roles.add(Role.PLAN)
    covered = [(c.start, c.end) for c in cues if c.name in ("attainment", "task")]
    if any(c.name == "plan" and not any(s < c.end and c.start < e for s, e in covered) for c in cues):
        roles.add(Role.PLAN)
    if "change" in names:
        roles.add(Role.CHANGE)
    elif "prior" in names:
        roles.add(Role.PRIOR)
    return frozenset(roles)


def _stated_numbers(text: str, taken: list[tuple[int, int]]) -> tuple[Decimal, ...]:
    """Numbers that the question asserts: no dates, periods or numbers of a description ('dưới 1 tuổi')."""
    stated = []
    for match in find_numbers(text):
        inside = any(start <= match.start < end for start, end in taken)
        if not inside and match.value is not None and dismiss_reason(text, match) is None:
            stated.append(match.value)
    return tuple(stated)
