"""Plain routes beside the pages: pictures of pages, original files, scripts, and the receiving of files.

All lie behind the gate: whoever comes here is known, and whoever is known may read.
"""

from __future__ import annotations

import functools
import shutil
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ingest.files import PREFERENCE
from ui.intake.body import save_body
from ui.intake.unzip import safe_name
from ui.pages.pdf_page import picture
from ui.pages.shared import Shared
from ui.people.rights import visitor_of
from ui.people.visitor import ForbiddenError, PersonRole, demand
from vectorstore.errors import HoiBaoCaoError, ReadError

# Only these are ever sent as what they are: nothing that a browser would run.
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}
_SHOWN_INLINE = (".pdf", ".txt", ".md")
_SCRIPTS = ("session.js", "app.js", "upload.js", "tools.js")
_KEEP = {"cache-control": "private, max-age=86400"}
_NEVER_KEEP = {"cache-control": "private, no-cache"}


def routes(shared: Shared) -> list[Route]:
    """To be put before the pages."""
    found = _Routes(shared)
    return [
        Route("/nguon/{key}/trang/{page:int}.png", found.picture),
        Route("/nguon/{key}/tep", found.original),
        Route("/tinh/{name}", found.script),
        Route("/kho/tep", found.receive, methods=["POST"]),
    ]


class _Routes:
    def __init__(self, shared: Shared) -> None:
        self._archive = shared.archive
        self._desk = shared.desk

    def picture(self, request: Request) -> Response:
        """A page of a PDF as PNG."""
        report = self._archive.report(request.path_params["key"])
        original = self._archive.original(report.key) if report else None
        if report is None or original is None or original.suffix.lower() != ".pdf":
            return PlainTextResponse("Không có trang này.", 404)
        try:
            png = picture(original, report.sha256, request.path_params["page"])
        except ReadError as error:
            return PlainTextResponse(str(error), 404)
        return Response(png, media_type="image/png", headers=_KEEP)

    def original(self, request: Request) -> Response:
        """A report's own file, as the archive keeps it."""
        original = self._archive.original(request.path_params["key"])
        if original is None:
            return PlainTextResponse("Không còn tệp gốc của báo cáo này trong kho.", 404)
        suffix = original.suffix.lower()
        return FileResponse(
            original,
            media_type=_TYPES.get(suffix, "application/octet-stream"),
            filename=original.name,
            content_disposition_type="inline" if suffix in _SHOWN_INLINE else "attachment",
            headers=_NEVER_KEEP,
        )

    def script(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _SCRIPTS:
            return PlainTextResponse("Không có tệp này.", 404)
        return Response(_script(name), media_type="text/javascript; charset=utf-8", headers=_NEVER_KEEP)

    async def receive(self, request: Request) -> Response:
        """One file as the body of a request, its name in `x-name`: taken in by the desk in the background.

        The header is also what keeps pages of other hosts out: theirs may not set it.
        """
        visitor = visitor_of(request)
        try:
            demand(visitor, PersonRole.EDITOR)
        except ForbiddenError as error:
            return JSONResponse({"error": str(error)}, 403)
        name = safe_name(unquote(request.headers.get("x-name", "")))
        if not _same_origin(request) or not name:
            return JSONResponse({"error": "Yêu cầu không hợp lệ; hãy tải lại trang rồi thêm lại tệp."}, 400)
        if Path(name).suffix.lower() not in (*PREFERENCE, ".zip"):
            return JSONResponse({"error": _unsupported(name)}, 415)
        folder = await run_in_threadpool(self._desk.place)
        try:
            await save_body(request, folder / name, self._desk.limits.file_bytes)
            await run_in_threadpool(
                self._desk.receive, visitor, folder / name, unquote(request.headers.get("x-replaces", ""))
            )
        except (HoiBaoCaoError, ClientDisconnect, OSError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            said = (
                str(error) if isinstance(error, HoiBaoCaoError) else "Không nhận trọn được tệp; hãy thêm lại."
            )
            return JSONResponse({"error": said}, 400)
        return JSONResponse({"name": name})


def _same_origin(request: Request) -> bool:
    """False for a request that a page of another host makes."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _unsupported(name: str) -> str:
    if name.lower().endswith(".doc"):
        return "Định dạng .doc cũ chưa đọc được; hãy mở bằng Word và lưu thành .docx."
    return f"Không phải định dạng báo cáo được hỗ trợ (nhận {', '.join(PREFERENCE)}, .zip)."


@functools.cache
def _script(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
