"""Files in, reports in the archive out: each file is read, understood and written on its own.

One file that cannot be read never stops the rest; it is listed in the summary with its reason. Only the archive
itself failing (locked, read-only, disk full) ends the run, since every further file would fail the same way.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.files import Candidate, find_files
from ingest.reading import Reading, read_file
from vectorstore.errors import ArchiveError, HoiBaoCaoError
from vectorstore.records import Amendment, Report, ReportContent

if TYPE_CHECKING:
    from vectorstore.archive import Archive

logger = logging.getLogger(__name__)

_HASH_CHUNK = 1 << 20


class State(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    path: Path
    key: str  # "" where the file has none because it was not read
    state: State
    reason: str = ""  # of SKIPPED and FAILED: one Vietnamese sentence
    report: Report | None = None
    figures: int = 0
    gaps: int = 0  # cells left blank
    dismissed: int = 0  # numbers that are no figures
    warnings: tuple[str, ...] = ()  # what the official should check, such as a place taken from the file name


@dataclass(frozen=True, slots=True)
class Progress:
    """One event a file at its start (`outcome` is None) and one at its end."""

    name: str
    index: int  # of the report, from 1
    total: int
    pages: int  # read so far in this run
    pages_per_second: float  # over this run so far; 0 before the first page
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    outcomes: tuple[Outcome, ...]
    pages: int
    seconds: float

    def of(self, state: State) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.state is state)

    @property
    def failed(self) -> bool:
        return any(outcome.state is State.FAILED for outcome in self.outcomes)


# Reads a file as the report of a key and content hash, heeding what people corrected of it.
Reader = Callable[[Path, str, str, Amendment | None], Reading]


def ingest(
    paths: Sequence[Path],
    archive: Archive,
    progress: Callable[[Progress], None] = lambda _: None,
    *,
    force: bool = False,
    read: Reader = read_file,
) -> Summary:
    """Read every report file of `paths` (folders recursively) into `archive`; with `force`, unchanged ones too.

    `read` may read elsewhere, such as in another process; what people corrected of reports holds.

    Raises ArchiveError where the archive cannot be written; never for a file that cannot be read.
    """
    found = find_files(paths)
    run = _Run(archive, len(found.candidates), progress, force, read)
    for skipped in found.skipped:
        state = State.FAILED if skipped.wrong else State.SKIPPED
        run.outcomes.append(Outcome(skipped.path, "", state, skipped.reason))
    with archive.writing():
        for index, candidate in enumerate(found.candidates, start=1):
            run.take(index, candidate)
    return Summary(tuple(run.outcomes), run.pages, run.seconds)


def read_report(path: Path, key: str, sha256: str = "") -> ReportContent:
    """A file as the records of one report. Raises ReadError where it cannot be read."""
    return read_file(path, key, sha256 or file_sha256(path)).content


def file_sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_HASH_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class _Run:
    """One call of `ingest`: what has been counted so far."""

    def __init__(
        self,
        archive: Archive,
        total: int,
        progress: Callable[[Progress], None],
        force: bool,
        read: Reader,
    ) -> None:
        self.archive = archive
        self.total = total
        self.progress = progress
        self.force = force
        self.read = read
        self.outcomes: list[Outcome] = []
        self.pages = 0
        self._start = time.perf_counter()
        self._reports = {report.key.lower(): report for report in archive.reports()}
        self._keys_by_hash = {report.sha256: report.key for report in self._reports.values()}

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._start

    def take(self, index: int, candidate: Candidate) -> None:
        """Write the first readable file of a key, and say of the others why they are left."""
        taken: Outcome | None = None
        amendment = self.archive.amendment_of_file(candidate.key)
        key = amendment.key if amendment else candidate.key
        for path in candidate.paths:
            self._tell(path.name, index)
            outcome = self._store(path, key, amendment) if taken is None else self._beside(path, taken)
            if outcome.state in (State.ADDED, State.REPLACED, State.UNCHANGED):
                taken = taken or outcome
            self.outcomes.append(outcome)
            self._tell(path.name, index, outcome)

    def _tell(self, name: str, index: int, outcome: Outcome | None = None) -> None:
        speed = self.pages / self.seconds if self.pages else 0.0
        self.progress(Progress(name, index, self.total, self.pages, speed, outcome))

    def _store(self, path: Path, key: str, amendment: Amendment | None) -> Outcome:
        def work() -> Outcome:
            sha256 = file_sha256(path)
            known = self._reports.get(key.lower())
            if known is None and (twin := self._keys_by_hash.get(sha256)):
                return Outcome(
                    path, key, State.SKIPPED, f"nội dung giống hệt báo cáo “{twin}” đã có trong kho"
                )
            if known is not None and known.sha256 == sha256 and not self.force:
                return Outcome(path, known.key, State.UNCHANGED, report=known)
            return self._write(path, known.key if known else key, sha256, known, amendment)

        return _guarded(path, key, work)

    def _write(
        self, path: Path, key: str, sha256: str, known: Report | None, amendment: Amendment | None
    ) -> Outcome:
        result = self.read(path, key, sha256, amendment)
        report = result.content.report
        self.pages += result.pages
        if known is not None and known.sha256 != sha256 and _another(known, report):
            return Outcome(path, key, State.FAILED, _taken(known, report))
        state = State(self.archive.put(result.content, path, force=self.force))
        self._reports[key.lower()] = report
        self._keys_by_hash[sha256] = key
        return Outcome(
            path,
            key,
            state,
            "",
            report,
            figures=len(result.content.figures),
            gaps=len(result.content.gaps),
            dismissed=result.dismissed_numbers,
            warnings=result.warnings,
        )

    def _beside(self, path: Path, taken: Outcome) -> Outcome:
        """A further file of the same key: another format of the report, a copy, or another report by mischance."""

        def work() -> Outcome:
            report = taken.report
            sha256 = file_sha256(path)
            if report is None or path.parent == taken.path.parent or sha256 == report.sha256:
                reason = f"cùng một báo cáo với tệp {taken.path.name} đã nạp; chỉ nạp một bản"
                return Outcome(path, taken.key, State.SKIPPED, reason)
            result = self.read(path, taken.key, sha256, None)
            self.pages += result.pages
            if _another(report, result.content.report):
                return Outcome(path, taken.key, State.FAILED, _taken(report, result.content.report))
            reason = f"cùng một báo cáo với tệp {taken.path} đã nạp; chỉ nạp một bản"
            return Outcome(path, taken.key, State.SKIPPED, reason)

        return _guarded(path, taken.key, work)


def _guarded(path: Path, key: str, work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    except ArchiveError:
        raise
    except HoiBaoCaoError as error:
        return Outcome(path, key, State.FAILED, str(error))
    except OSError as error:
        reason = f"không mở được tệp ({error.strerror or error}); hãy kiểm tra quyền đọc rồi nạp lại"
        return Outcome(path, key, State.FAILED, reason)
    except Exception as error:  # the boundary of one file: a slip in reading it must not stop the others
        logger.debug("reading %s failed", path, exc_info=True)
        reason = f"lỗi ngoài dự kiến khi đọc tệp ({type(error).__name__}: {error}); các tệp khác vẫn được nạp"
        return Outcome(path, key, State.FAILED, reason)


def _another(known: Report, new: Report) -> bool:
    """True where place, period or kind say that two documents of one name are not versions of one report."""
    pairs = ((known.place, new.place), (known.period, new.period))
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _taken(known: Report, new: Report) -> str:
    return (
        f"tên “{known.key}” đã dùng cho {known.label or known.title}, còn tệp này là {new.label or new.title}; "
        f"hãy đổi tên tệp rồi nạp lại, hoặc gỡ báo cáo cũ bằng “hoibaocao remove {known.key}”"
    )
