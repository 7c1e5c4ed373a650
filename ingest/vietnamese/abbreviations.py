"""Short forms and their long forms, both ways: TCĐĐ ↔ tiêm chủng đầy đủ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.vietnamese.data import load
from ingest.vietnamese.text import fold, nfc

_SHORT = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+(?:\d+[^\W\d_¹²³⁰⁴-⁹]*)*")
_SMALL_FROM = 3  # letters: shorter short forms are spelt out in small letters only when listed


@dataclass(frozen=True, slots=True)
class _Meaning:
    long: str
    near: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    meanings: dict[str, tuple[_Meaning, ...]]  # by the short form as listed
    plain: dict[str, str]  # short form in capitals without diacritics → listed, where only one has it
    small: frozenset[str]
    never_small: frozenset[str]


def long_form(word: str, text: str) -> str | None:
    """What a word means as a short form in this text; None when it is none: 'TCĐĐ' → 'tiêm chủng đầy đủ'."""
    listed = _listed(word)
    if listed is None:
        return None
    meanings = _table().meanings[listed]
    if len(meanings) == 1:
        return meanings[0].long
    around = fold(text)
    for meaning in meanings:
        if not meaning.near or any(word.search(around) for word in meaning.near):
            return meaning.long
    return meanings[0].long


def expand(text: str) -> str:
    """The text with every known short form spelt out: 'TE được TCĐĐ' → 'trẻ em được tiêm chủng đầy đủ'."""
    source = nfc(text)
    spelt = pattern_of_compounds().sub(lambda m: long_form(m.group(), source) or m.group(), source)
    return _SHORT.sub(lambda m: long_form(m.group(), source) or m.group(), spelt)


def abbreviate(text: str) -> str:
    """The text with long forms shortened, longest first: 'trẻ em tiêm chủng đầy đủ' → 'TE TCĐĐ'."""
    pattern, short = _long_forms()
    return pattern.sub(lambda match: short[match.group().lower()], nfc(text))


def short_forms(wording: str) -> tuple[str, ...]:
    """The short forms of exactly this wording: 'tiêm chủng đầy đủ' → ('TCĐĐ',)."""
    wanted = nfc(wording).lower()
    table = _table().meanings
    return tuple(s for s, meanings in table.items() if any(m.long.lower() == wanted for m in meanings))


def is_ambiguous(word: str) -> bool:
    """True for a short form with several meanings: 'TN'."""
    listed = _listed(word)
    return listed is not None and len(_table().meanings[listed]) > 1


def is_guess(word: str, text: str) -> bool:
    """True for a short form with several meanings where no other word of the text tells which: 'CT mạch vành'."""
    listed = _listed(word)
    meanings = _table().meanings[listed] if listed is not None else ()
    around = fold(text)
    return len(meanings) > 1 and not any(near.search(around) for meaning in meanings for near in meaning.near)


@cache
def pattern_of_compounds() -> re.Pattern[str]:
    """Short forms with a slash, hyphen or ampersand in them, as a pattern: 'CN/T', 'DS-KHHGĐ'."""
    compounds = [s for s in _table().meanings if not s.isalnum()]
    either = "|".join(re.escape(s).replace("/", r"\s?/\s?") for s in sorted(compounds, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


@lru_cache(maxsize=16384)
def _listed(word: str) -> str | None:
    table = _table()
    compact = word.replace(" ", "")
    if compact in table.meanings:
        return compact if compact != compact.lower() else None
    if compact.isupper():
        if not compact.replace("Đ", "D").isascii():  # "Y TẾ" in capitals has no "TE"
            return None
        return table.plain.get(fold(compact).upper())
    if not compact.islower():
        return table.plain.get(fold(compact).upper()) if sum(c.isupper() for c in compact) >= 2 else None
    folded = fold(compact)
    if folded in table.never_small or (len(folded) < _SMALL_FROM and folded not in table.small):
        return None
    if _is_syllable(folded) and folded not in table.small:
        return None
    upper = compact.upper()
    if compact != folded and upper not in table.meanings:
        return None
    return upper if upper in table.meanings else table.plain.get(upper)


_RIME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|ech|enh|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|"
    "o|oa|oac|oach|oai|oam|oan|oang|oanh|oat|oay|oc|oe|oen|oet|oi|om|on|ong|ooc|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|"
    "uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|y|yem|yen|yet|yeu|uych|uan|uat|uynh"
)
_SYLLABLE = re.compile(rf"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|q|r|s|th|tr|t|v|x|p)?(?:{_RIME})")


def _is_syllable(folded: str) -> bool:
    return _SYLLABLE.fullmatch(folded) is not None


def is_vietnamese_syllable(word: str) -> bool:
    """True when a word, folded, is built as a Vietnamese syllable: 'tiem', not 'tiemm' or 'ttyt'."""
    return _is_syllable(fold(nfc(word)))


@cache
def _table() -> _Table:
    data = load("abbreviations.toml")
    meanings: dict[str, tuple[_Meaning, ...]] = {}
    for short, longs in data["forms"].items():
        meanings[_checked(short)] = (_Meaning(nfc(longs[0]), ()),)
    for short, senses in data["ambiguous"].items():
        if short in meanings:
            raise ValueError(f"abbreviations.toml: {short!r} stands under forms and ambiguous")
        meanings[_checked(short)] = tuple(_Meaning(nfc(s["long"]), _near(s.get("near", []))) for s in senses)
    plain: dict[str, str] = {}
    clashing = set()
    for short in meanings:
        key = fold(short).upper()
        if key in plain:
            clashing.add(key)
        plain.setdefault(key, short)
    for key in clashing:
        if key not in meanings:
            del plain[key]
    small, never = frozenset(data["small"]["forms"]), frozenset(data["small"]["not"])
    return _Table(meanings, plain, small, never)


def _checked(short: str) -> str:
    if not 2 <= len(short) <= 12 or not any(c.isupper() for c in short):
        raise ValueError(f"abbreviations.toml: {short!r} is no short form (2 to 12 characters, capitals)")
    return nfc(short)


def _near(words: list[str]) -> tuple[re.Pattern[str], ...]:
    for word in words:
        if fold(word) != word:
            raise ValueError(
                f"abbreviations.toml: near word {word!r} must be without diacritics, in small letters"
            )
    return tuple(re.compile(rf"(?<!\w){re.escape(word)}") for word in words)


@cache
def _long_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    short: dict[str, str] = {}
    for form, meanings in _table().meanings.items():
        if len(meanings) == 1 and len(meanings[0].long) > len(form):
            short.setdefault(meanings[0].long.lower(), form)
    either = "|".join(re.escape(long) for long in sorted(short, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), short
