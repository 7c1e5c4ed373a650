"""What a question asks: topic, places, periods, population, role, unit and intent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from assistant.questions.asked_unit import asked_unit
from assistant.questions.cues import CueMatch, find_cues, generic_terms, short_cues
from assistant.questions.topic import TopicTerm, topic_terms
from ingest.vietnamese.numbers import dismiss_reason, find_numbers
from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.places import find_places, is_event
from ingest.vietnamese.populations import POPULATIONS, apart_populations, find_populations
from ingest.vietnamese.terms import Token, canonical, expand, term_of
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
# "cùng kỳ năm 2023", "CK 2023", "năm ngoái (2023)": the year of a prior value.
_PRIOR_YEAR = re.compile(
    r"(?:cung ky|cung ki|\bck|nam ngoai|nam truoc)\s*(?:cua\s+)?(?:nam\s+)?\(?\s*((?:19|20)\d\d)\)?", re.ASCII
)
_COMPARED = re.compile(r"\bso (?:voi|sanh)\b")
_LAST_YEAR = re.compile(
    r"(\d{1,2}\s*(?:thang|t)(?:\s+dau)?(?:\s+nam)?)\s+(?:nam\s+)?(?:ngoai|truoc)\s*\(?\s*((?:19|20)\d\d)\)?"
)
_CAPITALS = re.compile(r"(?<![\w/.-])(?![IVX]+\b)[A-ZĐ]{3,6}\d?(?![\w/.-])")
# A unit whose name follows; "mấy xã", "các huyện" and "tuyến xã" name none.
_NAMED_UNIT = re.compile(
    r"(?<!\bmay )(?<!\bnhieu )(?<!\bso )(?<!\bcac )(?<!\bnhung )(?<!\bmoi )(?<!\btuyen )(?<!\bcap )(?<!\btoan )(?<!\d )"
    r"\b(?:xa|phuong|thi tran|huyen|thi xa)\b(?=\s)"
)
_PAIRED = 2
_SHORT = 7  # letters of the longest short form, with its question mark
_INSTITUTION = 2  # joints of a term that is more than the words before a place: "benh_vien_tinh"
_NAMES_REPORT = re.compile(r"\b(?:bao cao|bc)(?:\s+(?:so ket|tong ket|nam|cua nam))*\s*$")
_ONLY = re.compile(r"\b(?:chi tinh|rieng|tinh rieng|trong do|chi)\s*$")
_COMPARED_WITH = re.compile(r"\bso\s+(?:voi|vs)?\s*(?:cung ky\s*)?$")
_AND = re.compile(r"\s*(?:,|;|/|-|–|va|voi|so voi|hay|hoac)\s*")
_BARE_MONTHS = re.compile(r"\b(?P<n>[1-9]|1[01])\s*(?:thang|t)\s*(?:va|voi|so voi|,)\s*$")
_NUMBERED = re.compile(r"\b(?:dot|lan|vong|mui)\s*$")  # what a number behind it counts
_MOVED = re.compile(r"\b(tang|giam)\b(?! huyet ap)")
_SINCE = re.compile(r"\b(?:luy (?:ke|tich)|cong don|tu dau nam)\b")
_SINCE_JANUARY = re.compile(r"\btu\s+(?:thang 1|dau nam)\b")
_HEADS = {"ty_le": ("ty le", "ti le", "ty suat", "ty so", "cong suat")}
# What stands before a place's name and says no more than the name.
_PLACE_WORDS = re.compile(
    r"(?:\b(?:cua|o|tai|tren dia ban|dia ban|giua|va|toan|trong|cho)\s+)*"
    r"(?:\b(?:tinh|huyen|thanh pho|tp\.?|thi xa|quan|xa|ubnd|so y te|nganh y te|nganh y|ttyt|trung tam y te)\s+)*$"
)
# The offices among them, which are what is asked about where a task is: "nhiệm vụ của Trung tâm Y tế huyện …".
_OFFICE_BEFORE = re.compile(
    r"\b(?:ubnd|ttyt|trung tam y te)(?:\s+(?:tinh|huyen|thanh pho|thi xa|quan|xa))?\s*$"
)
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
ASKED = re.compile(r"\bbao nhieu\b|\bmay\b|\bbn\b|(?<=[:,;] )so (?!sanh)|\bmoi loai\b")
# "(lấy ở báo cáo T3/2020)", "báo cáo tháng 11 năm 2018": the report to look in, not the period asked.
_IN_REPORT = re.compile(
    r"(?:theo|lay o|lay tu|trong|suy tu|tinh tu|xem|o|bc|bao cao)\s+(?:bao cao|bc)\b(?!\s+su\b)"
    r"|\b(?:bao cao|bc)\b(?!\s+(?:nao|su)\b)"
)


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    period: Period
    point: bool = False  # "đến 30/6/2024", "đến hết tháng 6": the state at its end
    start: int = 0


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
    text = squeeze(text)
    masked, prior_year = _take_prior_year(text, reference)
    periods, in_report = _periods(masked, reference), None
    tokens = canonical(_blanked(text, [(start, end) for _, start, end in periods]))
    cues = [cue for cue in [*find_cues(text), *short_cues(text)] if not _inside_concept(cue, tokens)]
    known_places = tuple(known_places)
    named = _named_places(text, known_places)
    places = _innermost(named, text)
    if not len(places) == len(periods) == _PAIRED:  # "A trong báo cáo 6T/2024 so với B 6T/2022": each its own
        backwards = any(cue.name == "working" for cue in cues)
        periods, in_report = _apart_from_report(text, periods, prior_year, backwards)
    names = frozenset(cue.name for cue in cues)
    taken = [(_before_place(text, start, office="task" not in names), end) for _, start, end in named]
    taken += [(start, end) for _, start, end in periods]
    wanted = [(cue.start, cue.end) for cue in cues if cue.name in _WANTED]
    taken += [
        match.span()
        for pattern in (_PRIOR_YEAR, _LAST_YEAR, _IN_REPORT)
        for match in pattern.finditer(fold(text))
    ]
    unit = asked_unit(text)
    roles = _roles(names, cues)
    if len(places) > 1 or len(periods) > 1:  # "xã nào cao hơn, A hay B": what is set side by side neither rises nor falls
        tokens = [token for token in tokens if token.text not in ("tang", "giam")]
    if Role.CHANGE in roles:
        periods = [p for p in periods if not _COMPARED_WITH.search(fold(text[: p[1]]))]
    return Question(
        text=text,
        topic=_topic(text, [t for t in tokens if not _overlaps(t, taken) and not _inside(t, wanted)], unit),
        places=tuple(place for place, _, _ in places),
        place_starts=tuple(start for _, start, _ in places),
        namesakes=_namesakes(text, known_places) if len(places) == 1 else (),
        periods=tuple(period for period, _, _ in periods),
        prior_year=prior_year,
        populations=_populations(text),
        mentioned=frozenset(m.code for m in find_populations(expand(text)) if not POPULATIONS[m.code].apart),
        roles=roles,
        span=_span(names, [period for period, _, _ in periods]),
        unit=unit,
        asked=len(ASKED.findall(fold(text))),
        cues=names,
        unknown=_unknown_short_forms(text, taken + [(t.start, t.end) for t in tokens if t.kind == "concept"])
        | _unknown_names(text, [t for t in tokens if not _overlaps(t, taken)]),
        in_report=in_report,
        stated=_stated_numbers(text, [(start, end) for _, start, end in periods]),
    )


def named_report(question: Question) -> Period | None:
    """The one period of a question that stands behind "báo cáo": it may only name the report."""
    if len(question.periods) != 1:
        return None
    asked = question.periods[0]
    before = fold(question.text)[: asked.start]
    return asked.period if _NAMES_REPORT.search(before) else None


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
    """Whether a cue's words are a part of a longer term; "KN, đề xuất" is one that asks for nothing else."""
    return any(
        t.kind == "concept"
        and t.start <= cue.start
        and cue.end <= t.end
        and t.end - t.start > cue.end - cue.start
        and t.text not in _ASKING
        for t in tokens
    )


