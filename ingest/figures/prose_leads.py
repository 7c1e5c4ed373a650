"""What the words before a number say: role, bound, sign, stretch of time, and the subject that remains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_cues import cue
from ingest.figures.prose_days import without_days
from ingest.figures.prose_peel import EDGES, peel
from ingest.figures.prose_topics import subject_in
from ingest.figures.prose_words import words
from ingest.vietnamese.periods import PeriodMatch
from ingest.vietnamese.text import fold
from vectorstore.records import Bound, Period, Role, Span

_I = re.IGNORECASE
_STARTED = re.compile(r"(?<!\w)(?:tăng|giảm|nâng)\s+từ\s*$", _I)  # "giảm từ 22% năm 2020 xuống 19%"
_FROM = re.compile(r"(?<!\w)từ\s*$", _I)
_ENDED = re.compile(r"\s*(?:\([^()]*\)|năm (?:19|20)\d\d)?\s*(?:(?:tăng|giảm) )?(?:xuống|lên|còn)(?!\w)", _I)
_UNTIL = re.compile(r"(?<!\w)đến(?: hết)?(?: năm)?\s*$", _I)
_WITH = re.compile(r"(?<!so )(?<!đối )(?<!\w)với\s*$|^\s*với\s|^\s*cho\s*$", _I)
_HAS = re.compile(r"(?<!\w)(?:có(?: thêm)?|xảy ra|còn|làm|khiến(?: cho)?)\s*$", _I)
_PERFORMED = re.compile(r"(?<!\w)thực hiện\s*$", _I)
_CONJOINED = re.compile(r"\S(?:\s+và|,)\s*$", _I)
_ALONE = re.compile(r"(?<!\w)riêng(?!\w)", _I)
_HAS_AFTER_COLON = re.compile(r":[^:,]*(?<!\w)có\s*$", _I)
_NAMED_SUM = re.compile(r"\s+(?:số|tổng|người|bn|bệnh nhân|ca)(?!\w)(?! này)", _I)  # "Lũy kế người nhiễm"
_SO_WITH = re.compile(r"^so với(?: mức)?(?=\s|$)", _I)
_GOES_ON = re.compile(r"\s*(?:kéo dài|chuyển|sang)", _I)
_YEARS_ON = re.compile(r"\s?[-–]\s?(?:19|20)\d\d(?!\d)")
_HANDED_ON = re.compile(r"(?:chuyển|kéo dài|cấp|được giao|sang)(?!\w)", _I)
_THIS_NUMBER = re.compile(
    r"(?:con số này|tỷ lệ này|chỉ số này|số này)?\s*(?:(?:chỉ|mới|đã) )?"
    r"(?:là|đạt|có|chiếm|ở mức|xảy ra|ghi nhận|bằng)?",
    _I,
)
_INTO_YEAR = re.compile(r"\W*(?:nếu (?:như )?)?(?:(?:trong|cả|của|năm)\s*)?", _I)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")  # "(từ ngày 03/6 đến 09/6/2024)" without its period
_SPACE = re.compile(r"\s+")
# "ít hơn cùng kỳ 13 ca", "tăng so với cùng kỳ năm 2023 là 13 ca": what is compared with stands before the number
_COMPARISON = re.compile(
    r"(?<!\w)(?:tăng|giảm|(?:cao|thấp|nhiều|ít) hơn)"
    r"(?P<base>\s+(?:(?P<so>so )?(?:với )?(?:cùng k[ỳìỷy]|ck|(?:năm|kỳ|tháng|quý|tuần) (?:trước|ngoái|(?:19|20)\d\d)))"
    r"(?: (?:của )?(?:năm|kỳ) (?:trước|ngoái|(?:19|20)\d\d)| (?:19|20)\d\d)?(?P<is>\s+là)?\s*)$",
    _I,
)
_ACHIEVED = re.compile(r":\s*(?:đã |ước )?(?:đạt|hoàn thành|thực hiện)(?: và vượt)?(?: được)?\s*$", _I)
_BORN = re.compile(r"(?<!\w)(?:sinh|thu nhận|tuyển sinh)(?: (?:vào|từ|trong))?\s*$", _I)
_MONTHS = re.compile(
    r"(?:^|(?<=\s))(?:trong )?(?P<n>\d{1,2}) tháng$|^(?P<n2>\d{1,2}) tháng(?=\s)(?! tuổi)", _I
)
_DONE = re.compile(r"(?:ước |đã )?(?:thực hiện|đạt)(?: được)?", _I)  # "ước thực hiện 9 tháng 120 tỷ đồng"
_NEAR = 12  # characters between "so với" and "cùng kỳ"


@dataclass(frozen=True, slots=True)
class Lead:
    """The reading of the words before a number; role None where they name none."""

    role: Role | None
    sign: int  # of a change: 1 rise, -1 fall, 0 none
    bound: Bound
    subject: str  # "" where nothing of its own remains
    topic: tuple[str, ...]  # what stood before a colon, where a subject follows it
    span: Span | None
    part: bool  # opened with "trong đó", "riêng", "gồm"
    companion: bool  # joined with "với": "01 ổ dịch với 5 ca"
    completed: bool  # "hoàn thành 95%"
    level: bool  # "giảm còn 14%", "nâng tổng lên 12": a level, although the words speak of change
    performed: bool  # ended in "thực hiện": the counted noun is its object
    has: bool  # ended in "có" or "xảy ra" after its subject: what follows the number is counted
    conjoined: bool  # ended in "và" or a comma: the number begins a phrase of its own
    linked: bool  # a linking word or colon stood between subject and number
    until: bool  # "đến năm 2021": the state then, no value of comparison
    period: PeriodMatch | None  # the last period named


def read_lead(before: str, periods: list[PeriodMatch], report: Period | None, after: str = "") -> Lead:
    """Read the words before a number; `periods` are those found in `before`, by its offsets; `after` follows it."""
    before, periods = _without_comparison(without_days(before), periods)
    named = next((p for p in reversed(periods) if p.kind != "date"), None)
    if named is not None and _BORN.search(before, 0, named.start):  # "trẻ sinh năm 2023" are no earlier value
        periods = [p for p in periods if p is not named]
        named = next((p for p in reversed(periods) if p.kind != "date"), None)
    blanked = _without_periods(before, periods, report)
    peeled = peel(blanked.rstrip())
    started = bool(_STARTED.search(before) or (_FROM.search(before) and _ENDED.match(after)))
    bound = Bound.EXACT if started else peeled.bound
    if bound is Bound.EXACT and cue("estimate").search(blanked):
        bound = Bound.ABOUT
    sign = 0 if started else peeled.sign
    role = Role.CHANGE if sign else Role.PRIOR if started else _role(before, peeled.rest, periods, report)
    subject, topic = subject_in(peeled.rest, role)
    subject, whole = _without_months(subject, report)
    named = named or whole
    has = bool(_HAS.search(before))
    if has and _HAS_AFTER_COLON.search(blanked):
        subject, topic = "", (*topic, subject) if subject else topic
    return Lead(
        role=role,
        sign=sign,
        bound=bound,
        subject=subject,
        topic=topic,
        span=_span(before),
        part=bool(words().parts.search(blanked) or _ALONE.search(blanked)),
        companion=bool(_WITH.search(before)),
        completed=peeled.completed,
        level=peeled.level,
        performed=bool(_PERFORMED.search(before)),
        has=has,
        conjoined=bool(_CONJOINED.search(before)),
        linked=peeled.linked or bool(topic),
        until=named is not None and (named.point or _until(before, named)),
        period=named,
    )


def _without_comparison(before: str, periods: list[PeriodMatch]) -> tuple[str, list[PeriodMatch]]:
    """The words before a change without what it is compared with; a level ('cao hơn cùng kỳ là 61%') stays."""
    match = _COMPARISON.search(before)
    if match is None or (match["is"] and not match["so"]):
        return before, periods
    cut = match.start("base")
    return before[:cut], [p for p in periods if p.end <= cut]


def _without_months(subject: str, report: Period | None) -> tuple[str, PeriodMatch | None]:
    """'6 tháng' alone or around a subject, in the report of six months or its last one: that period."""
    match = _MONTHS.search(subject)
    months = int(match["n"] or match["n2"]) if match else 0
    if match is None or report is None or months < 2 or months != report.last_month:  # one month is "tháng 1"
        return subject, None
    period = Period(report.last_year, 1, report.last_year, report.last_month)
    bare = f"{subject[: match.start()]} {subject[match.end() :]}".strip(EDGES)
    bare = "" if words().empty.fullmatch(bare) or _DONE.fullmatch(bare) else bare
    return bare, PeriodMatch(*match.span(), period, True, "months")


def _until(before: str, period: PeriodMatch) -> bool:
    """True for 'tính đến năm 2021'."""
    opening = before[period.start : period.start + 3].lower()
    return opening == "đến" or bool(_UNTIL.search(before, 0, period.start))


def _span(text: str) -> Span | None:
    """The stretch of time named last: 'trong tháng', 'lũy tích', or 'hiện nay' (the period again)."""
    folded = fold(text)
    lists = ((words().now, Span.PERIOD), (words().month, Span.MONTH), (words().cumulative, Span.CUMULATIVE))
    found = [(match.start(), rank) for rank, (p, _) in enumerate(lists) for match in p.finditer(folded)]
    return lists[max(found)[1]][1] if found else None


def _without_periods(text: str, periods: list[PeriodMatch], report: Period | None) -> str:
    """The text without its periods and stretches of time and their prepositions; periods in a name stay."""
    cuts = [(p.start, p.end) for p in periods if _is_aside(text, p, report)]
    for pattern in (words().month, words().cumulative):
        cuts += [
            match.span() for match in pattern.finditer(fold(text)) if not _NAMED_SUM.match(text, match.end())
        ]
    kept = list(text)
    for start, end in cuts:
        glue = cue("period_glue", "repeated end").search(text, 0, start)
        first = glue.start() if glue else start
        kept[first:end] = " " * (end - first)
    return _SPACE.sub(" ", _EMPTY_BRACKETS.sub(" ", "".join(kept)))


def _is_aside(text: str, match: PeriodMatch, report: Period | None) -> bool:
    """True for a period that only says when; not for 'vốn năm 2023 kéo dài', nor 'giai đoạn …'."""
    if match.kind == "prior" or (match.kind == "range" and "/" not in text[match.start : match.end]):
        return False
    if match.kind == "year" and _YEARS_ON.match(text, match.end):  # "năm 2024-2025"
        return False
    if match.kind != "year" or match.period is None or report is None:
        return True
    return match.period.last_year >= report.first_year or not _GOES_ON.match(text, match.end)


def _role(before: str, peeled: str, periods: list[PeriodMatch], report: Period | None) -> Role | None:
    if _prior(before, periods, report):
        return Role.PRIOR
    segment = re.split(r"[,:]", peeled)[-1].strip(EDGES)
    clean = words().openers.sub("", _SPACE.sub(" ", before).strip(EDGES))
    if _ACHIEVED.search(before):  # "Chỉ tiêu Bộ giao: đạt 13/17"
        return None
    planned = (
        cue("plan_anywhere").search(peeled)
        or cue("plan_anywhere").search(before)
        or cue("plan_start", "start").match(segment)
        or cue("plan_start", "start").match(clean)
        or _plan_end(segment)
    )
    return Role.PLAN if planned else None


def _plan_end(segment: str) -> bool:
    """True for '… kế hoạch giao', not for '… theo kế hoạch'."""
    match = cue("plan_end", "end").search(segment)
    return match is not None and not segment[: match.start()].lower().endswith(
        ("theo ", "với ", "thực hiện ")
    )


def _prior(before: str, periods: list[PeriodMatch], report: Period | None) -> bool:
    cues = [m for m in cue("prior").finditer(before) if not _is_compared(before, m.start())]
    if cues and not cue("this_period").search(before, cues[-1].end()):
        return True
    if _SO_WITH.match(before.strip(EDGES)):
        return True
    dated = [p for p in periods if p.period and not (p.kind in ("range", "date") or p.point or p.relative)]
    return report is not None and any(
        p.period and p.period.end < report.start and not _until(before, p) and _stated(before, p)
        for p in dated
    )


def _is_compared(before: str, at: int) -> bool:
    """True for 'so với cùng kỳ': the words compare, the number is of this period."""
    return bool(cue("compared").search(before, max(0, at - _NEAR), at + 2)) or before[:at].endswith("với ")


def _stated(before: str, period: PeriodMatch) -> bool:
    """True when the earlier period had the number: 'năm 2022 là'; not in 'năm 2022 chuyển sang'."""
    rest = before[period.end :].strip(" ,:(")
    if _HANDED_ON.match(rest):
        return False
    head = before[: period.start]
    leading = not head.strip(EDGES + "(") or _INTO_YEAR.fullmatch(head)
    return bool(leading or _THIS_NUMBER.fullmatch(rest))
