"""The title of a document and the kind that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.identity_head import HeadLine, Number, rules
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Kind

_LONGEST_LINE = 260
_MOST_LINES = 6
_KINDS = {"report": Kind.REPORT, "plan": Kind.PLAN, "other": Kind.OTHER}
_NUMBER_KINDS = {
    **{"bc": "bao cao", "kh": "ke hoach", "ctr": "chuong trinh", "pa": "phuong an", "da": "de an"},
    **{"qd": "quyet dinh", "ttr": "to trinh", "cv": "cong van", "tb": "thong bao", "nq": "nghi quyet"},
}
DRAFT = re.compile(r"[\W_]*(?:ban )?du thao(?:\s+lan\s+\w+)?[\W_]*")
_SUBJECT = re.compile(r"\W*(?:v\s?/\s?v|ve viec|trich yeu)\s*:?\s*")
_ROMAN = re.compile(r"\b(quý|kỳ|phần|khóa) ([ivx]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    text: str  # readable, kind in front: "Báo cáo sơ kết công tác y tế quý I năm 2021"
    subject: str  # as printed, without the kind
    kind: Kind
    draft: bool
    start: int  # line of the kind word; the letterhead stands above it
    end: int  # first line after the title


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(rf"\W*{entry['words']}\b\W*"), entry) for entry in rules()["kind"])


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rules()["title"]["stop"])


def find_title(lines: list[HeadLine], number: Number | None) -> Title:
    """The title among the head's lines; its kind from the title, else from the number, else report."""
    for i, line in enumerate(lines):
        draft, text = _without_draft(line.text)
        found = _kind_at(text, line.strong)
        if found:
            entry, rest = found
            return _with_subject(lines, i, i + 1, entry, [rest] if rest else [], draft)
    for i, line in enumerate(lines):
        if subject := _SUBJECT.match(fold(line.text)):
            rest = line.text[subject.end() :]
            entry = next((e for p, e in _kinds() if p.match(fold(rest))), _of_number(number))
            return _with_subject(lines, i, i + 1, entry, [_cut(rest, entry)], False, more=False)
    first = next((i for i, line in enumerate(lines) if _titlelike(line)), len(lines))
    return _with_subject(lines, first, first, _of_number(number), [], False)


def _kind_at(text: str, strong: bool) -> tuple[dict[str, Any], str] | None:
    """The kind that opens a line, and the rest of the line; only where it is set as a title."""
    folded = fold(text)
    for pattern, entry in _kinds():
        match = pattern.match(folded)
        if not match:
            continue
        word, rest = text[: match.end()], text[match.end() :].strip()
        if word.strip().isupper() or not rest or (strong and not re.match(r"so\b", fold(rest))):
            return entry, rest
    return None


def _without_draft(text: str) -> tuple[bool, str]:
    """'DỰ THẢO BÁO CÁO', 'BÁO CÁO (Dự thảo)'."""
    for pattern in (r"\(\s*du thao[^)]*\)\s*", r"^\W*du thao\W*(?=\w)"):
        if match := re.search(pattern, fold(text)):
            return True, squeeze(text[: match.start()] + " " + text[match.end() :])
    return False, text


def _of_number(number: Number | None) -> dict[str, Any]:
    words = _NUMBER_KINDS.get(number.kind, "") if number else ""
    entries: list[dict[str, Any]] = rules()["kind"]
    return next((entry for entry in entries if entry["words"] == words), entries[0])


def _titlelike(line: HeadLine) -> bool:
    """A line that can be a title without its kind: capitals or bold, no letterhead, no heading."""
    if line.letterhead or DRAFT.fullmatch(fold(line.text)) or len(line.text) < 12:
        return False
    return (line.text.isupper() or line.strong) and not _stop().match(fold(line.text))


def _cut(text: str, entry: dict[str, Any]) -> str:
    """The text without its kind word in front."""
    match = re.match(rf"\W*{entry['words']}\b\W*", fold(text))
    return text[match.end() :] if match else text


def _with_subject(
    lines: list[HeadLine],
    start: int,
    end: int,
    entry: dict[str, Any],
    parts: list[str],
    draft: bool,
    more: bool = True,
) -> Title:
    while more and end < len(lines) and len(parts) < _MOST_LINES and _continues(lines[end], parts):
        if DRAFT.fullmatch(fold(lines[end].text)):
            draft = True
        else:
            parts.append(lines[end].text)
        end += 1
    subject = squeeze(" ".join(parts)).strip(" .:;*_")
    return Title(_sentence(entry["name"], subject), subject, _KINDS[entry["kind"]], draft, start, end)


def _continues(line: HeadLine, parts: list[str]) -> bool:
    text = line.text
    if len(text) > _LONGEST_LINE or _stop().match(fold(text)):
        return False
    if not parts or DRAFT.fullmatch(fold(text)):
        return True
    # After the first line only what is set like a title: capitals, bold, or the rest of a broken sentence.
    return (
        text.isupper() == parts[-1].isupper()
        and not text.rstrip().endswith((".", ";", ":"))
        and (text.isupper() or line.strong or text[:1].islower() or parts[-1].endswith((",", "-", "–")))
    )


def _sentence(kind: str, subject: str) -> str:
    """Kind and subject as one sentence."""
    small = readable(subject)
    if small and not find_places(small[:30]) and small[1:2].islower():
        small = small[0].lower() + small[1:]
    return f"{kind} {small}".strip()


def readable(text: str) -> str:
    """A text in capitals as a sentence: 'SỞ Y TẾ ĐIỆN BIÊN' → 'Sở Y tế Điện Biên'; another one as it is."""
    if not text.isupper():
        return text
    lower = text.lower()
    for match in reversed(find_places(lower)):
        name = lower[match.start : match.end].title()
        lower = lower[: match.start] + name + lower[match.end :]
    lower = _ROMAN.sub(lambda m: f"{m[1]} {m[2].upper()}", lower)
    words = rules()["words"]
    for small, printed in words["names"].items():
        lower = re.sub(rf"\b{small}\b", printed, lower)
    lower = re.sub(r"\b\w+\b", lambda m: m[0].upper() if m[0] in words["capitals"] else m[0], lower)
    return lower[:1].upper() + lower[1:]
