"""Roles: each may do what those before it may."""

from __future__ import annotations

import pytest

from ui.people.visitor import LOCAL, ForbiddenError, PersonRole, Visitor, demand, role_named, role_slug
from vectorstore.errors import UsageError

READER, EDITOR, ADMIN = PersonRole


@pytest.mark.parametrize("own", PersonRole)
@pytest.mark.parametrize("needed", PersonRole)
def test_role_may_do_what_lower_ones_may(own, needed):
    order = [READER, EDITOR, ADMIN]
    assert own.may(needed) is (order.index(own) >= order.index(needed))


def test_lower_role_is_told_what_it_lacks():
    with pytest.raises(ForbiddenError, match=r"“lan” .quyền đọc. .* cần quyền biên tập"):
        demand(Visitor("lan", READER), EDITOR)


def test_whoever_sits_at_the_machine_may_do_all():
    demand(LOCAL, ADMIN)
    assert LOCAL.shown == "máy này"


@pytest.mark.parametrize(
    ("text", "role"),
    [("doc", READER), ("Đọc", READER), ("bien-tap", EDITOR), (" Biên tập ", EDITOR), ("quan_tri", ADMIN)],
)
def test_roles_are_named_with_or_without_diacritics(text, role):
    assert role_named(text) is role
    assert role_named(role_slug(role)) is role


@pytest.mark.parametrize("text", ["", "admin", "doc bien"])
def test_unknown_role_is_told(text):
    with pytest.raises(UsageError, match="doc, bien-tap, quan-tri"):
        role_named(text)
