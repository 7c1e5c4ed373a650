"""A page belongs to who opened it first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.people.ownership import PageOwners
from ui.people.visitor import ForbiddenError


def claims(owners: PageOwners, page: str, name: str) -> bool:
    try:
        owners.claim(page, name)
    except ForbiddenError:
        return False
    return True


def test_first_person_owns_the_page():
    owners = PageOwners()
    assert claims(owners, "abc", "lan") and claims(owners, "abc", "lan")
    assert not claims(owners, "abc", "minh") and claims(owners, "xyz", "minh")


def test_one_of_many_at_once_gets_it():
    owners = PageOwners()
    with ThreadPoolExecutor(16) as threads:
        got = list(threads.map(lambda name: claims(owners, "abc", str(name)), range(64)))
    assert sum(got) == 1


def test_memory_is_bounded_and_pages_in_use_are_kept():
    owners = PageOwners(remembered=3)
    for page in ("a", "b", "a", "c", "d"):
        owners.claim(page, "lan")
    assert not claims(owners, "a", "minh")
    assert claims(owners, "b", "minh")


def test_refusal_says_what_to_do():
    owners = PageOwners()
    owners.claim("abc", "lan")
    with pytest.raises(ForbiddenError, match="tải lại trang"):
        owners.claim("abc", "minh")
