"""A local server that speaks the OpenAI chat protocol, streaming too, and plays the models that a script names."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Play:
    """How one request is answered: words, and what goes wrong with them."""

    text: str = ""
    status: int = 200
    piece: int = 7  # characters of a chunk
    pause: float = 0.0  # seconds before each chunk
    cut_after: int | None = None  # chunks, after which the connection is closed
    finish: str = "stop"


@dataclass
class ModelServer:
    """`script` is played request by request, its last entry for ever; `asked` holds what was sent."""

    script: list[Play] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    address: str = ""

    def next_play(self) -> Play:
        return self.script[min(len(self.asked), len(self.script)) - 1]


@contextmanager
def model_server() -> Iterator[ModelServer]:
    state = ModelServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def _handler(state: ModelServer) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            state.keys.append(self.headers.get("Authorization", ""))
            play = state.next_play()
            if play.status != 200:
                self._error(play.status)
            elif body.get("stream"):
                self._stream(play)
            else:
                self._whole(play)

        def _error(self, status: int) -> None:
            key = self.headers.get("Authorization", "")
            self._send(
                status, json.dumps({"error": {"message": f"no: {key}", "type": "x", "code": "x"}}).encode()
            )

        def _whole(self, play: Play) -> None:
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": play.text},
                "finish_reason": play.finish,
            }
            self._send(200, json.dumps({**_HEAD, "object": "chat.completion", "choices": [choice]}).encode())

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, play: Play) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            pieces = [play.text[at : at + play.piece] for at in range(0, len(play.text), play.piece)]
            try:
                for number, piece in enumerate(pieces):
                    time.sleep(play.pause)
                    if number == play.cut_after:
                        self.close_connection = True
                        self.connection.close()
                        return
                    self._event({"delta": {"content": piece}, "finish_reason": None})
                self._event({"delta": {}, "finish_reason": play.finish})
                self._chunk(b"data: [DONE]\n\n")
                self._chunk(b"")
            except OSError:
                return  # the client has left

        def _event(self, choice: dict[str, Any]) -> None:
            event = {**_HEAD, "object": "chat.completion.chunk", "choices": [{"index": 0, **choice}]}
            self._chunk(f"data: {json.dumps(event)}\n\n".encode())

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


_HEAD = {"id": "1", "created": 1, "model": "thử"}
