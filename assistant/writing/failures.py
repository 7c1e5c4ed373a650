"""What can go wrong with a language model, each as one calm sentence for the reader. No detail of the server is shown:

its messages may repeat the key.
"""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """Why the model's words are not used; the value completes NOTICE."""

    UNREACHABLE = "không kết nối được"
    KEY = "từ chối khóa truy cập"
    BUSY = "đang quá tải hoặc hết hạn mức"
    SERVER = "gặp lỗi"
    SLOW = "trả lời quá lâu"
    CUT = "trả lời dở dang"
    EMPTY = "không trả lời"
    LANGUAGE = "không trả lời bằng tiếng Việt"
    REPEATING = "trả lời lặp lại"
    LONG = "trả lời quá dài"
    OFF = "không trả lời đúng câu hỏi"
    UNSUPPORTED = "trả lời không khớp với nguồn"


NOTICE = "Mô hình ngôn ngữ {failure}; câu trả lời trên được trích thẳng từ báo cáo."
DROPPED = "Một số câu của mô hình ngôn ngữ không khớp với nguồn nên đã được lược bỏ."


class ModelError(Exception):
    """The model gave nothing usable."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


def notice(failure: Failure) -> str:
    """The sentence that the reader gets with the extractive answer."""
    return NOTICE.format(failure=failure.value)


def failure_of(error: BaseException) -> Failure:
    """What an error of any provider's client means, by its HTTP status, else by its name and those of its causes."""
    status = _status(error)
    if status in (401, 403):
        return Failure.KEY
    if status == 429:
        return Failure.BUSY
    if status in (408, 504):
        return Failure.SLOW
    if status is not None:
        return Failure.SERVER
    for cause in _causes(error):
        name = type(cause).__name__
        if isinstance(cause, TimeoutError) or "Timeout" in name:
            return Failure.SLOW
        if "Protocol" in name or "Incomplete" in name or name == "ReadError":
            return Failure.CUT
        if isinstance(cause, OSError) or "Connect" in name:
            return Failure.UNREACHABLE
    return Failure.SERVER


def _status(error: BaseException) -> int | None:
    for cause in _causes(error):
        status = getattr(cause, "status_code", None) or getattr(
            getattr(cause, "response", None), "status_code", None
        )
        if isinstance(status, int):
            return status
    return None


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it was raised from, innermost first: the cause tells more than its wrapping."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain[::-1]
