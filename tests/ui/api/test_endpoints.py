"""gradio_client over the network: named endpoints, their descriptions, their errors, whom they know."""

from __future__ import annotations

import json

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError, AuthenticationError

from tests.ui.service import Service
from ui.journal import Action
from ui.people.visitor import PersonRole

READER, EDITOR, ADMIN = PersonRole
NAMES = ["/ask", "/audit", "/compare", "/figures", "/reports"]


def connected(service: Service, role: PersonRole | None = READER) -> Client:
    return Client(
        service.address,
        headers=service.headers(role),
        analytics_enabled=False,
        verbose=False,
        download_files=False,
    )


@pytest.fixture(scope="module")
def client(service) -> Client:
    return connected(service)


def test_only_the_tools_are_offered(client):
    offered = client.view_api(return_format="dict")
    assert sorted(offered["named_endpoints"]) == NAMES
    assert offered["unnamed_endpoints"] == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_tool_says_what_it_does_and_what_it_takes(client, name):
    endpoint = client.view_api(return_format="dict")["named_endpoints"][name]
    parameters = [parameter["parameter_name"] for parameter in endpoint["parameters"]]
    assert "Trả về:" in endpoint["description"] and "Tham số:" in endpoint["description"]
    assert all(f"- {parameter}:" in endpoint["description"] for parameter in parameters)
    assert all(parameter["python_type"]["type"] != "Any" for parameter in endpoint["parameters"])
    assert "visitor" not in parameters and "request" not in parameters


def test_ask_gives_what_the_command_prints(client, service):
    question = "Tỷ lệ người dân tham gia bảo hiểm y tế ở Yên Bái 6T/2023?"
    answer = client.predict(question, api_name="/ask")
    assert answer["answer"].startswith("95,8%") and not answer["refused"]
    [citation] = answer["citations"][:1]
    assert citation["report"] == "yen-bai-6t-2023" and "95,8%" in citation["quote"]
    [entry] = service.office.journal.entries(action=Action.ASK, limit=1)
    assert (entry.person, entry.subject) == ("doc", question)
    assert entry.detail["qua"] == "mã truy cập" and entry.figures[0]["value"] == "95.8"


def test_ask_takes_filters_and_history(client):
    more = {"place": "Hòa Bình", "reports": ["hoa-binh-6t-2023"], "api_name": "/ask"}
    first = "Tỷ lệ người dân tham gia bảo hiểm y tế?"
    assert client.predict(first, **more)["answer"].startswith("94,3%")
    followed = client.predict(
        "Còn Yên Bái thì sao?", history=[f"{first[:-1]} ở Hòa Bình 6T/2023?"], api_name="/ask"
    )
    assert "95,8%" in followed["answer"]


def test_figures_follow_an_indicator_through_the_archive(client):
    found = client.predict("tỷ lệ tiêm chủng đầy đủ", api_name="/figures")
    text = json.dumps(found, ensure_ascii=False)
    assert found["total"] >= 2 and "43,1" in text and "yen-bai-6t-2023" in text


def test_figures_tell_what_comes_near_where_none_is_meant(client):
    found = client.predict("số tàu vũ trụ", api_name="/figures")
    assert found["indicator"] is None and found["lines"] == []


def test_compare_sets_places_side_by_side(client):
    table = client.predict(
        ["tỷ lệ người dân tham gia bảo hiểm y tế"], ["Hòa Bình", "Yên Bái"], ["6T/2023"], api_name="/compare"
    )
    values = [cell["value"] for row in table["rows"] for cell in row["cells"]]
    assert {"94.3", "95.8"} <= set(values) and len(table["sources"]) >= 2


def test_reports_are_listed_by_part_of_a_place_s_name(client):
    listed = client.predict(place="yen bai", api_name="/reports")["reports"]
    assert {report["report"] for report in listed} == {"yen-bai-6t-2023", "yen-bai-t10-2023"}


def test_audit_tells_how_much_it_looked_at(client):
    assert client.predict(place="Hòa Bình", api_name="/audit")["checked"] >= 1


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("/ask", {"question": " "}, "Câu hỏi trống"),
        ("/ask", {"question": "x" * 3000}, "2000 ký tự"),
        ("/ask", {"question": None}, "Tham số “question”"),
        ("/ask", {"question": "?", "history": "không phải danh sách"}, "Tham số “history”"),
        ("/ask", {"question": "?", "reports": ["khong-co"]}, "không có báo cáo mã “khong-co”"),
        ("/figures", {"indicator": "tiêm chủng", "place": "Atlantis"}, "Không rõ địa bàn"),
        ("/figures", {"indicator": "tiêm chủng", "first": "hôm nọ"}, "Không rõ kỳ"),
        ("/figures", {"indicator": "tiêm chủng", "role": "vai"}, "Tham số “role”"),
        ("/compare", {"indicators": []}, "."),
        ("/audit", {"reports": ["khong-co"]}, "không có báo cáo mã"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(value),
)
def test_what_cannot_be_used_is_one_sentence(client, name, arguments, said):
    with pytest.raises(AppError) as error:
        client.predict(**arguments, api_name=name)
    assert said in str(error.value) and "Traceback" not in str(error.value) and "None" not in str(error.value)


@pytest.mark.parametrize("role", PersonRole)
def test_every_role_may_ask(service, role):
    assert connected(service, role).predict(api_name="/reports")["reports"]


def test_without_a_token_nothing_is_said(service):
    with pytest.raises(AuthenticationError, match="Please login"):
        connected(service, None)


def test_revoked_token_is_refused_from_the_next_call_on(service):
    office = service.office
    office.accounts.add("tam", READER, None)
    secret = office.tokens.make("tam", "", 1)
    client = Client(
        service.address, headers={"Authorization": f"Bearer {secret}"}, analytics_enabled=False, verbose=False
    )
    assert client.predict(api_name="/reports")
    [token] = office.tokens.of("tam")
    office.tokens.revoke("tam", token.number)
    with pytest.raises(Exception, match=r"401|Mã truy cập|Unauthorized"):
        client.predict(api_name="/reports")
