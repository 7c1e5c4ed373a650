"""Plain routes: only files of the archive, as what they are, to those who may; files received within limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ui.fakes import FakeAssistant
from tests.ui.library import DOCX, OTHER, PDF, TEXT, copy_library, open_library, path_of
from ui.people.office import office_in
from ui.people.visitor import PersonRole
from ui.server import make_app
from ui.settings import Settings
from vectorstore.archive import Archive


@pytest.fixture(scope="module")
def library(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_library(copy_library(made / "kho", tmp_path_factory.mktemp("routes"))) as archive:
        yield archive


@pytest.fixture(scope="module")
def client(library: Archive) -> Iterator[TestClient]:
    settings = Settings(archive=library.directory, upload_file_mb=1)
    app = make_app(library, FakeAssistant(), settings)  # type: ignore[arg-type]
    yield TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000))
    app.state.close()


def test_page_of_a_pdf_is_a_picture(client):
    answer = client.get(f"/nguon/{PDF}/trang/1.png")
    assert answer.headers["content-type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert "private" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", [f"{PDF}/trang/999.png", f"{PDF}/trang/0.png", f"{TEXT}/trang/1.png", "không-có/trang/1.png"]
)
def test_page_that_is_not_there_is_told(client, path):
    assert client.get(f"/nguon/{path}").status_code == 404


@pytest.mark.parametrize(
    ("key", "kind", "disposition"),
    [
        (PDF, "application/pdf", "inline"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
        (TEXT, "text/plain; charset=utf-8", "inline"),
    ],
)
def test_original_is_sent_as_what_it_is(client, library, key, kind, disposition):
    answer = client.get(f"/nguon/{key}/tep")
    assert answer.headers["content-type"] == kind and answer.headers["content-disposition"].startswith(
        disposition
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == library.original(key).read_bytes()


@pytest.mark.parametrize("key", ["không-có", "..", "../catalogue.sqlite", "%2e%2e%2fcatalogue.sqlite", "."])
def test_nothing_but_originals_is_sent(client, key):
    answer = client.get(f"/nguon/{key}/tep")
    assert answer.status_code in (303, 404) or b"SQLite" not in answer.content
    assert b"SQLite format" not in answer.content


def test_scripts_are_ours_only(client):
    assert client.get("/tinh/app.js").headers["content-type"].startswith("text/javascript")
    for name in ("frame.py", "..%2fserver.py", "frame.css"):
        assert client.get(f"/tinh/{name}").status_code == 404


def send(client: TestClient, name: str, content: bytes, **headers: str):
    return client.post("/kho/tep", content=content, headers={"x-name": name, **headers})


def test_file_is_received_and_taken_in(client, library, made):
    answer = send(client, f"{OTHER}.pdf", path_of(made, OTHER).read_bytes())
    assert answer.json() == {"name": f"{OTHER}.pdf"}
    end = time.monotonic() + 60
    while library.report(OTHER) is None:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("name", "content", "headers", "status", "said"),
    [
        ("a.exe", b"x", {}, 415, "không phải định dạng"),
        ("a.html", b"<script>", {}, 415, "không phải định dạng"),
        ("a.doc", b"x", {}, 415, ".docx"),
        ("a.txt", b"", {}, 400, "trống"),
        ("a.txt", b"x" * (1 << 20) + b"x", {}, 400, "1 MB"),
        ("", b"x", {}, 400, "không hợp lệ"),
        ("a.txt", b"x", {"sec-fetch-site": "cross-site"}, 400, "không hợp lệ"),
        ("a.txt", b"x", {"x-replaces": "khong-co"}, 400, "không còn"),
    ],
    ids=["program", "page", "old word", "empty", "large", "no name", "another site", "replaces nothing"],
)
def test_file_that_is_not_received_is_told_in_a_sentence(
    client, library, name, content, headers, status, said
):
    before = library.reports()
    answer = send(client, name, content, **headers)
    assert answer.status_code in (status, 403)  # the gate may refuse another site first
    if answer.status_code == status:
        assert said.lower() in answer.json()["error"].lower()
    assert library.reports() == before


def test_reader_may_look_but_not_add(library, assistant):
    settings = Settings(archive=library.directory)
    office = office_in(None, settings)
    office.accounts.add("doan", PersonRole.READER, "ba con mèo vàng")
    app = make_app(library, assistant, settings, office)  # type: ignore[arg-type]
    try:
        client = TestClient(
            app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000), follow_redirects=False
        )
        assert client.get(f"/nguon/{PDF}/tep").status_code in (303, 401)
        bearer = {"authorization": f"Bearer {office.tokens.make('doan', 'thử', 1)}"}
        assert client.get(f"/nguon/{PDF}/tep", headers=bearer).status_code == 200
        answer = client.post("/kho/tep", content=b"x", headers={"x-name": "a.txt", **bearer})
        assert answer.status_code == 403 and "quyền" in answer.json()["error"]
    finally:
        app.state.close()


def test_read_only_archive_takes_no_file(shelf, assistant):
    app = make_app(shelf, assistant, Settings(archive=Path(shelf.directory)))
    client = TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000))
    answer = send(client, "a.txt", b"x")
    app.state.close()
    assert answer.status_code == 400 and "chỉ mở để đọc" in answer.json()["error"]
