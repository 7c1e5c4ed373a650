"""An office with a person of each role, in memory and on a clock that the test sets."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher

from ui.history import History
from ui.journal import Journal
from ui.people.accounts import Accounts
from ui.people.lockout import Lockout
from ui.people.office import Office
from ui.people.sessions import Sessions, Tokens
from ui.people.store import Store
from ui.people.visitor import PersonRole

QUICK = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
PASSWORD = "ba con mèo vàng"
NAMES = {PersonRole.READER: "doan", PersonRole.EDITOR: "bich", PersonRole.ADMIN: "quy"}


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty_office(clock: Clock) -> Office:
    store = Store(None)
    accounts = Accounts(store, clock)
    accounts._hasher = QUICK  # the real one takes a tenth of a second and 64 MiB
    return Office(
        store,
        accounts,
        Sessions(store, idle_minutes=30, hours=8, clock=clock),
        Tokens(store, clock),
        Lockout(store, clock),
        Journal(store, clock),
        History(store, clock),
    )


@pytest.fixture
def office(empty_office: Office) -> Office:
    """With a reader, an editor and an admin; the reader alone has a password."""
    for role, name in NAMES.items():
        password = PASSWORD if role is PersonRole.READER else None
        empty_office.accounts.add(name, role, password, f"Người {role}")
    return empty_office
