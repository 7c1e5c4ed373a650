from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.conversation import Turn
from assistant.retrieval.retriever import ReportRetriever
from tests.vectorstore.builders import HALF_2024, WordEmbedder, a_content, a_figure, open_archive
from vectorstore.archive import Archive
from vectorstore.records import Period, Place

TEXTS = (
    "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 48,6%.",
    "Phát hiện 12 ca sốt xuất huyết, không có tử vong.",
    "Người dân có thẻ bảo hiểm y tế chiếm 93,4%.",
    "Tổng số lượt khám bệnh là 1.304.517 lượt.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("kho"), WordEmbedder(dimension=128)) as opened:
        opened.put(a_content("lai-chau", TEXTS))
        opened.put(
            a_content("phong-tho", TEXTS, place=Place("Lai Châu", "Phong Thổ"), period=Period.year(2024))
        )
        opened.put(a_content("son-la", TEXTS, place=Place("Sơn La")))
        yield opened


class TestStandard(RetrieversIntegrationTests):
    """LangChain's own suite."""

    @pytest.fixture(autouse=True)
    def _archive(self, archive: Archive) -> None:
        self.archive = archive

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return ReportRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"archive": self.archive}

    @property
    def retriever_query_example(self) -> str:
        return "tỷ lệ tiêm chủng đầy đủ"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        pytest.param("Tỷ lệ tiêm chủng đầy đủ là bao nhiêu?", 0, id="with diacritics"),
        pytest.param("ty le tiem chung day du la bao nhieu", 0, id="without diacritics"),
        pytest.param("48,6% là của cái gì?", 0, id="a number"),
        pytest.param("1.304.517", 3, id="a long number alone"),
        pytest.param("có ai chết vì sốt xuất huyết không?", 1, id="partly other words"),
        pytest.param("BHYT toàn dân", 2, id="an abbreviation"),
    ],
)
def test_question_finds_its_passage_first(archive: Archive, question: str, number: int) -> None:
    expand = lambda text: ["bảo hiểm y tế"] if "BHYT" in text else []  # noqa: E731
    first, *_ = ReportRetriever(archive=archive, expand=expand).invoke(question)
    assert first.metadata["passage"] == number


@pytest.mark.parametrize(
    ("filters", "reports"),
    [
        pytest.param({}, {"lai-chau", "phong-tho", "son-la"}, id="all"),
        pytest.param(
            {"place": Place("Lai Châu")}, {"lai-chau", "phong-tho"}, id="a place and those inside it"
        ),
        pytest.param({"place": Place("Lai Châu", "Phong Thổ")}, {"phong-tho"}, id="a district"),
        pytest.param({"period": HALF_2024}, {"lai-chau", "son-la"}, id="a period"),
        pytest.param({"place": Place("Lai Châu"), "period": HALF_2024}, {"lai-chau"}, id="both"),
        pytest.param({"reports": ("son-la",)}, {"son-la"}, id="a key"),
        pytest.param({"reports": ()}, set(), id="no report"),
        pytest.param({"place": Place("Cà Mau")}, set(), id="a place not in the archive"),
    ],
)
def test_filters(archive: Archive, filters: dict[str, Any], reports: set[str]) -> None:
    found = ReportRetriever(archive=archive, **filters).invoke("tiêm chủng đầy đủ", k=12)
    assert {document.metadata["report"] for document in found} == reports


def test_document_says_where_it_stands(archive: Archive) -> None:
    (document,) = ReportRetriever(archive=archive, k=1, reports=("phong-tho",)).invoke("sốt xuất huyết")
    assert document.page_content == TEXTS[1]
    assert document.id == "phong-tho:1"
    assert document.metadata.pop("score") > 0
    assert document.metadata == {
        "report": "phong-tho",
        "title": "Báo cáo hoạt động nửa đầu năm 2024",
        "place": "Phong Thổ (Lai Châu)",
        "period": "2024",
        "section": ["I. Kết quả hoạt động"],
        "page": 2,
        "passage": 1,
        "kind": "prose",
    }


@pytest.mark.parametrize("question", ["", "   ", "?!", "\x00", "của và là", "dài " * 20_000])
def test_questions_without_content_raise_nothing(archive: Archive, question: str) -> None:
    assert isinstance(ReportRetriever(archive=archive).invoke(question), list)


async def test_several_at_once(archive: Archive) -> None:
    retriever = ReportRetriever(archive=archive)
    answers = await asyncio.gather(*(retriever.ainvoke("sốt xuất huyết", k=2) for _ in range(12)))
    assert all(answer == answers[0] and len(answer) == 2 for answer in answers)


