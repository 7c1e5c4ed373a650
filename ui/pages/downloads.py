"""Charts and exports as files: drawn one at a time, journalled with the figures that they hold."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.charts.draw import picture
from assistant.charts.series import drawings
from assistant.export.paper import Paper
from assistant.export.write import FORMATS, to_bytes
from assistant.indicators.observations import Observation
from assistant.table import Table
from ui.journal import Action, Journal
from ui.people.rights import visitor_of
from vectorstore.errors import HoiBaoCaoError
from vectorstore.records import Figure

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_DRAWING = threading.Lock()  # matplotlib is not made for several threads


def chart_route(path: str, table: Callable[[Mapping[str, str]], Table]) -> Route:
    """/PATH/bieu-do-2.svg?…: a chart, as PNG or SVG, of the table that the address asks for."""
    return Route(
        f"/{path}/bieu-do-{{number:int}}.{{form}}",
        lambda request: _chart(request, functools.partial(table, request.query_params)),
    )


def _chart(request: Request, table: Callable[[], Table]) -> Response:
    form = request.path_params["form"]
    try:
        drawn = drawings(table()) if form in ("png", "svg") else []
    except HoiBaoCaoError as error:
        return PlainTextResponse(str(error), 404)
    number = request.path_params["number"]
    if not 1 <= number <= len(drawn):
        return PlainTextResponse("Không có biểu đồ này.", 404)
    with _DRAWING:
        made = picture(drawn[number - 1])
    content = made.png if form == "png" else made.svg
    return _file(content, f"bieu-do-{number}.{form}", inline=True)


def file_response(
    request: Request,
    journal: Journal,
    name: str,
    paper: Callable[[], Paper],
    figures: Callable[[Paper], Iterable[Figure]],
    form: str = "",
) -> Response:
    """A paper as the file that the route (or `form`) asks for; who took which figures stands in the journal."""
    form = form or request.path_params["form"]
    if f".{form}" not in FORMATS:
        return PlainTextResponse("Không có dạng tệp này.", 404)
    try:
        made = paper()
        with _DRAWING:
            content = to_bytes(made, f".{form}")
    except HoiBaoCaoError as error:
        return PlainTextResponse(str(error), 400)
    filename = f"{name}.{form}"
    journal.record(
        visitor_of(request), Action.EXPORT, filename, {"dạng": form, "nội dung": made.heading}, figures(made)
    )
    return _file(content, filename)


def attachment(content: bytes, filename: str) -> Response:
    """A file to be saved."""
    return _file(content, filename)


def figures_of_lines(lines: Iterable[Observation]) -> list[Figure]:
    """Every figure of an indicator's lines."""
    return [member.figure for line in lines for member in (*line.members, *line.others)]


def figures_of_tables(tables: Iterable[Table]) -> list[Figure]:
    """Every printed figure of tables, each once."""
    found = [cell.figure for table in tables for row in table.rows for cell in row.cells if cell.figure]
    return list(dict.fromkeys(found))


def _file(content: bytes, filename: str, inline: bool = False) -> Response:
    kind = "inline" if inline else "attachment"
    headers = {"content-disposition": f'{kind}; filename="{filename}"', "cache-control": "private, no-cache"}
    return Response(content, media_type=_TYPES[filename.rpartition(".")[2]], headers=headers)