def _topic(text: str, tokens: list[Token], unit: Unit | None) -> tuple[TopicTerm, ...]:
    """The terms that are left; what only counts ("ca", "lượt") and a base ("trên 1 vạn dân") are the unit's."""
    terms = topic_terms(text, tokens)
    if unit is None:
        return terms
    counting = _BASE_WORDS if _BASE.search(unit.canonical) else generic_terms() & {term_of(unit.canonical)}
    return tuple(term for term in terms if term.text not in counting) or terms


def _populations(text: str) -> frozenset[str]:
    """Populations that make a figure another one; 'nam' without diacritics is far more often 'năm'."""
    spelt = expand(text)
    named = find_populations(spelt)
    only = {m.code for m in named if _ONLY.search(fold(spelt[: m.start]))}  # "(chỉ tính trẻ em)"
    found = frozenset(apart_populations(spelt)) | only
    if "nam" in found and all(_in_place(m.start, spelt) for m in named if m.code == "nam"):
        found -= {"nam"}  # "mỏ cày nam"
    return found if text != fold(text) and any(c != fold(c) for c in text.lower()) else found - {"nam"}


def _in_place(at: int, text: str) -> bool:
    return any(match.start <= at < match.end for match in find_places(text))


def _unknown_short_forms(text: str, taken: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Short forms in capitals that are neither listed, a numeral nor of a place or period."""
    spans = list(taken)
    return frozenset(
        fold(match.group())
        for match in _CAPITALS.finditer("" if _is_shouted(text) else text)
        if expand(match.group()) == match.group()
        and not any(start < match.end() and match.start() < end for start, end in spans)
    )


def _is_shouted(text: str) -> bool:
    """Whether a whole question is typed in capitals; "CSHP NCT HD 2023?" is made of short forms."""
    return text.isupper() and any(len(word) > _SHORT or fold(word) != word.lower() for word in text.split())


def _unknown_names(text: str, tokens: Iterable[Token]) -> frozenset[str]:
    """The syllables of a name behind "xã", "huyện" … that is of no known place: "xã Trà Leng"."""
    folded, found = fold(text), set()
    cased = text != text.lower() and text != text.upper()
    for unit in _NAMED_UNIT.finditer(folded):
        end = unit.end()
        for token in tokens:
            if token.start < end:
                continue
            named = text[token.start].isupper() if cased else token.kind == "word"
            if token.start > end + 1 or token.kind not in ("word", "stop") or not named:
                break
            found.add(token.text)
            end = token.end
    return frozenset(found) | (_proper_names(text, tokens) if cased else frozenset())


def _proper_names(text: str, tokens: Iterable[Token]) -> frozenset[str]:
    """The syllables of names that nothing knows: 'Trà Leng', 'Nguyễn Đình Chiểu'."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        named = (
            token.kind == "word"
            and text[token.start].isupper()
            and not text[token.start : token.end].isupper()
        )
        if not named or (runs[-1] and token.start > runs[-1][-1].end + 1):
            runs.append([])
        if named:
            runs[-1].append(token)
    return frozenset(token.text for run in runs if len(run) > 1 for token in run)


