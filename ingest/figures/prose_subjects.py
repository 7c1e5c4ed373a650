"""Subjects: what a number counts, worded from the words before and after it and from the clause before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_words import OF_WHICH, words
from vectorstore.records import Role, Span

_EDGES = " \t\n,;:–-./*•·“”\"'"
_OF_PART = re.compile(rf"(?<!\w)(?:riêng|ở|là|tại|{OF_WHICH}|đối với|nhóm|tỷ lệ này)(?!\w)", re.IGNORECASE)
_TRAILING = re.compile(
    rf"[\s,]*(?:(?<!\w)(?:(?<!không )(?<!chưa )đạt|là|chiếm|bằng|và|với|{OF_WHICH}|cụ thể|gồm|tương đương"
    r"|so với.*)|[:,])$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*|\[\d{1,2}\]|[¹²³⁰-⁹⁽⁾]+")  # of emphasis and footnotes
_OBJECT_END = re.compile(
    r"\s(?:nhằm|để|theo|trong khi|đồng thời|nên|vì|tuy nhiên|(?:đều|tất cả) (?:là|ở|tại|thuộc|do|không))\s.*$",
    re.IGNORECASE,
)
_HEADING_LABEL = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})+[.)/:]?\s+"
    r"|^(?:phần\s+)?(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[A-ZĐa-zđ])\s*[.)/:]\s*",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"\s(?:cho|với|tại|ở|của|trong|từ|về)$", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:số )?(?:ca|trường hợp|người) (?:(?:mắc|nhiễm|bệnh|nhập viện|đi viện)(?: mới)?|nặng"
    r"|(?:phân )?độ \w+(?: trở lên)?)|chuyển (?:sang )?(?:giai đoạn )?aids",
    re.IGNORECASE,
)
_OF_PATIENTS = re.compile(r"(?:của )?(?:người bệnh|bệnh nhân)\s*$", re.IGNORECASE)
_STAFF = re.compile(r"nhân viên", re.IGNORECASE)
_PREDICATE = re.compile(r"\s(?:được|bị)\s", re.IGNORECASE)
_FRAGMENT = 9  # words: a longer phrase is no fragment of an elided subject
_ALL_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What numbers of one clause say something of; their group within the block."""

    indicator: str
    chain: tuple[str, ...]
    group: int
    rate: bool  # its number has a rate's unit
    unit: str
    role: Role
    span: Span
    noun: str  # the counted noun as printed
    action: str  # the words before its number where its counted noun follows it: "Khám và điều trị cho"


def tidy(text: str) -> str:
    """A subject's wording without what hangs at its ends."""
    text = _MARKS.sub("", text)
    text = re.sub(r"\s+", " ", text).strip(_EDGES).lstrip("+ ")
    for _ in range(4):
        shorter = _TRAILING.sub("", text).strip(_EDGES)
        if shorter == text:
            break
        text = shorter
    if text.count("(") != text.count(")"):
        text = (
            text.replace("(", " ") if ")" not in text else text.replace(")", " ") if "(" not in text else text
        )
        text = re.sub(r"\s+", " ", text).strip(_EDGES)
    return text


def bare_heading(text: str) -> str:
    """A heading without its number: '3.1. Về Nha học đường' → 'Nha học đường'."""
    bare = _HEADING_LABEL.sub("", text.strip())
    return tidy(re.sub(r"^về\s+", "", bare, flags=re.IGNORECASE))


def object_of(noun: str, after: str) -> str:
    """The counted noun with what follows it: 'bệnh nhân' + 'Lao mới được quản lý'."""
    cut = _OBJECT_END.sub("", " " + after.strip()).strip()
    after = cut or after.strip()
    return tidy(f"{noun}{after}" if after.lstrip().startswith(",") else f"{noun} {after}")


