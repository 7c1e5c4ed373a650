from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.evaluation.answers import Judged, as_json, ask_all, by_group, misses
from assistant.evaluation.benchmark import read_corpus, read_queries
from assistant.evaluation.gold import Gold
from assistant.evaluation.retrieval import Found, Query, gold_queries, measure, ways
from assistant.evaluation.retrieval import as_json as retrieval_json
from tests.vectorstore.builders import WordEmbedder, a_content, open_archive
from vectorstore.archive import Archive
from vectorstore.errors import UsageError
from vectorstore.records import Place

TEXTS = ("Tỷ lệ tiêm chủng đầy đủ đạt 48,6%.", "Phát hiện 12 ca sốt xuất huyết.", "Có 7 đợt kiểm tra dược.")
GOLD = (
    Gold(
        "a",
        "lookup",
        "Tỷ lệ TCĐĐ ở Lai Châu?",
        ("ty le tiem chung day du lai chau",),
        reports=("lai-chau",),
        numbers=(("48,6",),),
        evidence=(TEXTS[0],),
    ),
    Gold(
        "b",
        "followup",
        "Còn sốt xuất huyết?",
        history=("Tiêm chủng đầy đủ ở Sơn La?",),
        reports=("son-la",),
        numbers=(("12",),),
        evidence=(TEXTS[1],),
    ),
    Gold("c", "unanswerable", "Giá vàng?"),
    Gold("d", "lookup", "Không ai chứa", reports=("son-la",), evidence=("Một câu không có ở đâu cả: 5.",)),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("kho"), WordEmbedder(dimension=128)) as opened:
        opened.put(a_content("lai-chau", TEXTS))
        opened.put(a_content("son-la", TEXTS, place=Place("Sơn La")))
        yield opened


def test_queries_are_those_whose_evidence_the_archive_holds(archive: Archive) -> None:
    queries = gold_queries(archive, GOLD)
    assert [(q.type, q.variant, q.relevant) for q in queries] == [
        ("lookup", False, {("lai-chau", 0)}),
        ("lookup", True, {("lai-chau", 0)}),
        ("followup", False, {("son-la", 1)}),
    ]


def test_every_way_finds_the_evidence_and_the_whole_finds_it_first(archive: Archive) -> None:
    queries, counted = gold_queries(archive, GOLD), []
    results = {name: measure(way, queries, lambda: counted.append(1)) for name, way in ways(archive).items()}
    alone = ["text", "vectors", "fused"]
    assert list(results) == ["bm25", *(f"{name}-typed" for name in alone), *alone, "whole-text", "whole"]
    assert results["whole"].share(1) == results["whole-text"].share(3) == 100
    assert results["fused"].share(1) == 100
    assert results["bm25"].share(1) < 100 > results["fused-typed"].share(1)  # know nothing of the turn before
    assert len(counted) == len(results) * len(queries)
    assert retrieval_json(results)["whole"]["by"]["lookup"]["@1"] == 100


class Longest:
    """A cross-encoder that likes long texts."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]


def test_a_cross_encoder_is_one_more_way(archive: Archive) -> None:
    assert list(ways(archive, Longest()))[-1] == "reread"


def test_places_become_shares_and_mean_reciprocal_rank() -> None:
    queries = tuple(Query(str(n), "x", frozenset(), variant=n > 1) for n in range(4))
    found = Found(queries, (1, 4, None, 2))
    assert [found.share(cut) for cut in (1, 3, 5)] == [25, 50, 75]
    assert (found.share(1, "questions"), found.share(3, "variants")) == (50, 50)
    assert found.mrr == pytest.approx((1 + 1 / 4 + 1 / 2) / 4)


def test_answers_are_asked_and_summed_up(archive: Archive) -> None:
    from assistant.assistant import Assistant

    asked = ask_all(Assistant(archive), GOLD)
    shares = by_group(asked)
    assert list(shares) == ["followup", "lookup", "unanswerable", "variants", "questions"]
    assert shares["unanswerable"].right == 100 and shares["unanswerable"].cited is None
    assert as_json(shares)["questions"]["n"] == 4
    assert [one.row.id for one in misses(asked) if one.row.id.startswith("d")] == ["d"]
    assert all(isinstance(one, Judged) for one in asked)


def write_set(folder: Path) -> Path:
    folder.mkdir()
    rows = [{"_id": "p1", "text": TEXTS[0]}, {"_id": "p2", "text": TEXTS[1]}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "sốt xuất huyết"}) + "\n", "utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tp2\t1\nq\tp1\t0\n", "utf-8")
    return folder


def test_public_set_becomes_an_archive_and_queries(tmp_path: Path) -> None:
    content, numbers = read_corpus(write_set(tmp_path / "s"))
    (query,) = read_queries(tmp_path / "s", numbers)
    assert query.relevant == {("set", 1)}
    with open_archive(tmp_path / "kho", WordEmbedder()) as opened:
        opened.put(content)
        assert measure(ways(opened)["fused"], [query]).places == (1,)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("corpus.jsonl", "{", 'dòng 1 cần là JSON có "_id"'),
        ("queries.jsonl", '{"_id": "q"}', "queries.jsonl, dòng 1"),
        ("qrels.tsv", "q p1 1", "ba cột"),
        ("qrels.tsv", None, "Không đọc được"),
    ],
)
def test_what_is_no_public_set_is_refused(tmp_path: Path, name: str, text: str | None, said: str) -> None:
    folder = write_set(tmp_path / "s")
    (folder / name).unlink() if text is None else (folder / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        _, numbers = read_corpus(folder)
        read_queries(folder, numbers)
