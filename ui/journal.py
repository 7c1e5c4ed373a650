"""Nhật ký: who did what and when, and which figures went out. Only added to, kept in the archive's folder."""

from __future__ import annotations

import contextlib
import csv
import getpass
import io
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from ingest.vietnamese.text import fold
from ui.commands.sources import with_unit
from ui.people.store import Store, storable
from ui.people.visitor import Visitor
from vectorstore.errors import ArchiveError, UsageError
from vectorstore.records import Figure

logger = logging.getLogger(__name__)

_DAY = 86_400.0
_LONGEST_SUBJECT = 2000
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SQLITE_NUMBERS = 2**63 - 1


class Action(StrEnum):
    """What was done; the subject of the entry says to what."""

    ASK = "hỏi"
    LOOKUP = "tra số liệu"
    COMPARE = "so sánh"
    AUDIT = "kiểm tra"
    ADD = "thêm"
    REPLACE = "thay"
    REMOVE = "gỡ"
    RESTORE = "khôi phục"
    CORRECT = "sửa"
    EXPORT = "xuất"
    FEEDBACK = "góp ý"
    LOGIN = "đăng nhập"
    LOGIN_FAILED = "đăng nhập sai"
    LOGOUT = "đăng xuất"
    PASSWORD = "đổi mật khẩu"
    ACCOUNT = "tài khoản"
    TRIM = "dọn nhật ký"


def action_named(text: str) -> Action:
    """'hoi', 'Hỏi' → ASK. Raises UsageError for anything else."""
    for action in Action:
        if fold(text.strip()) == fold(action):
            return action
    names = ", ".join(Action)
    raise UsageError(f"Nhật ký không có việc tên “{text}”; hãy chọn một trong: {names}.")


def read_day(text: str, *, after: bool = False) -> datetime | None:
    """Midnight of this machine at the start of a day ('01/11/2026', '2026-11-01'), or `after` it; None for "".

    Raises UsageError for what is no day.
    """
    if not text.strip():
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with contextlib.suppress(ValueError, OverflowError):
            day = datetime.strptime(text.strip(), form)
            return (day + timedelta(days=1) if after else day).astimezone()
    raise UsageError(f"Không rõ ngày “{text.strip()[:20]}”; xin ghi như 01/11/2026 hoặc 2026-11-01.")


def at_terminal() -> str:
    """The person of an entry that a command writes: 'lệnh:lan', by the system's name of the user."""
    try:
        return f"lệnh:{getpass.getuser()}"
    except (OSError, KeyError):  # a container's user may have no name
        return "lệnh"


@dataclass(frozen=True, slots=True)
class Entry:
    number: int  # counts up from 1; a gap means that entries are missing
    at: datetime  # UTC
    person: str  # name of the account; "" without accounts; "lệnh:…" for the command, with the system's name
    action: str
    subject: str
    detail: dict[str, Any]
    figures: tuple[
        dict[str, Any], ...
    ]  # {"report", "number", "indicator", "value", "printed", "unit", "page"}


