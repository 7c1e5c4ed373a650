"""Whether the parts that a report prints add up to its total: 'nông thôn cộng thành thị có bằng tổng số không?'"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.derived import sum_working
from assistant.draft import Draft
from assistant.figures.candidate import Scope
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.replies.families import Family, family_of
from assistant.replies.figure_answer import ANSWERED
from assistant.wording import amount, name_words, scope_words
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import Unit, unit_named
from vectorstore.archive import Archive
from vectorstore.records import Report

_LOOKED_AT = 12  # best figures whose parts are looked for
_PLUS = re.compile(
    r"\bcong\b|\bgop\b|\bcac (?:phan|nhom|muc|loai|noi)\b|\bchi tiet\b|\btung (?:phan|nhom|loai)\b"
)
_TYPED_PLUS = re.compile(
    r"\bcộng\b|\bgộp\b|\bcác (?:phần|nhóm|mục|loại|nơi)\b|\bchi tiết\b|\btừng (?:phần|nhóm|loại)\b"
)
_AGREES = re.compile(
    r"\b(?:bang|khop|du|dung|ra (?:dung )?tong)\b(?!\s+(?:tuoi|tieu chuan)).*\b(?:khong|ko|k|chua)\b|\bco khop\b"
)
# Words that ask for the sum: no part of what is counted.
_WORDS = frozenset(
    """cong gop cac phan nhom muc loai chi tiet tung bang khop du dung ra tong tong_so so lai voi co
    chi_tiet tong_cong""".split()  # noqa: SIM905
)


_PEOPLE, _HOUSEHOLDS = re.compile(r"\b(?:dan|dan so|nguoi)\b"), re.compile(r"\bho\b")


def _counted(text: str) -> Unit | None:
    """People or households, as the question says: their sums stand beside each other in one table."""
    folded = fold(text)
    if _HOUSEHOLDS.search(folded):
        return unit_named("hộ")
    return unit_named("người") if _PEOPLE.search(folded) else None


class SumChecks:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The sum of the parts against the printed total; None where none is asked for or no total has parts."""
        if not _asked(question.text):
            return None
        topic = tuple(t for t in question.topic if t.text not in _WORDS)
        subject = replace(question, topic=topic, roles=frozenset(), unit=_counted(question.text))
        for asked in (subject, _of_everybody(subject)):
            ranked = self._selector.rank(asked, scope, reports)
            for candidate in ranked[:_LOOKED_AT]:
                family = family_of(self._selector, candidate) if candidate.coverage >= ANSWERED else None
                if family is not None and (not question.stated or family.total.value in question.stated):
                    return self._write(question, family)
        return None

    def _write(self, question: Question, family: Family) -> Answer:
        draft = Draft(self._archive, question.text)
        total, report = family.total, family.report
        mark = draft.cite_figure(total, report)
        added = sum((part.value for part in family.parts), Decimal(0))
        verdict = "Khớp" if added == total.value else "Không khớp"
        where = scope_words(total, report)
        draft.line(
            f"{verdict}: tổng số in trong báo cáo là {amount(total)} – {name_words(total)} – {where}", mark
        )
        marks = [draft.cite_figure(part, report) for part in family.parts]
        named = "; ".join(f"{part.indicator}: {amount(part)}" for part in family.parts)
        beside = "" if added == total.value else " nhiều hơn" if added > total.value else " ít hơn"
        beside = f",{beside} tổng số đã in" if beside else ""
        draft.line(f"Tính thêm: {sum_working(family.parts)}{beside} ({named})", *marks)
        for quoted in dict.fromkeys((mark, *marks)):
            draft.quote(quoted)
        return draft.answer()


def _of_everybody(question: Question) -> Question:
    """'Nông thôn cộng thành thị': the people of the parts are not those of the total."""
    named = [range(m.start, m.end) for m in find_populations(question.text)]
    topic = tuple(t for t in question.topic if not any(t.start in span for span in named))
    return replace(question, topic=topic, populations=frozenset(), mentioned=frozenset())


def _asked(text: str) -> bool:
    folded = fold(squeeze(text))
    plus = _TYPED_PLUS.search(text.lower()) if has_diacritics(text) else _PLUS.search(folded)
    return plus is not None and _AGREES.search(folded) is not None
