"""Which diseases rose or fell: the sentences that list them, else the changes that the reports print."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.questions.question import Question
from assistant.questions.topic import terms_of
from assistant.texts.lines import Line
from assistant.texts.text_rules import asks, diseases, says
from assistant.texts.wanted import wanted_of
from assistant.wording import change, scope_words
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report, Role

_SHOWN = 12  # diseases of a report
_NAMED = 3  # diseases from which a sentence lists them


def asks_which(question: Question) -> bool:
    """'Những bệnh nào tăng so với cùng kỳ?': several diseases, one direction, no single one by name."""
    wanted = wanted_of(question)
    if wanted.rise == wanted.fall or "superlative" in question.cues or wanted.reason:
        return False
    if len(_named_in(question)) > 1:  # "sởi và ho gà, bệnh nào nhiều hơn": the two, side by side
        return False
    return asks("asks_listing", question.text)


class RisesAndFalls:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def answer(self, question: Question, reports: Sequence[Report], lines: Sequence[Line]) -> Answer | None:
        """The diseases that moved as asked, report by report, each with its source; None when none did.

        `lines` are those of the reports, in their order.
        """
        rising = wanted_of(question).rise
        narrow = any(term.text in ("benh_truyen_nhiem", "dich_benh") for term in question.topic)
        draft = Draft(self._archive, question.text)
        for report in reports:
            own = [line for line in lines if line.report.key == report.key]
            figures = self._moved(report, rising, diseases(infectious_only=narrow), _named_in(question))
            listing = _listing(own, rising)
            if listing:
                mark = draft.cite(report, listing.path, listing.passage.page, listing.text)
                draft.line(f"{report.label}: {listing.text}", mark)
                self._state_tabled(draft, report, figures)
            elif figures:
                self._state(draft, report, figures, rising)
        answer = draft.answer()
        return answer if answer.citations else None

    def _moved(
        self, report: Report, rising: bool, wanted: frozenset[str], named: frozenset[str]
    ) -> list[Figure]:
        """One change a disease, prose before tables: 'tăng 24 ca' of a disease asked about."""
        found: dict[str, Figure] = {}
        figures = [f for f in self._archive.figures(reports=[report.key]) if f.role is Role.CHANGE and f.rise]
        prose = [f for f in figures if not f.in_table and not _of_programme(f)]
        for figure in [*prose, *(f for f in figures if f.in_table and _counts_cases(f))]:
            own = _diseases(figure, wanted)
            if own and (figure.rise > 0) == rising and (not named or own & named):
                found.setdefault(min(own & named or own), figure)
        return list(found.values())[:_SHOWN]

    def _state(self, draft: Draft, report: Report, figures: Sequence[Figure], rising: bool) -> None:
        """The first line names them all, the next ones say each with its source."""
        parts = [f"{_name(figure)} ({change(figure).removesuffix(' so với cùng kỳ')})" for figure in figures]
        marks = [draft.cite_figure(figure, report) for figure in figures]
        way = "tăng" if rising else "giảm"
        draft.line(f"{report.label}: {len(figures)} bệnh {way} so với cùng kỳ: {'; '.join(parts)}", *marks)
        for mark in dict.fromkeys(marks):
            draft.quote(mark)

    def _state_tabled(self, draft: Draft, report: Report, figures: Sequence[Figure]) -> None:
        for figure in figures:
            mark = draft.cite_figure(figure, report)
            draft.line(f"{_name(figure)}: {change(figure)} ({scope_words(figure, report)})", mark)


def _named_in(question: Question) -> frozenset[str]:
    """The diseases that the question gives as examples or choices."""
    return frozenset(term.text for term in question.topic) & diseases(infectious_only=False)


def _counts_cases(figure: Figure) -> bool:
    """In tables only cases count: no tests, drugs or trainings."""
    terms = terms_of(f"{figure.column} {figure.name}").concepts
    return "tu_vong" not in terms and bool(
        terms & {"ca_mac", "phat_hien_moi", "moi_phat_sinh"} or "Mắc" in figure.column
    )


def _of_programme(figure: Figure) -> bool:
    """Rates of care and vaccination say nothing of how many fell ill."""
    concepts = terms_of(figure.name).concepts
    return figure.unit.startswith("điểm") or any(
        c.startswith(("tiem_chung", "tiem_phong", "vac_xin")) for c in concepts - {"tiem_phong_dai"}
    )


def _diseases(figure: Figure, wanted: frozenset[str]) -> frozenset[str]:
    terms = terms_of(figure.name)
    return (terms.concepts | terms.wider) & wanted


def _name(figure: Figure) -> str:
    words = [
        part
        for part in (*figure.chain, figure.indicator)
        if terms_of(part).concepts & diseases(infectious_only=False)
    ]
    return (words[0] if words else figure.indicator).strip(" -+:.")


def _listing(lines: Sequence[Line], rising: bool) -> Line | None:
    """The sentence of the prose that lists the diseases which moved this way, the longest list first."""
    known, (way, other) = (
        diseases(infectious_only=False),
        ("rises", "falls") if rising else ("falls", "rises"),
    )
    found = [
        (len(line.terms.concepts & known), -line.order, line)
        for line in lines
        if line.passage.kind != "table" and says(way, line.text) and says("enumerates", line.text)
        and not says(other, line.text)
    ]  # fmt: skip
    best = max(found, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] >= _NAMED else None