def is_head(text: str) -> bool:
    """True for a complete indicator: 'Tỷ lệ …', 'Tổng số …', also after a short verb ('giảm tỷ lệ …')."""
    if words().heads.match(text):
        return True
    found = words().rates.search(text)
    return bool(found) and len(text[: found.start()].split()) <= 2 if found else False


def is_complete(text: str) -> bool:
    """True for a rate or total that needs nothing around it, even after 'trong đó'."""
    return is_head(text) and bool(words().complete.match(text) or words().rates.search(text))


def depends(text: str) -> bool:
    """True for words that say something of the subject before: 'giải ngân', 'còn lại', 'tử vong'."""
    return bool(words().dependents.fullmatch(text))


def head_of(text: str) -> str:
    """'giảm tỷ lệ trẻ …' → 'tỷ lệ trẻ …': without the verb that drives a rate."""
    found = words().rates.search(text)
    if found and 0 < len(text[: found.start()].split()) <= 2 and not words().heads.match(text):
        text = text[found.start() :]
    return _DANGLING.sub("", text)


def is_event(text: str) -> bool:
    """True for 'ca mắc', 'ca phân độ 3': deaths told after it are beside it, no part of it."""
    return bool(_EVENT.fullmatch(text))


def takes_object(text: str) -> bool:
    """True where the counted noun belongs to the subject: 'phát hiện', 'đang điều trị cho'."""
    if is_head(text):
        return False
    return bool(words().verbs.search(text) or words().short_verbs.search(text))


def is_group(text: str) -> bool:
    """True for a phrase that only names a part of the population: 'riêng đồng bào DTTS', 'nữ'."""
    bare = _OF_PART.sub(" ", text).strip(_EDGES)
    return bool(bare) and bool(words().groups.fullmatch(bare))


def completed(fragment: str, head: str) -> str | None:
    """A fragment with its head: 'mũi 2' after 'Tỷ lệ người … tiêm mũi 1' → 'Tỷ lệ người … tiêm mũi 2'.

    None where the fragment shares no word with the head that shows where it takes it up.
    """
    parts, tokens = fragment.split(), head.split()
    if not parts or len(parts) > _FRAGMENT or len(tokens) < 2:
        return None
    rate = words().rates.match(head)
    if rate and _PREDICATE.search(
        fragment
    ):  # "Tỷ lệ bà mẹ được …, trẻ sơ sinh được …": only the rate is elided
        return f"{rate.group()} {fragment}"
    lower = [t.lower().strip(_EDGES) for t in tokens]
    for position, word in enumerate(parts[:3]):
        places = [i for i, t in enumerate(lower) if t == word.lower().strip(_EDGES) and i - position > 0]
        if places:
            cut = max(places) - position
            return " ".join([*tokens[:cut], *parts])
    governor = words().governors.get(parts[0].lower())
    if governor:
        at = head.lower().rfind(governor)
        if at > 0:
            return f"{head[: at + len(governor)]} {fragment}"
    return None


def alternated(fragment: str, head: str) -> str | None:
    """'thấp còi' after 'Tỷ lệ suy dinh dưỡng thể nhẹ cân' → 'Tỷ lệ suy dinh dưỡng thể thấp còi'; else None."""
    for either in words().alternatives:
        ended, begun = either.search(head), either.match(fragment)
        last = ended
        while ended is not None:
            last, ended = ended, either.search(head, ended.end())
        if last and begun and last.end() == len(head) and last.group().lower() != begun.group().lower():
            kept = (
                _OF_PATIENTS.sub("", head[: last.start()]) if _STAFF.match(fragment) else head[: last.start()]
            )
            return f"{kept}{fragment}"
    return None


def joined(*chains: tuple[str, ...]) -> tuple[str, ...]:
    """Chains one after the other, without repetitions and without more than a few links."""
    result: list[str] = []
    for link in (link for chain in chains for link in chain):
        if link and link not in result:
            result.append(link)
    return tuple(result[-_ALL_CHAIN:])
