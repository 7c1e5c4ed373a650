"""Is an answer right, cited, and cited first? The rules by which gold questions are scored.

The first line is the direct answer. A question for one figure is right when every number wanted stands in that line;
one for several when they stand in the opening of the answer; neither states a forbidden number in its first line.
A question for text is right when enough of the wanted phrases are in the answer; what no report answers, when it is
refused. A citation supports the answer when it names a report that holds it and its quote overlaps the evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.evaluation.gold import UNANSWERABLE, Gold

HEAD = 400  # characters of the first line that count
HEAD_MANY = 2500  # characters that count where several figures are asked for
TEXT_SHARE = 0.6  # of the wanted phrases
ONE_FIGURE = frozenset({"lookup", "plan", "prior", "change", "attainment", "table", "followup"})
_WORDS_SHARED, _NUMBERS_SHARED = 0.6, 0.3  # from which a quote overlaps a piece of evidence
_SHORT_QUOTE = 25  # characters: a shorter quote inside the evidence shows nothing

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CITATION = re.compile(r"\[\d+\]")
_MARKS = re.compile(r"[*_`#|>“”\"'‘’]")
_LABEL = re.compile(r"^[\divxlc]+[\d.)]*\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """The judgement of one answer; None where a question does not ask for it."""

    id: str
    type: str
    right: bool
    cited: bool | None = None
    first: bool | None = None  # the first citation supports the answer
    section: bool | None = None  # a supporting citation stands under a gold heading
    why: str = ""  # what made it wrong


def judge(gold: Gold, identifier: str, answer: Answer) -> Row:
    """Score one answer to a question or one of its variants."""
    if gold.type == UNANSWERABLE:
        return Row(
            identifier, gold.type, answer.refused, why="" if answer.refused else "trả lời điều không có"
        )
    why = _wrong(gold, answer)
    good = [_supports(gold, citation) for citation in answer.citations]
    paths = [folded(" ".join(c.section)) for c, ok in zip(answer.citations, good, strict=True) if ok]
    return Row(
        identifier,
        gold.type,
        not why,
        cited=any(good),
        first=bool(good) and good[0],
        section=any(heading in path for heading in _headings(gold) for path in paths),
        why=why,
    )


def folded(text: str) -> str:
    """NFC, lower case, single blanks; quotation and Markdown marks dropped, dashes alike."""
    text = _MARKS.sub(" ", unicodedata.normalize("NFC", text).lower())
    return " ".join(text.replace("–", "-").replace("—", "-").split())


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text in one form; marks of citations are none: '1.005.662 [1]' → {'1005662'}."""
    return frozenset(_plain(token) for token in _NUMBER.findall(_CITATION.sub(" ", text)))


def overlaps(quote: str, evidence: str) -> bool:
    """True when a quote shows the evidence: holds it, is a good part of it, or shares most words and numbers."""
    shown, wanted = folded(quote), folded(evidence)
    if not shown:
        return False
    if wanted in shown or (len(shown) > _SHORT_QUOTE and shown in wanted):
        return True
    of_quote, of_evidence = _words(shown), _words(wanted)
    if not of_evidence or not of_quote:
        return False
    share = len(of_quote & of_evidence) / min(len(of_quote), len(of_evidence))
    wanted_numbers = numbers(evidence)
    held = len(numbers(quote) & wanted_numbers) / len(wanted_numbers) if wanted_numbers else 1.0
    return share >= _WORDS_SHARED and held >= _NUMBERS_SHARED


def is_of(report: str, keys: Iterable[str]) -> bool:
    """True when a report's key begins as one of the gold keys, whatever its letters' case."""
    stem = folded(PurePath(report).name)
    return any(stem.startswith(folded(key)) for key in keys)


def wanted_numbers(gold: Gold) -> frozenset[str]:
    """The first rendering of each number wanted, in one form."""
    return frozenset().union(*(_leading(group[0]) for group in gold.numbers if group))


def _wrong(gold: Gold, answer: Answer) -> str:
    """Why an answer is wrong; "" when it is right."""
    if answer.refused:
        return "từ chối"
    first_line = answer.text.strip().split("\n")[0][:HEAD]
    found = numbers(first_line if gold.type in ONE_FIGURE else answer.text[:HEAD_MANY])
    missing = [group for group in gold.numbers if not any(_leading(r) & found for r in group)]
    if missing:
        return "thiếu " + "; ".join(group[0] if group else "?" for group in missing)
    asked = frozenset().union(*(numbers(r) for group in gold.numbers for r in group))
    stated = [n for n in gold.forbidden if _leading(n) & numbers(first_line) and not _leading(n) & asked]
    if stated:
        return "nêu nhầm " + "; ".join(stated)
    text = folded(answer.text)
    held = sum(any(folded(phrase) in text for phrase in group) for group in gold.text)
    return f"nội dung {held}/{len(gold.text)}" if gold.text and held / len(gold.text) < TEXT_SHARE else ""


def _supports(gold: Gold, citation: Citation) -> bool:
    key, quote = citation.report.key, citation.quote
    if is_of(key, gold.reports) and any(overlaps(quote, evidence) for evidence in gold.evidence):
        return True
    return is_of(key, gold.also) and bool(wanted_numbers(gold) & numbers(quote))


def _headings(gold: Gold) -> Sequence[str]:
    """The gold headings with and without their numbers."""
    headings = [folded(heading) for heading in gold.section]
    return [h for h in (*headings, *(_LABEL.sub("", h) for h in headings)) if h]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _leading(rendering: str) -> frozenset[str]:
    """The number that a rendering is about, its first one: '51,3 giường/10.000 dân' → {'51.3'}."""
    token = _NUMBER.search(rendering)
    return frozenset([_plain(token.group())] if token else ())


def _plain(token: str) -> str:
    """'1.005.662' → '1005662', '45,20' → '45.2', '05' → '5', '5.6' → '5.6'."""
    if "," in token:
        whole, _, decimals = token.replace(".", "").partition(",")
        decimals = decimals.replace(",", "")
    elif "." in token and all(len(part) == 3 for part in token.split(".")[1:]):
        whole, decimals = token.replace(".", ""), ""
    else:
        whole, _, decimals = token.partition(".")
        decimals = decimals.replace(".", "")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
