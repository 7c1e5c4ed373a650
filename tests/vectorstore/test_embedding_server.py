"""An embedding model behind an address, against a real server on this machine."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.vectorstore.builders import a_content, open_archive
from vectorstore import embedding_server
from vectorstore.embedding_server import ServerEmbeddings
from vectorstore.errors import ArchiveError, ModelMismatchError


@dataclass
class Server:
    """Speaks as OpenAI's /v1/embeddings; remembers what it was asked."""

    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    status: int = 200
    body: bytes | None = None
    most: int = 1_000  # texts a call
    refusal: int = 422  # for more

    def answer(self, request: dict[str, Any]) -> bytes:
        texts = request["input"]
        rows = [
            {"object": "embedding", "index": n, "embedding": [3.0 * ("sốt" in t.lower()), 4.0, len(t) / 100]}
            for n, t in enumerate(texts)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return json.dumps(
            {"object": "list", "data": rows, "model": request["model"], "usage": usage}
        ).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(request)
            state.keys.add(self.headers.get("Authorization", ""))
            body = state.answer(request) if state.body is None else state.body
            allowed = len(request["input"]) <= state.most
            self.send_response(state.status if allowed else state.refusal)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{http.server_port}/v1"
    yield state
    http.shutdown()
    http.server_close()
    thread.join(5)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding_server, "_RETRIES", 0)


def test_texts_go_as_they_are_and_come_back_as_unit_vectors(server: Server) -> None:
    model = ServerEmbeddings(server.address + "/", "tên-mô-hình", key="bí-mật".encode().hex(), batch_size=2)
    vectors = model.embed_documents(["sốt rét", "dân số", "  "])
    assert [sum(v * v for v in vector) for vector in vectors] == pytest.approx([1, 1, 1])
    assert vectors[0] != vectors[1]
    assert [request["input"] for request in server.asked] == [["sốt rét", "dân số"], ["."]]
    assert {request["model"] for request in server.asked} == {"tên-mô-hình"}
    assert server.keys == {f"Bearer {'bí-mật'.encode().hex()}"}
    assert model.embed_documents([]) == []


def test_prompts_of_the_family_are_sent(server: Server) -> None:
    model = ServerEmbeddings(server.address, "intfloat/multilingual-e5-base")
    model.embed_query("sốt")
    model.embed_documents(["sốt"])
    assert [request["input"] for request in server.asked] == [["query: sốt"], ["passage: sốt"]]


@pytest.mark.parametrize("refusal", [400, 413, 422])
def test_a_server_that_takes_fewer_texts_is_asked_with_fewer(server: Server, refusal: int) -> None:
    server.most, server.refusal = 3, refusal
    model = ServerEmbeddings(server.address, "m", batch_size=8)
    vectors = model.embed_documents([f"{n} ca sốt" for n in range(7)])
    assert len(vectors) == 7
    sizes = [len(request["input"]) for request in server.asked]
    assert sizes == [7, 3, 3, 1]
    assert (
        model.embed_documents(["a", "b", "c", "d"]) and len(server.asked[-2]["input"]) == 3
    )  # and from then on


def test_a_server_that_refuses_single_texts_is_told(server: Server) -> None:
    server.most = 0
    with pytest.raises(ArchiveError, match="hãy kiểm tra địa chỉ"):
        ServerEmbeddings(server.address, "m", batch_size=4).embed_documents(["sốt"] * 4)
    assert [len(request["input"]) for request in server.asked] == [4, 2, 1]


def test_archive_is_made_searched_and_guarded(server: Server, tmp_path: Path) -> None:
    with open_archive(tmp_path, ServerEmbeddings(server.address, "một")) as archive:
        archive.put(a_content("a"))
        assert archive.search_vectors("sốt", 1)[0].passage.number == 1
    with pytest.raises(ModelMismatchError, match=r"“một”.*“hai”.*reembed"):
        open_archive(tmp_path, ServerEmbeddings(server.address, "hai"))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, b'{"error": {"message": "no key"}}'),
        (500, b"oops"),
        (200, b"{}"),
        (200, b"<html>"),
        (200, b'{"object": "list", "data": [], "model": "m"}'),
    ],
)
def test_a_server_that_fails_is_told_in_one_sentence(server: Server, status: int, body: bytes) -> None:
    server.status, server.body = status, body
    with pytest.raises(ArchiveError, match=r"Máy chủ véc-tơ http://127.*không trả lời được.*hãy kiểm tra"):
        ServerEmbeddings(server.address, "m").embed_query("sốt")


def test_no_server_at_all_is_told(server: Server) -> None:
    with pytest.raises(ArchiveError, match="hãy kiểm tra địa chỉ"):
        ServerEmbeddings("http://127.0.0.1:9/v1", "m").embed_documents(["sốt"])


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    with pytest.raises(ArchiveError, match=r"hoibaocao\[server\]"):
        ServerEmbeddings("http://127.0.0.1:9/v1", "m").embed_query("sốt")