def test_without_vectors_words_still_find(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_archive(tmp_path, WordEmbedder()) as opened:
        opened.put(a_content("a", TEXTS))
    shutil.rmtree(tmp_path / "vectors")
    with open_archive(tmp_path, WordEmbedder(), writable=False) as opened, caplog.at_level(logging.WARNING):
        first, *_ = ReportRetriever(archive=opened).invoke("sốt xuất huyết")
    assert first.metadata["passage"] == 1
    assert "chỉ tìm theo từ" in caplog.text


@pytest.mark.parametrize(
    ("question", "history", "report"),
    [
        pytest.param("Tỷ lệ tiêm chủng đầy đủ ở Sơn La?", [], "son-la", id="a place"),
        pytest.param("ty le tiem chung day du o son la", [], "son-la", id="a place without diacritics"),
        pytest.param("Tiêm chủng đầy đủ huyện Phong Thổ?", [], "phong-tho", id="a district"),
        pytest.param("Tiêm chủng đầy đủ Lai Châu 6T/2024", [], "lai-chau", id="a place and a period"),
        pytest.param(
            "Còn sốt xuất huyết?", ["Tiêm chủng ở Sơn La?"], "son-la", id="the place of the turn before"
        ),
    ],
)
def test_place_and_period_of_the_question_are_kept_to(
    archive: Archive, question: str, history: list[str], report: str
) -> None:
    found = ReportRetriever(archive=archive).invoke(question, k=12, history=[Turn(h) for h in history])
    assert {document.metadata["report"] for document in found} == {report}


@pytest.mark.parametrize("question", ["tiêm chủng đầy đủ ở Cà Mau", "tiêm chủng đầy đủ năm 1999"])
def test_place_or_period_that_no_report_has_still_finds(archive: Archive, question: str) -> None:
    assert ReportRetriever(archive=archive).invoke(question, k=3)


def test_passage_whose_figure_answers_comes_first(tmp_path: Path) -> None:
    texts = (
        "Tiêm chủng đầy đủ: 12 xã tuyên truyền tiêm chủng đầy đủ, họp về tiêm chủng đầy đủ.",
        "Tỷ lệ trẻ em dưới 1 tuổi trên toàn địa bàn được tiêm chủng đầy đủ các loại vắc xin trong kỳ đạt 48,6%.",
    )
    places = {"start": texts[0].index("12"), "end": texts[0].index("12") + 2, "unit": "xã"}
    other = a_figure("a", 0, "Số xã tuyên truyền", "12", quote=texts[0], **places)
    rate = a_figure("a", 1, "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "48.6", quote=texts[1])
    with open_archive(tmp_path, None) as opened:
        opened.put(a_content("a", texts, figures=(other, rate)))
        firsts = [
            ReportRetriever(archive=opened, **chosen).invoke("TCĐĐ bao nhiêu %?")[0]
            for chosen in ({"understand": False}, {"order": False}, {})
        ]
    assert [document.metadata["passage"] for document in firsts] == [0, 0, 1]


class Backwards:
    """A cross-encoder that likes what the search liked least."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.read += texts
        return [float(number) for number, _ in enumerate(texts)]


@pytest.mark.parametrize("understand", [True, False])
def test_cross_encoder_has_its_say(archive: Archive, understand: bool) -> None:
    reranker = Backwards()
    plain = ReportRetriever(archive=archive, understand=understand).invoke("sốt xuất huyết", k=50)
    read = ReportRetriever(archive=archive, understand=understand, reranker=reranker).invoke(
        "sốt xuất huyết", k=50
    )
    assert {d.id for d in plain} == {d.id for d in read} and len(reranker.read) == len(read)
    assert [d.id for d in plain] != [d.id for d in read]


def test_without_vectors_none_are_asked_for(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "search_vectors", lambda *_: pytest.fail("asked"))
    assert ReportRetriever(archive=archive, vector_weight=0).invoke("sốt xuất huyết")


def test_vectors_are_not_asked_where_the_question_names_its_report(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = archive.search_vectors
    monkeypatch.setattr(archive, "search_vectors", lambda *given: asked.append(given[0]) or search(*given))
    retriever = ReportRetriever(archive=archive)
    retriever.invoke("Sốt xuất huyết ở Sơn La?", k=1)
    assert asked == []
    retriever.invoke("Sốt xuất huyết ở Sơn La?", k=5)  # words alone find fewer
    retriever.invoke("Sốt xuất huyết?", k=1)
    assert len(asked) == 2
    ReportRetriever(archive=archive, order=False).invoke("Sốt xuất huyết ở Sơn La?", k=1)
    assert len(asked) == 3  # where figures and lines do not order, vectors do


def test_vectors_alone_find_without_the_words(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "search_text", lambda *_: pytest.fail("asked"))
    found = ReportRetriever(archive=archive, text_weight=0, order=False).invoke(
        "Sốt xuất huyết ở Sơn La?", k=1
    )
    assert [(document.metadata["report"], document.metadata["passage"]) for document in found] == [
        ("son-la", 1)
    ]
