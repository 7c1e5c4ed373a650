"""The place that a section is about: "KẾT QUẢ TẠI HUYỆN MÈO VẠC", "1. Thành phố Hà Giang"."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.figures.prose_subjects import bare_heading
from ingest.figures.subjects import is_total, place_named
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Place

_LONGEST = 90  # characters of a heading that may name the place of its section
_LOCATED = re.compile(r"\b(?:tai|cua|o|tren dia ban|rieng|thuoc|dia ban) $")
# "Hội nghị tại …", "Kế hoạch kiểm tra tại …": what was held there says nothing of whose figures follow
_EVENT = re.compile(
    r"\b(?:hoi nghi|hoi thao|tap huan|dao tao|chuyen cong tac|le|mit tinh|de nghi|kien nghi|so voi)\b"
)


@lru_cache(maxsize=4096)
def section_place(headings: tuple[str, ...], home: Place | None) -> Place | None:
    """The place inside `home` that the innermost of the headings (from the root) that names one names; else `home`."""
    if home is None or home.commune:
        return home
    for heading in reversed(headings):
        text = bare_heading(squeeze(heading))
        if not text or len(text) > _LONGEST:
            continue
        if is_total(text):  # "3. Toàn tỉnh"
            return home
        if found := _named(text, home):
            return found
    return home


def _named(text: str, home: Place) -> Place | None:
    """The one place that a heading names alone, or as that of what it speaks of."""
    named = place_named(text, home)
    if named is not None and home.contains(named):
        return named if named != home else None
    if _EVENT.search(fold(text)):
        return None
    found = [m for m in find_places(text, (home,)) if home.contains(m.place) and m.place != home]
    if len({m.place for m in found}) != 1 or any(m.in_name for m in found):
        return None
    first = found[0]
    start = first.lead if first.lead >= 0 else first.start
    rest = text[first.end :].strip(" .:;,-–()")
    before = fold(text[:start])
    at_end = not rest or re.fullmatch(r"(?:năm|quý|tháng|\d{1,2} tháng)?[ \d/IVX.]*", rest, re.IGNORECASE)
    return first.place if at_end and _LOCATED.search(f"{before.rstrip()} ") else None