class Journal:
    """Entries of all people; who may read them is for the caller to see to."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def record(
        self,
        who: Visitor | str,
        action: Action,
        subject: str,
        detail: Mapping[str, Any] | None = None,
        figures: Iterable[Figure] = (),
    ) -> None:
        """Write one entry. Never raises: what was done is done, and a full disk must not hide its result."""
        person = who.name if isinstance(who, Visitor) else who
        said = dict(detail or {})
        if isinstance(who, Visitor) and who.way in ("token", "proxy"):
            said["qua"] = {"token": "mã truy cập", "proxy": "đăng nhập một lần"}[who.way]
        told = _json(said)
        sources = _json([_of_figure(figure) for figure in figures])
        person, subject = storable(person), storable(subject[:_LONGEST_SUBJECT])
        folded = fold(f"{person} {action} {subject} {told} {sources}")
        try:
            with self._store.write() as connection:
                connection.execute(
                    "INSERT INTO journal (at, person, action, subject, detail, figures, folded) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (self._clock(), person, str(action), subject, told, sources, folded),
                )
        except ArchiveError:
            logger.exception("the journal could not be written")

    def entries(
        self,
        person: str | None = None,
        action: Action | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        words: str = "",
        limit: int = 100,
        before: int | None = None,
    ) -> list[Entry]:
        """Newest first; `words` are looked for without regard to diacritics, in all that an entry says.

        `since` is included, `until` is not (both aware); `before` is the number of the last entry seen.
        """
        where, values = _conditions(person, action, since, until, words)
        sql = f"SELECT * FROM journal WHERE {where} AND number < ? ORDER BY number DESC LIMIT ?"
        with self._store.read() as connection:
            rows = connection.execute(sql, (*values, _SQLITE_NUMBERS if before is None else before, limit))
            return [_entry(row) for row in rows]

    def people(self) -> list[str]:
        """Every name that the journal knows."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT DISTINCT person FROM journal ORDER BY person")
            return [str(row[0]) for row in rows]

    def added_by(self, keys: Sequence[str]) -> dict[str, tuple[str, datetime]]:
        """Who last added or replaced each report of these keys, and when; those that the journal knows."""
        sql = (
            "SELECT subject, person, at, max(number) FROM journal WHERE action IN (?, ?) "
            "AND subject IN (SELECT value FROM json_each(?)) GROUP BY subject"
        )
        values = (str(Action.ADD), str(Action.REPLACE), json.dumps(list(keys)))
        with self._store.read() as connection:
            rows = connection.execute(sql, values)
            return {row["subject"]: (row["person"], _moment(row["at"])) for row in rows}

    def trim(self, days: int) -> int:
        """Let go of entries older than so many days (0: of none); how many went, which is an entry itself."""
        if days <= 0:
            return 0
        since = self._clock() - days * _DAY
        with self._store.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('journal_since', ?)", (since,))
            gone = connection.execute("DELETE FROM journal WHERE at < ?", (since,)).rowcount
        if gone:
            self.record("", Action.TRIM, f"{gone} dòng", {"cũ hơn (ngày)": days})
        return gone


def as_csv(entries: Iterable[Entry]) -> str:
    """Entries for a spreadsheet: UTF-8 with a mark of it, times of Việt Nam, no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Số", "Thời điểm", "Người", "Việc", "Đối tượng", "Chi tiết", "Số liệu"))
    for entry in entries:
        figures = "; ".join(map(figure_line, entry.figures))
        cells = (entry.person, entry.action, entry.subject, detail_line(entry.detail), figures)
        writer.writerow((entry.number, local_time(entry.at), *map(_inert, cells)))
    return "\ufeff" + out.getvalue()


def local_time(at: datetime) -> str:
    """'22/11/2026 20:15:04', in the machine's own time zone."""
    return at.astimezone().strftime("%d/%m/%Y %H:%M:%S")


def detail_line(detail: Mapping[str, Any]) -> str:
    """'dạng: xlsx; từ chối: không'."""
    said = {True: "có", False: "không"}
    return "; ".join(
        f"{name}: {said[value] if isinstance(value, bool) else value}" for name, value in detail.items()
    )


def figure_line(figure: Mapping[str, Any]) -> str:
    """'ben-tre-6t-2023, trang 3: Tỷ lệ … = 61,7%'."""
    page = f", trang {figure['page']}" if figure.get("page") is not None else ""
    value = with_unit(str(figure.get("printed")), str(figure.get("unit") or ""))
    return f"{figure.get('report')}{page}: {figure.get('indicator')} = {value}"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _conditions(
    person: str | None,
    action: Action | None,
    since: datetime | None,
    until: datetime | None,
    words: str,
) -> tuple[str, tuple[Any, ...]]:
    """The WHERE of a filter, with its values."""
    given: Iterator[tuple[str, Any]] = iter(
        [
            ("person = ?", person),
            ("action = ?", str(action) if action else None),
            ("at >= ?", since.timestamp() if since else None),
            ("at < ?", until.timestamp() if until else None),
            *(("instr(folded, ?)", fold(word)) for word in words.split()),
        ]
    )
    kept = [(condition, value) for condition, value in given if value is not None]
    return " AND ".join(["1", *(condition for condition, _ in kept)]), tuple(value for _, value in kept)


def _of_figure(figure: Figure) -> dict[str, Any]:
    return {
        "report": figure.report,
        "number": figure.number,
        "indicator": figure.name,
        "value": str(figure.value),
        "printed": figure.printed,
        "unit": figure.unit,
        "page": figure.page,
    }


def _entry(row: sqlite3.Row) -> Entry:
    figures = tuple(json.loads(row["figures"]))
    detail = json.loads(row["detail"])
    return Entry(
        row["number"], _moment(row["at"]), row["person"], row["action"], row["subject"], detail, figures
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, default=str))
