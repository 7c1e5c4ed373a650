"""Entries of the journal for what commands change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.settings import Settings
from vectorstore.errors import ArchiveError

if TYPE_CHECKING:
    from ui.journal import Action

Note = Callable[["Action", str, dict[str, Any]], None]


@contextmanager
def noting(settings: Settings) -> Iterator[Note]:
    """What writes an entry for the system's user of this terminal; a journal that cannot be opened is told."""
    from ui.journal import at_terminal
    from ui.people.office import open_office

    try:
        office = open_office(settings)
    except ArchiveError as error:
        print(f"Lưu ý: không ghi được nhật ký. {error}", file=sys.stderr)
        yield lambda action, subject, detail: None
        return
    person = at_terminal()
    with office:
        yield lambda action, subject, detail: office.journal.record(person, action, subject, detail)
