"""What was asked before, from the shapes in which it arrives, as the turns that the assistant takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from assistant.conversation import Turn


def turns(history: object) -> tuple[Turn, ...]:
    """Turns from a list of questions, or of {"question", "answer"} objects. Raises UsageError for anything else."""
    if isinstance(history, str) or not isinstance(history, Sequence):
        raise UsageError('"history" phải là danh sách các câu hỏi trước đó')
    return tuple(_turn(entry) for entry in history)


def _turn(entry: object) -> Turn:
    from assistant.conversation import Turn  # with its language rules: not needed for --help

    if isinstance(entry, str):
        return Turn(entry, "")
    if isinstance(entry, dict) and isinstance(entry.get("question"), str):
        return Turn(entry["question"], str(entry.get("answer") or ""))
    raise UsageError('mỗi mục của "history" là một câu hỏi, hoặc {"question", "answer"}')
