"""The places inside the report's place that figures of a block speak of: 'Có 1 ca tại huyện Mèo Vạc'."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ingest.figures.prose_draft import Draft
from ingest.figures.prose_text import Stretch
from ingest.figures.prose_words import OF_WHICH
from ingest.figures.subjects import place_named
from ingest.vietnamese.places import find_places
from vectorstore.records import Place

_I = re.IGNORECASE
# "tại huyện Mèo Vạc", "riêng huyện Quản Bạ", and at the start of a clause "Huyện Mèo Vạc 5 ca"
_LOCATED = re.compile(
    r"(?<!\w)(?i:tại|ở|trên địa bàn|riêng|thuộc)\s+(?:[^,;()]{0,40}?)(?=[A-ZĐÀ-Ỹ])"
    r"|^\W*(?i:huyện|thị xã|thành phố|tp\.?)\s+(?=[A-ZĐÀ-Ỹ])"
)
# "tại xã Linh Thông" in a district's report
_AT_COMMUNE = re.compile(
    r"(?<!\w)(?i:tại|ở|trên địa bàn|riêng|thuộc)\s+((?i:xã|phường|thị trấn|tt\.?)(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*){1,4})"
)
_BRACKET = re.compile(r"\s*\((?:đều |cùng |chỉ )?(?:tại|ở|thuộc|trên địa bàn) [^()\d]{3,80}\)", _I)
_CLAUSE_END = re.compile(rf"\s*(?:[.;,]?\s*(?:{OF_WHICH})(?!\w)|[.;]|$)", _I)
_PARTS = re.compile(r"\W*trong (?:số )?đó(?!\w)", _I)
_UP_TO_COMMA = re.compile(r"[^,;:().\d]*")
_LARGER = re.compile(
    r"(?:,\s*(?i:xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?|quận)\s+[^,;:().\d]{2,30})+"
)
_LOCAL = re.compile(r"(?:xã|phường|thị trấn|thôn|bản|làng|ấp|khu phố|tổ dân phố)\s", _I)
_BEHIND = re.compile(r"[^,;:().\d]{0,60}\(([^()\d]{3,80})")
# "đạt cao nhất là huyện Quản Bạ"
_MOST = re.compile(
    r"(?:cao|thấp|nhiều|ít|đông|lớn|tốt|kém|chậm|nhanh) (?:nhất|hơn)(?: là| tại| ở| thuộc(?: về)?)*:? "
    r"(?P<name>[^,;:()]{3,40})$",
    _I,
)
_MOST_AFTER = re.compile(r"(?:riêng )?(?P<name>[^,;:()]{3,40}?) (?:đạt )?(?:cao|thấp|nhiều|ít) nhất$", _I)
_PLACE_REMARK = re.compile(r"\s*\(([^()\d]{3,60})\)$")
_WHOLE = re.compile(r"(?<!\w)(?:toàn|cả) (?:tỉnh|huyện|thành phố|thị xã|quận|nước|quốc|ngành)(?!\w)", _I)


def locate(text: str, stretches: list[Stretch], drafts: list[Draft], home: Place | None) -> None:
    """Settle the places of a block's drafts: of their own words, else of the clause that they stand in."""
    if home is None or home.commune:
        return
    for draft in drafts:
        draft.place = place_of(_aside(text, draft), home) or _listed_place(draft, home)
    told: Place | None = None  # of the clause before, for "Trong đó: …; …"
    for stretch in stretches:
        parts = False
        for clause in _clauses(text, stretch):
            inside = [d for d in drafts if clause.start <= d.mention.start < clause.end]
            if not inside:
                continue
            parts = parts or bool(_PARTS.match(text, clause.start))
            found = _of_clause(text, clause, inside, home)
            told = _spread(told if found is None and parts else found, inside, home)
    for draft in drafts:
        if draft.place is None and (found := _remarked(text, draft, home)):
            draft.place = found
        _unremark(drafts, draft, home)


def _aside(text: str, draft: Draft) -> str:
    """A number's own words, with the larger places after a comma: 'tại bản A, xã B, huyện C'."""
    words = _UP_TO_COMMA.match(text, draft.mention.reach)
    larger = _LARGER.match(text, words.end()) if words else None
    return draft.aside + (larger.group() if larger else "")


def _remarked(text: str, draft: Draft, home: Place) -> Place | None:
    """The place in the brackets right behind a number: '01 ca (xã B, huyện C)'; not of '5 ca (huyện C 3 ca)'."""
    match = _BEHIND.match(text, draft.mention.reach)
    if match is None:
        return None
    pieces = [piece.strip() for piece in match[1].split(",")]
    pieces = pieces if text[match.end() : match.end() + 1] == ")" else pieces[:-1]
    named = [found for piece in pieces if (found := place_named(piece, home)) is not None]
    inside = {found for found in named if found != home and home.contains(found)}
    leading = bool(pieces) and (_LOCAL.match(pieces[0]) or place_named(pieces[0], home) is not None)
    return inside.pop() if leading and len(inside) == 1 else None


