"""The makers of the shipped model: vocabulary, training texts, training."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from ingest.training.phonology import syllables
from ingest.training.texts import Texts
from ingest.training.train import FOLDER, train
from ingest.training.vocabulary import DIMENSION, one_spelling, token_vectors, tokenizer
from ingest.vietnamese.text import fold
from vectorstore.static_model import StaticModel

LARGEST = 25_000_000  # bytes of the shipped folder


@pytest.fixture(scope="module")
def tokens() -> Tokenizer:
    return tokenizer(list(token_vectors()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiêm chủng", ["tiêm", "chủng"]),
        ("tie\u0302m", ["tiêm"]),
        ("TCĐĐ", ["tcđđ"]),
        ("tcdd", ["tcdd"]),
        ("HÒA hoà", ["hòa", "hoà"]),
        ("Basedow", ["basedow"]),
        ("45,2%", ["45", "##,", "##2"]),
        ("", []),
    ],
)
def test_tokens(tokens: Tokenizer, text: str, expected: list[str]) -> None:
    assert tokens.encode(text).tokens == expected


def test_vocabulary_holds_every_syllable_and_its_plain_form() -> None:
    vocabulary = token_vectors()
    for word in ("nghiêng", "khuỷu", "quốc", "giếng", "xoong", "hủy", "huỷ"):
        assert word in vocabulary and fold(word) in vocabulary
    assert set(syllables()) <= set(vocabulary)
    assert {len(vector) for vector in vocabulary.values()} == {DIMENSION}


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("tỷ", "tỉ"), ("kỹ", "kĩ")])
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)


def test_texts_are_drawn_alike_from_one_seed() -> None:
    assert Texts(5).batch(60) == Texts(5).batch(60) != Texts(6).batch(60)


def test_batch_has_whole_pairs_of_every_kind() -> None:
    batch = Texts(5).batch(200)
    assert len(batch) == 200
    assert all(pair.question.strip() and pair.passage.strip() for pair in batch)
    assert not any("{" in pair.question + pair.passage for pair in batch)
    passages = [pair for pair in batch if " › " in pair.passage]
    assert len(passages) == 100
    assert any(pair.question == fold(pair.question) for pair in passages)


def test_training_writes_a_model_that_learnt(tmp_path: Path) -> None:
    train(tmp_path, steps=2, batch=24)
    model = StaticModel(tmp_path)
    assert model.encode(["tiêm chủng"]).shape == (1, DIMENSION)
    assert json.loads((tmp_path / "modules.json").read_text())[0]["type"].endswith("StaticEmbedding")


def test_shipped_tokenizer_is_of_these_makers(tokens: Tokenizer) -> None:
    """But for short forms listed since: they are known when the model is trained again."""
    shipped = json.loads((FOLDER / "tokenizer.json").read_text("utf-8"))
    made = json.loads(tokens.to_str())
    assert set(syllables()) <= set(shipped["model"].pop("vocab"))
    made["model"].pop("vocab")
    assert shipped == made


def test_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST
