"""Who issued a document, and for which place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.identity_head import Number, rules
from ingest.identity_title import readable
from ingest.readers.letterhead import MOTTO
from ingest.vietnamese.places import PlaceMatch, find_places, place_type
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Place

_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran)\s+(\w+(?:\s\w+){0,3})$")
_HEALTH = re.compile(r"\by te\b|suc khoe|benh vien|dich benh|tiem chung|dan so")
_SPEAKS = re.compile(r"\b(?:bao cao|tong hop|xay dung|ban hanh|kinh (?:gui|trinh)|lap|de nghi|trien khai)\b")
_TYPES = frozenset({"tỉnh", "thành phố", "huyện", "thị xã", "quận"})
# of one branch of medicine: there is one for a province, wherever it signs
_SPECIAL_HOSPITAL = re.compile(
    r"\bbenh vien (?!da khoa\b|quan\b|[ivx\d]+\b)\w+(?!.*\b(?:huyen|thi xa|thanh pho|tp|quan|khu vuc)\b)"
)
_MOST_TEXTS = 400  # blocks that are read where only the body can tell the place


@dataclass(frozen=True, slots=True)
class Agency:
    name: str  # "Sở Y tế"
    level: str  # "province", "district", "commune", "central", or "any": as its place says
    by_letterhead: bool = False  # named as its letterhead has it: "Bệnh viện Mắt", "Trung tâm Pháp y"
    printed: str = ""  # its words in the letterhead, places included: "BỆNH VIỆN ĐA KHOA TỈNH LÀO CAI"


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str  # with its place: "Trung tâm Y tế huyện Gia Viễn"
    place: Place | None
    central: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """Where agency and place may stand, surest first."""

    letterhead: Sequence[str]  # lines above the title
    number: Number | None
    dated_at: str  # place of the date line
    subject: str
    opening: Sequence[str]  # first blocks after the title
    body: Sequence[str]
    name: str  # of the file, as words


@cache
def _agencies() -> tuple[tuple[re.Pattern[str], frozenset[str], Agency], ...]:
    return tuple(
        (
            re.compile(rf"\b(?:{entry['pattern']})\b"),
            frozenset(entry["number"].split("|")),
            Agency(entry["name"], entry["level"], entry.get("printed", False)),
        )
        for entry in rules()["agency"]
    )


def find_issuer(sources: Sources) -> Issuer:
    """The issuing agency and its place; name "" and place None where nothing tells them."""
    head = _without_motto(" ".join(sources.letterhead))
    named = named_agencies(head)
    agency = named[-1] if named else _by_number(sources.number)
    if agency and agency.level == "central":
        return Issuer(_central(agency), None, central=True)
    place = _head_place(named, agency, sources)
    if agency is None or place is None:
        told, told_at = _told(sources.opening, place)
        agency, place = agency or told, place or told_at
    place = place or _likely_place(sources)
    if agency is None:
        agency = _presumed(sources, place)
    place = _at_level(place, agency, head)
    return Issuer(_with_place(agency, place, head), place)


def _without_motto(text: str) -> str:
    text = squeeze(text)
    for match in reversed(list(MOTTO.finditer(fold(text)))):
        text = text[: match.start()] + " " + text[match.end() :]
    return squeeze(text)


def named_agencies(text: str) -> list[Agency]:
    """Agencies that a text names, in order, each with its words up to the next agency."""
    folded = fold(text)
    found: list[tuple[int, int, Agency]] = []
    for pattern, _, agency in _agencies():
        for match in pattern.finditer(folded):
            if not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((*match.span(), agency))
    if not found:
        return []
    found.sort(key=lambda item: item[0])
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    return [
        replace(agency, printed=squeeze(text[start:end]))
        for (start, _, agency), end in zip(found, ends, strict=True)
    ]


def _by_number(number: Number | None) -> Agency | None:
    if number is None:
        return None
    return next((agency for _, codes, agency in _agencies() if number.agency in codes), None)


def _central(agency: Agency) -> str:
    return readable(agency.printed) if agency.printed else agency.name


def _head_place(named: list[Agency], agency: Agency | None, sources: Sources) -> Place | None:
    """The place of the issuing agency, else of the ones above it, made exact by the date line."""
    above: list[Place] = []
    for item in named:
        above += [match.place for match in _real(find_places(item.printed, above))]
    own = above[-1] if above else None
    dated = _dated(sources.dated_at, above)
    if own is None:
        return dated
    local = agency is not None and agency.level in ("district", "commune", "any")
    if agency is not None and any(m.place == own for m in find_places(agency.printed)):
        return own  # "BỆNH VIỆN ĐA KHOA AN GIANG" may sign in any town of the province
    if dated and dated.district and not own.district and own.contains(dated) and local and _below(agency):
        return dated
    return own


def _below(agency: Agency | None) -> bool:
    """False for an agency that says itself to be a province's: 'UBND TỈNH …', 'BỆNH VIỆN MẮT'."""
    if agency is None:
        return False
    printed = fold(agency.printed)
    return not re.search(r"\btinh\b", printed) and not _SPECIAL_HOSPITAL.search(printed)


