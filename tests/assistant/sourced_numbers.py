"""Which numbers of an answer no source holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer
from assistant.citation import Citation
from vectorstore.records import Report

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = re.compile(r"\[(\d+)\]")
# Worked out, with "tính" on the line: "88 − 12 = 76 ca", "120 + 85 + 7 = 212 ca", "5.448 : 11.444 × 100 = 47,6%".
_WORKING = re.compile(r"(\d[\d.,]*(?: [−+:×] \d[\d.,]*)+) = (\d[\d.,]*)")
_SHARE = re.compile(r"^(\d[\d.,]*) : (\d[\d.,]*) × 100$")
# "chênh lệch 3,7 điểm % (tính từ hai số trên: 46,8 − 43,1)"
_DIFFERENCE = re.compile(r"chênh lệch ([\d.,]+)([^(\n]*\(tính từ hai số trên: )([\d.,]+) − ([\d.,]+)\)")
# How many there are of what the answer lists or leaves out: the answer's own count.
_MISSING = re.compile(r"(?:^|; )[^;]*: không có số liệu")  # the place and period asked for
_BASE = re.compile(
    r"/1[0.]+ (?=dân|người|trẻ|phụ nữ|bà mẹ)"
)  # "giường/10.000 dân" for the "giường/vạn dân" of a source
_COUNTED = re.compile(
    r"\bso sánh \d+ (?:bệnh|địa bàn|kỳ|chỉ tiêu) |\b\d+ trong \d+ chỉ tiêu có kế hoạch|trong \d+ chỉ tiêu có kế hoạch"
    r"|: \d+ trong \d+ (?:(?:địa bàn|bệnh) đọc được|dòng) "
    r"|\bCó \d+ báo cáo (?:khác|nêu)|\bCó \d+ văn bản|: \d+ bệnh (?=tăng|giảm)|\bvà \d+ văn bản khác"
)


def unsourced(answer: Answer, held: Sequence[Report]) -> list[str]:
    """Lines with a number that none of the sources marked on the line holds, each with these numbers.

    A refusal may repeat the question and name the reports that are `held`.
    """
    general = numbers(" ".join(citation.report.label for citation in answer.citations))
    if answer.refused:
        general |= numbers(" ".join((answer.question, *(report.label for report in held))))
    named = " ".join(
        f"{f.name} {f.column} {f.unit} {f.period.label if f.period else ''}" for f in answer.figures
    )
    general |= numbers(named)
    found = []
    for line in answer.text.split("\n"):
        marked = [answer.citations[int(mark) - 1] for mark in _MARK.findall(line)]
        allowed = general.union(*(numbers(_source(citation)) for citation in marked))
        if extra := numbers(_own_words_left_out(line)) - allowed:
            found.append(f"{sorted(extra)} in: {line}")
    return found


def _source(citation: Citation) -> str:
    """What a citation shows: quote, headings, the report's name with its period and the one before."""
    period = citation.report.period
    before = period.shifted(-1).label if period else ""
    return " ".join((citation.quote, *citation.section, citation.report.label, before))


def _own_words_left_out(line: str) -> str:
    """The line less what the answer works out, as far as the working is right, and less what it counts."""
    for own in (_COUNTED, _MISSING, _BASE):
        line = own.sub(" ", line)
    if "tính" in line.lower():
        line = _WORKING.sub(lambda m: _operands(m[1]) if _is_worked(m[1], m[2]) else m[0], line)
    return _DIFFERENCE.sub(lambda m: f"{m[3]} {m[4]}" if _adds_up(m[3], "−", m[4], m[1]) else m[0], line)


def _is_worked(working: str, result: str) -> bool:
    """Whether a working of sums and differences, or a share of a plan in %, comes to just the result said."""
    share = _SHARE.match(working)
    said = _value(result)
    if share:
        exact = _value(share[1]) / _value(share[2]) * 100
        return said == exact.quantize(Decimal(1).scaleb(int(said.as_tuple().exponent)))
    if ":" in working or "×" in working:
        return False
    first, *rest = working.split(" ")
    total = _value(first)
    for sign, operand in zip(rest[::2], rest[1::2], strict=True):
        total += _value(operand) if sign == "+" else -_value(operand)
    return total == said


def _operands(working: str) -> str:
    """The printed numbers that a working is made of; the 100 of a share is none."""
    return working.replace("× 100", "")


def _value(printed: str) -> Decimal:
    """With the digits that are printed: '38,0' has one decimal."""
    whole, _, decimals = printed.strip(".,").partition(",")
    if not decimals and len(whole.split(".")) == 2 and len(whole.split(".")[1]) != 3:
        whole, _, decimals = whole.partition(".")
    return Decimal(f"{whole.replace('.', '')}.{decimals}" if decimals else whole.replace(".", ""))


def _adds_up(one: str, sign: str, other: str, result: str) -> bool:
    a, b, c = (Decimal(canonical(text.strip(".,"))) for text in (one, other, result))
    return (a - b if sign == "−" else a + b) == c


def numbers(text: str) -> set[str]:
    """Canonical numbers of a text; citation marks like [1] are none."""
    return {canonical(token) for token in _NUMBER.findall(_MARK.sub(" ", text))}


def canonical(token: str) -> str:
    """'1.005.662' → '1005662'; '45,20' → '45.2'; '05' → '5'; '5.6' → '5.6'."""
    whole, decimals = token, ""
    if "," in token:
        whole, _, decimals = token.replace(".", "").partition(",")
    elif "." in token and all(len(part) == 3 for part in token.split(".")[1:]):
        whole = token.replace(".", "")
    elif "." in token:
        whole, _, decimals = token.partition(".")
    whole = whole.lstrip("0") or "0"
    decimals = re.sub(r"[.,]", "", decimals).rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
