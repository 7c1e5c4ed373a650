"""Words that no number carries: names, causes and claims of a sentence must stand in the sources that it cites."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.guard.evidence import key_terms, plain_words, without_scope
from assistant.questions.topic import Terms, parts_of, terms_of
from assistant.sources import Source
from ingest.vietnamese.sentences import split_sentences
from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.text import squeeze

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,})[”\"»]")
_CLAUSE = re.compile(
    r"[;:.()]|,(?!\d)|\s–\s|\b(?:do|vì|nhờ|bởi|nguyên nhân|tuy nhiên|trong khi|đồng thời|nhưng)\b"
)
_GROUNDED = 0.6  # share of a sentence's terms that its sources must speak of
_CLAUSE_GROUNDED = 0.5  # and of each clause's, from three terms
_CAUSE_WORDED = 0.5  # share of the pairs of words of a cause that stand so in a source
# ", do thiếu vắc xin", "nhờ tăng cường giám sát"; "tử vong do sởi" names a disease.
_CAUSE = re.compile(
    r"(?:[,;(]\s*(?:là\s+)?do|(?<!\w)(?:là do|nhờ|vì|bởi|nguyên nhân (?:là|do)|xuất phát từ))\s+(?P<cause>[^,;.()]+)",
    re.IGNORECASE,
)
_GIVES_CAUSE = re.compile(r"\b(?:do|vi|nho|boi|nguyen nhan|anh huong|dan den|khien|xuat phat)\b")
_ACCENTED = 0.25  # share of words with diacritics that Vietnamese never falls below
_LONG_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ][.)]|[IVX]{1,4}[.)])\s+"
)  # "3. ", "2.1. ", "a) "
_WHOLE_WORDS = 6  # from which a sentence copied word for word needs no further reading
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\S+|!\[|\]\(|<\s*/?\s*[a-z]", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:không|chưa)\b")
# "không có số liệu", "các nguồn không nêu": the answer's own words about what is missing; "chưa đạt" is a claim.
_MISSING = re.compile(
    r"không (?:có số liệu|nêu|ghi|thống nhất|thay đổi|đề cập|in số)|chưa (?:nêu|ghi)"
    r"|(?:không|chưa) (?:đạt|hoàn thành|vượt)"
)


@lru_cache(maxsize=512)
def _source_terms(text: str) -> Terms:
    return terms_of(text)


def all_words(source: Source) -> str:
    """All words that a source shows: text, headings, report, names of its figures."""
    names = " ; ".join(dict.fromkeys(f"{f.name} {f.column} {f.unit}" for f in source.figures))
    return " ; ".join((source.text, *source.section, source.report.title, source.report.label, names))


def ungrounded(text: str, sources: Sequence[Source], question: str) -> str:
    """What a sentence says that neither its sources nor the question say, in Vietnamese; '' when nothing."""
    if _ADDRESS.search(text):
        return "có đường dẫn hoặc mã"
    if _unaccented(text):
        return "câu không viết bằng tiếng Việt có dấu"
    words = [*(_source_terms(all_words(source)) for source in sources), terms_of(question)]
    terms = _own_terms(_MISSING.sub(" ", text))
    if terms and _share(terms, words) < _GROUNDED:
        return "nội dung không có trong nguồn được dẫn"
    for clause in _CLAUSE.split(text):
        own = _own_terms(clause or "")
        if len(own) >= 3 and _share(own, words) < _CLAUSE_GROUNDED:
            return f"“{squeeze(clause)}” không có trong nguồn được dẫn"
    if cause := _unknown_cause(text, sources):
        return f"“{cause}” không có trong nguồn được dẫn"
    denied = _DENIAL.search(_MISSING.sub(" ", text.lower()))
    if denied and not any(_DENIAL.search(all_words(source).lower()) for source in sources):
        return "nguồn không phủ định như vậy"
    return ""


def _unknown_cause(text: str, sources: Sequence[Source]) -> str:
    """The first cause that a sentence gives and that no source words so; '' when there is none."""
    held = [f" {plain_words(all_words(source))} " for source in sources]
    gives = any(_GIVES_CAUSE.search(shown) for shown in held)
    for match in _CAUSE.finditer(text):
        words = plain_words(without_scope(match["cause"])).split()
        phrases = [" ".join(pair) for pair in pairwise(words)] or words
        worded = sum(any(f" {phrase} " in shown for shown in held) for phrase in phrases)
        if phrases and (not gives or worded < _CAUSE_WORDED * len(phrases)):
            return squeeze(match.group())
    return ""


def _unaccented(text: str) -> bool:
    """Words without diacritics, in which quantities would go unseen ("gan mot nua")."""
    words = _LETTERS.findall(text)
    return len(words) >= _WHOLE_WORDS and sum(map(has_diacritics, words)) < _ACCENTED * len(words)


def _own_terms(text: str) -> frozenset[str]:
    """What a text speaks of besides places, periods and numbers, which are checked by themselves."""
    bare = _LONG_NUMBER.sub(" ", without_scope(text))
    return frozenset(term for term in key_terms(bare) - _free_terms() if not term[:1].isdigit())


@cache
def _free_terms() -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))["free"])


def _share(terms: frozenset[str], words: Sequence[Terms]) -> float:
    said = sum(
        any(t in w.concepts or t in w.wider or w.syllables.issuperset(parts_of(t)) for w in words)
        for t in terms
    )
    return said / len(terms)


def misquoted(text: str, sources: Sequence[Source]) -> str:
    """The first quotation of a sentence that no cited source holds; '' when there is none."""
    held = [plain_words(source.text) for source in sources]
    for match in _QUOTED.finditer(text):
        words = plain_words(match[1].strip(" .…"))
        if words and not any(f" {words} " in f" {text} " for text in held):
            return match[1]
    return ""


def copied_from(text: str, source: Source) -> str:
    """The sentence of a source that a text repeats word for word, as it stands there; '' when it is none."""
    wanted = plain_words(text)
    if len(wanted.split()) < _WHOLE_WORDS:
        return ""
    spans = [*split_sentences(source.text), (0, len(source.text))]
    for start, end in spans:
        whole = source.text[start:end]
        if wanted in (plain_words(whole), plain_words(_LABEL.sub("", whole))):
            return whole
    return ""


def nearest_sentence(text: str, source: Source) -> str:
    """The sentence of a source that shares most terms with a text: what a citation of it quotes."""
    terms = _own_terms(text)
    best, score = source.text, -1
    for start, end in split_sentences(source.text):
        held = terms_of(source.text[start:end])
        shared = sum(term in held.concepts for term in terms)
        if shared > score:
            best, score = source.text[start:end], shared
    return best
