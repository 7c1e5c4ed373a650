"""What the language model may draw on: the sources of an extractive answer, numbered and delimited as data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Answer
from assistant.citation import Citation, as_row
from assistant.wording import name_words, scope_words, value_words
from ingest.vietnamese.text import nfc
from vectorstore.archive import Archive
from vectorstore.records import Figure, Passage, Report, Section

MOST = 12  # sources for one question
LONGEST = 1_500  # characters of one source
ALL = 9_000  # characters of all of them
_REPORTS_REMEMBERED = 32
_FIGURES_LISTED = 12
# What a model could take for our own marks or for its chat template; "<1 tuổi" and "< 2" stay as they are.
_TAG = re.compile(r"<(?=\s*[/!|<]?\s*[^\W\d_])|<(?=\|)|<<")
_TEMPLATE = re.compile(r"\[\s*/?\s*(?:inst|hệ thống|người dùng|system|user|assistant)\s*\]", re.IGNORECASE)
_MARK = re.compile(r"[\[【［]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】］]")
_HEADING = re.compile(r"^(\s*)#{2,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered source: a citation of the extractive answer, or the passage around one."""

    number: int  # from 1
    report: Report
    section: tuple[str, ...]
    page: int | None
    text: str  # as it stands in the report
    figures: tuple[Figure, ...]  # printed in `text`
    citation: Citation | None = None  # that it is; None for a passage, of which a part is quoted

    def cited(self, quote: str) -> Citation:
        """The citation for words of this source."""
        return self.citation or Citation(self.report, self.section, self.page, quote)


class SourceShelf:
    """Sources of answers over one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._contents = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load)

    def sources(self, answer: Answer) -> list[Source]:
        """The citations of an answer in their order, then the passages in which they stand, as far as there is room."""
        found: list[Source] = []
        used = 0
        for citation in answer.citations[:MOST]:
            source = self.of_citation(len(found) + 1, citation)
            found.append(source)
            used += len(source.text)
        for citation in answer.citations[:MOST]:
            for section, passage in self._around(citation, found):
                used += len(passage.text)
                if len(found) >= MOST or used > ALL:
                    return found
                found.append(self._of_passage(len(found) + 1, citation.report, section, passage))
        return found

    def _load(self, report: Report) -> tuple[list[Section], list[Passage], list[Figure]]:
        keys = [report.key]
        return (
            self._archive.sections(report.key),
            self._archive.passages(reports=keys),
            self._archive.figures(reports=keys),
        )

    def of_citation(self, number: int, citation: Citation) -> Source:
        _, _, figures = self._contents(citation.report)
        printed = tuple(
            f
            for f in figures
            if f.quote == citation.quote
            or (not f.in_table and f.quote in citation.quote)
            # a quote of one line out of a longer sentence's
            or (not f.in_table and citation.quote in f.quote and f.printed in citation.quote)
        )
        return Source(
            number, citation.report, citation.section, citation.page, citation.quote, printed, citation
        )

    def _around(self, citation: Citation, known: Sequence[Source]) -> Iterable[tuple[Section, Passage]]:
        """The passage of prose in which a quote stands, where it says more than the quote."""
        sections, passages, _ = self._contents(citation.report)
        for passage in passages:
            if passage.kind == "table" or not citation.quote or citation.quote not in passage.text:
                continue
            section = sections[passage.section] if passage.section < len(sections) else None
            if section is None or section.path != citation.section[: len(section.path)]:
                continue
            new = all(passage.text != source.text for source in known)
            if new and len(citation.quote) < len(passage.text) <= LONGEST:
                yield section, passage
            return

    def _of_passage(self, number: int, report: Report, section: Section, passage: Passage) -> Source:
        _, _, figures = self._contents(report)
        printed = tuple(
            f for f in figures if f.section == passage.section and not f.in_table and f.quote in passage.text
        )
        return Source(number, report, section.path, passage.page, passage.text, printed)


def as_data(sources: Sequence[Source]) -> str:
    """The sources as a prompt holds them: delimited, each with place, period, section, and nothing that is a mark."""
    return "\n".join(_block(source) for source in sources)


def _block(source: Source) -> str:
    report = source.report
    head = {
        "số": str(source.number),
        "văn bản": report.label,
        "nơi": report.place.label if report.place else "",
        "kỳ": report.period.label if report.period else "",
        "mục": " › ".join(source.section),
    }
    attributes = " ".join(f'{name}="{_attribute(value)}"' for name, value in head.items() if value)
    body = harmless("\n".join(map(as_row, source.text.splitlines())))
    listed = [_figure_line(f, report) for f in source.figures if f.in_table][:_FIGURES_LISTED]
    figures = "\nSố liệu của dòng này:\n" + "\n".join(listed) if listed else ""
    return f"<nguồn {attributes}>\n{body}{figures}\n</nguồn>"


def _figure_line(figure: Figure, report: Report) -> str:
    return harmless(f"- {name_words(figure)}: {value_words(figure, report)} ({scope_words(figure, report)})")


def _attribute(text: str) -> str:
    return " ".join(harmless(text).replace('"', "”").replace(">", "›").split())


def harmless(text: str) -> str:
    """Text of a report or a reader without what could pass for our delimiters, a citation mark or a chat template.

    Invisible characters are left out; "[1]" becomes "(1)", "</nguồn>" "‹/nguồn>".
    """
    seen = "".join(
        c for c in nfc(text) if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn")
    )
    seen = _TEMPLATE.sub(lambda found: f"({found.group().strip('[] ')})", _TAG.sub("‹", seen))
    return _HEADING.sub(r"\1", _MARK.sub(r"(\1)", seen))
