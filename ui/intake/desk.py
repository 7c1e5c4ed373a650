"""The desk takes files in, one after the other in the background; those who ask are never kept waiting.

People take turns: behind a folder of five hundred files, another's single file comes second. Files are read in
another process; the archive is written here, in a thread, one report in a transaction.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.files import report_key
from ui.intake.bin import Bin, Kept
from ui.intake.items import Item, State
from ui.intake.limits import Limits
from ui.intake.reading import ReadingProcess
from ui.intake.unzip import safe_name, unpack
from ui.journal import Action, Journal
from ui.people.visitor import Visitor
from ui.settings import Settings
from vectorstore.errors import ArchiveError, ArchiveLockedError, HoiBaoCaoError, UsageError
from vectorstore.records import Amendment

if TYPE_CHECKING:
    from ingest.pipeline import Outcome
    from ingest.reading import Reading
    from vectorstore.archive import Archive

logger = logging.getLogger(__name__)

_SHOWN_ITEMS = 3000  # of one person; the oldest finished ones go first
_LOCKED_TRIES, _LOCKED_PAUSE = 150, 2.0  # while `hoibaocao ingest` writes: five minutes
_ACTIONS = {State.ADDED: Action.ADD, State.REPLACED: Action.REPLACE, State.RESTORED: Action.RESTORE}
_FAILED = "lỗi ngoài dự kiến khi xử lý tệp; hãy thử lại, nếu vẫn lỗi hãy báo người phụ trách"

Work = Callable[[Item], State]  # gives what became of the item


class Desk:
    """All that adds to, changes or takes from the archive in the app. Safe to use from several threads."""

    def __init__(self, archive: Archive, journal: Journal, settings: Settings) -> None:
        self.limits = Limits.of(settings)
        self.writable = archive.writable
        self.changes = 0  # counts what changed the archive, so that lists know when to be drawn anew
        self._archive = archive
        self._journal = journal
        self._bin = Bin(archive.directory)
        self._reading = ReadingProcess(self.limits.seconds)
        self._items: dict[str, list[Item]] = {}
        self._queues: dict[str, deque[tuple[Item, Work]]] = {}
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None
        self._folder: Path | None = None
        self._closed = False

    def place(self) -> Path:
        """A new folder for a file that is being received; the caller removes it where the file does not come."""
        with self._changed:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="hoibaocao-nhan-"))
        return Path(tempfile.mkdtemp(dir=self._folder))

    def receive(self, visitor: Visitor, path: Path, replaces: str = "") -> Item:
        """Take in a received file, alone in its folder: a report, or a zipped folder of them.

        With `replaces`, it is a new version of the report of that key. Raises UsageError where the person has
        too many files waiting, or the report is not there.
        """
        item = Item(visitor.name, path.name, folder=path.parent)
        if replaces:
            path = self._named_for(path, replaces)
        zipped = path.suffix.lower() == ".zip"

        return self._enter(item, lambda item: (self._unpack if zipped else self._store)(visitor, item, path))

    def correct(self, visitor: Visitor, amendment: Amendment, key: str) -> Item:
        """Read the report of a key anew with what was corrected of it. Raises UsageError for a key that is taken."""
        report, original = self._archive.report(key), self._archive.original(key)
        if report is None or original is None:
            raise UsageError(f"Không còn tệp gốc của báo cáo “{key}” trong kho; hãy thêm lại tệp rồi sửa.")
        if amendment.key.lower() != key.lower() and self._archive.report(amendment.key) is not None:
            raise UsageError(f"Mã “{amendment.key}” đã có báo cáo khác dùng; hãy chọn mã khác.")
        if report_key(Path(amendment.key + ".x")) != amendment.key:
            raise UsageError("Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối; ví dụ: dien-bien-6t-2024.")
        item = Item(visitor.name, report.label or report.title)
        return self._enter(item, lambda item: self._correct(visitor, item, amendment, key, original))

    def remove(self, visitor: Visitor, key: str) -> Kept | None:
        """Take a report out, its file into the bin; None where there was none of this key.

        Raises ArchiveError where the archive cannot be written now.
        """
        self._check_writable()
        report, original = self._archive.report(key), self._archive.original(key)
        if report is None:
            return None
        kept = self._bin.put(report, original, visitor.name, replaced=False) if original else None
        self._archive.remove(key)
        self.changes += 1
        self._journal.record(visitor, Action.REMOVE, key, {"báo cáo": report.title})
        return kept

    def restore(self, visitor: Visitor, id: str) -> Item:
        """Bring back what was removed or replaced. Raises UsageError where it is gone."""
        found = self._bin.find(id)
        if found is None:
            raise UsageError("Không còn bản lưu của báo cáo này để khôi phục; hãy thêm lại từ tệp của mình.")
        kept, path = found
        return self._enter(
            Item(visitor.name, kept.file), lambda item: self._restore(visitor, item, kept, path)
        )

    def removed(self) -> list[Kept]:
        """What can be brought back, the newest first."""
        return self._bin.all()

    def items(self, visitor: Visitor) -> list[Item]:
        """What the person added since the server began, in that order."""
        with self._changed:
            return list(self._items.get(visitor.name, ()))

    def tidy(self, visitor: Visitor) -> None:
        """Forget what is done."""
        with self._changed:
            self._items[visitor.name] = [i for i in self._items.get(visitor.name, ()) if i.state.active]

    def close(self) -> None:
        """Stop; what waits is not taken in any more."""
        with self._changed:
            self._closed = True
            self._queues.clear()
            self._changed.notify_all()
        self._reading.close()
        if self._worker is not None:
            self._worker.join(10)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _enter(self, item: Item, work: Work) -> Item:
        self._check_writable()
        with self._changed:
            queue = self._queues.setdefault(item.person, deque())
            if len(queue) >= self.limits.waiting_files:
                raise UsageError("Đang có quá nhiều tệp chờ xử lý; hãy đợi bớt rồi thêm tiếp.")
            self._show(item)
            queue.append((item, work))
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="desk", daemon=True)
                self._worker.start()
            self._changed.notify()
        return item

    def _check_writable(self) -> None:
        if not self.writable:
            raise ArchiveError(
                "Kho này chỉ mở để đọc nên không thêm, sửa hay gỡ được; hãy hỏi người phụ trách."
            )

    def _show(self, item: Item) -> None:
        items = self._items.setdefault(item.person, [])
        items.append(item)
        if len(items) > _SHOWN_ITEMS:
            items.pop(next((n for n, old in enumerate(items) if not old.state.active), 0))

    def _run(self) -> None:
        self._bin.purge()
        while (task := self._next()) is not None:
            item, work = task
            try:
                state = work(item)
            except HoiBaoCaoError as error:
                state, item.message = State.FAILED, str(error)
            except Exception:  # the boundary of one file: a slip in it must not stop the others
                logger.exception("a file could not be taken in")
                state, item.message = State.FAILED, _FAILED
            if item.folder is not None:
                shutil.rmtree(item.folder, ignore_errors=True)
            item.state = state  # last: whoever sees it done finds all of it done

    def _next(self) -> tuple[Item, Work] | None:
        """The next file of the person whose turn it is; None when the desk is closed."""
        with self._changed:
            while not self._closed:
                for person, queue in list(self._queues.items()):
                    if queue:
                        # This person goes to the end of the row.
                        self._queues[person] = self._queues.pop(person)
                        return queue.popleft()
                self._changed.wait()
        return None

    def _unpack(self, visitor: Visitor, item: Item, path: Path) -> State:
        item.state = State.READING
        into = self.place()
        try:
            found = unpack(path, into, self.limits)
            with self._changed:
                queue = self._queues.setdefault(item.person, deque())
                for entry in found:
                    inner = Item(visitor.name, entry.name, folder=entry.path and self.place())
                    self._show(inner)
                    if entry.path is None or inner.folder is None:
                        inner.state, inner.message = State.FAILED, entry.reason
                        continue
                    place = entry.path.rename(inner.folder / entry.path.name)
                    queue.append((inner, lambda i, place=place: self._store(visitor, i, place)))  # type: ignore[misc]
        finally:
            shutil.rmtree(into, ignore_errors=True)
        item.message = f"{len(found)} tệp"
        return State.UNPACKED

    def _store(self, visitor: Visitor, item: Item, path: Path, restored: bool = False) -> State:
        before = self._set_aside(visitor, path)
        outcome = self._ingest(item, path)
        item.report, item.figures, item.warnings = outcome.report, outcome.figures, outcome.warnings
        item.message = "đã có trong kho, không đổi" if outcome.state == "unchanged" else outcome.reason
        states = {"added": State.ADDED, "replaced": State.REPLACED, "failed": State.FAILED}
        state = states.get(outcome.state, State.LEFT)
        if before is not None and state is State.REPLACED:
            item.undo = before.id
        elif before is not None:
            self._bin.drop(before.id)
        if state in (State.ADDED, State.REPLACED):
            state = State.RESTORED if restored else state
            self.changes += 1
            self._journal.record(visitor, _ACTIONS[state], outcome.key, {"tệp": item.name})
        return state

    def _set_aside(self, visitor: Visitor, path: Path) -> Kept | None:
        """The file that this one will replace, in the bin."""
        file_key = report_key(path)
        amendment = self._archive.amendment_of_file(file_key)
        key = amendment.key if amendment else file_key
        report, original = self._archive.report(key), self._archive.original(key)
        return self._bin.put(report, original, visitor.name, replaced=True) if report and original else None

    def _ingest(self, item: Item, path: Path, force: bool = False) -> Outcome:
        from ingest.pipeline import ingest

        def read(path: Path, key: str, sha256: str, amendment: Amendment | None) -> Reading:
            item.state = State.READING
            result = self._reading.read(path, key, sha256, amendment)
            item.state = State.STORING
            return result

        item.state = State.READING
        for _ in range(_LOCKED_TRIES):
            try:
                return ingest([path], self._archive, read=read, force=force).outcomes[0]
            except ArchiveLockedError as error:
                item.state, item.message = State.WAITING, str(error)
                time.sleep(0 if self._closed else _LOCKED_PAUSE)
        raise UsageError("kho đang được ghi bởi một lệnh khác quá lâu; hãy thử lại sau")

    def _correct(self, visitor: Visitor, item: Item, amendment: Amendment, key: str, original: Path) -> State:
        report = self._archive.report(key)
        before = self._archive.amendment_of_report(key)
        item.state = State.READING
        content = self._reading.read(
            original, amendment.key, report.sha256 if report else "", amendment
        ).content
        item.state = State.STORING
        self._archive.amend(amendment)
        self._archive.put(content, original, force=True)
        if amendment.key.lower() != key.lower():
            self._archive.remove(key)
        item.report, item.figures = content.report, len(content.figures)
        self.changes += 1
        told = {"trước": report.label if report else "", "sau": content.report.label, "mã": amendment.key}
        if before is not None:
            told["mã trước"] = before.key
        self._journal.record(visitor, Action.CORRECT, key, told)
        return State.CORRECTED

    def _restore(self, visitor: Visitor, item: Item, kept: Kept, path: Path) -> State:
        state = self._store(visitor, item, path, restored=True)
        if state in (State.RESTORED, State.LEFT):
            self._bin.drop(kept.id)
        return state

    def _named_for(self, path: Path, key: str) -> Path:
        """The file under the name that makes it a version of the report of a key."""
        if self._archive.report(key) is None:
            raise UsageError(f"Kho không còn báo cáo “{key}”; hãy thêm tệp như báo cáo mới.")
        amendment = self._archive.amendment_of_report(key)
        name = safe_name((amendment.file_key if amendment else key) + path.suffix)
        return path.rename(path.with_name(name))
