"""Who signed: the last lines of a document, where the office stands above the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.questions.question import Question
from vectorstore.archive import Archive
from vectorstore.records import Passage, Report

_OFFICE = re.compile(
    r"^(?:TM|KT|TL|TUQ|Q|QUYỀN)\b\.?|^(?:PHÓ |Q\. ?|QUYỀN )?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG"
    r"|TRƯỞNG TRẠM|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|THỦ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG"
    r"|TRƯỞNG BAN|BÍ THƯ)\b"
)
_DEGREE = (
    r"(?:(?:PGS|GS|TS|ThS|Ths|BS|BSCK|BSCKI|BSCKII|DS|CN|Bs|Ts|CK)\.?\s?(?:CK)?\s?(?:II|I|1|2)?[.,]?\s*)*"
)
_WORD = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_NAME = re.compile(rf"^{_DEGREE}({_WORD}(?:\s{_WORD}){{1,4}})$")
_NEAR = 6  # lines from the office down to the name
_SHOWN = 6


def signers(archive: Archive, question: Question, reports: Sequence[Report]) -> Answer | None:
    """Name and office of those who signed; a refusal where only the office is printed; None where neither is."""
    draft, named = Draft(archive, question.text), False
    for report in reports[:_SHOWN]:
        found = _signature(archive.passages(reports=[report.key]))
        if found is None:
            continue
        passage, offices, name, quote = found
        mark = draft.cite(report, draft.path(report, passage.section), passage.page, quote)
        office = ", ".join(offices)
        if name:
            named = True
            draft.line(f"{name} – {office} – ký {report.label}", mark)
        else:
            draft.line(f"{report.label} chỉ ghi chức danh người ký ({office}), không ghi họ tên.", mark)
    answer = draft.answer(refused=not named)
    return answer if answer.citations else None


def _signature(passages: Sequence[Passage]) -> tuple[Passage, list[str], str, str] | None:
    """The last passage that opens with an office: its offices, the name under them, and the lines as they stand."""
    for passage in reversed(passages):
        if passage.kind in ("table", "footnote"):
            continue
        lines = [line for line in passage.text.split("\n") if line.strip()]
        at = next((i for i, line in enumerate(lines) if _OFFICE.match(_plain(line))), None)
        if at is None:
            continue
        near = lines[at : at + _NEAR]
        last = next((i for i, line in enumerate(near) if _NAME.match(_plain(line))), None)
        offices = [
            _plain(line) for line in near[: last if last is not None else None] if _OFFICE.match(_plain(line))
        ]
        name = _plain(near[last]) if last is not None else ""
        return (
            passage,
            offices,
            name,
            "\n".join(near[: last + 1] if last is not None else near[: len(offices)]),
        )
    return None


def _plain(line: str) -> str:
    return line.strip(" *_\t,.")
