"""The year that a question leaves out: "khám bệnh tháng 8" is asked of the newest August that the archive knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.questions.question import Question
from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.text import fold
from vectorstore.records import Period, Report

_MONTHS = frozenset({"month", "quarter", "half", "nine", "months", "point", "range"})
_NUMBERED = re.compile(
    r"\d|\b(?:i{1,3}|iv|dau|cuoi)\b"
)  # "tháng 8", "quý II", "nửa đầu năm"; not "trong tháng"
_ANY_YEAR = Period.year(2000)


def reference_of(question: Question, held: Sequence[Report]) -> Period | None:
    """The period whose year is meant; None where a year is written, no months are named, or the year stays open.

    It stays open where no place is named and the reports are of several years: then each is asked.
    """
    if question.periods or question.prior_year or question.in_report:
        return None
    named = [m for m in find_periods(question.text, _ANY_YEAR) if _is_of_some_year(question.text, m)]
    own = [r.period for r in held if r.period and _speaks_for(r, question)]
    if not named or not own or (not question.places and len({p.last_year for p in own}) > 1):
        return None
    newest = max(own, key=lambda period: period.end)
    last = max(m.period.last_month for m in named if m.period)
    reaching = [p for p in own if p.last_month >= last]
    return max(reaching, key=lambda period: period.end, default=newest)


def _is_of_some_year(text: str, match: PeriodMatch) -> bool:
    """Whether months are named by number; "6 tháng đầu năm nay" says its year in another way."""
    words = fold(text[match.start : match.end])
    told = re.search(r"\b(?:nay|truoc|ngoai|sau|toi|qua|cung ky)\b", words)
    known = match.relative and match.kind in _MONTHS and match.period is not None
    return known and told is None and _NUMBERED.search(words) is not None


def _speaks_for(report: Report, question: Question) -> bool:
    place = report.place
    return not question.places or any(
        place is not None and (place.contains(asked) or asked.contains(place)) for asked in question.places
    )
