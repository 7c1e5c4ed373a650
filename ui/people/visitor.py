"""Who is asking, and the roles that say what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.vietnamese.text import fold
from vectorstore.errors import HoiBaoCaoError, UsageError


class PersonRole(StrEnum):
    """What a person may do; each role may do all that those before it may."""

    READER = "đọc"  # ask, look up, compare, check a draft, export; own conversations
    EDITOR = "biên tập"  # add, correct, replace and remove reports
    ADMIN = "quản trị"  # the journal

    def may(self, needed: PersonRole) -> bool:
        order = list(PersonRole)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind one request."""

    name: str  # of the account; "" where there are no accounts and this machine alone is let in
    role: PersonRole
    full_name: str = ""
    way: str = "session"  # "session" | "token" | "proxy" | "local": how the server knows

    @property
    def shown(self) -> str:
        return self.full_name or self.name or "máy này"


# Without accounts whoever sits at the machine owns the archive's files anyway.
LOCAL = Visitor("", PersonRole.ADMIN, way="local")


class ForbiddenError(HoiBaoCaoError):
    """An action that the person's role does not allow."""


def demand(visitor: Visitor, needed: PersonRole) -> None:
    """Raises ForbiddenError where the visitor's role is below the one needed."""
    if not visitor.role.may(needed):
        raise ForbiddenError(
            f"Tài khoản “{visitor.name}” (quyền {visitor.role}) không được làm việc này, cần quyền {needed}; "
            "hãy liên hệ người quản trị."
        )


def role_named(text: str) -> PersonRole:
    """'bien-tap', 'Biên tập' → EDITOR. Raises UsageError for anything else."""
    for role in PersonRole:
        if fold(text.strip()).replace("-", " ").replace("_", " ") == fold(role):
            return role
    names = ", ".join(role_slug(role) for role in PersonRole)
    raise UsageError(f"Không có quyền tên “{text}”; hãy chọn một trong: {names}.")


def role_slug(role: PersonRole) -> str:
    """As typed on a command line: 'bien-tap'."""
    return fold(role).replace(" ", "-")
