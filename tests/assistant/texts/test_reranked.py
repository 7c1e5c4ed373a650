"""A cross-encoder's say in which line answers a question for words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.assistant.four_reports import make_archive
from ui.composition import make_assistant
from ui.settings import Settings
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.reranking import CrossEncoderReranker, reread

QUESTION = "Khó khăn của Hòa Bình 6T/2023?"


class Likes:
    """A cross-encoder that likes texts with a word."""

    def __init__(self, word: str) -> None:
        self.word, self.read = word, []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.read += texts
        return [float(self.word in text) for text in texts]


class Broken:
    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        raise ArchiveError("Không mở được mô hình.")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("reranked"))


@pytest.mark.parametrize("word", ["Vắc xin", "Trạm y tế"])
def test_line_that_the_cross_encoder_likes_comes_first(archive, word):
    reranker = Likes(word)
    answer = Assistant(archive, reranker=reranker).ask(QUESTION)
    assert word in answer.text.split("\n")[0]
    assert answer.citations[0].quote in answer.text.replace("\n", " ")
    assert len(reranker.read) >= 2


@pytest.mark.parametrize(
    "question", ["Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?", "Số ca ung thư phổi ở Hòa Bình?"]
)
def test_figures_and_refusals_do_not_ask_it(archive, question):
    reranker = Likes("x")
    answer = Assistant(archive, reranker=reranker).ask(question)
    assert answer == Assistant(archive).ask(question)
    assert reranker.read == []


def test_one_that_fails_leaves_the_order_of_the_words(archive, caplog):
    assert Assistant(archive, reranker=Broken()).ask(QUESTION) == Assistant(archive).ask(QUESTION)
    assert "Không mở được mô hình." in caplog.text


def test_order_before_has_its_say_too():
    texts, scores = ["a", "b", "c"], [1.0, 0.9, 0.0]
    assert [at for at, _ in reread(Likes("b"), "?", texts, scores)] == [1, 0, 2]
    assert [at for at, _ in reread(Likes("c"), "?", texts, scores)] == [0, 1, 2]


def test_setting_names_it(archive, tmp_path):
    """A tiny cross-encoder in a folder, read as the settings say."""
    settings = Settings().changed(reranker=str(_tiny(tmp_path)), embedding_device="cpu")
    answer = make_assistant(archive, settings).ask(QUESTION)
    assert {c.quote for c in answer.citations} == {
        c.quote for c in Assistant(archive).ask(QUESTION).citations
    }
    assert CrossEncoderReranker(str(tmp_path), device="cpu").scores(QUESTION, ["vắc xin"])


def _tiny(folder: Path) -> Path:
    """A BERT of one layer with seeded weights that scores pairs."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(3)
    (folder / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nvắc\nxin\ntrạm\n", "utf-8")
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertForSequenceClassification(BertConfig(vocab_size=8, num_labels=1, **size)).save_pretrained(str(folder))
    BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False).save_pretrained(str(folder))
    return folder
