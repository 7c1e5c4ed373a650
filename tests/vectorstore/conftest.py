from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.builders import WordEmbedder, open_archive
from vectorstore.archive import Archive


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def archive(tmp_path: Path, embedder: WordEmbedder) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho", embedder) as opened:
        yield opened
