"""The unit of a row's values: from the unit column, the label's brackets or its wording."""

from __future__ import annotations

import re

from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import UnitKind, implied_unit, unit_at, unit_named

_TRAILING = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,60})\s*[)\]]\s*$")
_NUMBER_OF = re.compile(r"^(?:tổng )?số (?=\w)", re.IGNORECASE)
_DITTO = {"", "-", "″", '"', "''", "nt", "như trên", "//"}
# "Tỷ lệ mắc lao/dân số": per 100.000 or per 1.000 by a convention that the text does not name
_UNSAID_BASE = re.compile(r"\b(?:mac|chet|tu vong|nhiem|benh)\b.{0,60}/ ?dan s")
# "Tỷ lệ tử vong ở trẻ" is per thousand by convention, whatever "tỷ lệ" says
_CHILD_DEATHS = re.compile(r"\bt[yi] (?:le|so|suat) (?:tu vong|chet) (?:o )?(?:tre|so sinh|chu sinh)")
_BASE_SAID = re.compile(r"(?:/|\btren) ?\d")
# what is counted is the activity, not the rate that it looks into
_ACTIVITY = re.compile(
    r"(?:dieu tra|khao sat|giam sat|kiem tra|tap huan|truyen thong|danh gia|thong ke|hoi nghi|hoi thao|"
    r"xay dung|so (?:lan|dot|buoi|lop|cuoc))\b"
)
# nouns that a label may begin with and mean what it counts: "Trẻ 6-60 tháng uống vitamin A"
_NOUNS = {
    "xã", "huyện", "thôn", "bản", "thôn, bản", "trường", "trạm y tế", "phòng khám", "cơ sở", "hộ", "trẻ",
    "bệnh nhân", "người", "phụ nữ", "bà mẹ", "học sinh", "mẫu", "lượt", "lớp", "buổi", "cặp vợ chồng",
}  # fmt: skip
_NO_NOUN = re.compile(
    r"xa hoi|truong (?:ban|phong|hop)|ban (?:hanh|tin|than|do)|te\b|mau (?:thuan|so)|lop (?:hoc phan)"
)
_SHORTENED = (
    (re.compile(r"^(?:t\.? ?số|ts\.?)(?=\s)", re.IGNORECASE), "Tổng số"),
    (re.compile(r"\bb ?[/.] ?n(?:hân)?\b\.?", re.IGNORECASE), "bệnh nhân"),
    (re.compile(r"(?<=\d),(?=000\b)"), "."),
    (re.compile(r"\bsố số\b", re.IGNORECASE), "số"),
)
_MEASURED_NOUN = re.compile(r"(?:giường|lượt|ngày)(?= )", re.IGNORECASE)  # "Giường thực kê", "Ngày ĐTTB"
_PER_BASE = re.compile(r"\s*(?:vạn|nghìn|ngàn|\d[\d.]{1,8})\s+[^\W\d_]")
_CASES = re.compile(
    r"^(?:s0 |so |tong so )?(?:ca |nguoi )?(?:mac|chet|tu vong|nhiem)\b(?! .*ty le)"
    r"|^(?!ty |ti |%).{1,30}\b(?:mac|chet|tu vong)$"
)


def unit_cell(text: str) -> str | None:
    """What a unit column says: 'Tr.đồng' → 'triệu đồng', 'bác sĩ/vạn dân' as it is; None for ditto marks."""
    cell = squeeze(text)
    if cell.lower() in _DITTO:
        return None
    known = unit_named(cell.strip("()"))
    if known and "/" not in cell:
        return known.canonical
    bare = _NUMBER_OF.sub("", cell)
    if bare != cell:  # "Số bé trai/100 bé gái", "Số người"
        return unit_cell(bare)
    return cell if not cell[:1].isupper() or cell[1:2].isupper() else cell[0].lower() + cell[1:]


def split_unit(label: str) -> tuple[str, str]:
    """A label and the unit in brackets at its end: 'Lượt KCB (lượt)' → ('Lượt KCB', 'lượt'), else ''."""
    match = _TRAILING.search(label)
    if not match or match.start() == 0:
        return label, ""
    inner = squeeze(match.group(1)).removeprefix("ĐVT:").strip()
    known = unit_named(inner)
    if known is None and inner.startswith("/"):
        known = implied_unit(f"x{inner}")
    if known:
        return label[: match.start()].rstrip(), inner if "/" in inner else known.canonical
    noun, slash, base = inner.partition("/")
    if (
        slash and _PER_BASE.match(base) and not re.search(r"\d", noun)
    ):  # "bác sĩ/vạn dân", "bé trai/100 bé gái"
        return label[: match.start()].rstrip(), inner
    if slash and (known := unit_named(noun.strip())):  # "(lần/quý/huyện/xã)" counts visits
        return label, known.canonical
    return label, ""


def label_unit(label: str) -> str:
    """The unit that a label's wording implies: 'Tỷ lệ …' → '%', 'Số xã …' → 'xã'; '' when none."""
    text = label
    for pattern, words in _SHORTENED:
        text = pattern.sub(words, text)
    folded = fold(text)
    if _UNSAID_BASE.search(folded):
        return ""
    if _CHILD_DEATHS.search(folded) and not _BASE_SAID.search(folded):
        return "‰"
    unit = implied_unit(text)
    if unit is None or (unit.canonical == "%" and _ACTIVITY.match(folded)):
        return ""
    return unit.canonical


def counted_noun(label: str) -> str:
    """The noun that a label without 'Số' begins with: 'Trẻ 6-60 tháng tuổi' → 'trẻ'; '' when none."""
    text = label
    for pattern, words in _SHORTENED:
        text = pattern.sub(words, text)
    unit = unit_at(text, 0)
    return (
        unit.unit.canonical
        if unit and unit.unit.canonical in _NOUNS and not _NO_NOUN.match(fold(text))
        else ""
    )


def measure_unit(measures: tuple[str, ...]) -> str:
    """'Mắc', 'Số chết', 'Sởi mắc' → 'ca'; other measures as their words imply."""
    for text in reversed(measures):
        if _CASES.search(fold(text)):
            per = implied_unit(text) if "/" in text else None
            return per.canonical if per and "/" in per.canonical else "ca"
        unit = implied_unit(text)
        if unit:
            return unit.canonical
        noun = _MEASURED_NOUN.match(text)
        if noun:
            return noun.group().lower()
    return ""


def is_count(unit: str) -> bool:
    known = unit_named(unit)
    return known is not None and known.kind is UnitKind.COUNT
