"""Automatic numbering of Word documents: the labels that Word shows before paragraphs and stores nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_LEVELS = 9

# Signs of the fonts Symbol and Wingdings, and what stands for them in text.
SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf02d": "-", "\uf02b": "+",
    "\uf0be": "-", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf06c": "•", "\uf06e": "▪", "\uf0e0": "→",
    "\uf0b0": "°", "\uf0b4": "×",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it shows."""

    start: int
    form: str  # "decimal", "lowerLetter", "bullet", …
    text: str  # "%1.%2."
    suffix: str  # what parts label and text: " " or ""
    restart: int | None  # level (from 1) that makes it begin anew; None for every higher one
    legal: bool  # all numbers as digits
    indent: float | None  # points
    style: str  # paragraph style that takes this level


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list definition
    lists: dict[str, str] = field(default_factory=dict)  # list → its definition
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)  # list → levels of its own
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # list → levels that begin anew
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level(self, number: str, depth: int) -> Level | None:
        own = self.overrides.get(number, {}).get(depth)
        return own or self.levels.get(self.lists.get(number, ""), {}).get(depth)

    def depth_of_style(self, number: str, style: str) -> int:
        """The level that a list keeps for a paragraph style; 0 where it keeps none."""
        levels = self.levels.get(self.lists.get(number, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """The next label of a list at a level, with what parts it from the text; counts on."""
        level = self.level(number, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.lists[number], {})
        if number not in self._begun:
            self._begun.add(number)
            for begun, start in self.starts.get(number, {}).items():
                counts[begun] = start - 1
        self._count(number, counts, depth, level)
        text = self._render(number, counts, depth, level)
        return f"{text}{level.suffix}" if text else ""

    def _count(self, number: str, counts: dict[int, int], depth: int, level: Level) -> None:
        for upper in range(depth):
            above = self.level(number, upper)
            counts.setdefault(upper, above.start if above else 1)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for lower in [d for d in counts if d > depth]:
            below = self.level(number, lower)
            if below is None or below.restart is None or below.restart > depth:
                del counts[lower]

    def _render(self, number: str, counts: dict[int, int], depth: int, level: Level) -> str:
        if level.form == "none":
            return ""
        if level.form == "bullet":
            return "".join(SYMBOLS.get(c, c) for c in level.text).strip() or "•"
        text = level.text
        for other in range(depth + 1):
            shown = self.level(number, other)
            form = "decimal" if level.legal or shown is None else shown.form
            text = text.replace(f"%{other + 1}", formatted(counts.get(other, 1), form))
        return text.strip()


def formatted(number: int, form: str) -> str:
    """A count in a list's form: formatted(4, 'upperRoman') → 'IV', formatted(2, 'lowerLetter') → 'b'."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(max(number, 0), value)
        parts.append(sign * min(count, 10))
    return "".join(parts)


def read_numbering(root: Any | None) -> Numbering:
    """The lists of word/numbering.xml; none where the document has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    linked: dict[str, str] = {}  # list style → definition
    wanted: dict[str, str] = {}  # definition → list style that it stands for
    for abstract in root.findall(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId")
        numbering.levels[key] = _levels(abstract)
        link, own = abstract.find(f"{W}numStyleLink"), abstract.find(f"{W}styleLink")
        if link is not None:
            wanted[key] = link.get(f"{W}val")
        if own is not None:
            linked[own.get(f"{W}val")] = key
    for key, style in wanted.items():
        numbering.levels[key] = numbering.levels[key] or numbering.levels.get(linked.get(style, ""), {})
    for item in root.findall(f"{W}num"):
        _read_list(numbering, item)
    return numbering


def _read_list(numbering: Numbering, item: Any) -> None:
    number, abstract = item.get(f"{W}numId"), item.find(f"{W}abstractNumId")
    if abstract is None:
        return
    numbering.lists[number] = abstract.get(f"{W}val")
    for override in item.findall(f"{W}lvlOverride"):
        depth = _integer(override.get(f"{W}ilvl"), 0)
        start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
        if start is not None:
            numbering.starts.setdefault(number, {})[depth] = _integer(start.get(f"{W}val"), 1)
        if level is not None:
            numbering.overrides.setdefault(number, {})[depth] = _level(level)


def _levels(abstract: Any) -> dict[int, Level]:
    return {_integer(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.findall(f"{W}lvl")[:MAX_LEVELS]}


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return default if child is None else child.get(f"{W}val", default)

    restart = element.find(f"{W}lvlRestart")
    return Level(
        start=_integer(value("start", "1"), 1),
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        suffix="" if value("suff", "tab") == "nothing" else " ",
        restart=None if restart is None else _integer(restart.get(f"{W}val"), 0),
        legal=element.find(f"{W}isLgl") is not None,
        indent=indent_of(element.find(f"{W}pPr")),
        style=value("pStyle", ""),
    )


def indent_of(properties: Any | None) -> float | None:
    """Where the first line of a paragraph begins, in points from the text's edge; None where unsaid."""
    ind = None if properties is None else properties.find(f"{W}ind")
    if ind is None:
        return None
    left = _integer(ind.get(f"{W}left") or ind.get(f"{W}start"), 0)
    first = _integer(ind.get(f"{W}firstLine"), 0) - _integer(ind.get(f"{W}hanging"), 0)
    return (left + first) / 20


def _integer(text: str | None, default: int) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default
