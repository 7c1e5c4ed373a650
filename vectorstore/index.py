"""Search by meaning: the vectors of an archive, kept in step with its catalogue."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from langchain_core.embeddings import Embeddings

from vectorstore.catalogue import Catalogue
from vectorstore.entry import passage_context
from vectorstore.errors import ModelMismatchError
from vectorstore.records import Report
from vectorstore.state import Doomed, VectorState
from vectorstore.vectors import INDICATORS, PASSAGES, BrokenVectorsError, Item, Vectors

# How many texts of how many are embedded, and of which report; "" for the wordings of indicators.
Progress = Callable[[int, int, str], None]

_BATCH = 256  # texts a call of the model: bounds memory, and lets progress be seen


class VectorIndex:
    """Vectors below `folder`, made by `embedder`; without one nothing is made and nothing is found."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, state: VectorState, embedder: Embeddings | None
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._state = state
        self._embedder = embedder
        self._vectors: Vectors | None = None

    def close(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def check_model(self) -> None:
        """Raises ModelMismatchError when the vectors were made by another model than the embedder's."""
        if self._embedder is not None and self._differs(identity(self._embedder)):
            recorded, given = self._recorded(), identity(self._embedder)
            raise ModelMismatchError(
                f"Kho {self._folder.parent} được lập chỉ mục bằng mô hình {_named(*recorded)}, còn mô hình "
                f"đang chọn là {_named(*given)}; hãy chọn lại mô hình của kho trong cài đặt, hoặc chuyển kho "
                "sang mô hình đang chọn bằng lệnh “hoibaocao reembed”."
            )

    def change_model(self) -> bool:
        """Begin new vectors where the old ones are of another model; False when they are the embedder's already.

        The model is tried first, so that one that cannot be loaded leaves the archive as it was.
        """
        if self._embedder is None:
            return False
        self._embedder.embed_query("kiểm tra")  # a hub model has its fingerprint only once it is loaded
        name, fingerprint = identity(self._embedder)
        if not self._recorded()[0] or not self._differs((name, fingerprint)):
            return False
        self.start_over()  # first: a stop in between leaves no old vectors under the new name
        self._state.write_notes(model=name, fingerprint=fingerprint)
        return True

    def _recorded(self) -> tuple[str, str]:
        return self._state.note("model"), self._state.note("fingerprint")

    def _differs(self, given: tuple[str, str]) -> bool:
        recorded = self._recorded()
        what = 1 if recorded[1] and given[1] else 0  # the same weights under another name are the same model
        return bool(recorded[0]) and recorded[what] != given[what]

    def lost(self) -> bool:
        """True when there were vectors and their folder is gone. Cheap: loads neither Chroma nor a model."""
        return self._embedder is not None and self._started() and not self._opened().exists()

    def sound(self) -> bool:
        """False when vectors are missing or damaged, found by looking into them."""
        if self._embedder is None or not self._started():
            return True
        try:
            return self._opened().exists() and self._opened().probe(self._state.change())
        except BrokenVectorsError:
            return False

    def start_over(self) -> None:
        """Begin a new folder: under a new name, since other processes may still have the old one loaded."""
        self.close()
        self._state.start_over(secrets.token_hex(4))
        for old in self._folder.glob("*"):
            shutil.rmtree(old, ignore_errors=True)

    def follow(self, doomed: Doomed, progress: Progress | None = None) -> None:
        """Forget what was removed, embed what is new; what is done is noted step by step."""
        if self._embedder is None or not self._state.behind():
            return
        if not self._started():
            self.start_over()
        self._record_model(self._embedder)
        vectors = self._opened()
        try:
            self._forget(vectors, doomed)
            self._embed_reports(vectors, progress)
            self._embed_indicators(vectors, progress)
        except BrokenVectorsError:
            if self.sound():
                raise  # a full disk or the like, which another folder would not help
            self.start_over()
            self._embed_reports(self._opened(), progress)
            self._embed_indicators(self._opened(), progress)
        self._opened().written(self._state.change())

    def nearest(
        self, collection: str, text: str, k: int, keys: Iterable[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of the k nearest items with their cosine similarity; none where nothing is embedded yet.

        Raises ModelMismatchError when another process has changed the model since.
        """
        if self._embedder is None or not self._started() or not text.strip():
            return []
        self.check_model()
        reports = None if keys is None else [report.key for report in self._catalogue.reports(keys=keys)]
        vector = self._embedder.embed_query(text)
        return self._opened().search(collection, vector, k, self._state.change(), reports)

    def counts(self) -> dict[str, int]:
        """Number of vectors in each collection."""
        return (
            self._opened().counts(self._state.change()) if self._started() else {PASSAGES: 0, INDICATORS: 0}
        )

    def _started(self) -> bool:
        return bool(self._state.note("vectors"))

    def _opened(self) -> Vectors:
        """The folder that the catalogue names, which another process may have changed since."""
        folder = self._folder / self._state.note("vectors")
        if self._vectors is None or self._vectors.folder != folder:
            self.close()
            self._vectors = Vectors(folder)
        return self._vectors

    def _record_model(self, embedder: Embeddings) -> None:
        if not self._state.note("model"):
            embedder.embed_query("kiểm tra")  # a hub model has its fingerprint only once it is loaded
            name, fingerprint = identity(embedder)
            self._state.write_notes(model=name, fingerprint=fingerprint)

    def _forget(self, vectors: Vectors, doomed: Doomed) -> None:
        change = self._state.change()
        if doomed.reports:
            vectors.delete_reports(doomed.reports, change)
        if doomed.indicators:
            vectors.delete_indicators(doomed.indicators, change)
        if doomed.reports or doomed.indicators or doomed.files:
            self._state.forgotten(doomed)
            vectors.written(self._state.change())

    def _embed_reports(self, vectors: Vectors, progress: Progress | None) -> None:
        for report in self._catalogue.reports(keys=self._state.reports_to_embed()):
            sections = {section.number: section for section in self._catalogue.sections(report.key)}
            passages = self._catalogue.passages((report.key,))
            texts = [f"{passage_context(report, sections.get(p.section))}\n{p.text}" for p in passages]
            for start in range(0, len(passages), _BATCH):
                part = passages[start : start + _BATCH]
                items = [
                    Item(f"{report.key}:{p.number}", vector, _metadata(report, p.section, p.page))
                    for p, vector in zip(part, self._embed(texts[start : start + _BATCH]), strict=True)
                ]
                vectors.add(PASSAGES, items, self._state.change())
                if progress:
                    progress(start + len(part), len(passages), report.key)
            self._state.report_embedded(report.key)
            vectors.written(self._state.change())

    def _embed_indicators(self, vectors: Vectors, progress: Progress | None) -> None:
        pending = self._state.indicators_to_embed()
        for start in range(0, len(pending), _BATCH):
            part = pending[start : start + _BATCH]
            rows = zip(part, self._embed([name for _, name in part]), strict=True)
            vectors.add(
                INDICATORS, [Item(str(i), vector, {}) for (i, _), vector in rows], self._state.change()
            )
            self._state.indicators_embedded([number for number, _ in part])
            vectors.written(self._state.change())
            if progress:
                progress(start + len(part), len(pending), "")

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        assert self._embedder is not None
        return self._embedder.embed_documents(list(texts))


def identity(embedder: Embeddings) -> tuple[str, str]:
    """(name, fingerprint) of a model; "" where it has no fingerprint, as models behind a server."""
    name = getattr(embedder, "name", None) or getattr(embedder, "model", None) or type(embedder).__name__
    return str(name), str(getattr(embedder, "fingerprint", ""))


def _named(name: str, fingerprint: str) -> str:
    return f"“{name}” ({fingerprint[:8]})" if fingerprint else f"“{name}”"


def _metadata(report: Report, section: int, page: int | None) -> dict[str, str | int]:
    """What Chroma keeps beside a passage's vector; it knows no None."""
    known: dict[str, str | int | None] = {
        "report": report.key,
        "section": section,
        "page": page,
        "place": report.place.label if report.place else None,
        "period": report.period.label if report.period else None,
    }
    return {name: value for name, value in known.items() if value is not None}
