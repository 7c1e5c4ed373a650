"""Vectors of passages and indicator wordings in Chroma; the catalogue can always make them again."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ArchiveError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

PASSAGES = "passages"
INDICATORS = "indicators"
# Chroma's own 16/100/100 miss the nearest vectors of a filtered search now and then (2 of 30 indexes built alike);
# these missed none of 30. Measured at 6,000 vectors of 512: 540 inserts a second for 680, a query 2 to 4 ms longer.
_SPACE = {
    "hnsw": {"space": "cosine", "max_neighbors": 48, "ef_construction": 200, "ef_search": 400},
}
_BATCH = 1_000  # below Chroma's limit of 5,461 rows a call, and small enough for a lively progress display
_PROBES = 4  # vectors from the start and as many from the end of a collection that must find themselves
_SELF_DISTANCE = 0.01


class BrokenVectorsError(ArchiveError):
    """Chroma's folder is missing, damaged or incomplete."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a collection holds of one text: its id, its vector, and what searches may filter by."""

    id: str
    vector: list[float]
    metadata: dict[str, str | int]


class Vectors:
    """The two collections of one folder.

    Chroma loads an index once for each process and does not see what others write later; so calls name the
    archive's count of changes, and one above the count seen at loading makes it load again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: _Store | None = None

    def exists(self) -> bool:
        return (self.folder / "chroma.sqlite3").is_file()

    def add(self, collection: str, items: Sequence[Item], change: int) -> None:
        """Enter items, in place of those with the same ids."""
        with self._opened(change, create=True) as store:
            target = store.collection(collection)
            for start in range(0, len(items), _BATCH):
                batch = items[start : start + _BATCH]
                ids = [item.id for item in batch]
                # The document is only the id: the text stands in the catalogue, and Chroma would index it at
                # four times the time and five times the disk (langchain-chroma passes over rows without one).
                target.upsert(
                    ids=ids,
                    embeddings=[item.vector for item in batch],
                    metadatas=[item.metadata or None for item in batch],
                    documents=ids,
                )

    def delete_reports(self, keys: Sequence[str], change: int) -> None:
        """Forget all passages of these reports."""
        with self._opened(change, create=True) as store:
            store.collection(PASSAGES).delete(where={"report": {"$in": list(keys)}})

    def delete_indicators(self, ids: Sequence[str], change: int) -> None:
        with self._opened(change, create=True) as store:
            for start in range(0, len(ids), _BATCH):
                store.collection(INDICATORS).delete(ids=list(ids[start : start + _BATCH]))

    def search(
        self, collection: str, vector: list[float], k: int, change: int, reports: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of the k nearest items with their cosine similarity, best first; `reports` limits passages."""
        if k < 1 or (reports is not None and not reports):
            return []
        where = None if reports is None else {"report": {"$in": list(reports)}}
        with self._opened(change) as store:
            found = store.chroma(collection).similarity_search_by_vector_with_relevance_scores(
                vector,
                k,
                filter=where,  # type: ignore[arg-type]  # typed too narrowly for $in
            )
        return [(document.id or "", 1 - distance) for document, distance in found]

    def counts(self, change: int) -> dict[str, int]:
        """Number of vectors in each collection."""
        with self._opened(change) as store:
            return {name: store.collection(name).count() for name in (PASSAGES, INDICATORS)}

    def probe(self, change: int) -> bool:
        """True when vectors of each collection find themselves.

        Chroma raises nothing when the folder of its index is gone: it counts all vectors, but finds few.
        """
        with self._opened(change) as store:
            return all(_finds_itself(store.collection(name)) for name in (PASSAGES, INDICATORS))

    def written(self, change: int) -> None:
        """What this process has loaded is up to date with this count of changes: it wrote them itself."""
        if self._store is not None:
            self._store.change = change

    def close(self) -> None:
        if self._store is not None:
            _release(self._store)
            self._store = None

    @contextmanager
    def _opened(self, change: int, *, create: bool = False) -> Iterator[_Store]:
        if not create and not self.exists():
            raise BrokenVectorsError(_broken(self.folder))
        from chromadb.errors import ChromaError

        try:
            if self._store is None:
                self._store = _acquire(self.folder)
            with self._store.used(change) as store:
                yield store
        except (ChromaError, OSError, ValueError, RuntimeError) as exc:
            raise BrokenVectorsError(_broken(self.folder)) from exc


