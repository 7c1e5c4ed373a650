"""Accounts: names, roles and argon2 password hashes."""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ui.people.store import Store
from ui.people.visitor import PersonRole, Visitor
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 256
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
# What people try first, and what an attacker tries first.
_GUESSED = ("matkhau", "password", "0123456789", "1234567890", "9876543210", "qwertyuiop", "hoibaocao")


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: PersonRole
    full_name: str = ""
    has_password: bool = True  # False: lets in by the proxy's header or a token only
    created: float = 0.0  # seconds since 1970

    def visitor(self, way: str) -> Visitor:
        return Visitor(self.name, self.role, self.full_name, way)


class Accounts:
    """The accounts of one archive. Names are told apart without regard to upper and lower case."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def any(self) -> bool:
        with self._store.read() as connection:
            return connection.execute("SELECT 1 FROM people LIMIT 1").fetchone() is not None

    def all(self) -> list[Account]:
        with self._store.read() as connection:
            return [_account(row) for row in connection.execute("SELECT * FROM people ORDER BY name")]

    def find(self, name: str) -> Account | None:
        with self._store.read() as connection:
            row = connection.execute("SELECT * FROM people WHERE name = ?", (canonical(name),)).fetchone()
        return _account(row) if row else None

    def known(self, name: str) -> Account:
        """The account of a name. Raises UsageError where there is none."""
        account = self.find(name)
        if account is None:
            raise UsageError(f"Không có tài khoản “{name}”; xem danh sách bằng “hoibaocao user list”.")
        return account

    def add(self, name: str, role: PersonRole, password: str | None, full_name: str = "") -> Account:
        """A new account; without a password it lets in by the proxy's header or a token only.

        Raises UsageError for a name or password that cannot be used, or a name that is taken.
        """
        own = check_name(name)
        hashed = self._hashed(own, password) if password is not None else ""
        values = (own, " ".join(full_name.split()), str(role), hashed, self._clock())
        try:
            with self._store.write() as connection:
                connection.execute(
                    "INSERT INTO people (name, full_name, role, password, created) VALUES (?, ?, ?, ?, ?)",
                    values,
                )
        except sqlite3.IntegrityError as error:
            raise UsageError(
                f"Đã có tài khoản “{own}”; hãy chọn tên khác, hoặc đổi mật khẩu bằng “hoibaocao user password {own}”."
            ) from error
        return self.known(own)

    def remove(self, name: str) -> None:
        """Take an account out, with its sessions, tokens and conversations; the journal stays."""
        own = self.known(name).name
        with self._store.write() as connection:
            connection.execute("DELETE FROM people WHERE name = ?", (own,))
            # Another person may get the name later.
            connection.execute("DELETE FROM conversations WHERE person = ?", (own,))

    def change_role(self, name: str, role: PersonRole) -> None:
        """From the person's next request on. Raises UsageError for an unknown name."""
        own = self.known(name).name
        with self._store.write() as connection:
            connection.execute("UPDATE people SET role = ? WHERE name = ?", (str(role), own))

    def change_password(self, name: str, password: str, *, keep: bytes = b"") -> None:
        """Set a password and end the person's sessions, but for the one whose digest is `keep`.

        Raises UsageError for an unknown name or a password that cannot be used.
        """
        own = self.known(name).name
        hashed = self._hashed(own, password)
        with self._store.write() as connection:
            connection.execute("UPDATE people SET password = ? WHERE name = ?", (hashed, own))
            connection.execute(
                "DELETE FROM sessions WHERE secret <> ? AND person_id = (SELECT id FROM people WHERE name = ?)",
                (keep, own),
            )
            connection.execute("DELETE FROM attempts WHERE name = ?", (own,))

    def check(self, name: str, password: str) -> Account | None:
        """The account that a name and password open; None otherwise, after the same time whatever is wrong."""
        own = canonical(name)
        with self._store.read() as connection:
            row = connection.execute("SELECT * FROM people WHERE name = ?", (own,)).fetchone()
        kept, decoy = row["password"] if row else "", self._decoy
        right = self._matches(kept or decoy, password)
        if not (right and kept):
            return None
        if self._hasher.check_needs_rehash(kept):
            with self._store.write() as connection:
                connection.execute(
                    "UPDATE people SET password = ? WHERE name = ?", (self._hasher.hash(plain(password)), own)
                )
        return _account(row)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # its defaults are those of RFC 9106 for little memory

        return PasswordHasher()

    @cached_property
    def _decoy(self) -> str:
        """A hash that no password is tried against but those of unknown names."""
        return self._hasher.hash("không có tài khoản này")

    def _hashed(self, name: str, password: str) -> str:
        check_password(name, password)
        return self._hasher.hash(plain(password))

    def _matches(self, hashed: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(hashed, plain(password[:LONGEST_PASSWORD]))
        except (VerificationError, InvalidHashError, UnicodeError):  # the last: a damaged hash
            return False


def canonical(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().lower()


def check_name(name: str) -> str:
    """The name as it is kept. Raises UsageError for one that cannot be used."""
    own = canonical(name)
    if not _NAME.fullmatch(own):
        raise UsageError(
            f"Tên đăng nhập “{name}” không dùng được; hãy dùng 2–64 chữ cái không dấu, chữ số và các dấu . _ - @."
        )
    return own


def plain(password: str) -> str:
    """The same password typed on any keyboard gives the same characters."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode()


def check_password(name: str, password: str) -> None:
    """Raises UsageError for a password that is too short, too long or easily guessed."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"Mật khẩu phải có từ {SHORTEST_PASSWORD} đến {LONGEST_PASSWORD} ký tự; hãy chọn mật khẩu khác."
        )
    lower = password.lower()
    rest = lower.replace(name, "")
    guessed = any(lower.startswith(word) and len(lower) < len(word) + 6 for word in _GUESSED)
    if guessed or len(set(lower)) < 5 or len(rest) < 5:
        raise UsageError("Mật khẩu dễ đoán; hãy chọn một câu hoặc vài từ không liên quan đến nhau.")


def _account(row: sqlite3.Row) -> Account:
    return Account(
        row["name"], PersonRole(row["role"]), row["full_name"], bool(row["password"]), row["created"]
    )
