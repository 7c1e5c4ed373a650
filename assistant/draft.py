"""An answer in the making: lines, and the citations that they point to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.citation import Citation, as_row
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report

_QUOTE_SHOWN = 600  # characters of a quote in the text of an answer; the citation holds it whole


class Draft:
    def __init__(self, archive: Archive, question: str) -> None:
        self._archive = archive
        self._question = question
        self._lines: list[str] = []
        self._citations: list[Citation] = []
        self._figures: list[Figure] = []

    def path(self, report: Report, section: int) -> tuple[str, ...]:
        sections = self._archive.sections(report.key)
        return sections[section].path if 0 <= section < len(sections) else ()

    def cite(self, report: Report, section: tuple[str, ...], page: int | None, quote: str) -> str:
        """The mark '[n]' of a citation; the same quote of the same report has one mark."""
        for number, known in enumerate(self._citations, start=1):
            if known.report.key == report.key and known.quote == quote and known.section == section:
                return f"[{number}]"
        self._citations.append(Citation(report, section, page, quote))
        return f"[{len(self._citations)}]"

    def cite_figure(self, figure: Figure, report: Report) -> str:
        """The mark of a figure's source; the chain of a table row is part of where it stands."""
        path = self.path(report, figure.section)
        if figure.in_table:
            path += figure.chain
        if figure not in self._figures:
            self._figures.append(figure)
        return self.cite(report, path, figure.page, figure.quote)

    def citation(self, mark: str) -> Citation:
        """What a mark "[n]" leads to."""
        return self._citations[int(mark.strip("[]")) - 1]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)

    @property
    def marks(self) -> list[str]:
        """The marks of the citations so far, in their order."""
        return [f"[{number}]" for number in range(1, len(self._citations) + 1)]

    def line(self, text: str, *marks: str) -> None:
        line = " ".join([text, *dict.fromkeys(marks)])
        if line not in self._lines:
            self._lines.append(line)

    def quote(self, mark: str) -> None:
        """The quoted words of a citation on a line of their own."""
        citation = self.citation(mark)
        words = as_row(citation.quote) if "\t" in citation.quote else citation.quote
        if len(words) > _QUOTE_SHOWN:
            words = words[:_QUOTE_SHOWN].rsplit(" ", 1)[0] + " …"
        line = f"“{words}” {mark}"
        if line not in self._lines:
            self._lines.append(line)

    def answer(self, *, refused: bool = False, alternatives: Sequence[str] = ()) -> Answer:
        return Answer(
            question=self._question,
            text="\n".join(self._lines),
            citations=tuple(self._citations),
            figures=tuple(self._figures),
            refused=refused,
            alternatives=tuple(alternatives),
        )
