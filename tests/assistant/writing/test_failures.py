"""Errors of any client become one calm sentence."""

from __future__ import annotations

import pytest

from assistant.writing.failures import Failure, failure_of, notice


class StatusError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__("khóa sk-bi-mat bị từ chối")
        self.status_code = status


class APITimeoutError(Exception): ...


class RemoteProtocolError(Exception): ...


class ConnectError(Exception): ...


def _caused(cause: Exception) -> Exception:
    error = RuntimeError("wrapped")
    error.__cause__ = cause
    return error


ERRORS = {
    "401": (StatusError(401), Failure.KEY),
    "403": (StatusError(403), Failure.KEY),
    "404": (StatusError(404), Failure.SERVER),
    "408": (StatusError(408), Failure.SLOW),
    "429": (StatusError(429), Failure.BUSY),
    "500": (StatusError(500), Failure.SERVER),
    "504": (StatusError(504), Failure.SLOW),
    "timeout": (APITimeoutError(), Failure.SLOW),
    "built-in timeout": (TimeoutError(), Failure.SLOW),
    "cut off": (_caused(RemoteProtocolError()), Failure.CUT),
    "no server": (_caused(ConnectError()), Failure.UNREACHABLE),
    "refused": (ConnectionRefusedError(), Failure.UNREACHABLE),
    "anything": (ValueError("?"), Failure.SERVER),
}  # fmt: skip


@pytest.mark.parametrize(("error", "failure"), ERRORS.values(), ids=ERRORS)
def test_failure_of_an_error(error, failure):
    assert failure_of(error) is failure


@pytest.mark.parametrize("failure", Failure)
def test_notice_is_one_sentence(failure):
    text = notice(failure)
    assert text.count(".") == 1
    assert text.endswith("được trích thẳng từ báo cáo.")
    assert "!" not in text
