"""Conversations, each of one person: kept on the server, searched, renamed, taken back, exported."""

from __future__ import annotations

import functools
import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer
from assistant.table import Table
from ingest.vietnamese.text import fold, nfc, squeeze
from ui.people.store import Store, storable
from vectorstore.errors import UsageError

LONGEST_TITLE = 120
UNDO_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    created: datetime  # UTC
    changed: datetime
    exchanges: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what it was answered; `notice` says why where there is no answer."""

    number: int  # from 1
    question: str
    answer: Answer | None
    notice: str
    at: datetime  # UTC


class History:
    """Every call names the person; what belongs to another is answered as if it were not there."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def conversations(
        self, person: str, search: str = "", limit: int = 50, offset: int = 0
    ) -> list[Conversation]:
        """The person's conversations, the last changed first.

        Each word of `search` must stand in a title, question or answer: as typed where it has diacritics,
        else with any.
        """
        where, values = _holding(search)
        sql = (
            "SELECT c.*, (SELECT count(*) FROM exchanges e WHERE e.conversation = c.id) AS exchanges "
            f"FROM conversations c WHERE c.person = ? AND c.deleted IS NULL {where} "
            "ORDER BY c.changed DESC, c.id LIMIT ? OFFSET ?"
        )
        with self._store.read() as connection:
            rows = connection.execute(sql, (person, *values, limit, offset))
            return [_conversation(row) for row in rows]

    def begin(self, person: str, title: str) -> Conversation:
        """A new, empty conversation."""
        title, now = _title(title), self._clock()
        own = secrets.token_urlsafe(12)
        with self._store.write() as connection:
            connection.execute(
                "DELETE FROM conversations WHERE person = ? AND deleted < ?", (person, now - UNDO_SECONDS)
            )
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                (own, person, title, title.lower(), fold(title), now, now),
            )
        return self.conversation(person, own)

    def conversation(self, person: str, id: str) -> Conversation:
        """Raises UsageError where the person has none of this id."""
        with self._store.read() as connection:
            row = _owned(connection, person, id)
            count = connection.execute(
                "SELECT count(*) FROM exchanges WHERE conversation = ?", (id,)
            ).fetchone()[0]
        return _conversation({**row, "exchanges": count})

    def append(
        self, person: str, id: str, question: str, answer: Answer | None, notice: str = ""
    ) -> Exchange:
        """Add an exchange at the end. Raises UsageError where the person has no such conversation."""
        with self._changing(person, id) as connection:
            last = connection.execute(
                "SELECT coalesce(max(number), 0) FROM exchanges WHERE conversation = ?", (id,)
            ).fetchone()[0]
            return self._insert(connection, id, last + 1, question, answer, notice)

    def amend(
        self, person: str, id: str, number: int, question: str, answer: Answer | None, notice: str = ""
    ) -> Exchange:
        """Put a question edited or asked again in the place of exchange `number`; what came after it goes."""
        with self._changing(person, id) as connection:
            found = connection.execute(
                "DELETE FROM exchanges WHERE conversation = ? AND number >= ?", (id, number)
            ).rowcount
            if not found:
                raise UsageError("Câu hỏi này không còn trong cuộc hỏi; hãy tải lại trang.")
            return self._insert(connection, id, number, question, answer, notice)

    def exchanges(self, person: str, id: str) -> list[Exchange]:
        """All of a conversation in order. Raises UsageError where the person has no such conversation."""
        with self._store.read() as connection:
            _owned(connection, person, id)
            rows = connection.execute(
                "SELECT * FROM exchanges WHERE conversation = ? ORDER BY number", (id,)
            ).fetchall()
        return [_exchange(row) for row in rows]

    def rename(self, person: str, id: str, title: str) -> None:
        title = _title(title)
        with self._changing(person, id, touch=False) as connection:
            connection.execute(
                "UPDATE conversations SET title = ?, lower = ?, folded = ? WHERE id = ?",
                (title, title.lower(), fold(title), id),
            )

    def delete(self, person: str, id: str) -> None:
        """Out of sight at once; for good after a day, until when it can be restored."""
        with self._changing(person, id, touch=False) as connection:
            connection.execute("UPDATE conversations SET deleted = ? WHERE id = ?", (self._clock(), id))

    def restore(self, person: str, id: str) -> None:
        """Take back a deletion. Raises UsageError where there is nothing to take back."""
        with self._store.write() as connection:
            done = connection.execute(
                "UPDATE conversations SET deleted = NULL WHERE id = ? AND person = ? AND deleted >= ?",
                (id, person, self._clock() - UNDO_SECONDS),
            ).rowcount
        if not done:
            raise UsageError("Cuộc hỏi này không khôi phục được nữa.")

    def purge(self) -> None:
        """Let go for good of what was deleted more than a day ago."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM conversations WHERE deleted < ?", (self._clock() - UNDO_SECONDS,))

    @contextmanager
    def _changing(self, person: str, id: str, touch: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction on a conversation of the person's own."""
        with self._store.write() as connection:
            _owned(connection, person, id)
            yield connection
            if touch:
                connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (self._clock(), id))

    def _insert(
        self,
        connection: sqlite3.Connection,
        id: str,
        number: int,
        question: str,
        answer: Answer | None,
        notice: str,
    ) -> Exchange:
        now, question, notice = self._clock(), storable(question), storable(notice)
        answer = replace(answer, question=storable(answer.question)) if answer else None
        kept = _answers().dump_json(answer).decode() if answer else ""
        said = nfc(f"{question}\n{answer.text if answer else notice}").lower()
        connection.execute(
            "INSERT INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (id, number, now, question, kept, notice, said, fold(said)),
        )
        return Exchange(number, question, answer, notice, _moment(now))


