"""Drafts under check: read in a process of their own, kept for a while, seen by who sent them alone.

They never enter the archive; their files lie in a temporary folder until they are forgotten.
"""

from __future__ import annotations

import hashlib
import queue
import secrets
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.audit.auditor import check_draft, compared_with
from assistant.audit.remark import Remark
from ui.intake.limits import Limits
from ui.intake.reading import ReadingProcess
from ui.people.visitor import Visitor
from vectorstore.records import Report

if TYPE_CHECKING:
    from vectorstore.archive import Archive

AT_ONCE = 2  # drafts that are read at the same time
_MOST, _MOST_OF_ONE = 60, 10  # drafts that are kept, in all and of one person
_SECONDS = 8 * 3600.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was checked."""

    id: str
    person: str  # who sent it
    path: Path
    report: Report  # as it was understood
    figures: int
    remarks: tuple[Remark, ...]  # the gravest first
    others: tuple[Report, ...]  # what it was set against
    at: float  # monotonic seconds


class Drafts:
    """The drafts of all people. Safe to use from several threads."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.limits = limits
        self._archive = archive
        self._processes = [ReadingProcess(limits.seconds) for _ in range(AT_ONCE)]
        self._free: queue.SimpleQueue[ReadingProcess] = queue.SimpleQueue()
        for process in self._processes:
            self._free.put(process)
        self._kept: dict[str, Draft] = {}
        self._guard = threading.Lock()
        self._folder: Path | None = None

    def place(self) -> Path:
        """A new folder for a draft that is being received; the caller removes it where the draft does not come."""
        with self._guard:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="hoibaocao-kiem-"))
        return Path(tempfile.mkdtemp(dir=self._folder))

    def check(self, visitor: Visitor, path: Path) -> Draft:
        """Read and check a draft, alone in its folder. Raises ReadError for a file that cannot be read."""
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        process = self._free.get()
        try:
            reading = process.read(path, path.stem, sha256, None)
        finally:
            self._free.put(process)
        content = reading.content
        draft = Draft(
            id=secrets.token_urlsafe(9),
            person=visitor.name,
            path=path,
            report=replace(content.report, file=path.name),
            figures=len(content.figures),
            remarks=tuple(check_draft(content, self._archive)),
            others=tuple(compared_with(content, self._archive)),
            at=time.monotonic(),
        )
        with self._guard:
            self._kept[draft.id] = draft
        self._forget(draft.person)
        return draft

    def find(self, visitor: Visitor, id: str) -> Draft | None:
        """A draft of the person's own; None where there is none, or it was forgotten."""
        self._forget(visitor.name)
        with self._guard:
            found = self._kept.get(id)
        return found if found is not None and found.person == visitor.name else None

    def close(self) -> None:
        """Forget all, and end the processes."""
        for process in self._processes:
            process.close()
        with self._guard:
            self._kept.clear()
            folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _forget(self, person: str) -> None:
        """Drop what is too old, or too much: the oldest first."""
        now = time.monotonic()
        with self._guard:
            kept = sorted(self._kept.values(), key=lambda draft: draft.at)
            mine = [draft for draft in kept if draft.person == person]
            gone = {d.id for d in (*kept[:-_MOST], *mine[:-_MOST_OF_ONE])}
            gone |= {draft.id for draft in kept if now - draft.at > _SECONDS}
            paths = [self._kept.pop(id).path for id in gone]
        for path in paths:
            shutil.rmtree(path.parent, ignore_errors=True)
