"""What an extractive answer says besides the direct one: it stands below a model's words where those leave it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.guard.evidence import numbers_of
from assistant.guard.sentence import MARK
from ingest.vietnamese.numbers import dismiss_reason, find_numbers
from ingest.vietnamese.sentences import split_sentences

# What the direct answer says in brackets: "… (kết quả: 14.206 bệnh nhân)".
_BESIDE = re.compile(r"\(((?:kết quả|tăng|giảm|cùng kỳ|kế hoạch|đạt|lũy tích)[^()]*\d[^()]*)\)")


def measured(text: str) -> frozenset[Decimal]:
    """Numbers that are measured: no marks, no periods, no names of documents."""
    bare = MARK.sub(" ", text)
    return frozenset(
        abs(match.value)
        for match in find_numbers(bare)
        if match.value is not None and dismiss_reason(bare, match) is None
    )


def unsaid(extracted: Answer, said: str) -> list[tuple[str, tuple[Citation, ...]]]:
    """What an extractive answer states after its first sentence, with a number that neither `said` nor it gave before.

    Without marks, each with its citations.
    """
    known = numbers_of(MARK.sub(" ", said))
    found = []
    for statement in statements(extracted.text)[1:]:
        if not measured(statement) <= known:
            cited = tuple(_cited(extracted, int(number)) for number in MARK.findall(statement))
            found.append((_bare(statement), tuple(dict.fromkeys(c for c in cited if c is not None))))
            known |= measured(statement)
    return found


def uncited(extracted: Answer, cited: Sequence[Citation]) -> list[tuple[str, tuple[Citation, ...]]]:
    """The lines of an extractive answer in words after its first on whose sources no sentence rests."""
    found = []
    for line in extracted.text.split("\n")[1:]:
        known = (_cited(extracted, int(number)) for number in MARK.findall(line))
        own = tuple(dict.fromkeys(c for c in known if c is not None))
        if own and not any(_overlap(one, other) for one in own for other in cited):
            found.append((_bare(line), own))
    return found


def _overlap(one: Citation, other: Citation) -> bool:
    """Whether two citations quote the same words, or one a part of what the other quotes."""
    parts = [*one.quote.split("\n"), *other.quote.split("\n")]
    return one.report.key == other.report.key and any(p in one.quote and p in other.quote for p in parts)


def statements(text: str) -> list[str]:
    """The direct answer, what it says in brackets, the other sentences of the first line, the lines of context."""
    first, *rest = text.split("\n")
    sentences = [first[start:end] for start, end in split_sentences(first)]
    marks = "".join(f"[{number}]" for number in MARK.findall(sentences[0])) if sentences else ""
    beside = [
        f"{m[1][:1].upper()}{m[1][1:]} {marks}" for m in _BESIDE.finditer(sentences[0] if sentences else "")
    ]
    return [*sentences[:1], *beside, *sentences[1:], *(line for line in rest if line.strip())]


def _cited(extracted: Answer, number: int) -> Citation | None:
    return extracted.citations[number - 1] if 0 < number <= len(extracted.citations) else None


def _bare(statement: str) -> str:
    return " ".join(MARK.sub(" ", statement).split()).replace(" .", ".").replace(" ,", ",").replace(" ;", ";")