def _owned(connection: sqlite3.Connection, person: str, id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM conversations WHERE id = ? AND person = ? AND deleted IS NULL", (id, person)
    ).fetchone()
    if row is None:
        raise UsageError("Không có cuộc hỏi này trong lịch sử của bạn; có thể nó đã được xóa.")
    return row


def _holding(search: str) -> tuple[str, list[str]]:
    """SQL for 'each word stands in the conversation', with its values."""
    clauses, values = [], []
    for word in nfc(storable(search)).lower().split():
        plain = fold(word) == word
        title, column = ("c.folded", "folded") if plain else ("c.lower", "lower")
        clauses.append(
            f"AND (instr({title}, ?) OR EXISTS (SELECT 1 FROM exchanges e "
            f"WHERE e.conversation = c.id AND instr(e.{column}, ?)))"
        )
        values += [word, word]
    return " ".join(clauses), values


def _title(text: str) -> str:
    """Raises UsageError for an empty title."""
    title = squeeze(storable(text))
    if not title:
        raise UsageError("Tên cuộc hỏi trống; hãy nhập tên.")
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _conversation(row: Any) -> Conversation:
    return Conversation(
        row["id"], row["title"], _moment(row["created"]), _moment(row["changed"]), row["exchanges"]
    )


def _exchange(row: sqlite3.Row) -> Exchange:
    answer = _answer(row["question"], row["answer"]) if row["answer"] else None
    return Exchange(row["number"], row["question"], answer, row["notice"], _moment(row["at"]))


def _answer(question: str, kept: str) -> Answer:
    """The answer as it was; its text alone where an earlier version of the software kept it otherwise."""
    try:
        return _answers().validate_json(kept)
    except ValidationError:
        fields = json.loads(kept)
        return Answer(question, str(fields.get("text", "")), refused=bool(fields.get("refused")))


@functools.cache
def _answers() -> TypeAdapter[Answer]:
    adapter = TypeAdapter(Answer)
    # Answer and Table name each other, so that one of them knows the other for type checkers only.
    adapter.rebuild(_types_namespace={"Table": Table})
    return adapter


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
