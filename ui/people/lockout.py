"""Logins tried too often: a name, or an address, waits before it may try again."""

from __future__ import annotations

import time
from collections.abc import Callable

from ui.people.accounts import canonical
from ui.people.store import Store

WINDOW_SECONDS = 15 * 60.0
# Wrong passwords of one name; a person who has forgotten theirs needs no more.
PER_NAME = 5
# Of one address: an office behind one router is one address, hence many.
PER_ADDRESS = 50


class Lockout:
    """Names are counted whether or not an account has them, so that the answer tells nothing of accounts."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def admits(self, name: str, address: str) -> bool:
        """Whether a login may be tried now; the attempt counts as failed until `passed` says otherwise.

        Counted before the password is looked at, so that many at once are no way around the limit.
        """
        own, now = canonical(name)[:64], self._clock()
        with self._store.write() as connection:
            connection.execute("DELETE FROM attempts WHERE at < ?", (now - WINDOW_SECONDS,))
            of_name, of_address = connection.execute(
                "SELECT coalesce(sum(name = ?), 0), coalesce(sum(address = ?), 0) FROM attempts",
                (own, address),
            ).fetchone()
            if of_name >= PER_NAME or of_address >= PER_ADDRESS:
                return False
            connection.execute("INSERT INTO attempts VALUES (?, ?, ?)", (own, address, now))
        return True

    def passed(self, name: str) -> None:
        """The person of this name has logged in."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM attempts WHERE name = ?", (canonical(name)[:64],))
