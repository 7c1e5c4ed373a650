"""Gold questions: what is asked, what a right answer holds, and where the evidence stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorstore.errors import UsageError

UNANSWERABLE = "unanswerable"

Groups = tuple[tuple[str, ...], ...]  # of each group one rendering must be there


@dataclass(frozen=True, slots=True)
class Gold:
    """One question of a gold file."""

    id: str
    type: str  # "lookup", "table", "narrative", …, "unanswerable"
    question: str
    variants: tuple[str, ...] = ()
    history: tuple[str, ...] = ()  # questions asked before
    reports: tuple[str, ...] = ()  # keys of reports that hold the answer
    also: tuple[str, ...] = ()  # further reports that print the same figure in words of their own
    numbers: Groups = ()
    text: Groups = ()
    forbidden: tuple[str, ...] = ()  # numbers that would be wrong in the first line
    evidence: tuple[str, ...] = ()  # exact strings of the source, any of which supports the answer
    section: tuple[str, ...] = ()  # headings above the evidence, nearest first

    def asked(self) -> Iterator[tuple[str, str]]:
        """(id, wording) of the question and its variants: "db-1", "db-1~1", …"""
        yield self.id, self.question
        yield from ((f"{self.id}~{number}", text) for number, text in enumerate(self.variants, start=1))


def read_gold(path: Path) -> list[Gold]:
    """The questions of a JSON Lines file. Raises UsageError for a file or line that is none."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"Tệp câu hỏi mẫu {path} không phải UTF-8; hãy lưu lại với bảng mã UTF-8."
        ) from error
    except OSError as error:
        raise UsageError(
            f"Không đọc được tệp câu hỏi mẫu {path} ({error.strerror}); hãy kiểm tra đường dẫn."
        ) from error
    questions = [_parsed(line, f"{path}, dòng {n}") for n, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise UsageError(f"Tệp {path} không có câu hỏi mẫu nào; mỗi dòng là một đối tượng JSON.")
    return questions


def _parsed(line: str, where: str) -> Gold:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise UsageError(
            f"{where} không phải JSON ({error}); mỗi dòng phải là một đối tượng JSON."
        ) from error
    if not isinstance(entry, dict) or not all(
        isinstance(entry.get(n), str) for n in ("id", "type", "question")
    ):
        raise UsageError(f'{where} thiếu "id", "type" hoặc "question" là chuỗi; hãy bổ sung.')
    try:
        return _gold(entry)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"{where} có trường sai kiểu ({error}); hãy sửa theo mô tả của bộ câu hỏi."
        ) from error


def _gold(entry: Mapping[str, Any]) -> Gold:
    return Gold(
        id=entry["id"],
        type=entry["type"],
        question=entry["question"],
        variants=_texts(entry, "variants"),
        history=_texts(entry, "history"),
        reports=_texts(entry, "reports"),
        also=_texts(entry, "also"),
        numbers=_groups(entry, "gold_numbers"),
        text=_groups(entry, "gold_text"),
        forbidden=_texts(entry, "forbidden_numbers"),
        evidence=_texts(entry, "evidence"),
        section=_texts(entry, "section"),
    )


def _texts(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return _strings(entry.get(name) or (), name)


def _groups(entry: Mapping[str, Any], name: str) -> Groups:
    return tuple(_strings(group, name) for group in entry.get(name) or ())


def _strings(values: Any, name: str) -> tuple[str, ...]:
    if (
        not isinstance(values, Sequence)
        or isinstance(values, str)
        or any(not isinstance(v, str) for v in values)
    ):
        raise TypeError(f"{name}: cần danh sách chuỗi")
    return tuple(values)
