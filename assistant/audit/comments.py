"""A draft with what was found written beside it, as Word comments; its own text stays untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.audit.remark import Remark, Source
from assistant.citation import as_row
from ingest.vietnamese.text import nfc
from vectorstore.errors import ReadError, UsageError
from vectorstore.records import Figure, FindingKind

AUTHOR, INITIALS = "Hỏi báo cáo", "HBC"
_AROUND = (60, 30, 15)  # characters kept on each side of a number while it is looked for, the surest first
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
    draft = _Draft(document)
    placed = unplaced = 0
    for remark in remarks:
        for spot in _spots(remark):
            if draft.comment(spot.figure, comment_text(remark, spot)):
                placed += 1
            else:
                unplaced += draft.comment_at_head(comment_text(remark, spot))
    document.save(str(target))
    return Commented(placed, unplaced)


def comment_text(remark: Remark, spot: Source) -> str:
    """The remark, its arithmetic, and the other figures with their sources."""
    lines = [f"[{remark.level_name}] {remark.message}"]
    if remark.working:
        lines.append(f"Phép tính: {remark.working}")
    for source in remark.sources:
        if source is not spot and source.figure.quote != spot.figure.quote:
            lines.append(f"Đối chiếu: {where(source)}: “{as_row(source.figure.quote)}”")
    return _ILLEGAL.sub("", "\n".join(dict.fromkeys(lines)))


def where(source: Source) -> str:
    """'Báo cáo Điện Biên 6T/2024, II. Phòng bệnh, trang 4'; 'dự thảo, …' for the draft itself."""
    citation = source.citation
    name = "dự thảo" if source.draft else citation.report.label or citation.report.key
    page = f"trang {citation.page}" if citation.page is not None else ""
    return ", ".join(part for part in (name, *citation.section[-1:], page) if part)


def _spots(remark: Remark) -> Iterator[Source]:
    """Where a remark is written: at the figure in doubt, and at both where one of two values is wrong."""
    mine = [source for source in remark.sources if source.draft]
    yield from mine[: 2 if remark.kind is FindingKind.REPEAT else 1]


class _Draft:
    """An open document that is commented on; its texts are made ready once."""

    def __init__(self, document: Any) -> None:
        from assistant.audit.word_text import ParagraphText, paragraphs, rows

        self._document = document
        self._texts = [ParagraphText(paragraph) for paragraph in paragraphs(document)]
        self._rows = [row for table in document.tables for row in rows(table)]

    def comment(self, figure: Figure, text: str) -> bool:
        """Write beside a figure's number; False where the document does not have it."""
        runs = (self._in_row(figure) if figure.in_table else None) or self._in_text(figure)
        if runs is None:
            return False
        self._document.add_comment(runs=list(runs), text=text, author=AUTHOR, initials=INITIALS)
        return True

    def comment_at_head(self, text: str) -> int:
        """Write beside the first words of the document; how many comments that made."""
        for held in self._texts:
            if held.text.strip():
                runs = held.paragraph.runs
                self._document.add_comment(runs=runs, text=text, author=AUTHOR, initials=INITIALS)
                return 1
        return 0

    def _in_row(self, figure: Figure) -> tuple[Any, Any] | None:
        """The runs in the cell of the row that the quote gives, counted among the cells that hold something."""
        wanted = [" ".join(cell.split()) for cell in nfc(figure.quote).split("\t")]
        at = len([cell for cell in wanted[: figure.quote[: figure.start].count("\t")] if cell])
        filled = [cell for cell in wanted if cell]
        for row in self._rows:
            held = [cell for cell in row if cell.text]
            if at < len(held) and [cell.text for cell in held] == filled:
                number = " ".join(nfc(figure.quote[figure.start : figure.end]).split())
                return next((runs for text in held[at].texts() if (runs := text.runs_with(number))), None)
        return None

    def _in_text(self, figure: Figure) -> tuple[Any, Any] | None:
        """The runs of the number among the words around it; ever fewer words where the reader mended the text."""
        quote, start, end = _squeezed(figure)
        for around in _AROUND:
            first, last = max(0, start - around), min(len(quote), end + around)
            needle, lead = quote[first:last].strip(), len(quote[first:start].lstrip())
            for held in self._texts:
                if (runs := held.runs_with(needle, lead, lead + end - start)) is not None:
                    return runs
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
