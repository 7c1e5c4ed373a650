"""What a document is: its kind, title, agency, place, period and date, read from its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.document import Document
from ingest.identity_agency import Issuer, Sources, find_issuer
from ingest.identity_head import Dateline, HeadLine, find_dateline, find_number, head_lines, is_agency_line
from ingest.identity_period import choose_period
from ingest.identity_title import DRAFT, Title, find_title
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Kind, Period, Place

_OPENING_BLOCKS = 8  # after the title: who reports, on what
_SEPARATORS = re.compile(r"[-_.+\s]+")
_SUFFIX = re.compile(r"\.(?:txt|md|markdown|docx?|pdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    title: str  # "Báo cáo kết quả công tác y tế quý I năm 2021", on one line; "" when none is found
    agency: str  # "Sở Y tế Điện Biên", "Trung tâm Y tế huyện Gia Viễn"; "" when unknown
    place: Place | None  # None for a central agency, and when unknown
    period: Period | None
    kind: Kind
    draft: bool
    date: date | None  # of signing; None where the day or month is left blank
    warnings: tuple[str, ...] = ()  # what could not be found or is only guessed; one Vietnamese sentence each


def identify(document: Document, name: str) -> Identity:
    """The identity of a document; `name` (its file's, with or without suffix) is only the last hint."""
    lines = head_lines(document)
    number = find_number(lines)
    title = find_title(lines, number)
    dateline = find_dateline(lines[: title.end + 4])
    opening = [line.text for line in lines[title.end : title.end + _OPENING_BLOCKS]]
    above = [line.text for line in lines[: title.start] if _may_name_agency(line)]
    body = [block.text for block in document.blocks if block.table is None]
    words = _SEPARATORS.sub(" ", _SUFFIX.sub("", nfc(name).rsplit("/", 1)[-1]))
    place_of_date = dateline.place if dateline else ""
    issuer = find_issuer(Sources(above, number, place_of_date, title.subject, opening, body, words))
    period, guessed = _period(title, opening, dateline, words)
    return Identity(
        title=title.text,
        agency=issuer.name,
        place=issuer.place,
        period=period,
        kind=title.kind,
        draft=title.draft or any(DRAFT.fullmatch(fold(line.text)) for line in lines[: title.end + 1]),
        date=dateline.date if dateline else None,
        warnings=_warnings(issuer, period, guessed),
    )


def _may_name_agency(line: HeadLine) -> bool:
    return (line.letterhead or line.text.isupper()) and is_agency_line(line.text)


def _period(
    title: Title, opening: list[str], dateline: Dateline | None, words: str
) -> tuple[Period | None, str]:
    """The period, and what it was guessed from: "" when title or opening say it."""
    for text in (title.subject, *opening):
        if period := choose_period(text, title.kind, dateline):
            return period, ""
    if period := choose_period(words, Kind.OTHER, None):
        return period, "tên tệp"
    if dateline and title.kind is Kind.PLAN:
        return Period.year(dateline.year), "ngày ký"
    if dateline and dateline.month:
        return Period(dateline.year, dateline.month, dateline.year, dateline.month), "ngày ký"
    return None, ""


def _warnings(issuer: Issuer, period: Period | None, guessed: str) -> tuple[str, ...]:
    found = []
    if issuer.place is None and not issuer.central:
        found.append("Không rõ văn bản của địa phương nào; hãy bổ sung tên tỉnh, huyện ở phần đầu văn bản.")
    if period is None:
        found.append("Không rõ kỳ báo cáo; hãy ghi kỳ (tháng, quý, năm) trong tiêu đề văn bản.")
    elif guessed:
        found.append(f"Kỳ báo cáo {period.label} suy ra từ {guessed} vì tiêu đề không ghi; hãy kiểm tra lại.")
    return tuple(found)
