"""What stands before and after each number of a sentence: its clause, and how clauses are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_mentions import Mention
from ingest.figures.prose_text import Separator, Stretch
from ingest.figures.prose_words import OF_WHICH
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.units import UnitKind

_AND_FIRST = re.compile(r"^\s*(?:và|hoặc|cùng với)\s+", re.IGNORECASE)
_AND = re.compile(r"\s(?:và|hoặc)\s+", re.IGNORECASE)
# "50 ca đạt 20%", "10 ca tăng 2 ca": the words between belong to the second number.
_STATING = re.compile(
    r"\s*(?<!\w)(?:(?:và|tức|chỉ|ước|đã|cũng)\s+)?"
    r"(?:đạt|bằng|chiếm|tăng|giảm|hoàn thành|tương đương|tương ứng|ứng với|là|còn|vượt|xuống|lên|nâng"
    r"|cao hơn|thấp hơn|tỷ lệ)"
    r"(?:\s+(?:tỷ lệ|khoảng|gần|được|thêm|mức|còn|xuống|lên|đến|trên|dưới|hơn|với|số|là|đạt))*\s*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+trên(?: tổng(?: số)?)?\s+", re.IGNORECASE)  # "12 trên tổng số 15 xã"
_REMARK = re.compile(r"\([^()]*\)")
_PART = re.compile(
    rf"\s(?=(?:{OF_WHICH}|trong số đó|với|gồm|bao gồm|trên tổng số|lũy tích|lũy kế|luỹ tích|cộng dồn|trong tháng"
    r"|riêng)\s)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\s(?=(?:(?:với|ước tính|trị giá) )*(?:tổng )?(?:số tiền|trị giá|kinh phí)(?!\w))", re.IGNORECASE
)
_TAKING = re.compile(r"\s(?=(?:cho|làm|khiến|có|tại|thuộc|của|được|từ|đến|trong|cấp|gửi)\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number, the words of its clause before it, and those after it up to the next separator or number."""

    mention: Mention
    before: Stretch
    after: Stretch
    joint: str  # what parts it from the number before: ; , : ( ) / và, "…" for words, "" for nothing
    path: tuple[int, ...]  # offsets of the parentheses that it stands in, outermost first
    first: bool  # first number of its parenthesis, or of the sentence


def settings(
    text: str, sentence: Stretch, mentions: list[Mention], separators: list[Separator]
) -> list[Setting]:
    """The setting of every mention of a sentence, in order."""
    befores: list[Stretch] = []
    afters: list[int] = []  # where the words after the mention before end
    joints: list[str] = []
    for position, mention in enumerate(mentions):
        left = mentions[position - 1].reach if position else sentence.start
        left = min(left, mention.opening)
        crossed = [s for s in separators if left <= s.at < mention.opening]
        previous = mentions[position - 1] if position else None
        wordless = bool(befores) and not text[befores[-1].start : befores[-1].end].strip()
        end, start, joint = _gap(text, left, mention, previous, crossed, wordless)
        befores.append(Stretch(start, mention.opening))
        afters.append(end)
        joints.append(joint)
    afters.append(_last_after(mentions, separators, sentence))
    return [
        Setting(
            mention,
            befores[i],
            Stretch(min(mention.reach, afters[i + 1]), afters[i + 1]),
            joints[i],
            _path(separators, mention),
            i == 0 or _path(separators, mention) != _path(separators, mentions[i - 1]),
        )
        for i, mention in enumerate(mentions)
    ]


def _last_after(mentions: list[Mention], separators: list[Separator], sentence: Stretch) -> int:
    if not mentions:
        return sentence.end
    return next((s.at for s in separators if s.at >= mentions[-1].reach), sentence.end)


def _path(separators: list[Separator], mention: Mention) -> tuple[int, ...]:
    path: list[int] = []
    for separator in separators:
        if separator.at >= mention.opening:
            break
        if separator.mark == "(":
            path.append(separator.at)
        elif separator.mark == ")" and path:
            path.pop()
    return tuple(path)


def _gap(
    text: str, left: int, mention: Mention, previous: Mention | None, crossed: list[Separator], wordless: bool
) -> tuple[int, int, str]:
    """Where the words after the previous number end, where this number's own begin, and the joint between."""
    strong = [s for s in crossed if s.mark in ";()"]
    if previous is None:
        start = _own_start(strong, left)
        return left, start, strong[-1].mark if strong else ""
    if crossed:
        joint = strong[-1] if strong else crossed[0]
        if joint.mark == ")" and crossed[-1].mark == "," and mention.kind is UnitKind.COUNT and mention.noun:
            joint = crossed[-1]  # "34 bác sĩ (CKI 09), 46 y sĩ"
        return crossed[0].at, joint.at + 1, joint.mark
    return _unparted(text, left, mention, previous, wordless)


def _own_start(strong: list[Separator], left: int) -> int:
    """Of a sentence's first number: after the last semicolon or opened parenthesis."""
    return strong[-1].at + 1 if strong and strong[-1].mark != ")" else left


def _unparted(
    text: str, left: int, mention: Mention, previous: Mention, wordless: bool
) -> tuple[int, int, str]:
    if (
        mention.part is Part.DENOMINATOR
        and previous.part is Part.NUMERATOR
        and _ON.fullmatch(text, left, mention.opening)
    ):
        return left, mention.opening, "/"
    gap = _REMARK.sub(lambda m: "\0" * len(m.group()), text[left : mention.opening])  # brackets join nothing
    slash = gap.rfind("/")
    if slash >= 0 and not gap[:slash].strip():
        return left, left + slash + 1, "," if gap[slash + 1 :].strip() else "/"
    if slash >= 0 and not gap[slash + 1 :].strip():
        return left + slash, mention.opening, "/"
    opened = _AND_FIRST.match(gap)
    if opened:
        return left, left + opened.end(), "và"
    stating = _STATING.search(gap)
    conjunctions = list(_AND.finditer(gap))
    alike = previous.kind is UnitKind.RATE and mention.kind is UnitKind.RATE
    if conjunctions and (
        alike
        or not stating
        or (
            mention.kind is not UnitKind.RATE
            and "tăng" not in stating.group()
            and "giảm" not in stating.group()
        )
    ):
        return left + conjunctions[-1].start(), left + conjunctions[-1].end(), "và"
    money = _MONEY.search(gap)
    if money and mention.kind is UnitKind.MONEY:
        return left + money.start(), left + money.end(), "…"
    cut = _cut(gap, bool(stating), stating.start() if stating else 0)
    if cut is not None:
        return left + cut[0], left + cut[1], "…"
    if wordless and not previous.noun:  # "01 khu điều trị 20 giường": the words are the first number's
        return mention.opening, mention.opening, "…"
    return left, left, "…"


def _cut(gap: str, stated: bool, stating: int) -> tuple[int, int] | None:
    """Where words between two numbers end the first clause and begin the second; None where none part them."""
    parts = list(_PART.finditer(gap))
    if parts and stated and gap[parts[-1].end() : stating].count(" ") >= 2:  # "với tổng số tiền là"
        return parts[-1].span()
    if stated:
        return stating, stating
    for pattern in (_PART, _TAKING):
        cuts = list(pattern.finditer(gap))
        if cuts:
            return cuts[-1].span()
    return None
