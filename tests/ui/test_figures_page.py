"""Tra số liệu: its address, its lines with sources, corrections of editors, files and the journal."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.assistant.four_reports import make_archive
from tests.ui.sharing import asked_by, client_of, sharing
from ui.journal import Action
from ui.pages.bridge import Sent
from ui.pages.figures_page import _Page, routes
from ui.pages.figures_query import Query
from ui.pages.shared import Shared
from ui.people.visitor import PersonRole

READER, EDITOR = asked_by(PersonRole.READER), asked_by(PersonRole.EDITOR)
VACCINATED = "tỷ lệ tiêm chủng đầy đủ"


@pytest.fixture
def shared(tmp_path) -> Iterator[Shared]:
    with make_archive(tmp_path) as archive, sharing(archive) as found:
        yield found


@pytest.fixture
def page(shared) -> _Page:
    return _Page(shared)


@pytest.fixture
def client(shared) -> TestClient:
    return client_of(routes(shared))


def asks(page: _Page, query: Query, request=READER) -> str:
    return html.unescape(page.pressed(request, Sent("page:1"), query)[-1])


QUERIES = [
    Query(),
    Query("Tỷ lệ A & B; c", "Hòa Bình", "6T/2022", "2023", "ke-hoach", "gia-tri", True, 3, "phu"),
    Query("bhyt", sort="ky", view="hinh"),
]


@pytest.mark.parametrize("query", QUERIES, ids=["nothing", "all", "some"])
def test_query_comes_back_from_its_address(query):
    assert Query.of(dict(parse_qsl(query.parameters().removeprefix("?")))) == query


@pytest.mark.parametrize(
    "parameters",
    [{"trang": "²"}, {"trang": "-1"}, {"trang": "0"}, {"sap": "x"}, {"xem": "<b>"}, {"loai": "y"}],
    ids=str,
)
def test_address_with_nonsense_shows_the_first_page(parameters):
    assert Query.of(parameters) == Query()


def test_lines_say_result_plan_and_change_each_with_its_source(page):
    shown = asks(page, Query(VACCINATED, place="Hòa Bình", first="6T/2023", last="6T/2023"))
    assert ">46,8%<" in shown and ">95%<" in shown and ">44,5%<" in shown and ">+2,3 điểm %<" in shown
    assert shown.count('data-send="send-source"') == 4
    assert "1 dòng số liệu" in shown and "Yên Bái" not in shown.partition("Chỉ tiêu gần nhất")[0]


def test_lines_are_sorted_and_the_order_is_turned_round(page):
    query, _, _, shown = page.pressed(READER, Sent("sort:gia-tri"), Query(VACCINATED, role="ket-qua"))
    assert (query.sort, query.descending) == ("gia-tri", True) and 'aria-sort="descending"' in shown
    assert shown.index("46,8%") < shown.index("43,1%")
    query, _, _, shown = page.pressed(READER, Sent("sort:gia-tri"), query)
    assert not query.descending and shown.index("43,1%") < shown.index("46,8%")


def test_form_asks_anew_and_is_journalled(page, shared):
    form = Sent("form", {"chi-tieu": VACCINATED, "noi": "yen bai"})
    query, *_, shown = page.pressed(READER, form, Query("bhyt", page=4, sort="ky"))
    assert (query.indicator, query.place, query.page, query.sort) == (VACCINATED, "yen bai", 1, "ky")
    assert "43,1%" in shown
    entry = shared.office.journal.entries(action=Action.LOOKUP)[0]
    assert (entry.person, entry.subject) == ("lan", VACCINATED)


def test_key_is_shown_as_its_label_and_kept_when_only_the_place_changes(page, shared):
    indicator = shared.indicators.find(VACCINATED).best
    query, form, _, _ = page.pressed(READER, Sent(f"ask:{indicator.key}"), Query())
    assert f'value="{indicator.label}"' in html.unescape(form)
    sent = Sent("form", {"chi-tieu": indicator.label, "noi": "Yên Bái"})
    assert page.pressed(READER, sent, query)[0].indicator == indicator.key


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query("số tàu vũ trụ"), "Kho không có chỉ tiêu “số tàu vũ trụ”"),
        (Query(VACCINATED, place="Xứ Lạ"), "Không rõ địa bàn “Xứ Lạ”"),
        (Query(VACCINATED, first="hôm kia"), "Không rõ kỳ báo cáo “hôm kia”"),
        (Query(VACCINATED, first="2030", last="2031"), "Không có dòng số liệu nào khớp"),
    ],
    ids=["indicator", "place", "period", "lines"],
)
def test_nothing_found_is_told(page, query, said):
    assert said in asks(page, query)


def test_coverage_tells_a_missing_report_from_a_silent_one(page):
    shown = asks(page, Query(VACCINATED, view="phu"))
    assert "chưa có báo cáo" in shown and "46,8%" in shown and "không nêu" in shown


def test_chart_says_its_values_in_words(page):
    shown = asks(page, Query(VACCINATED, view="hinh"))
    assert 'alt="Biểu đồ' in shown and "46,8%" in shown and "/so-lieu/bieu-do-1.png?chi-tieu=" in shown


def test_text_of_an_address_is_text(page):
    *_, shown = page.pressed(READER, Sent("page:1"), Query('<script>"x"', place="<b>"))
    assert "<script" not in shown and "<b>" not in shown


def test_only_editors_are_offered_corrections(page):
    for query, offered in ((Query("số ca mắc sởi"), "Tách ra"), (Query("quản lý thai"), "Gộp vào")):
        assert offered not in asks(page, query)
        assert offered in asks(page, query, EDITOR)


def test_merging_is_remembered_journalled_and_undone(page, shared):
    one, other = (shared.indicators.find(text).best for text in (VACCINATED, "tiêm vắc xin uốn ván"))
    sent = Sent(json.dumps(["merge", one.key, other.key]))
    told, shown = page.corrected(EDITOR, sent, Query(VACCINATED))
    assert "Đã gộp" in told and "41,7%" in shown
    assert shared.office.journal.entries(action=Action.CORRECT)[0].subject == one.label
    assert shared.indicators.by_key(one.key).key == shared.indicators.by_key(other.key).key
    undo = json.dumps(["undo", [[c.one, c.other] for c in shared.archive.corrections.all()], ""])
    told, _ = page.corrected(EDITOR, Sent(undo), Query(VACCINATED))
    assert "hoàn tác" in told and not shared.archive.corrections.all()


@pytest.mark.parametrize(
    "text", ["", "x", "[]", '["merge"]', '["undo", 1, 2]', '["undo", [1, [2], []], 0]', '{"a": 1, "b": 2}']
)
def test_correction_that_is_none_changes_nothing(page, shared, text):
    page.corrected(EDITOR, Sent(text), Query(VACCINATED))
    assert not shared.archive.corrections.all()


def test_correction_of_what_is_gone_is_told(page):
    told, _ = page.corrected(EDITOR, Sent('["merge", "x|%||", "y|%||"]'), Query(VACCINATED))
    assert "không còn trong kho" in told


def test_names_are_suggested_while_typing(client):
    assert any("tiêm chủng đầy đủ" in name for name in client.get("/so-lieu/goi-y?q=tiem ch").json())
    assert client.get("/so-lieu/goi-y?q=").json() == []


@pytest.mark.parametrize("form", ["png", "svg"])
def test_chart_is_a_picture(client, form):
    answer = client.get(f"/so-lieu/bieu-do-1.{form}", params={"chi-tieu": VACCINATED})
    assert answer.headers["content-type"].startswith(f"image/{form}") and len(answer.content) > 5000


@pytest.mark.parametrize("path", ["bieu-do-9.png", "bieu-do-0.svg", "bieu-do-1.exe", "so-lieu.exe"])
def test_what_is_no_file_is_not_found(client, path):
    assert client.get(f"/so-lieu/{path}", params={"chi-tieu": VACCINATED}).status_code == 404


def test_file_holds_every_line_and_the_journal_its_figures(client, shared):
    answer = client.get("/so-lieu/so-lieu.xlsx", params={"chi-tieu": VACCINATED, "noi": "Hòa Bình"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert "46.8" in cells and "attachment" in answer.headers["content-disposition"]
    entry = shared.office.journal.entries(action=Action.EXPORT)[0]
    assert entry.subject == "so-lieu.xlsx" and any(f["value"] == "46.8" for f in entry.figures)


def test_file_of_a_place_that_is_none_says_so(client):
    answer = client.get("/so-lieu/so-lieu.csv", params={"chi-tieu": VACCINATED, "noi": "Xứ Lạ"})
    assert answer.status_code == 400 and "Không rõ địa bàn" in answer.text


def test_page_opens_as_its_address_says(page):
    request = asked_by(PersonRole.READER, query="chi-tieu=bhyt&noi=Y%C3%AAn+B%C3%A1i&sap=-ky")
    query, form, _, shown = page.opened.__wrapped__(page, request)
    assert query == Query("bhyt", "Yên Bái", sort="ky", descending=True)
    assert 'value="Yên Bái"' in html.unescape(form) and "95,8%" in shown
    marked = html.unescape(shown).partition('data-address="')[2].partition('"')[0]
    assert Query.of(dict(parse_qsl(urlsplit(marked).query))) == query
