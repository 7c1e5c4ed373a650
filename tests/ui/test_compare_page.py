"""So sánh: what is chosen, the table with its workings, the draft that is edited, and its files."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from urllib.parse import parse_qsl

import docx
import pytest
from starlette.testclient import TestClient

from assistant.drafting.editing import to_text
from tests.assistant.four_reports import make_archive
from tests.ui.sharing import asked_by, client_of, sharing
from ui.journal import Action
from ui.pages.bridge import Sent
from ui.pages.compare_page import _Page, draft, routes
from ui.pages.compare_view import Query
from ui.pages.shared import Shared
from ui.people.visitor import PersonRole

READER = asked_by(PersonRole.READER)
BOTH = Query(("tỷ lệ tiêm chủng đầy đủ",), ("Hòa Bình", "Yên Bái"), ("6T/2023",))


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Shared]:
    with make_archive(tmp_path_factory.mktemp("kho")) as archive, sharing(archive) as found:
        yield found


@pytest.fixture
def page(shared) -> _Page:
    return _Page(shared)


@pytest.fixture
def client(shared) -> TestClient:
    return client_of(routes(shared))


def fields(query: Query) -> dict[str, str]:
    return {name: "; ".join(values) for name, values in query.lists().items()}


QUERIES = [Query(), BOTH, Query(("a", "b & c"), reports=("x-1", "y-2"), draft=True)]


@pytest.mark.parametrize("query", QUERIES, ids=["nothing", "places", "reports"])
def test_query_comes_back_from_its_address(query):
    assert Query.of(dict(parse_qsl(query.parameters().removeprefix("?")))) == query


def test_form_adds_and_chips_drop(page, shared):
    query, chosen, *_ = page.pressed(READER, Sent("add", fields(BOTH)), Query())
    assert query == BOTH and "Hòa Bình ×" in html.unescape(chosen)
    assert shared.office.journal.entries(action=Action.COMPARE)[0].subject == "tỷ lệ tiêm chủng đầy đủ"
    query, *_ = page.pressed(READER, Sent("add", {"noi": " Yên Bái ; Lạc Sơn "}), query)
    assert query.places == ("Hòa Bình", "Yên Bái", "Lạc Sơn")
    query, *_ = page.pressed(READER, Sent("drop:noi:Lạc Sơn"), query)
    assert query == BOTH
    assert page.pressed(READER, Sent("clear"), query)[0] == Query()
    assert page.pressed(READER, Sent("gì:²"), query)[0] == BOTH


def test_table_marks_what_is_worked_out_with_its_working(page):
    shown = html.unescape(page.pressed(READER, Sent("draft:0"), BOTH)[2])
    assert ">46,8%<" in shown and ">43,1%<" in shown and "46,8 − 43,1 = 3,7" in shown
    assert shown.count('class="number derived"') == 1 and "(tính)" in shown
    assert "/so-sanh/bieu-do-1.png?" in shown and "/so-sanh/bang.xlsx?" in shown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(("bhyt",), ("Xứ Lạ",)), "Không rõ địa bàn “Xứ Lạ”"),
        (Query(("bhyt",), (), ("hôm kia",)), "Không rõ kỳ"),
        (Query(("bhyt",), reports=("hoa-bin",)), "Kho không có báo cáo mã “hoa-bin”"),
        (Query(("số tàu vũ trụ",)), "không"),
    ],
    ids=["place", "period", "report", "indicator"],
)
def test_what_cannot_be_compared_is_told_and_can_be_dropped(page, query, said):
    _, chosen, shown, *_ = page.pressed(READER, Sent("draft:0"), query)
    assert said in html.unescape(shown) and "×" in chosen


def test_text_of_an_address_is_text(page):
    for part in page.pressed(READER, Sent("draft:1"), Query(("<script>x",), ("<b>",)))[1:]:
        assert "<script" not in part and "<b>" not in part


def test_draft_is_written_and_a_number_without_a_source_is_flagged(page, shared):
    *_, box, flags = page.pressed(READER, Sent("draft:1"), BOTH)
    assert "<textarea" in box and "46,8%" in html.unescape(box) and "đều có trong nguồn" in flags
    text = to_text(draft(page._told(BOTH)))
    assert "đều có trong nguồn" in page.edited(READER, Sent(text), BOTH)
    flags = html.unescape(page.edited(READER, Sent(text.replace("46,8%", "64,8%", 1)), BOTH))
    assert "Số 64,8 không có trong nguồn" in flags and "1 chỗ cần xem lại" in flags
    assert "Dự thảo trống" in page.edited(READER, Sent("  "), BOTH)


def test_edited_draft_becomes_a_file_with_its_figures_in_the_journal(page, client, shared):
    text = to_text(draft(page._told(BOTH))).replace("1. ", "1. ", 1)
    edited = text.partition("\n")[0] + " (sửa)\n" + text.partition("\n")[2]
    form = {
        **fields(BOTH),
        "van-ban": edited,
        "dang": "docx",
        "co-quan": "Sở Y tế Hòa Bình",
        "ngay": "05/7/2023",
    }
    answer = client.post("/so-sanh/du-thao", data=form)
    document = docx.Document(io.BytesIO(answer.content))
    body = "\n".join(p.text for p in document.paragraphs)
    head = " ".join(cell.text for table in document.tables[:1] for row in table.rows for cell in row.cells)
    assert "SỞ Y TẾ HÒA BÌNH" in head.upper() and "ngày 05 tháng 7 năm 2023" in head
    assert "46,8%" in body and "du-thao-so-sanh.docx" in answer.headers["content-disposition"]
    entry = shared.office.journal.entries(action=Action.EXPORT)[0]
    assert {"46.8", "43.1"} <= {figure["value"] for figure in entry.figures}


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 404),
        ({"dang": "exe"}, 404),
        ({"dang": "docx"}, 400),
        ({"dang": "md", **fields(BOTH)}, 400),
        ({"dang": "md", **fields(BOTH), "van-ban": "Dự thảo", "ngay": "hôm kia"}, 400),
    ],
    ids=["nothing", "format", "query", "text", "day"],
)
def test_draft_that_is_none_is_told(client, data, status):
    assert client.post("/so-sanh/du-thao", data=data).status_code == status


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "md"])
def test_table_becomes_a_file(client, form):
    answer = client.get(f"/so-sanh/bang.{form}", params=fields(BOTH))
    assert answer.status_code == 200 and len(answer.content) > 100
    assert client.get(f"/so-sanh/bang.{form}", params={"noi": "Xứ Lạ"}).status_code == 400


def test_chart_is_a_picture(client):
    assert client.get("/so-sanh/bieu-do-1.svg", params=fields(BOTH)).text.count("<svg") == 1
    assert client.get("/so-sanh/bieu-do-7.svg", params=fields(BOTH)).status_code == 404
    assert client.get("/so-sanh/bieu-do-1.svg", params={"chi-tieu": "x", "noi": "Xứ Lạ"}).status_code == 404
