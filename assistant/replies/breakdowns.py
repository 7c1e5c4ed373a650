"""'Cơ cấu chi?', 'kinh phí gồm những nguồn nào?': a total with the parts that the report prints of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Scope
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.replies.families import Family, family_of
from assistant.replies.figure_answer import accepted
from assistant.wording import amount, name_words, scope_words, value_words
from ingest.vietnamese.text import fold, squeeze
from vectorstore.archive import Archive
from vectorstore.records import Report

_LOOKED_AT = 4  # best figures whose parts are looked for
_NEAR = 0.2  # scores this close to the best; of these the widest total is meant
_KINDS = r"(?:khoan|nguon|loai|nhom|phan|muc)"
_ASKED = re.compile(
    rf"\bco cau\b(?! to chuc| bo may)|\bgom\s+(?:nhung\s+|cac\s+|may\s+)?{_KINDS}\b|\b(?:theo|tung|moi) {_KINDS}\b"
    r"|\blay tu (?:nhung )?(?:nguon|dau)\b|\bchia (?:ra|theo)\b"
)
# Words that ask for the parts: none of what is counted.
_WORDS = frozenset(
    """co_cau co cau gom nhung cac khoan nguon loai nhom phan muc theo tung moi chia ra lay tu dau bao_gom
    thuc hien thuc_hien dat_ke_hoach ke hoach ke_hoach y_te nganh_y_te""".split()  # noqa: SIM905
)


class Breakdowns:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The total and its parts; None where none are asked for, or the report prints none."""
        if not _ASKED.search(fold(squeeze(question.text))):
            return None
        topic = tuple(t for t in question.topic if t.text not in _WORDS)
        ranked = accepted(self._selector.rank(replace(question, topic=topic), scope, reports))
        near = [c for c in ranked[:_LOOKED_AT] if c.score >= ranked[0].score - _NEAR]
        families = [found for c in near if (found := family_of(self._selector, c)) is not None]
        if not families:
            return None
        return self._write(question, min(families, key=lambda family: len(family.total.chain)))

    def _write(self, question: Question, family: Family) -> Answer:
        draft = Draft(self._archive, question.text)
        total, report = family.total, family.report
        mark = draft.cite_figure(total, report)
        values = value_words(total, report)
        draft.line(
            f"{values[:1].upper()}{values[1:]} – {name_words(total)} – {scope_words(total, report)}", mark
        )
        marks = [mark]
        for part in family.parts:
            marks.append(draft.cite_figure(part, report))
            draft.line(f"{part.indicator}: {amount(part)}", marks[-1])
        for quoted in dict.fromkeys(marks):
            draft.quote(quoted)
        return draft.answer()
