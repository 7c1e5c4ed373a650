from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.retriever import ReportRetriever, both_ways, search_terms
from tests.vectorstore.builders import HALF_2024, WordEmbedder, a_content, open_archive
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
    ("question", "groups"),
    [
        ("Sốt rét là gì?", [["sốt"], ["rét"], ["sốt rét"]]),
        ("đạt 48,6%", [["48,6"], ["đạt 48,6"]]),
        ("số liệu của tỉnh", [["số"], ["liệu"], ["tỉnh"], ["số liệu"]]),
        ("là gì", [["là"], ["gì"]]),
        ("", []),
    ],
)
def test_search_terms(question: str, groups: list[list[str]]) -> None:
    assert search_terms(question) == groups


def test_search_terms_of_other_wordings_come_along() -> None:
    assert search_terms("TCĐĐ", ["tiêm chủng"]) == [["tcđđ"], ["tiêm"], ["chủng"], ["tiêm chủng"]]


@pytest.mark.parametrize(
    ("question", "other"),
    [("Tỷ lệ TCĐĐ", "tiêm chủng đầy đủ"), ("tỷ lệ tiêm chủng đầy đủ", "TCĐĐ")],
    ids=["short to long", "long to short"],
)
def test_abbreviations_are_searched_both_ways(question: str, other: str) -> None:
    assert any(other.lower() in wording.lower() for wording in both_ways(question))
