"""Files of reports that were removed or replaced, kept a while so that it can be undone."""

from __future__ import annotations

import json
import logging
import re
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vectorstore.records import Report

logger = logging.getLogger(__name__)

KEPT_DAYS = 30
_FOLDER = "removed"  # beside the catalogue, in the archive's directory
_ABOUT = "about.json"
_ID = re.compile(r"[0-9A-Za-z]{10,40}\Z")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file in the bin."""

    id: str
    key: str
    label: str
    title: str
    file: str
    replaced: bool  # False where the report was removed
    person: str
    at: str  # ISO 8601, UTC

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


class Bin:
    """A folder of the archive; each file lies in a folder of its own, with a note of what it was."""

    def __init__(self, archive: Path) -> None:
        self._folder = archive / _FOLDER

    def put(self, report: Report, original: Path, person: str, replaced: bool) -> Kept:
        """Copy a report's file into the bin."""
        now = datetime.now(UTC)
        kept = Kept(
            id=f"{now:%Y%m%d%H%M%S}{secrets.token_hex(4)}",
            key=report.key,
            label=report.label,
            title=report.title,
            file=original.name,
            replaced=replaced,
            person=person,
            at=now.isoformat(timespec="seconds"),
        )
        place = self._folder / kept.id
        place.mkdir(parents=True)
        shutil.copy2(original, place / kept.file)
        (place / _ABOUT).write_text(json.dumps(asdict(kept), ensure_ascii=False), "utf-8")
        return kept

    def all(self) -> list[Kept]:
        """What can be brought back, the newest first; a damaged entry is left out."""
        found = []
        for about in sorted(self._folder.glob(f"*/{_ABOUT}"), reverse=True):
            try:
                found.append(Kept(**json.loads(about.read_text("utf-8"))))
            except (OSError, ValueError, TypeError):
                logger.warning("left out of the bin: %s", about)
        return found

    def find(self, id: str) -> tuple[Kept, Path] | None:
        """An entry with its file; None where there is none of this id."""
        if not _ID.match(id):
            return None
        kept = next((kept for kept in self.all() if kept.id == id), None)
        path = self._folder / id / Path(kept.file).name if kept else None
        return (kept, path) if kept and path and path.is_file() else None

    def drop(self, id: str) -> None:
        if _ID.match(id):
            shutil.rmtree(self._folder / id, ignore_errors=True)

    def purge(self) -> None:
        """Let go for good what is older than a month."""
        oldest = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
        for kept in self.all():
            if kept.moment < oldest:
                self.drop(kept.id)
