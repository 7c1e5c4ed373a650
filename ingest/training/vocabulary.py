"""The vocabulary of the shipped embedding model, and the vectors that training begins with.

Every token begins as signs drawn from a hash: a syllable near its form without diacritics, an abbreviation where its
long form lies. What training never sees keeps this place, so that any Vietnamese text is told apart.
"""

from __future__ import annotations

import hashlib
import string
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.training.phonology import TONES, syllables
from ingest.vietnamese.data import load
from ingest.vietnamese.places_data import provinces
from ingest.vietnamese.text import fold

DIMENSION = 512
SEED = "hoibaocao-1"

# A syllable is its form without diacritics plus its tone and marks: cosine to that form 0.9, to a sister
# with other marks 0.8; so that "ty le" finds "tỷ lệ", and "tỷ lệ" prefers "tỷ lệ".
SPOKEN_SHARE, MARK_SHARE = 0.9, 0.43
SYNONYM_SHARE = 0.5  # of the common direction in words of one meaning
LETTER_WEIGHT = 0.35  # of the pieces of unknown words, since a word has several of them
NUMBER_WEIGHT = 0.3  # full text finds numbers exactly; here they only help
WORD_WEIGHT = 1.0
ABBREVIATION_WEIGHT = 1.6  # stands for several words

UNKNOWN = "[UNK]"
_PIECE = "##"
# The terms of a full-text index: whole numbers ("45,2", "1.005.662"), and words with a number at the end
# ("UV2").
_TERMS = r"\d+(?:[.,/]\d+)*|\p{L}+\d*"

_TONES = {tone for tone in TONES if tone}

Vector = NDArray[np.float32]


def words() -> dict[str, Any]:
    """The lists of words.toml."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def token_vectors() -> dict[str, Vector]:
    """The vector of every token, its length being its weight; keys in the order of the vocabulary."""
    lists = words()
    weights = {word: float(weight) for weight, text in lists["weights"].items() for word in text.split()}
    spoken = {word: syllable_vector(word) for word in sorted(set(syllables()))}
    for name, group in lists["synonyms"].items():
        for word in group:
            own = spoken.get(word, signs(word))
            spoken[word] = unit((1 - SYNONYM_SHARE) * own + SYNONYM_SHARE * signs("meaning:" + name))
    vectors = {UNKNOWN: signs(UNKNOWN) * 0.01}
    for word, vector in spoken.items():
        vectors[word] = vector * weights.get(word, WORD_WEIGHT)
    for word in lists["foreign"]["words"].split():
        vectors.setdefault(word, signs(word))
    folded_weights = _folded_weights(weights, spoken)
    for folded in sorted({fold(word) for word in spoken}):
        vectors.setdefault(folded, signs(one_spelling(folded)) * folded_weights.get(folded, WORD_WEIGHT))
    for short, long in abbreviations():
        vector = sum(
            (vectors.get(word, signs(word)) for word in long.split()), np.zeros(DIMENSION, np.float32)
        )
        for form in (short, fold(short)):
            vectors.setdefault(form, unit(vector) * ABBREVIATION_WEIGHT)  # a syllable keeps its own
    return vectors | {piece: v for piece, v in _pieces().items() if piece not in vectors}


def syllable_vector(word: str) -> Vector:
    """Mostly what the word is without diacritics, for the rest its marks; one for both spellings."""
    word = one_spelling(word)
    folded = fold(word)
    if word == folded:
        return signs(folded)
    return unit(SPOKEN_SHARE * signs(folded) + MARK_SHARE * signs("marks:" + word))


def one_spelling(word: str) -> str:
    """'hòa' and 'hoà', 'tỷ' and 'tỉ' as one: the tone at the end, and i for a lone y behind a consonant."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    bare = "".join(letter for letter in letters if letter not in _TONES)
    if len(bare) == 2 and bare[0] in "hklmst" and bare[1] == "y":
        bare = bare[0] + "i"
    return unicodedata.normalize("NFC", bare) + tones


def signs(text: str) -> Vector:
    """A unit vector of ± signs drawn from a text; two texts are nearly at right angles."""
    bits = np.frombuffer(hashlib.shake_256(f"{SEED}:{text}".encode()).digest(DIMENSION // 8), np.uint8)
    drawn: Vector = np.unpackbits(bits).astype(np.float32) * 2 - 1
    return unit(drawn)


def unit(vector: Vector) -> Vector:
    unit_vector: Vector = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit_vector


def abbreviations() -> Iterator[tuple[str, str]]:
    """Short forms of one meaning in small letters with their long forms: ("tcđđ", "tiêm chủng đầy đủ")."""
    for short, longs in load("abbreviations.toml")["forms"].items():
        if short.isalnum():
            yield unicodedata.normalize("NFC", short).lower(), unicodedata.normalize("NFC", longs[0]).lower()
    for name, unit_ in provinces().items():
        yield from ((code.lower(), name.lower()) for code in unit_.codes)


def _folded_weights(weights: dict[str, float], spoken: Iterable[str]) -> dict[str, float]:
    """Of forms without diacritics: between that of the lightest word it may stand for and 1."""
    lightest: dict[str, float] = {}
    for word in spoken:
        if word in weights:
            lightest[fold(word)] = min(lightest.get(fold(word), 1.0), weights[word])
    return {form: (1 + weight) / 2 for form, weight in lightest.items()}


def _pieces() -> dict[str, Vector]:
    """What unknown words and numbers fall into: letters, consonant and vowel, one or two digits, years."""
    letters = [
        *string.ascii_lowercase,
        *sorted({letter for word in syllables() for letter in word if letter > "z"}),
    ]
    pairs = [a + b for a in "bcdfghjklmnpqrstvwxz" for b in "aeiou"]
    digits = [*string.digits, *(f"{number:02}" for number in range(100))]
    vectors = {form: signs(form) * LETTER_WEIGHT for form in letters}
    vectors |= {_PIECE + form: signs(_PIECE + form) * LETTER_WEIGHT for form in (*letters, *pairs)}
    vectors |= {form: signs(form) * NUMBER_WEIGHT for form in (*digits, *map(str, range(1990, 2051)))}
    vectors |= {_PIECE + form: signs(_PIECE + form) * NUMBER_WEIGHT for form in digits}
    return vectors | {_PIECE + mark: signs(_PIECE + mark) * 0.05 for mark in ".,/"}


def tokenizer(vocabulary: list[str]) -> Any:
    """NFC, lower case, terms; known words whole, others in pieces."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    ids = {token: number for number, token in enumerate(vocabulary)}
    made = Tokenizer(models.WordPiece(ids, unk_token=UNKNOWN, max_input_chars_per_word=60))
    made.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Split(Regex(_TERMS), "removed", invert=True)
    return made
