"""Changing an archive's embedding model over."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.vietnamese.text import fold, index_terms
from tests.vectorstore.builders import WordEmbedder, a_content, open_archive
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError, ModelMismatchError

OLD = {"name": "old", "fingerprint": "a" * 64}
NEW = {"name": "new", "fingerprint": "b" * 64, "dimension": 48}


def change(folder: Path, embedder: WordEmbedder, seen: list[tuple[int, int, str]] | None = None) -> Archive:
    note = (lambda *event: seen.append(event)) if seen is not None else None
    return Archive.open(
        folder, embedder=embedder, analyze=index_terms, fold=fold, change_model=True, progress=note
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "kho", WordEmbedder(**OLD)) as archive:
        for key in ("a", "b", "c"):
            archive.put(a_content(key))
    return tmp_path / "kho"


def finds(archive: Archive) -> set[str]:
    return {hit.passage.report for hit in archive.search_vectors("sốt xuất huyết", 9)}


def test_another_model_is_refused_with_the_way_out(folder: Path) -> None:
    with pytest.raises(ModelMismatchError, match=r"“old” \(a{8}\).*“new” \(b{8}\).*hoibaocao reembed"):
        open_archive(folder, WordEmbedder(**NEW))


def test_without_a_model_it_opens_all_the_same(folder: Path) -> None:
    with open_archive(folder, None, writable=False) as archive:
        assert len(archive.reports()) == 3


def test_vectors_are_made_anew_with_progress(folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    embedder = WordEmbedder(**NEW)
    with change(folder, embedder, seen) as archive:
        assert finds(archive) == {"a", "b", "c"}
    assert [name for _, _, name in seen] == ["a", "b", "c", ""]
    with open_archive(folder, WordEmbedder(**NEW), writable=False) as archive:
        assert finds(archive) == {"a", "b", "c"}
    with pytest.raises(ModelMismatchError, match="reembed"):
        open_archive(folder, WordEmbedder(**OLD))


def test_the_same_model_changes_nothing(folder: Path) -> None:
    embedder, seen = WordEmbedder(**OLD), []
    with change(folder, embedder, seen):
        pass
    assert seen == [] and embedder.embedded == []


class Dies(WordEmbedder):
    """Stops in the middle, as a killed process does."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.embedded:  # the first report is done
            raise KeyboardInterrupt
        self.embedded += texts
        return [super(Dies, self).embed_query(text) for text in texts]


def test_a_stop_in_the_middle_is_taken_up_where_it_was(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        change(folder, Dies(**NEW))
    with pytest.raises(ModelMismatchError, match="“new”"):  # half-way already: no way back but by reembed
        open_archive(folder, WordEmbedder(**OLD))
    again, seen = WordEmbedder(**NEW), []
    with change(folder, again, seen) as archive:
        assert finds(archive) == {"a", "b", "c"}
    assert "a" not in {name for _, _, name in seen}  # was done already


class Unusable(WordEmbedder):
    def embed_query(self, text: str) -> list[float]:
        raise ArchiveError("không tải được")


def test_a_model_that_cannot_be_had_leaves_the_archive_as_it_was(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="không tải được"):
        change(folder, Unusable(**NEW))
    with open_archive(folder, WordEmbedder(**OLD), writable=False) as archive:
        assert finds(archive) == {"a", "b", "c"}


def test_an_open_reader_does_not_mix_models(folder: Path) -> None:
    with open_archive(folder, WordEmbedder(**OLD), writable=False) as reader:
        with change(folder, WordEmbedder(**NEW)):
            pass
        with pytest.raises(ModelMismatchError, match="reembed"):
            reader.search_vectors("sốt xuất huyết", 3)


def test_an_archive_without_vectors_takes_the_model(tmp_path: Path) -> None:
    with open_archive(tmp_path, None) as archive:
        archive.put(a_content("a"))
    with change(tmp_path, WordEmbedder(**NEW)) as archive:
        assert finds(archive) == {"a"}
