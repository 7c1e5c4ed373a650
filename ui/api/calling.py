"""A tool as its callers see it: their request in place of the visitor, its arguments checked, its description whole."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from pydantic import ValidationError, validate_call
from pydantic.fields import FieldInfo

from ui.people.visitor import PersonRole, Visitor, demand
from vectorstore.errors import UsageError

Tool = Callable[..., dict[str, Any]]


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
            f"Tham số “{name}” không đúng kiểu hoặc không có; hãy xem mô tả của công cụ {tool.__name__}."
        ) from error


def described(tool: Tool) -> str:
    """A tool's description with those of its parameters, for callers that show one text."""
    lines = [f"- {name}: {text}" for name, text in _parameters(tool)]
    return "\n".join([inspect.getdoc(tool) or "", "", "Tham số:", *lines])


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


def _parameters(tool: Tool) -> list[tuple[str, str]]:
    """The names and descriptions of a tool's parameters."""
    hints = get_type_hints(tool, include_extras=True)
    return [
        (name, extra.description)
        for name, hint in hints.items()
        for extra in getattr(hint, "__metadata__", ())
        if isinstance(extra, FieldInfo) and extra.description
    ]
