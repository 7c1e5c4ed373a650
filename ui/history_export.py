"""A conversation as a file: Markdown to read, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.citation import Citation, as_row
from ingest.vietnamese.text import fold
from ui.history import Conversation, Exchange, History
from vectorstore.errors import UsageError

KINDS = ("md", "json")
_LONGEST_STEM = 60
# What Markdown or HTML would take for markup; text of reports is shown as it stands.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$!]")
# "- " and "12. " at the start of a line would be lists.
_LIST_MARK = re.compile(r"^(\s*\d*)([-+=.)])(?=\s|$|[-=])", re.MULTILINE)


def export(history: History, person: str, id: str, kind: str) -> str:
    """The text of the file. Raises UsageError for an unknown kind or a conversation that is not the person's."""
    if kind not in KINDS:
        raise UsageError(f"Không xuất được dạng “{kind}”; hãy chọn md hoặc json.")
    conversation, exchanges = history.conversation(person, id), history.exchanges(person, id)
    return (as_markdown if kind == "md" else as_json)(conversation, exchanges)


def filename(conversation: Conversation, kind: str) -> str:
    """'cuoc-hoi-ty-le-tiem-chung-2026-11-22.md'."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(conversation.title)).strip("-")[:_LONGEST_STEM].strip("-")
    return (
        "-".join(part for part in ("cuoc-hoi", stem, f"{conversation.created:%Y-%m-%d}") if part) + f".{kind}"
    )


def as_json(conversation: Conversation, exchanges: Sequence[Exchange]) -> str:
    """Each exchange with its answer as `hoibaocao ask --json` prints it; times are ISO 8601."""
    listed = [
        {
            "question": exchange.question,
            "at": exchange.at.isoformat(),
            **({"notice": exchange.notice} if exchange.notice else {}),
            **(exchange.answer.as_json() if exchange.answer else {}),
        }
        for exchange in exchanges
    ]
    whole = {"title": conversation.title, "created": conversation.created.isoformat(), "exchanges": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_markdown(conversation: Conversation, exchanges: Sequence[Exchange]) -> str:
    """Questions as headings, answers under them, each with its numbered sources."""
    lines = [f"# {_text(conversation.title)}", "", f"Bắt đầu {_time(conversation.created)}.", ""]
    for exchange in exchanges:
        lines += [f"## {exchange.number}. {_text(' '.join(exchange.question.split()))}", ""]
        lines += [f"*{_time(exchange.at)}*", "", *_said(exchange)]
    return "\n".join(lines).rstrip() + "\n"


def _said(exchange: Exchange) -> Iterator[str]:
    answer = exchange.answer
    if answer is None:
        yield from (_text(exchange.notice), "")
        return
    for line in answer.text.splitlines():
        if line.strip():
            yield from (_text(" | ".join(cell.strip() for cell in line.split("\t"))), "")
    if answer.citations:
        yield from ("**Nguồn**", "")
        for number, citation in enumerate(answer.citations, start=1):
            yield from _source(number, citation)
        yield ""


def _source(number: int, citation: Citation) -> Iterator[str]:
    page = f", trang {citation.page}" if citation.page is not None else ""
    where = " › ".join(citation.section)
    report = citation.report
    yield f"- \\[{number}\\] {_text(report.title)} ({_text(report.key)}{page})" + (
        f": {_text(where)}" if where else ""
    )
    quote = as_row(citation.quote)
    yield f"  > {_text(quote)}"


def _text(text: str) -> str:
    """Text that reads the same after Markdown."""
    escaped = _MARKUP.sub(lambda match: "\\" + match.group(), text)
    return _LIST_MARK.sub(r"\1\\\2", escaped)


def _time(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M ngày %d/%m/%Y")
