"""Which of several namesakes a text means."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ingest.vietnamese.places_data import Unit, province_after
from vectorstore.records import Place

_TYPES = {"city": "thành phố", "district": "huyện", "town": "thị xã", "ward": "quận"}


def holds(province: Place, place: Place) -> bool:
    """True when the place lies in the province, as it was or as it is since July 2025."""
    return province.province in (place.province, province_after(place.province))


def choose(
    units: list[Unit], group: str, near: list[Place], context: Collection[Place]
) -> tuple[Place, tuple[Place, ...]]:
    """The likeliest place, and the others that remain possible.

    group: class of the word before the name; near: provinces that the text names, nearest first.
    """
    deciding: tuple[Callable[[Unit], bool], ...] = (
        lambda unit: bool(near) and near[0].province == unit.place.province,
        lambda unit: bool(near) and not unit.is_province and holds(near[0], unit.place),
        lambda unit: not unit.is_province and any(holds(place, unit.place) for place in near),
        lambda unit: unit.place in context,
        lambda unit: any(place.province == unit.place.province for place in context),
    )
    # The type and being of today only put namesakes in order, unless these share the province.
    ordering: tuple[Callable[[Unit], bool], ...] = (
        lambda unit: group not in _TYPES or unit.type == _TYPES[group],
        lambda unit: unit.until is None,
    )
    for test in deciding:
        units = [unit for unit in units if test(unit)] or units
    for test in ordering:
        kept = [unit for unit in units if test(unit)]
        units = kept + [unit for unit in units if unit not in kept and not _same_province(kept, unit)]
    return units[0].place, tuple(unit.place for unit in units[1:])


def _same_province(kept: list[Unit], unit: Unit) -> bool:
    return any(other.place.province == unit.place.province for other in kept)