def _unremark(drafts: list[Draft], draft: Draft, home: Place) -> None:
    """Take the brackets that only name the place of one number out of the name that others share."""
    subject = draft.subject
    if subject is None or (match := _PLACE_REMARK.search(subject.indicator)) is None:
        return
    pieces = [piece.strip() for piece in match[1].split(",")]
    if not all(_LOCAL.match(piece) or place_named(piece, home) for piece in pieces):
        return
    for other in drafts:
        if other.subject is not None and other.subject.group == subject.group:
            bare = _PLACE_REMARK.sub("", other.subject.indicator)
            other.subject = replace(other.subject, indicator=bare or other.subject.indicator)


def _listed_place(draft: Draft, home: Place) -> Place | None:
    """The place that a list names above a number, or as what it counts in: 'Số ca mắc: Mèo Vạc 5 ca'."""
    assert draft.subject is not None
    most = _MOST.search(draft.subject.indicator) or _MOST_AFTER.match(draft.subject.indicator)
    if most and (found := place_named(most["name"], home)):
        return found if found != home and home.contains(found) else None
    for link in (draft.subject.indicator, *reversed(draft.subject.chain)):
        found = place_named(link, home)
        if found is not None and found != home and home.contains(found):
            return found
    return None


def _clauses(text: str, sentence: Stretch) -> list[Stretch]:
    """The parts of a sentence between semicolons outside brackets."""
    found = []
    start, depth = sentence.start, 0
    for at in range(sentence.start, sentence.end):
        depth = max(0, depth + (text[at] == "(") - (text[at] == ")"))
        if text[at] == ";" and not depth:
            found.append(Stretch(start, at))
            start = at + 1
    return [*found, Stretch(start, sentence.end)]


def _of_clause(text: str, clause: Stretch, inside: list[Draft], home: Place) -> Place | None:
    """The place that a clause names before its first number, or in brackets at its end: '(tại huyện X)'."""
    opening = place_of(text[clause.start : inside[0].mention.opening], home)
    if opening is not None:
        return opening
    for match in _BRACKET.finditer(text, clause.start, clause.end):
        if _CLAUSE_END.match(text, match.end()):
            return place_of(match.group().strip(" ()"), home)
    return None


def _spread(place: Place | None, inside: list[Draft], home: Place) -> Place | None:
    """Give a clause's place to its numbers that name none, else a number's to the others of its group and its parts."""
    if place is not None and all(d.place in (None, place) for d in inside):
        for draft in inside:
            if draft.place is None and not _placed_elsewhere(draft, home):
                draft.place = place
            _unbracket(draft)
        return place
    for draft in inside:
        if draft.place is None and not _placed_elsewhere(draft, home):
            draft.place = next((d.place for d in inside if d.place and _belongs(draft, d)), None)
    return None


def _belongs(draft: Draft, other: Draft) -> bool:
    """Whether a number says more of what another one counts: 'tăng 3 ca', 'làm 25 người mắc'."""
    own, told = draft.subject, other.subject
    return own is not None and told is not None and (own.group == told.group or told.indicator in own.chain)


def _placed_elsewhere(draft: Draft, home: Place) -> bool:
    if _WHOLE.search(draft.aside):
        return True
    return any(home.contains(m.place) and m.place != home for m in find_places(draft.aside, (home,)))


def _unbracket(draft: Draft) -> None:
    """The place in brackets is no part of what is counted."""
    subject = draft.subject
    if subject is not None and (bare := _BRACKET.sub("", subject.indicator)) != subject.indicator:
        draft.subject = replace(subject, indicator=bare)


@lru_cache(maxsize=2048)
def place_of(clause: str, home: Place | None) -> Place | None:
    """The one place of a clause inside `home` that is no part of an office's name; else None."""
    if home is None or home.commune or not _LOCATED.search(clause):
        return None
    if home.district:
        communes = {place_named(match[1].strip(), home) for match in _AT_COMMUNE.finditer(clause)}
        return communes.pop() if len(communes) == 1 else None
    found = [m for m in find_places(clause, (home,)) if home.contains(m.place) and m.place != home]
    if len({m.place for m in found}) != 1 or any(m.in_name for m in found):
        return None
    first = found[0]
    start = first.lead if first.lead >= 0 else first.start
    before = clause[:start]
    located = re.search(
        r"(?<!\w)(?:tại|ở|trên địa bàn|riêng)\s*(?:(?:các )?(?:xã|bản|thôn|làng|ấp|khu|tổ)[^;()]{0,60})?$",
        before,
        re.IGNORECASE,
    )
    return first.place if located or not before.strip(" -+*•.") else None
