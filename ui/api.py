"""What programs may ask of the archive: the same functions as named Gradio endpoints and as MCP tools.

Each tool takes the visitor first and then what its parameters say; descriptions are read by people and by
language models alike, hence in Vietnamese and whole.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import gradio as gr
from gradio.events import api
from pydantic import Field, ValidationError, validate_call
from pydantic.fields import FieldInfo

from ui.commands.reports import as_json
from ui.filters import matching
from ui.journal import Action
from ui.people.office import Office
from ui.people.rights import visitor_of
from ui.people.visitor import PersonRole, Visitor, demand
from ui.turns import turns
from vectorstore.errors import HoiBaoCaoError, UsageError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive

Tool = Callable[..., dict[str, Any]]

PlaceName = Annotated[
    str, Field(description="Tên tỉnh hoặc huyện, ví dụ “Điện Biên”; để trống là mọi địa bàn.")
]
PeriodName = Annotated[
    str, Field(description="Kỳ báo cáo: 6T/2024, Q1/2024, T5/2024 hoặc 2024; để trống là mọi kỳ.")
]
ReportKeys = Annotated[
    list[str] | None,
    Field(description="Mã các báo cáo được dùng, như công cụ reports liệt kê; bỏ trống là tất cả."),
]


class Api:
    """The tools over one archive. Safe to use from several threads."""

    def __init__(self, archive: Archive, assistant: Assistant, office: Office) -> None:
        self._archive = archive
        self._assistant = assistant
        self._journal = office.journal

    def tools(self) -> tuple[Tool, ...]:
        return self.ask, self.reports

    def ask(
        self,
        visitor: Visitor,
        question: Annotated[
            str,
            Field(
                description="Câu hỏi bằng tiếng Việt, nên nêu chỉ tiêu, địa bàn và kỳ; dài nhất 2.000 ký tự."
            ),
        ],
        place: PlaceName = "",
        period: PeriodName = "",
        reports: ReportKeys = None,
        history: Annotated[
            list[str] | None,
            Field(
                description="Các câu hỏi trước đó trong cùng cuộc hỏi, theo thứ tự, để hiểu câu hỏi nối tiếp."
            ),
        ] = None,
    ) -> dict[str, Any]:
        """Trả lời một câu hỏi từ các báo cáo y tế trong kho, kèm nguồn trích dẫn nguyên văn.

        Dùng khi cần một số liệu hoặc nội dung cụ thể: kết quả, kế hoạch, cùng kỳ, tỷ lệ đạt, khó khăn, kiến nghị.
        Mọi con số trong câu trả lời đều có trong nguồn nêu ở citations; kho không có thì refused là true và câu
        trả lời nói rõ. Không suy diễn thêm số liệu ngoài câu trả lời này.

        Trả về: answer (dòng đầu là câu trả lời trực tiếp, [1], [2] chỉ vào citations theo thứ tự), refused, mode,
        citations (report, title, place, period, section, page, quote), figures (indicator, value, unit, place,
        period, role: result, plan, prior, change, attainment), alternatives (câu hỏi mà kho trả lời được).
        """
        answer = self._assistant.ask(
            question,
            history=turns(history or ()),
            place=place or None,
            period=period or None,
            reports=tuple(reports or ()),
        )
        said = {"trả lời": answer.text.partition("\n")[0], "từ chối": answer.refused}
        self._journal.record(visitor, Action.ASK, question, said, answer.figures)
        return answer.as_json()

    def reports(self, visitor: Visitor, place: PlaceName = "", period: PeriodName = "") -> dict[str, Any]:
        """Liệt kê các báo cáo, kế hoạch có trong kho.

        Dùng trước tiên để biết kho có những địa bàn, những kỳ nào, và để lấy mã báo cáo cho các công cụ khác.

        Trả về: reports, mỗi mục gồm report (mã), title, agency, place, period, kind (báo cáo, kế hoạch, văn bản),
        draft (dự thảo), date, file, pages.
        """
        found = matching(self._archive.reports(), place or None, period or None)
        return {"reports": [as_json(report) for report in found]}

    def add_to(self, blocks: gr.Blocks, concurrency: int) -> None:
        """Give the page's server a named endpoint for each tool; so many of all run at once."""
        with blocks:
            for tool in self.tools():
                api(
                    _endpoint(tool),
                    api_name=tool.__name__,
                    api_description=described(tool),
                    concurrency_limit=concurrency,
                    concurrency_id="api",
                )


def described(tool: Tool) -> str:
    """A tool's description with those of its parameters."""
    lines = [f"- {name}: {text}" for name, text in _parameters(tool)]
    return "\n".join([inspect.getdoc(tool) or "", "", "Tham số:", *lines])


def _parameters(tool: Tool) -> list[tuple[str, str]]:
    hints = get_type_hints(tool, include_extras=True)
    found = []
    for name, hint in hints.items():
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, FieldInfo) and extra.description:
                found.append((name, extra.description))
    return found


def for_caller(
    tool: Tool, caller: type, call: Callable[..., Any], *, plain: bool = False
) -> Callable[..., Any]:
    """`call` under the tool's name and signature, with the caller's own request in place of the visitor.

    `plain` leaves only the types of the hints, for a library that knows no Annotated.
    """
    hints = get_type_hints(tool, include_extras=not plain)
    signature = inspect.signature(tool)
    _, *parameters = signature.parameters.values()
    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=caller)
    typed = [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
    call.__name__, call.__doc__ = tool.__name__, inspect.getdoc(tool)
    call.__annotations__ = {p.name: p.annotation for p in (first, *typed)} | {"return": hints["return"]}
    call.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[first, *typed], return_annotation=hints["return"]
    )
    return call


def _endpoint(tool: Tool) -> Callable[..., Any]:
    """A tool as Gradio calls it: the request first, errors as it shows them."""

    def call(request: gr.Request, *arguments: Any) -> dict[str, Any]:
        try:
            return allowed(tool, visitor_of(request), *arguments)
        except HoiBaoCaoError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return for_caller(tool, gr.Request, call, plain=True)


def allowed(tool: Tool, visitor: Visitor, *arguments: Any, **named: Any) -> dict[str, Any]:
    """What a tool gives, to a visitor who may read.

    Raises ForbiddenError for one who may not, UsageError for an argument of another type than the tool's.
    """
    demand(visitor, PersonRole.READER)
    try:
        return validate_call(tool)(visitor, *arguments, **named)
    except ValidationError as error:
        names = list(inspect.signature(tool).parameters)
        where = error.errors()[0]["loc"][0]
        name = names[where] if isinstance(where, int) else where
        raise UsageError(
            f"Tham số “{name}” không đúng kiểu; hãy xem mô tả của công cụ {tool.__name__}."
        ) from error
