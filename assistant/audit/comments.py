"""A draft with what was found written beside it, as Word comments; its own text stays untouched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.audit.remark import Remark, Source
from ingest.vietnamese.text import nfc
from vectorstore.errors import ReadError, UsageError
from vectorstore.records import Figure, FindingKind

AUTHOR, INITIALS = "Hỏi báo cáo", "HBC"
_AROUND = (60, 30, 15, 0)  # characters kept on each side of a number while it is looked for, the surest first
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML has no place for them


@dataclass(frozen=True, slots=True)
class Commented:
    """What became of the remarks: how many stand at their number, how many at the head of the document."""

    placed: int
    unplaced: int


def write_comments(source: Path, target: Path, remarks: Sequence[Remark]) -> Commented:
    """Copy a .docx draft to `target` with a comment for each remark.

    Raises UsageError where the draft is no .docx or would be overwritten, ReadError where it cannot be opened.
    """
    if source.suffix.lower() != ".docx":
        raise UsageError(
            f"Chỉ ghi được nhận xét vào tệp Word .docx, còn {source.name} thì không; hãy xem danh sách nhận xét."
        )
    if target.resolve() == source.resolve():
        raise UsageError("Tệp ghi nhận xét phải khác tệp dự thảo; hãy chọn tên khác để giữ nguyên dự thảo.")
    import docx

    try:
        document = docx.Document(str(source))
    except Exception as exc:  # python-docx and lxml raise nearly anything on damaged packages
        raise ReadError(f"Tệp {source.name} bị hỏng, không mở được; hãy mở bằng Word rồi lưu lại.") from exc
    placed = unplaced = 0
    for remark in remarks:
        for spot in _spots(remark):
            if _comment(document, spot.figure, comment_text(remark, spot)):
                placed += 1
            else:
                unplaced += _at_head(document, comment_text(remark, spot))
    document.save(str(target))
    return Commented(placed, unplaced)


def comment_text(remark: Remark, spot: Source) -> str:
    """The remark, its arithmetic, and the other figures with their sources."""
    lines = [f"[{remark.level_name}] {remark.message}"]
    if remark.working:
        lines.append(f"Phép tính: {remark.working}")
    for source in remark.sources:
        if source is not spot and source.figure.quote != spot.figure.quote:
            lines.append(f"Đối chiếu: {where(source)}: “{one_line(source.figure.quote)}”")
    return _ILLEGAL.sub("", "\n".join(dict.fromkeys(lines)))


def where(source: Source) -> str:
    """'Báo cáo Điện Biên 6T/2024, II. Phòng bệnh, trang 4'; 'dự thảo, …' for the draft itself."""
    citation = source.citation
    name = "dự thảo" if source.draft else citation.report.label or citation.report.key
    page = f"trang {citation.page}" if citation.page is not None else ""
    return ", ".join(part for part in (name, *citation.section[-1:], page) if part)


def one_line(quote: str) -> str:
    """A quote on one line: the cells of a table row parted by bars."""
    return " | ".join(
        cell for cell in (" ".join(cell.split()) for cell in re.split(r"[\t\n]", quote)) if cell
    )


def _spots(remark: Remark) -> Iterator[Source]:
    """Where a remark is written: at the figure in doubt, and at both where one of two values is wrong."""
    mine = [source for source in remark.sources if source.draft]
    yield from mine[: 2 if remark.kind is FindingKind.REPEAT else 1]


def _comment(document: Any, figure: Figure, text: str) -> bool:
    found = _in_row(document, figure) if figure.in_table else None
    found = found or _in_paragraphs(_body(document), figure)
    if found is None:
        return False
    document.add_comment(runs=list(found), text=text, author=AUTHOR, initials=INITIALS)
    return True


def _body(document: Any) -> Iterable[Any]:
    from assistant.audit.word_text import paragraphs

    return paragraphs(document)


def _in_row(document: Any, figure: Figure) -> tuple[Any, Any] | None:
    """The cell of the row that the quote gives, counted among the cells that hold something."""
    from assistant.audit.word_text import cell_text, rows, tables

    wanted = [" ".join(cell.split()) for cell in nfc(figure.quote).split("\t")]
    at = len([cell for cell in wanted[: figure.quote[: figure.start].count("\t")] if cell])
    filled = [cell for cell in wanted if cell]
    for table in tables(document):
        for cells in rows(table):
            held = [cell for cell in cells if cell_text(cell)]
            if at < len(held) and [cell_text(cell) for cell in held] == filled:
                return _in_paragraphs(held[at].paragraphs, figure, alone=True)
    return None


def _in_paragraphs(found: Iterable[Any], figure: Figure, alone: bool = False) -> tuple[Any, Any] | None:
    """The runs of the number; `alone` where it need not be told from others by the words around it."""
    from assistant.audit.word_text import ParagraphText

    texts = [ParagraphText(paragraph) for paragraph in found]
    quote, start, end = _squeezed(figure)
    for around in (0,) if alone else _AROUND[:-1]:
        first, last = max(0, start - around), min(len(quote), end + around)
        needle = quote[first:last].strip()
        lead = len(quote[first:start].lstrip())
        for text in texts:
            at = text.text.find(needle)
            if at >= 0:
                return text.runs_of(at + lead, at + lead + end - start)
    return None


def _squeezed(figure: Figure) -> tuple[str, int, int]:
    """The quote with single spaces, and where the number stands in it."""
    before = " ".join(nfc(figure.quote[: figure.start]).split())
    if before and figure.quote[: figure.start][-1:].isspace():
        before += " "
    number = " ".join(nfc(figure.quote[figure.start : figure.end]).split())
    after = nfc(figure.quote[figure.end :])
    rest = (" " if after[:1].isspace() else "") + " ".join(after.split())
    return before + number + rest, len(before), len(before) + len(number)


def _at_head(document: Any, text: str) -> int:
    """A comment that finds no number stands at the first words of the document; 0 where there are none."""
    for paragraph in _body(document):
        if paragraph.runs and paragraph.text.strip():
            document.add_comment(runs=paragraph.runs, text=text, author=AUTHOR, initials=INITIALS)
            return 1
    return 0
