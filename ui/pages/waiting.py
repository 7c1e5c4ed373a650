"""How many questions wait for their answer, so that a further one can be told at once that the page is busy."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable

# A question that is this old was given up: its visitor has closed the page before its turn came.
GIVEN_UP_SECONDS = 300.0


class WaitingRoom:
    """Tickets of the questions that are asked and not yet answered. Safe to use from several threads."""

    def __init__(self, places: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = places
        self._clock = clock
        self._numbers = itertools.count(1)
        self._tickets: dict[int, float] = {}
        self._lock = threading.Lock()

    def enter(self) -> int | None:
        """A ticket, or None where all places are taken."""
        with self._lock:
            now = self._clock()
            self._tickets = {n: t for n, t in self._tickets.items() if now - t < GIVEN_UP_SECONDS}
            if len(self._tickets) >= self._places:
                return None
            number = next(self._numbers)
            self._tickets[number] = now
            return number

    def holds(self, ticket: int) -> bool:
        with self._lock:
            entered = self._tickets.get(ticket)
            return entered is not None and self._clock() - entered < GIVEN_UP_SECONDS

    def leave(self, ticket: int) -> None:
        with self._lock:
            self._tickets.pop(ticket, None)
