from __future__ import annotations

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_tests.integration_tests import EmbeddingsIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from vectorstore.embedding import DEFAULT_MODEL, SentenceEmbeddings, load_embedder
from vectorstore.errors import ArchiveError


@pytest.fixture(scope="module")
def model() -> SentenceEmbeddings:
    return load_embedder()


class TestStandardUnit(EmbeddingsUnitTests):
    """LangChain's own suite."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return SentenceEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"model": str(DEFAULT_MODEL), "device": "cpu"}


class TestStandardIntegration(EmbeddingsIntegrationTests):
    """LangChain's own suite with the model at work."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return SentenceEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"model": str(DEFAULT_MODEL), "device": "cpu"}


def cosine(model: SentenceEmbeddings, first: str, second: str) -> float:
    return sum(a * b for a, b in zip(model.embed_query(first), model.embed_query(second), strict=True))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        pytest.param(
            "tỷ lệ tiêm chủng đầy đủ", "ty le tiem chung day du", "tỷ lệ hộ nghèo", id="no diacritics"
        ),
        pytest.param("TCĐĐ", "tiêm chủng đầy đủ", "tăng huyết áp", id="abbreviation"),
        pytest.param("tcdd", "tiêm chủng đầy đủ", "tăng huyết áp", id="abbreviation without diacritics"),
        pytest.param("hoà bình", "hòa bình", "hóa bình", id="two ways to place a tone"),
        pytest.param("tỉ lệ", "tỷ lệ", "ti lê", id="i and y"),
        pytest.param("bệnh dại", "bệnh dại", "bệnh đái", id="marks tell words apart"),
        pytest.param("chết mẹ", "tử vong mẹ", "trạm y tế", id="synonym"),
        pytest.param("thuốc remdesivir", "thuốc Remdesivir", "thuốc basedow", id="unknown word"),
        pytest.param("đạt 48,6%", "48,6", "48,7", id="number"),
    ],
)
def test_shipped_model_puts_like_by_like(model: SentenceEmbeddings, text: str, near: str, far: str) -> None:
    assert cosine(model, text, near) > cosine(model, text, far) + 0.05


@pytest.mark.parametrize("text", ["", "   ", "!?…", "\x00", "😀", "字", "a" * 10_000])
def test_every_text_has_a_unit_vector(model: SentenceEmbeddings, text: str) -> None:
    (vector,) = model.embed_documents([text])
    assert sum(value * value for value in vector) == pytest.approx(1, abs=1e-3)


def test_nfd_is_nfc(model: SentenceEmbeddings) -> None:
    assert cosine(model, "tiêm chủng", "tie\u0302m chu\u0309ng") == pytest.approx(1, abs=1e-5)


def test_no_text_has_no_vector(model: SentenceEmbeddings) -> None:
    assert model.embed_documents([]) == []


def test_several_threads(model: SentenceEmbeddings) -> None:
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(model.embed_query, ["sốt rét"] * 40))
    assert all(vector == vectors[0] for vector in vectors)


def test_shipped_model_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert len(load_embedder().embed_query("sốt rét")) == 512


def test_fingerprint_follows_the_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"1")
    first = load_embedder(str(tmp_path)).fingerprint
    (tmp_path / "README.md").write_text("a card changes nothing")
    assert load_embedder(str(tmp_path)).fingerprint == first
    (tmp_path / "model.safetensors").write_bytes(b"2")
    assert load_embedder(str(tmp_path)).fingerprint != first


@pytest.mark.parametrize("name", ["./không-có", "/không/có", "~/không-có", "a/b/c"])
def test_folder_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(ArchiveError, match="Không có thư mục mô hình"):
        load_embedder(name)


def test_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("{")
    with pytest.raises(ArchiveError, match="không chứa mô hình"):
        load_embedder(str(tmp_path)).embed_query("x")


def test_hub_model_that_cannot_be_had_says_what_to_do(tmp_path: Path) -> None:
    model = load_embedder("hoibaocao/khong-co-mo-hinh-nay", cache_folder=str(tmp_path), download=False)
    assert model.fingerprint == ""
    with pytest.raises(ArchiveError, match=r"không tải được.*đường dẫn"):
        model.embed_query("x")


def test_importing_changes_no_environment() -> None:
    code = (
        "import os; before = dict(os.environ)\n"
        "import vectorstore.embedding, vectorstore.archive, assistant.retrieval.retriever\n"
        "print(before == dict(os.environ))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
