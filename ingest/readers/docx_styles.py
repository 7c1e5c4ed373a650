"""What the styles of a Word document say of its paragraphs and runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.readers.docx_numbering import W, indent_of

MAX_STYLE_DEPTH = 20  # of styles based on styles

_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style says, its parents included; None where none says anything."""

    name: str = ""
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    centred: bool | None = None
    indent: float | None = None
    outline: int | None = None
    number: tuple[str, int | None] | None = None
    font: str = ""
    hidden: bool = False
    capitals: bool = False


class Styles:
    """The styles of a document, resolved through the styles that they are based on."""

    def __init__(self, root: Any | None) -> None:
        found = () if root is None else root.findall(f"{W}style")
        self._elements = {element.get(f"{W}styleId"): element for element in found}
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = look_of(None, defaults, Look())
        self._default = next(
            (
                e.get(f"{W}styleId")
                for e in found
                if e.get(f"{W}default") and e.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self.look = lru_cache(maxsize=None)(self._resolve)

    def _resolve(self, style: str | None) -> Look:
        chain: list[Any] = []
        key = style if style in self._elements else self._default
        while key in self._elements and len(chain) < MAX_STYLE_DEPTH:
            chain.append(self._elements[key])
            based = self._elements[key].find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val")
        look = self._base
        for element in reversed(chain):
            look = look_of(element.find(f"{W}pPr"), element.find(f"{W}rPr"), look)
        name = chain[0].find(f"{W}name") if chain else None
        return _renamed(look, "" if name is None else name.get(f"{W}val", ""))


def _renamed(look: Look, name: str) -> Look:
    outline = look.outline
    if name.lower().startswith(("heading ", "tiêu đề ")) and name[-1].isdigit():
        outline = int(name[-1]) - 1
    return replaced(look, name=name, outline=outline)


def replaced(look: Look, **changes: Any) -> Look:
    kept = {name: getattr(look, name) for name in Look.__dataclass_fields__}
    return Look(**{**kept, **{name: value for name, value in changes.items() if value is not None}})


def look_of(ppr: Any | None, rpr: Any | None, base: Look) -> Look:
    changes: dict[str, Any] = {}
    if ppr is not None:
        alignment, outline = ppr.find(f"{W}jc"), ppr.find(f"{W}outlineLvl")
        changes["centred"] = None if alignment is None else alignment.get(f"{W}val") == "center"
        changes["outline"] = None if outline is None else int(outline.get(f"{W}val", "9"))
        changes["indent"] = indent_of(ppr)
        changes["number"] = number_of(ppr)
    if rpr is not None:
        changes |= {"bold": switch(rpr, "b"), "italic": switch(rpr, "i"), "size": _size(rpr)}
        changes |= {
            "font": _font(rpr) or None,
            "hidden": switch(rpr, "vanish"),
            "capitals": switch(rpr, "caps"),
        }
    return replaced(base, **changes)


def number_of(ppr: Any | None) -> tuple[str, int | None] | None:
    """List and level of a paragraph's properties; the level is None where only the style knows it."""
    numbering = None if ppr is None else ppr.find(f"{W}numPr")
    if numbering is None:
        return None
    number, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
    if number is None:
        return None
    return number.get(f"{W}val", "0"), None if level is None else int(level.get(f"{W}val", "0"))


def switch(properties: Any, name: str) -> bool | None:
    """A property that is on or off; None where unsaid."""
    element = properties.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val", "1") not in _OFF


def _size(rpr: Any) -> float | None:
    element = rpr.find(f"{W}sz")
    try:
        return None if element is None else float(element.get(f"{W}val")) / 2
    except (TypeError, ValueError):
        return None


def _font(rpr: Any) -> str:
    fonts = rpr.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
