"""What a model writes, made ready to be checked: reasoning and markup left out, parted into sentences as they come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from assistant.writing.failures import Failure, ModelError
from ingest.vietnamese.sentences import split_sentences
from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.text import nfc

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"<[a-z]{0,9}\Z", re.IGNORECASE)  # of a tag that may still come
_MARKUP = re.compile(r"\*\*|__|`+|^\s{0,3}#{1,6}\s*|^\s*>\s?", re.MULTILINE)
_MAY_END = re.compile(r"[.!?…\n\])】]")
_BULLET = re.compile(r"^\s*(?:[-*+•–]|\d{1,2}[.)])\s+", re.MULTILINE)
# "… đạt 12,3%. [1]" and "… đạt 12,3%. [1]." → "… đạt 12,3% [1]."
_MARK_AFTER_STOP = re.compile(r"([.!?…;])[ \t]*((?:[\[【]\s*[^\[\]【】\n]{1,24}[\]】][ \t]*)+)\.?(?=\s|$)")
_MARKS = re.compile(r"[\[【][^\[\]【】\n]{1,24}[\]】]")
# What models say round an answer; no statement, and left out without a word.
_FILLER = re.compile(
    r"^(?:dạ|vâng|chào|xin chào|dưới đây|sau đây|theo (?:các )?nguồn(?: đã cho)?|trả lời|câu trả lời|tóm lại|lưu ý"
    r"|kính gửi|nguồn)\b[^\d\[\]]{0,80}:?\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:câu trả lời|trả lời|đáp án|answer)\s*:\s*", re.IGNORECASE)
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "is",
        "are",
        "was",
        "were",
        "in",
        "for",
        "to",
        "with",
        "that",
        "this",
        "from",
        "by",
        "as",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 6  # below which nothing is said of the language
_ACCENTED = 0.25  # share of words with diacritics that Vietnamese never falls below
_ANY_WORD = re.compile(r"\w+")
_SHORT = 12  # characters of a sentence that may well come again: "Không có."
_REPEATED = 3  # times that a sentence may not be written
_LOOP = re.compile(r"(.{12,200}?)(?:\s*\1){3,}", re.DOTALL)


class Sentences:
    """Takes pieces of text, gives each sentence once it is whole."""

    def __init__(self) -> None:
        self._raw = ""
        self._given = 0
        self._seen: Counter[str] = Counter()

    def feed(self, piece: str) -> list[str]:
        """Sentences that this piece completes. Raises ModelError for endless repetition."""
        ended = bool(_MAY_END.search(self._raw[-1:] + piece))
        self._raw += piece
        return self._whole(last=False) if ended else []

    def close(self) -> list[str]:
        """What is left at the end."""
        return self._whole(last=True)

    def _whole(self, last: bool) -> list[str]:
        text = tidy(self._raw)
        if not last:
            text = _OPENING.sub("", text)
        spans = split_sentences(text)
        # The last may go on, and a mark that opens the next one belongs to the one before.
        ready = spans if last else spans[:-1]
        if not last and spans and text[spans[-1][0]] in "[【":
            ready = ready[:-1]
        found = [text[start:end] for start, end in ready[self._given :]]
        self._given = max(self._given, len(ready))
        self._watch(found, text)
        return [_LABEL.sub("", sentence) for sentence in found if not is_filler(sentence)]

    def _watch(self, found: Iterable[str], text: str) -> None:
        for sentence in found:
            self._seen[" ".join(_ANY_WORD.findall(sentence.lower()))] += 1
        often = any(count >= _REPEATED and len(words) > _SHORT for words, count in self._seen.items())
        if often or _LOOP.search(text[-1_500:]):
            raise ModelError(Failure.REPEATING)


def tidy(text: str) -> str:
    """Model's text without reasoning and Markdown, its marks before the stop."""
    plain = _REASONING.sub("", nfc(text))
    plain = _BULLET.sub("", _MARKUP.sub("", plain))
    return _MARK_AFTER_STOP.sub(lambda m: f" {m[2].strip()}{m[1]}", plain).lstrip()


def is_filler(sentence: str) -> bool:
    """'Dưới đây là câu trả lời:', '[1].': no statement."""
    return not any(c.isalnum() for c in _MARKS.sub("", sentence)) or bool(
        _FILLER.match(sentence.strip().rstrip("."))
    )


def is_foreign(text: str) -> bool:
    """True for an answer that is plainly not Vietnamese."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _FEW_WORDS:
        return False
    accented = sum(has_diacritics(word) for word in words) / len(words)
    english = sum(word in _ENGLISH for word in words) / len(words)
    return accented < _ACCENTED and (english > 0.1 or accented < _ACCENTED / 3)
