"""Models that sentence-transformers runs: a bi-encoder and a cross-encoder, both tiny and made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorstore import embedding
from vectorstore.embedding import DEFAULT_MODEL, load_embedder
from vectorstore.errors import ArchiveError
from vectorstore.profiles import Profile
from vectorstore.reranking import CrossEncoderReranker, Reranker
from vectorstore.static_model import StaticModel, is_static

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "sốt",
    "xuất",
    "huyết",
    "tiêm",
    "chủng",
    "câu",
    "hỏi",
    ":",
    "_",
)


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with random, seeded weights; no settings of sentence-transformers."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("bert")
    torch.manual_seed(3)
    (folder / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False).save_pretrained(str(folder))
    shape = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "initializer_range": 0.5,
    }
    BertModel(BertConfig(vocab_size=len(WORDS), **shape)).save_pretrained(str(folder))
    return folder


def with_profile(
    monkeypatch: pytest.MonkeyPatch, folder: Path, profile: Profile
) -> embedding.SentenceEmbeddings:
    monkeypatch.setattr(embedding, "profile_of", lambda _: profile)
    return load_embedder(str(folder), device="cpu")


def test_profile_puts_prompts_before_questions_and_passages(
    monkeypatch: pytest.MonkeyPatch, bert: Path
) -> None:
    plain = with_profile(monkeypatch, bert, Profile(pooling="mean"))
    prompted = with_profile(monkeypatch, bert, Profile(query="câu hỏi : ", document="", pooling="mean"))
    assert prompted.embed_query("sốt") == pytest.approx(plain.embed_query("câu hỏi : sốt"), abs=1e-5)
    assert prompted.embed_documents(["sốt"])[0] == pytest.approx(plain.embed_documents(["sốt"])[0], abs=1e-5)
    assert prompted.fingerprint != plain.fingerprint


def test_profile_sets_pooling_and_length(monkeypatch: pytest.MonkeyPatch, bert: Path) -> None:
    long = "sốt xuất huyết tiêm chủng " * 5
    mean = with_profile(monkeypatch, bert, Profile(pooling="mean")).embed_query(long)
    first = with_profile(monkeypatch, bert, Profile(pooling="cls")).embed_query(long)
    short = with_profile(monkeypatch, bert, Profile(pooling="mean", max_length=6)).embed_query(long)
    assert np.dot(mean, first) < 0.999 and np.dot(mean, short) < 0.99999
    for vector in (mean, first, short):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_segmented_models_get_joined_words(monkeypatch: pytest.MonkeyPatch, bert: Path) -> None:
    monkeypatch.setattr(embedding, "segment", lambda text: text.replace(" ", "_"))
    joined = with_profile(monkeypatch, bert, Profile(segmented=True)).embed_query("sốt huyết")
    plain = with_profile(monkeypatch, bert, Profile()).embed_query("sốt_huyết")
    assert joined == pytest.approx(plain, abs=1e-5)


def test_static_model_gives_what_sentence_transformers_gives() -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["Tỷ lệ tiêm chủng đầy đủ đạt 48,6%", "ty le tcdd", "", "字", "a" * 300]
    theirs = SentenceTransformer(str(DEFAULT_MODEL), device="cpu").float().encode(texts)
    assert is_static(DEFAULT_MODEL)
    assert np.allclose(StaticModel(DEFAULT_MODEL).encode(texts), theirs, atol=1e-5)


@pytest.mark.parametrize(
    "modules", ["", "{", "[]", "{}", '[{"type": "a.Transformer"}]', '[{"path": ""}]', "[1]"]
)
def test_other_folders_are_not_static(tmp_path: Path, modules: str) -> None:
    (tmp_path / "modules.json").write_text(modules, "utf-8")
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    assert not is_static(tmp_path)


@pytest.fixture(scope="module")
def cross_encoder(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("cross")
    config = BertConfig.from_pretrained(str(bert), num_labels=1)
    BertForSequenceClassification(config).save_pretrained(str(folder))
    AutoTokenizer.from_pretrained(str(bert)).save_pretrained(str(folder))
    return folder


def test_cross_encoder_scores_each_text(cross_encoder: Path) -> None:
    reranker = CrossEncoderReranker(str(cross_encoder), device="cpu")
    assert isinstance(reranker, Reranker)
    scores = reranker.scores("sốt xuất huyết", ["tiêm chủng", "sốt xuất huyết", "tiêm chủng"])
    assert len(scores) == 3 and scores[0] == pytest.approx(scores[2], abs=1e-5) != scores[1]
    assert reranker.scores("sốt", []) == []


def test_cross_encoder_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="mô hình xếp lại"):
        CrossEncoderReranker(str(tmp_path), device="cpu").scores("a", ["b"])
