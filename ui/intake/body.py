"""The body of a request into a file, no larger than allowed."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from vectorstore.errors import ReadError


async def save_body(request: Request, path: Path, most: int) -> None:
    """Write the body to a file. Raises ReadError for one that is empty or has more than `most` bytes."""
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise ReadError(
                    f"Tệp lớn quá {most >> 20} MB; hãy chia nhỏ, hoặc nhờ nạp bằng lệnh hoibaocao ingest."
                )
            await run_in_threadpool(file.write, chunk)
    if not size:
        raise ReadError("Tệp trống; hãy kiểm tra lại tệp.")