def _dated(dated_at: str, context: Iterable[Place]) -> Place | None:
    context = list(context)
    for text in (dated_at, f"tỉnh {dated_at}", f"huyện {dated_at}", f"thành phố {dated_at}"):
        if dated_at and (matches := _real(find_places(text, context))):
            return matches[-1].place
    return None


def _real(matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """Matches that name a place, not a hospital or a person, unless there are only such."""
    return [match for match in matches if not match.in_name] or matches


def _told(opening: Sequence[str], place: Place | None) -> tuple[Agency | None, Place | None]:
    """The agency that begins to speak after the title: 'Trung tâm Y tế huyện Gia Viễn tổng hợp …'."""
    for text in opening:
        for agency in named_agencies(text):
            if agency.level == "central" or not agency.printed[:1].isupper():
                continue
            near = agency.printed[:80]
            if not _SPEAKS.search(fold(near)):
                continue
            matches = _real(find_places(near, [place] if place else []))
            if matches and (
                place is None or place.contains(matches[0].place) or matches[0].place.contains(place)
            ):
                return Agency(agency.name, agency.level), matches[0].place
    return None, None


def _likely_place(sources: Sources) -> Place | None:
    """From title, body (the place named most) and file name, in this order."""
    for text in (sources.subject, *sources.opening):
        if matches := [m for m in find_places(text) if not m.in_name and not m.alternatives]:
            return matches[0].place
    counts = Counter(
        match.place
        for text in sources.body[:_MOST_TEXTS]
        for match in find_places(text[:2000])
        if not match.in_name and not match.alternatives and match.exact
    )
    if counts:
        place, count = counts.most_common(1)[0]
        if count > 1:
            return place
    matches = find_places(sources.name)
    return matches[0].place if matches else None


def _presumed(sources: Sources, place: Place | None) -> Agency | None:
    """A province's health report without letterhead comes from its Department of Health."""
    health = _HEALTH.search(fold(sources.subject + " " + " ".join(sources.opening)))
    if place is None or place.district or not health:
        return None
    return next(agency for _, _, agency in _agencies() if agency.name == "Sở Y tế")


def _at_level(place: Place | None, agency: Agency | None, head: str) -> Place | None:
    """The province for a provincial agency that writes from its city; the commune where one is named."""
    if place is None or agency is None:
        return place
    if agency.level == "province":
        return Place(place.province)
    commune = _COMMUNE.search(fold(agency.printed))
    if commune and place.district:
        name = agency.printed[slice(*commune.span(1))]
        return Place(place.province, place.district, name.title() if name.isupper() else name)
    return place


def _with_place(agency: Agency | None, place: Place | None, head: str) -> str:
    if agency is None:
        return ""
    if agency.printed and agency.by_letterhead:
        return _of_place(readable(_written_out(agency.printed)), place)
    if place is None:
        return agency.name
    if place.commune:
        return f"{agency.name} xã {place.commune}"
    if agency.name == "Sở Y tế":
        return f"{agency.name} {place.province}"
    own = place.district or place.province
    kind = _printed_type(head, place) or place_type(place)
    return f"{agency.name} {own if own.startswith(kind) else f'{kind} {own}'}"


def _written_out(printed: str) -> str:
    """'BVĐK TỈNH LÀO CAI' → 'BỆNH VIỆN ĐA KHOA TỈNH LÀO CAI'."""
    short = rules()["words"]["short"]
    return re.sub(r"[^\W\d_]+", lambda m: short.get(m[0], m[0]), printed)


def _of_place(name: str, place: Place | None) -> str:
    """'Bệnh viện đa khoa tỉnh' of a letterhead whose upper line names the province, with its name."""
    if place is None or find_places(name, [place]):
        return name
    own = place.district or place.province
    last = fold(name).split()[-1:]
    if last in (["tinh"], ["huyen"], ["xa"], ["pho"]):
        return f"{name} {place.province if last == ['tinh'] else own.removeprefix(place_type(place)).strip()}"
    kind = place_type(place)
    return f"{name} {own if own.startswith(kind) else f'{kind} {own}'}"


def _printed_type(head: str, place: Place) -> str:
    """The type as the letterhead has it: a town then may be a city now."""
    for match in find_places(head, [place]):
        word = squeeze(head[match.lead : match.start]).lower().split(" y tế ")[-1]
        if match.place == place and word in _TYPES:
            return word
    return ""