def _before_place(text: str, start: int, *, office: bool) -> int:
    """Where the words begin that belong to a place's name: 'của tỉnh Điện Biên'; with `office`, 'TTYT huyện' too."""
    before = fold(text[:start])
    if not office and _OFFICE_BEFORE.search(before):
        return start
    match = _PLACE_WORDS.search(before)
    return match.start() if match else start


def _overlaps(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    """True when a token is of the words of a place or period; "bệnh viện đa khoa tỉnh" before a name is not."""
    long = token.kind == "concept" and token.text.count("_") >= _INSTITUTION
    return any(
        token.start < end and start < token.end and not (long and token.start < start) for start, end in spans
    )


def _inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    """True when the token says nothing beyond a cue's words: 'giao thu' is more than 'giao'."""
    return any(start <= token.start and token.end <= end for start, end in spans)


def _named_places(text: str, known: Iterable[Place]) -> list[tuple[Place, int, int]]:
    """Every place that is named, in order."""
    return [
        (
            Place(m.place.province) if m.in_name and is_event(text[m.start : m.end]) else m.place,
            m.start,
            m.end,
        )
        for m in find_places(text, tuple(known))
    ]


def _namesakes(text: str, known: tuple[Place, ...]) -> tuple[Place, ...]:
    """What else the short form of a place could mean: "BT" is Bến Tre or Bình Thuận."""
    return tuple(
        place
        for match in find_places(text, known)
        if text[match.start : match.end].isupper() and " " not in text[match.start : match.end]
        for place in match.alternatives
        if place in known or any(other.province == place.province for other in known if not place.district)
    )


def _innermost(named: list[tuple[Place, int, int]], text: str) -> list[tuple[Place, int, int]]:
    """The places less those that only say where another lies."""
    inner = [place for place, _, _ in named if place.district]
    return [
        item
        for item in named
        if (item[0].district or not any(p.province == item[0].province for p in inner))
        and not any(_lies_in(other, item, text) for other in named)
    ]


def _lies_in(commune: tuple[Place, int, int], district: tuple[Place, int, int], text: str) -> bool:
    """'xã Nậm Hàng, huyện Nậm Nhùn': the district only says where the commune lies, unless the two are compared."""
    inside = bool(commune[0].commune) and commune[0] != district[0] and district[0].contains(commune[0])
    return inside and not _COMPARED.search(fold(text))


def _take_prior_year(text: str, reference: Period | None) -> tuple[str, int | None]:
    """The text with the words of a prior year blanked out, and that year."""
    folded = fold(text)
    same_months = _LAST_YEAR.search(folded)
    if same_months:  # "6 tháng đầu năm ngoái (2023)" names a period outright
        months, year = same_months.group(1), same_months.group(2)
        plain = f"{months.split('nam')[0].strip()} nam {year}"
        if len(plain) <= same_months.end() - same_months.start():
            filler = plain.ljust(same_months.end() - same_months.start())
            return text[: same_months.start()] + filler + text[same_months.end() :], None
    match = _PRIOR_YEAR.search(folded)
    if match:
        blank = " " * (match.end() - match.start())
        return text[: match.start()] + blank + text[match.end() :], int(match.group(1))
    return text, None


def _periods(text: str, reference: Period | None) -> list[tuple[AskedPeriod, int, int]]:
    named = find_periods(text, reference)
    matches = [m for m in named if m.period is not None and m.kind != "date"]
    if not matches:
        return [end for m in named if (end := _at_month_end(m)) is not None]
    folded = fold(text)
    lent = _lent(folded, matches)
    if lent:
        return lent
    written = [m for m in matches if not m.relative]
    written = [m for m in matches if not m.relative or _joined(folded, m.end, [w.start for w in written])]
    since = _SINCE_JANUARY.search(folded)
    found = []
    for match in written or matches:
        period = match.period
        if since and period and period.months == 1 and since.start() <= match.start < since.end():
            period = Period.year(period.last_year)  # "từ đầu năm 2022 đến giữa năm" begins in January
        if period and period.months == 1 and _NUMBERED.search(folded[: match.start]):
            period = Period.year(period.last_year)  # "đợt 1/2024"
        months = _BARE_MONTHS.search(folded[: match.start])
        if period and months and period.first_month == 1:  # "6 tháng và 8 tháng năm 2024"
            shorter = Period(period.last_year, 1, period.last_year, int(months["n"]))
            found.append((AskedPeriod(shorter, False, months.start()), months.start(), months.end()))
        if period:
            found.append((AskedPeriod(period, match.point, match.start), match.start, match.end))
    return found


def _lent(folded: str, matches: Sequence[PeriodMatch]) -> list[tuple[AskedPeriod, int, int]]:
    """'tháng 10 và cộng dồn năm 2024': the one year that is named holds for the month too, and ends with it.

    [] where no month or quarter goes without its year.
    """
    years = [m for m in matches if m.kind == "year" and not m.relative and m.period]
    parts = [m for m in matches if m.kind in ("month", "quarter") and m.relative and m.period]
    if len(years) != 1 or not parts or len(matches) != len(parts) + 1:
        return []
    year = years[0].period
    if year is None or any(m.period.last_year != year.last_year for m in parts if m.period):
        return []
    found = [(AskedPeriod(m.period, m.point, m.start), m.start, m.end) for m in parts if m.period]
    last = max(asked.period.last_month for asked, _, _ in found)
    whole = Period(year.last_year, 1, year.last_year, last) if _SINCE.search(folded) else found[-1][0].period
    return [*found, (AskedPeriod(whole, False, years[0].start), years[0].start, years[0].end)]


def _at_month_end(day: PeriodMatch) -> tuple[AskedPeriod, int, int] | None:
    """'(30/6/2022)': the state at the end of a month; another day dates a document."""
    if day.date is None or (day.date + timedelta(days=1)).day != 1:
        return None
    upto = Period(day.date.year, 1, day.date.year, day.date.month)
    return AskedPeriod(upto, True, day.start), day.start, day.end


def _joined(folded: str, end: int, starts: Iterable[int]) -> bool:
    """Whether a period without a year is joined to the next one, which has it: "quý I và quý II/2024"."""
    return any(start > end and _AND.fullmatch(folded[end:start]) for start in starts)


def _apart_from_report(
    text: str, periods: list[tuple[AskedPeriod, int, int]], prior_year: int | None, backwards: bool
) -> tuple[list[tuple[AskedPeriod, int, int]], Period | None]:
    """Where one period is asked and another only names the report, the two apart."""
    folded = fold(text)
    named = [item for item in periods if _NAMES_REPORT.search(folded[: item[1]])]
    if backwards and not named and len(periods) > 1:  # "lấy số 2022 tính ngược lại"
        named = [max(periods, key=lambda item: item[0].period.end)]
    if not named or (len(periods) < 2 and prior_year is None):
        return periods, None
    others = [item for item in periods if item not in named]
    if prior_year is not None and not others:
        return periods, None
    return others, named[0][0].period


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
