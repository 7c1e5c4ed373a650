"""What the sections of a document are about, where that is not what the document is: a plan that first says what was
done the year before, a report that ends with next year's plan.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Kind, Period

_YEAR = 12  # months
_DONE = re.compile(r"\b(?:ket qua|danh gia|tinh hinh|thuc trang)\b")
# "Kết quả đạt được", "I. Đánh giá kết quả thực hiện": without a year, what was done in the one before the plan's
_SURELY_DONE = re.compile(
    r"(?:danh gia )?(?:tinh hinh |cac )?ket qua (?:dat duoc|thuc hien|cong tac|trien khai)"
)
_AHEAD = re.compile(
    r"\b(?:muc tieu|chi tieu|nhiem vu|giai phap|phuong huong|to chuc thuc hien|du kien|mong doi|giam sat|kiem tra|"
    r"kinh phi|phan cong)\b"
)
# "kết quả thực hiện nhiệm vụ, mục tiêu": what was done about them
_CARRIED_OUT = re.compile(
    r"\b(?:ket qua|tinh hinh|danh gia|so ket|tong ket)\b(?! mong doi| du kien)[^.;:()]{0,40}?"
    r"\b(?:thuc hien|trien khai|hoan thanh)\b[^.;:()]*"
)
# "chương trình mục tiêu", "bệnh viện mục tiêu", "mục tiêu quốc gia": names, no aims
_NAMES = re.compile(
    r"\b(?:chuong trinh|du an|benh vien|doi tuong|nhom|dan so|quan the|huyet ap|duong huyet|co so|huyen|xa) muc tieu\b"
    r"|\bmuc tieu (?:quoc gia|thien nien ky)\b"
)
_PLANNED = re.compile(
    r"\b(?:ke hoach(?! hoa)|muc tieu|chi tieu|nhiem vu|phuong huong|dinh huong|giai phap|du kien|cong viec|"
    r"viec (?:can|phai) lam|(?:cong tac|noi dung|hoat dong) trong tam|trong tam cong tac)\b"
)
_NO_PLAN = re.compile(
    r"\b(?:ket qua|tinh hinh|danh gia|tong ket|so ket|bao cao|thuc hien ke hoach|giuong ke hoach|"
    r"tai chinh - ke hoach|ton tai|han che|kho khan|thuan loi|nguyen nhan|nhan dinh)\b"
)
_NUMBERING = re.compile(
    r"^(?:(?:phan|muc|chuong) )?(?:thu [a-z]+|[ivx]+|[a-h]|\d{1,2}(?:\.\d{1,2})*)[.):/ -]+\s*"
)


@lru_cache(maxsize=4096)
def section_scope(headings: tuple[str, ...], kind: Kind, period: Period | None) -> tuple[Kind, Period | None]:
    """Kind and period of what stands under headings (from the root), else those of the document."""
    if period is None or kind is Kind.OTHER:
        return kind, period
    if kind is Kind.PLAN:
        done = _done(headings, period)
        return (Kind.REPORT, done) if done else (kind, period)
    ahead = _planned(headings, period)
    return (Kind.PLAN, ahead) if ahead else (kind, period)


def _done(headings: tuple[str, ...], plan: Period) -> Period | None:
    """The earlier period that a plan's section looks back on."""
    surely = False
    for heading in reversed(headings):
        words = fold(squeeze(heading))
        if _AHEAD.search(_CARRIED_OUT.sub("ket qua", words)):
            return None
        named = _periods(heading, plan)
        earlier = [p for p in named if p.end < plan.start]
        done = _DONE.search(words) is not None
        if earlier and (done or len(earlier) == len(named)):
            return earlier[-1]
        if not done:
            continue
        surely = surely or _SURELY_DONE.match(_NUMBERING.sub("", words)) is not None
    return plan.shifted(-1) if surely and plan.months == _YEAR else None


def _planned(headings: tuple[str, ...], report: Period) -> Period | None:
    """The later period that a report's section plans for: 'V. KẾ HOẠCH NĂM 2024' at the end of 2023's."""
    for heading in reversed(headings):
        words = _NAMES.sub(" ", fold(squeeze(heading)))
        if _NO_PLAN.search(words):
            return None
        if _PLANNED.search(words):
            named = _periods(heading, report)
            if not named:  # "1. Chỉ tiêu" under "KẾ HOẠCH NĂM 2024"
                continue
            later = [p for p in named if p.start > report.end]
            behind = any(p.end <= report.end for p in named)  # a title: "Công tác quý I và nhiệm vụ quý II"
            return later[0] if later and not behind else None
    return None


def _periods(heading: str, reference: Period) -> list[Period]:
    return [
        m.period for m in find_periods(heading, reference) if m.period and m.kind not in ("date", "prior")
    ]
