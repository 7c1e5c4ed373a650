"""Sessions of the browser and personal tokens of programs: found by a secret of which only a digest is kept."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from ui.people.secrets import TOKEN_PREFIX, digest, new_secret
from ui.people.store import Store
from ui.people.visitor import PersonRole, Visitor
from vectorstore.errors import UsageError

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
# How exactly the last use is known; writing at every request would cost more than the request.
_TOUCH_SECONDS = 60.0
_VISITOR = "people.name, people.role, people.full_name"


class Sessions:
    """Logins that end: after so long without a request, and after so long in all."""

    def __init__(
        self, store: Store, idle_minutes: float, hours: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._idle, self._lifetime = idle_minutes * _MINUTE, hours * _HOUR
        self._clock = clock

    @property
    def lifetime_seconds(self) -> int:
        return int(self._lifetime)

    def begin(self, name: str) -> str:
        """The secret of a new session of an account; ended ones are cleared away."""
        secret, now = new_secret(), self._clock()
        with self._store.write() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE seen < ? OR began < ?", (now - self._idle, now - self._lifetime)
            )
            connection.execute(
                "INSERT INTO sessions SELECT ?, id, ?, ? FROM people WHERE name = ?",
                (digest(secret), now, now, name),
            )
        return secret

    def find(self, secret: str) -> Visitor | None:
        """Whose session a secret opens, with the role of this moment; None where it has ended."""
        now, key = self._clock(), digest(secret)
        with self._store.read() as connection:
            row = connection.execute(
                f"SELECT {_VISITOR}, seen FROM sessions JOIN people ON people.id = person_id "
                "WHERE secret = ? AND seen >= ? AND began >= ?",
                (key, now - self._idle, now - self._lifetime),
            ).fetchone()
        if row is None:
            return None
        if now - row["seen"] > _TOUCH_SECONDS:
            with self._store.write() as connection:
                connection.execute("UPDATE sessions SET seen = ? WHERE secret = ?", (now, key))
        return _visitor(row, "session")

    def end(self, secret: str) -> None:
        with self._store.write() as connection:
            connection.execute("DELETE FROM sessions WHERE secret = ?", (digest(secret),))


@dataclass(frozen=True, slots=True)
class Token:
    """A personal token as listed; its secret is shown once, when it is made."""

    number: int
    label: str
    created: float
    expires: float
    used: float | None  # last use, to the minute


class Tokens:
    """Personal tokens: a program asks with the role of the person who owns it."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def make(self, name: str, label: str, days: int) -> str:
        """The secret of a new token of an account."""
        secret, now = new_secret(TOKEN_PREFIX), self._clock()
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO tokens (secret, person_id, label, created, expires) "
                "SELECT ?, id, ?, ?, ? FROM people WHERE name = ?",
                (digest(secret), label, now, now + days * _DAY, name),
            )
        return secret

    def find(self, secret: str) -> Visitor | None:
        """Whose token a secret is; None for an unknown or expired one."""
        now, key = self._clock(), digest(secret)
        with self._store.read() as connection:
            row = connection.execute(
                f"SELECT {_VISITOR}, used FROM tokens JOIN people ON people.id = person_id "
                "WHERE secret = ? AND expires > ?",
                (key, now),
            ).fetchone()
        if row is None:
            return None
        if now - (row["used"] or 0.0) > _TOUCH_SECONDS:
            with self._store.write() as connection:
                connection.execute("UPDATE tokens SET used = ? WHERE secret = ?", (now, key))
        return _visitor(row, "token")

    def of(self, name: str) -> list[Token]:
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT tokens.id, label, tokens.created, expires, used FROM tokens "
                "JOIN people ON people.id = person_id WHERE name = ? ORDER BY tokens.id",
                (name,),
            )
            return [Token(*row) for row in rows]

    def revoke(self, name: str, number: int) -> None:
        """Raises UsageError where the person has no token of this number."""
        with self._store.write() as connection:
            gone = connection.execute(
                "DELETE FROM tokens WHERE id = ? AND person_id = (SELECT id FROM people WHERE name = ?)",
                (number, name),
            ).rowcount
        if not gone:
            raise UsageError(
                f"Tài khoản “{name}” không có mã truy cập số {number}; xem bằng “hoibaocao user token {name} --list”."
            )


def _visitor(row: sqlite3.Row, way: str) -> Visitor:
    return Visitor(row["name"], PersonRole(row["role"]), row["full_name"], way)
