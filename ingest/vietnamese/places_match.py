"""Finding places in Vietnamese text: questions as typed, titles, sentences of reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.vietnamese.abbreviations import expand
from ingest.vietnamese.places_choice import choose, holds
from ingest.vietnamese.places_clues import Clues
from ingest.vietnamese.places_context import known_names
from ingest.vietnamese.places_data import Unit, words
from ingest.vietnamese.places_index import Entry, cuts, index
from ingest.vietnamese.places_spelling import is_plain, key, one_letter_apart, same_word, tokens
from ingest.vietnamese.text import nfc
from vectorstore.records import Place

_GAP = re.compile(r"[\s_]*|[-–]|\.\s?")  # between the words of one name
_DASH = re.compile(r"\s?[-–]\s?")  # the same in "Bà Rịa - Vũng Tàu"
_BOUND_GAP = re.compile(r"\s*[,(–-]?\s*")  # between a district and its province, with one word of each line:
_BETWEEN = (("thuoc",), ("cua",), ("o",), ("tinh",), ("thanh", "pho"), ("tp",))
_LIST_GAP = re.compile(r"\s*(?:,|;|\bvà\b|\bva\b|,\s*và)\s*\Z")
_ABOVE_GAP = re.compile(r"[\s,:–-]+\Z")
_SHORTEST_SLIP = 7  # letters of a name in lower case, or without "huyện", "tỉnh" … before it, with one wrong


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named in an NFC text.

    start, end: the name, with the province that follows a district ("Phong Thổ, Lai Châu");
    lead: where its "tỉnh", "huyện" … before it begins, else start;
    exact: spelled as it should be, or with no diacritics;
    alternatives: other places that the words could mean, () when certain;
    in_name: part of the name of a hospital, a school, a person or an event.
    """

    start: int
    end: int
    place: Place
    exact: bool = True
    alternatives: tuple[Place, ...] = ()
    in_name: bool = False
    lead: int = -1


@dataclass(slots=True)
class _Found:
    first: int  # tokens
    last: int
    units: list[Unit]
    exact: bool
    group: str  # class of the word before: province, city, district, town, ward or ""
    lead: int  # token
    in_name: bool


def find_places(text: str, context: Iterable[Place] = ()) -> list[PlaceMatch]:
    """Places of a text in order, without overlaps; offsets count in nfc(text).

    context: places that are likely (those of the archive); it decides between namesakes and short forms, and
    makes lower-case words without diacritics count as a name.
    """
    text = nfc(text)
    finder = _Finder(text, frozenset(context))
    return finder.resolved(finder.found())


