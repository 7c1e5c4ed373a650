"""The archive: catalogue, vectors and original files of one directory, kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from langchain_core.embeddings import Embeddings

from vectorstore.amendments import Amendments
from vectorstore.catalogue import Catalogue, Change, Hit, Indicator
from vectorstore.corrections import CorrectionStore
from vectorstore.counts import Counts, count_all
from vectorstore.directory import CATALOGUE, CORRECTIONS, LOCK, ORIGINALS, VECTORS, check_directory
from vectorstore.errors import ArchiveLockedError
from vectorstore.fusion import reciprocal_rank
from vectorstore.index import Progress, VectorIndex
from vectorstore.locking import WriterLock
from vectorstore.originals import Originals
from vectorstore.records import (
    Amendment,
    Figure,
    Finding,
    Gap,
    Passage,
    Period,
    Place,
    Report,
    ReportContent,
    Role,
    Section,
)
from vectorstore.state import VectorState
from vectorstore.vectors import INDICATORS, PASSAGES

_INDICATOR_POOL = 4  # wordings looked at for each one wanted, before those of other reports are left out


class Archive:
    """Reports of one directory: written whole or not at all, found by text and by meaning.

    Readable and searchable from several threads and processes while one process writes.
    """

    def __init__(self, directory: Path, catalogue: Catalogue, embedder: Embeddings | None) -> None:
        self.directory = directory
        self._catalogue = catalogue
        self._state = VectorState(catalogue.database)
        self._index = VectorIndex(directory / VECTORS, catalogue, self._state, embedder)
        self._originals = Originals(directory / ORIGINALS)
        self._amendments = Amendments(catalogue.database)
        self._lock = WriterLock(directory / LOCK)
        self.corrections = CorrectionStore(directory / CORRECTIONS, self._lock)

    @classmethod
    def open(
        cls,
        directory: Path | str,
        *,
        embedder: Embeddings | None,
        analyze: Callable[[str], str],
        fold: Callable[[str], str],
        writable: bool = True,
        progress: Progress | None = None,
        change_model: bool = False,
    ) -> Self:
        """Open the archive of a directory; a new or empty directory becomes one when `writable`.

        `embedder` is used only when something is embedded; None leaves vectors alone. `analyze` gives a
        text's terms parted by spaces, `fold` takes diacritics away. What a crash left undone is finished
        here. Raises ArchiveError for a directory that is no archive, ModelMismatchError for another model,
        unless `change_model` asks for its vectors instead of the old ones; that goes on where it was stopped.
        """
        path = Path(directory)
        check_directory(path, writable=writable)
        catalogue = Catalogue(path / CATALOGUE, analyze=analyze, fold=fold, writable=writable)
        archive = cls(path, catalogue, embedder)
        try:
            if change_model:
                archive._change_model(progress)
            archive._index.check_model()
            if writable:
                archive._mend(progress)
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Release files and indexes; safe to call twice."""
        self._index.close()
        self._catalogue.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        return self._catalogue.database.writable

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes from writing for the length of the block, for a batch of reports.

        Raises ArchiveLockedError when another process is writing.
        """
        with self._lock.held():
            yield

    def put(
        self,
        content: ReportContent,
        source: Path | None = None,
        *,
        force: bool = False,
        progress: Progress | None = None,
    ) -> Change:
        """Write a report, in place of one with the same key, keep its file `source`, and embed it.

        The same key and sha256 change nothing, unless `force` asks for it.
        """
        with self._lock.held():
            self._index.check_model()
            known = self.report(content.report.key)
            unchanged = known is not None and known.sha256 == content.report.sha256
            if source is not None and not (unchanged and self._originals.path(content.report).is_file()):
                self._originals.stage(source, content.report)
            change = self._catalogue.put(content, force=force)
            self._settle(progress)
        return change

    def remove(self, key: str) -> bool:
        """Take a report out with its vectors and its file; False when there is none of this key."""
        with self._lock.held():
            removed = self._catalogue.remove(key)
            self._settle(None)
        return removed

    def repair(self, progress: Progress | None = None) -> None:
        """Finish what a crash left undone; make vectors again that are missing or damaged."""
        with self._lock.held():
            if not self._index.sound():
                self._index.start_over()
            self._settle(progress)

    def reports(
        self, place: Place | None = None, period: Period | None = None, keys: Iterable[str] | None = None
    ) -> list[Report]:
        """Reports by key; of a place (or of one inside it), of exactly this period, among these keys."""
        return self._catalogue.reports(place, period, keys)

    def places(self, keys: Iterable[str] | None = None) -> list[Place]:
        """Distinct places of the figures (of these reports), communes and districts included."""
        return self._catalogue.places(keys)

    def report(self, key: str) -> Report | None:
        return self._catalogue.report(key)

    def original(self, key: str) -> Path | None:
        """Where a report's own file is kept; None when the report or its file is not there."""
        report = self.report(key)
        return self.original_of(report) if report else None

    def original_of(self, report: Report) -> Path | None:
        """As `original`, for a report that is at hand."""
        path = self._originals.path(report)
        return path if path.is_file() else None

    def amend(self, amendment: Amendment) -> None:
        """Keep what a person corrected of a report: it is heeded when a file of that name is read from now on."""
        self._amendments.put(amendment)

    def amendment_of_file(self, file_key: str) -> Amendment | None:
        """What holds for a file, by the key that its name gives; None where nothing was corrected."""
        return self._amendments.of_file(file_key)

    def amendment_of_report(self, key: str) -> Amendment | None:
        return self._amendments.of_report(key)

    def counts(self) -> dict[str, Counts]:
        """How many figures and findings every report has."""
        return count_all(self._catalogue.database)

    def sections(self, key: str) -> list[Section]:
        """Sections of a report in order; none when the report is unknown."""
        return self._catalogue.sections(key)

    def passages(
        self, reports: Iterable[str] | None = None, *, sections: Iterable[int] | None = None
    ) -> list[Passage]:
        """Passages in the order of reports and text, among these reports and section numbers."""
        return self._catalogue.passages(reports, sections=sections)

    def figures(
        self,
        reports: Iterable[str] | None = None,
        *,
        numbers: Iterable[int] | None = None,
        indicators: Iterable[int] | None = None,
        sections: Iterable[int] | None = None,
        roles: Iterable[Role] | None = None,
        place: Place | None = None,
        period: Period | None = None,
    ) -> list[Figure]:
        """Figures in the order of reports and text; `place` and `period` are their own, matched exactly."""
        return self._catalogue.figures(
            reports,
            numbers=numbers,
            indicators=indicators,
            sections=sections,
            roles=roles,
            place=place,
            period=period,
        )

    def gaps(
        self,
        reports: Iterable[str] | None = None,
        *,
        sections: Iterable[int] | None = None,
        roles: Iterable[Role] | None = None,
        place: Place | None = None,
        period: Period | None = None,
    ) -> list[Gap]:
        """Cells without a number, in the order of reports and text; `place` and `period` matched exactly."""
        return self._catalogue.gaps(reports, sections=sections, roles=roles, place=place, period=period)

    def findings(self, reports: Iterable[str] | None = None) -> list[Finding]:
        """Findings in the order of reports."""
        return self._catalogue.findings(reports)

    def indicators(
        self, ids: Iterable[int] | None = None, *, keys: Iterable[str] | None = None
    ) -> list[Indicator]:
        """Distinct indicator wordings, with the reports and the number of figures that they have."""
        return self._catalogue.indicators(ids, keys=keys)

    def search_text(
        self, terms: Sequence[Sequence[str]], k: int, keys: Iterable[str] | None = None
    ) -> list[Hit]:
        """The k best passages by words, with and without diacritics.

        The outer sequence is joined by OR, each inner one by AND; a term of several words is a phrase.
        """
        return self._catalogue.search_passages(terms, k, keys)

    def search_vectors(self, text: str, k: int, keys: Iterable[str] | None = None) -> list[Hit]:
        """The k nearest passages by meaning; none where nothing is embedded.

        Raises ArchiveError when the vectors are damaged and this archive is open for reading only.
        """
        found = self._index.nearest(PASSAGES, text, k, keys)
        passages = self._catalogue.passages_by_id([identifier for identifier, _ in found])
        return [Hit(passages[identifier], score) for identifier, score in found if identifier in passages]

    def search_indicators(
        self, text: str, k: int, keys: Iterable[str] | None = None
    ) -> list[tuple[Indicator, float]]:
        """The k indicator wordings nearest to a text by words and meaning, best first, with fused scores.

        With `keys`, wordings that these reports use; their `reports` and `figures` count only there.
        """
        wanted = None if keys is None else list(keys)
        pool = k * _INDICATOR_POOL
        by_words = [number for number, _ in self._catalogue.search_indicators(text, pool, wanted)]
        by_meaning = [int(identifier) for identifier, _ in self._index.nearest(INDICATORS, text, pool)]
        scores = reciprocal_rank([by_words, by_meaning])
        known = {indicator.id: indicator for indicator in self._catalogue.indicators(scores, keys=wanted)}
        return [(known[number], score) for number, score in scores.items() if number in known][:k]

    def _change_model(self, progress: Progress | None) -> None:
        with self._lock.held():
            self._index.change_model()
            self._settle(progress)

    def _mend(self, progress: Progress | None) -> None:
        """What opening for writing sees to; left to the other process where one is writing."""
        if not (self._index.lost() or self._state.behind()):
            return
        try:
            with self._lock.held():
                if self._index.lost():
                    self._index.start_over()
                self._settle(progress)
        except ArchiveLockedError:
            return

    def _settle(self, progress: Progress | None) -> None:
        """Bring files and vectors up to the catalogue; a step cut off is done again next time."""
        doomed = self._state.doomed()
        self._originals.settle(self._catalogue.reports(), doomed.files)
        self._index.follow(doomed, progress)
