"""Roles enforced on the handlers of Gradio events and on plain routes."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from functools import wraps
from typing import Any, TypeVar

import gradio as gr

from ui.people.visitor import ForbiddenError, PersonRole, Visitor, demand

__all__ = ["SCOPE_KEY", "demand", "needed_role", "needs", "visitor_of"]

# Where the gate leaves the visitor in the ASGI scope of a request.
SCOPE_KEY = "hoibaocao.visitor"
_MARK = "__needed_role__"
_ADDED = "_asked_by"

Handler = TypeVar("Handler", bound=Callable[..., Any])


def visitor_of(request: Any) -> Visitor:
    """Who sent a request of Gradio or Starlette. Raises ForbiddenError where it came past no gate."""
    inner = request.request if isinstance(request, gr.Request) else request
    visitor = getattr(inner, "scope", {}).get(SCOPE_KEY)
    if not isinstance(visitor, Visitor):
        raise ForbiddenError("Yêu cầu này không qua đăng nhập; hãy mở lại trang rồi đăng nhập.")
    return visitor


def needed_role(handler: Callable[..., Any]) -> PersonRole | None:
    """The role that `needs` gave a handler; None where it gave none."""
    role = getattr(handler, _MARK, None)
    return role if isinstance(role, PersonRole) else None


def needs(role: PersonRole) -> Callable[[Handler], Handler]:
    """Let only people of this role (or a higher one) call an event handler; others see one sentence.

    Gradio hands the request to a first parameter that is added here, so that the handler needs none of its
    own; one that it has is filled as usual.
    """

    def decorate(handler: Handler) -> Handler:
        signature = inspect.signature(handler)
        names = list(signature.parameters)
        at = 1 if names[:1] == ["self"] else 0

        def checked(args: tuple[Any, ...]) -> tuple[Any, ...]:
            try:
                demand(visitor_of(args[at]), role)
            except ForbiddenError as error:
                raise gr.Error(str(error), title="Không có quyền", print_exception=False) from error
            return (*args[:at], *args[at + 1 :])

        guarded = _same_kind(handler, checked)
        added = inspect.Parameter(_ADDED, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=gr.Request)
        parameters = list(signature.parameters.values())
        parameters.insert(at, added)
        guarded.__signature__ = signature.replace(parameters=parameters)
        guarded.__annotations__ = {**handler.__annotations__, _ADDED: gr.Request}
        setattr(guarded, _MARK, role)
        return guarded  # type: ignore[no-any-return]

    return decorate


def _same_kind(handler: Callable[..., Any], checked: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Any:
    """A wrapper of the handler's own kind, since Gradio calls functions, generators and coroutines apart."""
    if inspect.isasyncgenfunction(handler):

        @wraps(handler)
        async def async_steps(*args: Any, **named: Any) -> AsyncIterator[Any]:
            async for step in handler(*checked(args), **named):
                yield step

        return async_steps
    if inspect.iscoroutinefunction(handler):

        @wraps(handler)
        async def later(*args: Any, **named: Any) -> Any:
            return await handler(*checked(args), **named)

        return later
    if inspect.isgeneratorfunction(handler):

        @wraps(handler)
        def steps(*args: Any, **named: Any) -> Iterator[Any]:
            yield from handler(*checked(args), **named)

        return steps

    @wraps(handler)
    def once(*args: Any, **named: Any) -> Any:
        return handler(*checked(args), **named)

    return once
