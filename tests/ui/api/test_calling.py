"""Tools as callers see them."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import pytest
from pydantic import Field

from ui.api.calling import allowed, described, for_caller
from ui.people.visitor import PersonRole, Visitor
from vectorstore.errors import UsageError

LAN = Visitor("lan", PersonRole.READER)


def tool(
    visitor: Visitor,
    count: Annotated[int, Field(description="Bao nhiêu.")],
    words: Annotated[list[str] | None, Field(description="Những từ nào.")] = None,
) -> dict[str, Any]:
    """Đếm."""
    return {"who": visitor.name, "count": count, "words": words}


class Request:
    pass


def test_caller_sees_its_own_request_in_place_of_the_visitor():
    seen = for_caller(tool, Request, lambda request, *arguments: arguments)
    first, *others = inspect.signature(seen).parameters.values()
    assert (first.name, first.annotation) == ("request", Request)
    assert [p.name for p in others] == ["count", "words"] and others[1].default is None
    assert (seen.__name__, seen.__doc__) == ("tool", "Đếm.")
    assert seen.__annotations__["count"].__metadata__[0].description == "Bao nhiêu."


def test_plain_callers_see_plain_types():
    seen = for_caller(tool, Request, lambda request: None, plain=True)
    assert seen.__annotations__["count"] is int


def test_description_names_each_parameter():
    assert described(tool) == "Đếm.\n\nTham số:\n- count: Bao nhiêu.\n- words: Những từ nào."


def test_arguments_come_by_place_or_name():
    assert allowed(tool, LAN, 2, ["a"]) == allowed(tool, LAN, count=2, words=["a"])


@pytest.mark.parametrize(
    ("arguments", "named", "name"),
    [
        ((), {}, "count"),
        (("nhiều",), {}, "count"),
        ((1, "một từ"), {}, "words"),
        ((1,), {"lạ": 1}, "lạ"),
        ((), {"count": None}, "count"),
    ],
)
def test_argument_of_another_type_is_told(arguments, named, name):
    with pytest.raises(UsageError, match=f"Tham số “{name}”"):
        allowed(tool, LAN, *arguments, **named)
