"""All that is known of people, over one file: what pages, endpoints and commands are given."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ui.history import History
from ui.journal import Journal
from ui.people.accounts import Accounts
from ui.people.lockout import Lockout
from ui.people.schema import FILE
from ui.people.sessions import Sessions, Tokens
from ui.people.store import Store
from ui.settings import Settings
from vectorstore.directory import check_directory

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Office:
    """Accounts, sessions, tokens, journal and conversations of one archive. Safe to use from several threads."""

    store: Store
    accounts: Accounts
    sessions: Sessions
    tokens: Tokens
    lockout: Lockout
    journal: Journal
    history: History

    @property
    def lasting(self) -> bool:
        """False where all is kept in memory only, and gone when the process ends."""
        return self.store.path is not None

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_office(settings: Settings) -> Office:
    """The office in the archive's directory; in memory where that is read-only and holds no accounts.

    Raises ArchiveError where there is no archive, or the file cannot be used.
    """
    directory = Path(settings.archive)
    check_directory(directory, writable=False)
    office = office_in(directory if (directory / FILE).exists() or _writable(directory) else None, settings)
    office.journal.trim(settings.journal_days)
    office.history.purge()
    return office


def office_in(directory: Path | None, settings: Settings) -> Office:
    """An office over the file of a directory, or in memory."""
    store = Store(directory)
    return Office(
        store,
        Accounts(store),
        Sessions(store, settings.session_idle_minutes, settings.session_hours),
        Tokens(store),
        Lockout(store),
        Journal(store),
        History(store),
    )


def _writable(directory: Path) -> bool:
    return os.access(directory, os.W_OK)