class _Finder:
    def __init__(self, text: str, context: frozenset[Place]) -> None:
        self.text, self.context = text, context
        self.tokens = tokens(text)
        self.plain_text = is_plain(text)
        self.known = known_names(context)
        self.clues = Clues(text, self.tokens)

    def found(self) -> list[_Found]:
        found: list[_Found] = []
        i = 0
        while i < len(self.tokens):
            match = self._commune(i) or self._named(i, found) or self._code(i) or self._slip(i)
            if match is None:
                i += 1
            elif match.units:
                found.append(match)
                i = match.last + 1
            else:
                i = match.last + 1
        return found

    # -- one position

    def _window(self, i: int, length: int) -> tuple[str, ...] | None:
        words = self.tokens[i : i + length]
        if len(words) < length:
            return None
        keys = tuple(word.key for word in words)
        gap_allowed = _DASH if keys in index().dashed else _GAP
        for a, b in pairwise(words):
            gap = self.text[a.end : b.start]
            if not (_GAP.fullmatch(gap) or gap_allowed.fullmatch(gap)):
                return None
        return keys

    def _commune(self, i: int) -> _Found | None:
        """A commune of the context: after "xã", or two words that are its name."""
        group, lead = self.clues.before(i)
        if group not in ("", "commune"):
            return None
        for length in range(self.known.longest_commune, 0, -1):
            place = self.known.communes.get(self._window(i, length) or ())
            if place is None or not (group or length > 1):
                continue
            if not group and key(place.district) == key(place.commune):
                continue  # a town that bears its district's name: the bare name is the district's
            words_ = place.commune.split()
            spelled = len(words_) == length and all(
                is_plain(token.text) or same_word(token.text, word)
                for token, word in zip(self.tokens[i : i + length], words_, strict=True)
            )
            if spelled and (group or not self.clues.has_capitals or self.clues.capital(i, i + length - 1)):
                unit = Unit(place, "xã", place.commune)
                return _Found(i, i + length - 1, [unit], True, group, lead, False)
        return None

    def _named(self, i: int, found: list[_Found]) -> _Found | None:
        known = index()
        if self.plain_text and self._type_and_province(i):
            return None
        for length in range(known.longest.get(self.tokens[i].key, 0), 0, -1):
            keys = self._window(i, length)
            entries = known.entries.get(keys, ()) if keys else ()
            if not entries:
                continue
            last = i + length - 1
            group, lead = self.clues.before(i)
            if group == "commune":
                if not self._counted(entries, i, lead):
                    return _Found(i, last, [], True, group, lead, False)
                group, lead = "", i
            carried = not group and bool(found) and self._in_list(found[-1], i)
            chosen = self._supported(
                self._of_group(entries, group), i, last, group or ("list" if carried else "")
            )
            if chosen:
                exact = any(self._spelled(entry, i) != "other" for entry in chosen)
                units = _units(chosen)
                return _Found(
                    i,
                    last,
                    units,
                    exact,
                    group,
                    lead,
                    self.clues.in_name(i, lead) or self._event(i, last, group),
                )
        return None

    def _counted(self, entries: Iterable[Entry], i: int, lead: int) -> bool:
        """'bao nhiêu xã Điện Biên có loa', 'loa xã Điện Biên': the communes of a known place, none of its name.

        A province's name after "xã" is one of hardly any commune; a district's is, unless a word of counting
        stands before.
        """
        here = [entry.unit for entry in entries if entry.unit.place in self.context]
        if i - lead != 1 or self.tokens[lead].folded not in words()["communes"]["words"]:
            return False
        before = self.clues.phrase(max(0, lead - 1), lead)
        counted = before in words()["communes"]["counted"]
        return any(unit.is_province or counted for unit in here)

    def _type_and_province(self, i: int) -> bool:
        """'tinh gia lai' is 'tỉnh Gia Lai', not the district Tĩnh Gia."""
        if self.tokens[i].folded != "tinh" or i + 2 >= len(self.tokens):
            return False
        keys = self._window(i + 1, 2)
        return any(entry.unit.is_province for entry in (index().entries.get(keys, ()) if keys else ()))

    def _event(self, i: int, last: int, group: str) -> bool:
        """'Điện Biên Phủ' is more often the battle than the city, unless 'thành phố' or 'ở' says so."""
        name = " ".join(token.folded for token in self.tokens[i : last + 1])
        return name in words()["names"]["events"] and not group and not self.clues.located(i)

    def _in_list(self, before: _Found, i: int) -> bool:
        gap = self.text[self.tokens[before.last].end : self.tokens[i].start]
        return bool(before.group) and _LIST_GAP.match(gap) is not None

    def _of_group(self, entries: Iterable[Entry], group: str) -> list[Entry]:
        """The entries that the word before the name allows; all when it allows none."""
        entries = list(entries)
        below = [e for e in entries if not e.unit.is_province]
        if group == "province":
            kept = [e for e in entries if e.unit.is_province]
        elif group == "city":
            central = [
                e
                for e in entries
                if e.unit.is_province and (e.unit.type == "thành phố" or e.unit.name.endswith("Huế"))
            ]
            kept = central + [
                e for e in below if e.unit.type == "thành phố" and (not central or e.unit.name == "Huế")
            ]
            kept = kept or below
        elif group:
            kept = below
        else:
            kept = [e for e in entries if e.unit.is_province] or below
        return kept or [e for e in entries if e.unit.is_province] or entries

    def _supported(self, entries: list[Entry], i: int, last: int, group: str) -> list[Entry]:
        if group in ("", "list"):
            return [entry for entry in entries if self._stands(entry, i, last, group == "list")]
        sure = self.clues.capital(i, last) or not self.clues.has_capitals
        return [entry for entry in entries if sure or self._spelled(entry, i) != "other"]

    def _stands(self, entry: Entry, i: int, last: int, in_list: bool) -> bool:
        """True where a name without "tỉnh", "huyện" … before it is one all the same."""
        spelled = self._spelled(entry, i)
        rank = entry.rank_exact if spelled == "exact" and not self.plain_text else entry.rank_plain
        bound = not entry.unit.is_province and self._bound(entry.unit, last) is not None
        if rank == 3:
            return bound and self.tokens[i].capital
        near = self.clues.near(i, last, entry.common)
        capital = self.clues.capital(i, last)
        if spelled == "other":
            return capital and (entry.unit.is_province or bound or in_list or self.clues.located(i))
        if capital or bound or in_list or rank == 0:
            return True
        here = entry.unit.place in self.context
        if rank == 1:
            return near > 0 or here or any(place.contains(entry.unit.place) for place in self.context)
        return near == 2 or (near == 1 and here)

    def _spelled(self, entry: Entry, i: int) -> str:
        """ "exact", "plain" (words without diacritics) or "other"."""
        if entry.glued:
            return "exact"
        words = self.tokens[i : i + len(entry.spelled)]
        exact = [same_word(word.text, name) for word, name in zip(words, entry.spelled, strict=True)]
        if all(exact):
            return "exact"
        return "plain" if all(is_plain(word.text) for word in words) else "other"

    def _bound(self, unit: Unit, last: int) -> int | None:
        """The last token of the unit's province where it follows the name: 'Phong Thổ, tỉnh Lai Châu'."""
        start = last + 1
        if start >= len(self.tokens):
            return None
        if not _BOUND_GAP.fullmatch(self.text[self.tokens[last].end : self.tokens[start].start]):
            return None
        for link in _BETWEEN:
            if self.clues.phrase(start, start + len(link)) == " ".join(link):
                start += len(link)
        return self._province_at(start, unit) if start < len(self.tokens) else None

    def _province_at(self, start: int, unit: Unit) -> int | None:
        known = index()
        for province in known.codes.get(self.tokens[start].text, ()):
            if holds(province.place, unit.place):
                return start
        for length in range(known.longest.get(self.tokens[start].key, 0), 0, -1):
            keys = self._window(start, length)
            for entry in known.entries.get(keys, ()) if keys else ():
                if entry.unit.is_province and holds(entry.unit.place, unit.place):
                    return start + length - 1
        return None

    def _code(self, i: int) -> _Found | None:
        """'ĐB', 'LC': a short form of a province, 'MCC': the initials of a place of the context."""
        token = self.tokens[i]
        glued = self.known.glued.get(token.text)
        if glued:
            return _Found(i, i, [glued], True, *self.clues.before(i), False)
        if not 2 <= len(token.text) <= 5:
            return None
        units = list(index().codes.get(token.text.upper(), ()))
        known = self.known.initials.get(token.text.upper(), [])
        if not units and (not known or expand(token.text.upper()) != token.text.upper()):
            return None
        group, lead = self.clues.before(i)
        here = [unit for unit in units if any(place.province == unit.name for place in self.context)]
        here += [unit for unit in known if unit not in here]
        written = token.text.isupper() or (bool(here) and not any(c.isupper() for c in self.text))
        if not written or not self.clues.code(i, group, bool(here)):
            return None
        return _Found(i, i, here or units, True, group, lead, False)

    def _slip(self, i: int) -> _Found | None:
        """A name with one letter wrong, where case or the word before say that it is a name."""
        group, lead = self.clues.before(i)
        if group == "commune" or self.clues.before(i + 1)[1] <= i:
            return None
        if not group and not self.clues.located(i):
            return None
        for length in (4, 3, 2):
            last = i + length - 1
            if last >= len(self.tokens) or (self._lower_matters(group) and not self.clues.capital(i, last)):
                continue
            keys = self._window(i, length)
            entries = self._misspelt(keys) if keys and not self.clues.is_type(i, last + 1) else []
            letters = sum(map(len, keys or ()))
            if letters < _SHORTEST_SLIP and not (group and self.clues.capital(i, last)):
                continue
            chosen = self._of_group([entry for entry in entries if entry.rank_exact < 3 or group], group)
            chosen = [entry for entry in chosen if entry.unit.is_province or group != "province"]
            if chosen and len({entry.unit.name for entry in chosen}) == 1:
                units = _units(chosen)
                return _Found(i, last, units, False, group, lead, self.clues.in_name(i, lead))
        return None

    def _lower_matters(self, group: str) -> bool:
        return not group or self.clues.has_capitals

    def _misspelt(self, words: tuple[str, ...]) -> list[Entry]:
        known, letters = index(), " ".join(words)
        keys = {name for cut in cuts(letters) for name in known.slips.get(cut, ())}
        near = sorted(
            name for name in keys if len(name) == len(words) and one_letter_apart(" ".join(name), letters)
        )
        return [entry for name in near for entry in known.entries[name]]

    # -- the whole text

    def resolved(self, found: list[_Found]) -> list[PlaceMatch]:
        provinces = [
            (f.first, f.units[0].place) for f in found if len(f.units) == 1 and f.units[0].is_province
        ]
        matches: list[PlaceMatch] = []
        skip_until = -1
        for position, item in enumerate(found):
            if item.first <= skip_until:
                continue
            below = [unit for unit in item.units if not unit.is_province]
            ends = {unit.place: end for unit in below if (end := self._bound(unit, item.last)) is not None}
            units = [unit for unit in below if unit.place in ends] or item.units
            near = [place for at, place in sorted(provinces, key=lambda p: abs(p[0] - item.first))]
            place, others = choose(units, item.group, near, self.context)
            last = ends.get(place, item.last)
            skip_until = last
            match = self._match(item, last, place, others)
            if matches and self._above(matches[-1], match, found[position - 1], item):
                match = PlaceMatch(
                    match.start, match.end, place, match.exact, others, match.in_name, matches.pop().lead
                )
            matches.append(match)
        return matches

    def _match(self, item: _Found, last: int, place: Place, others: tuple[Place, ...]) -> PlaceMatch:
        start, end = self.tokens[item.first].start, self.tokens[last].end
        if "(" in self.text[start:end] and self.text[end : end + 1] == ")":
            end += 1
        return PlaceMatch(start, end, place, item.exact, others, item.in_name, self.tokens[item.lead].start)

    def _above(self, province: PlaceMatch, district: PlaceMatch, before: _Found, item: _Found) -> bool:
        """'tỉnh Lai Châu, huyện Phong Thổ': the province only says where the district is."""
        if province.place.district or not district.place.district or not item.group or item.group == "list":
            return False
        gap = self.text[province.end : district.lead]
        return holds(province.place, district.place) and _ABOVE_GAP.match(gap) is not None


def _units(entries: Iterable[Entry]) -> list[Unit]:
    return list(dict.fromkeys(entry.unit for entry in entries))