class _Store:
    """Chroma opened on a folder, shared by all archives of this process that use the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = 0
        self.change = -1  # the archive's count of changes that is loaded
        self._turn = threading.Condition(threading.RLock())
        self._busy = 0  # calls under way, which a reload must not cut off
        self._client: ClientAPI | None = None
        self._chromas: dict[str, Chroma] = {}
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    @contextmanager
    def used(self, change: int) -> Iterator[_Store]:
        """Itself for the length of the block, loaded again when what it holds is older than `change`."""
        with self._turn:
            if not self._chromas or self.change < change:
                self._turn.wait_for(lambda: self._busy == 0)
            if not self._chromas or self.change < change:  # another thread may have loaded it meanwhile
                self.close()
                self.change = -1
                self._open()
                self.change = change
            self._busy += 1
        try:
            yield self
        finally:
            with self._turn:
                self._busy -= 1
                self._turn.notify_all()

    def chroma(self, name: str) -> Chroma:
        return self._chromas[name]

    def collection(self, name: str) -> Any:
        """Chroma's own collection, for what LangChain's wrapper has no call for."""
        assert self._client is not None
        return self._client.get_collection(name, embedding_function=None)

    def close(self) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._busy == 0)
            if self._client is not None:
                self._client.close()  # type: ignore[attr-defined]  # declared on chromadb's own Client
            self._client = None
            self._chromas = {}
            if self._copy is not None:
                self._copy.cleanup()
                self._copy = None

    def _writable_folder(self) -> Path:
        """The folder, or a passing copy of one on read-only media: Chroma writes even to open and read."""
        if os.access(self.folder, os.W_OK):
            return self.folder
        self._copy = tempfile.TemporaryDirectory(prefix="hoibaocao-", ignore_cleanup_errors=True)
        for path in self.folder.rglob("*"):
            target = Path(self._copy.name) / path.relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file():
                shutil.copyfile(path, target)  # without its permissions
        return Path(self._copy.name)

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        self.folder.mkdir(parents=True, exist_ok=True)
        folder = self._writable_folder()
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        self._client = client  # first, so that closing releases it even if a collection cannot be had
        self._chromas = {
            name: Chroma(client=client, collection_name=name, collection_configuration=_SPACE)  # type: ignore[arg-type]
            for name in (PASSAGES, INDICATORS)
        }


_stores: dict[Path, _Store] = {}
_stores_lock = threading.Lock()


def _acquire(folder: Path) -> _Store:
    with _stores_lock:
        store = _stores.setdefault(folder.resolve(), _Store(folder))
        store.users += 1
        return store


def _release(store: _Store) -> None:
    with _stores_lock:
        store.users -= 1
        if store.users == 0:
            _stores.pop(store.folder.resolve(), None)
            store.close()


def _finds_itself(collection: Any) -> bool:
    count = collection.count()
    if not count:
        return True
    offsets = {0, max(0, count - _PROBES)}
    parts = [collection.get(limit=_PROBES, offset=offset, include=["embeddings"]) for offset in offsets]
    vectors = [vector for part in parts for vector in part["embeddings"]]
    if len(vectors) < min(count, _PROBES):
        return False
    found = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
    return all(distances and distances[0] < _SELF_DISTANCE for distances in found["distances"])


def _broken(folder: Path) -> str:
    return (
        f"Chỉ mục ngữ nghĩa trong {folder} bị thiếu hoặc hỏng; hãy chạy lại lệnh nạp báo cáo (hoibaocao "
        "ingest) để dựng lại, dữ liệu báo cáo vẫn còn nguyên."
    )
