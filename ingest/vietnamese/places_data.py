"""The administrative units of Viet Nam as data: as they were before 1 July 2025, and what became of them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vectorstore.records import Place

HERE = Path(__file__).parent
REFORM = date(2025, 7, 1)  # Resolution 202/2025/QH15 (provinces) and the end of the district level
TYPES = ("tỉnh", "thành phố", "huyện", "thị xã", "quận")


@dataclass(frozen=True, slots=True)
class Unit:
    """One province or district: its place, what it is called, and what became of it."""

    place: Place
    type: str  # of TYPES
    name: str  # without its type: "Lai Châu" for Place("Lai Châu", "thành phố Lai Châu")
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # short forms in capitals: "ĐB"
    after: str = (
        ""  # province: the one it was merged into; district: the unit that took it over before the reform
    )
    until: date | None = None  # a district that ended before the reform

    @property
    def is_province(self) -> bool:
        return not self.place.district


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def provinces() -> dict[str, Unit]:
    """All 63 provinces of before July 2025 by name."""
    units = {
        row["name"]: Unit(
            Place(row["name"]),
            row["type"],
            row["name"],
            _split(row["aliases"]),
            _split(row["codes"]),
            row["after"],
        )
        for row in _rows("places_provinces.csv")
    }
    for unit in units.values():
        if unit.type not in TYPES or (unit.after and unit.after not in units):
            raise ValueError(f"places_provinces.csv: {unit}")
    return units


@cache
def districts() -> tuple[Unit, ...]:
    """All districts up to July 2025, those that ended some years before included."""
    units = []
    for row in _rows("places_districts.csv"):
        name = row["name"].removeprefix(row["type"] + " ")
        until = date.fromisoformat(row["until"]) if row["until"] else None
        place = Place(row["province"], row["name"])
        unit = Unit(place, row["type"], name, _split(row["aliases"]), (), row["into"], until)
        if unit.type not in TYPES or place.province not in provinces():
            raise ValueError(f"places_districts.csv: {row}")
        units.append(unit)
    return tuple(units)


@cache
def unit_of() -> dict[Place, Unit]:
    return {unit.place: unit for unit in (*provinces().values(), *districts())}


@cache
def words() -> dict[str, Any]:
    """places_words.toml."""
    return tomllib.loads((HERE / "places_words.toml").read_text(encoding="utf-8"))


def province_after(name: str) -> str:
    """Today's province (since July 2025) of one of the 63: 'Đắk Nông' → 'Lâm Đồng'."""
    return provinces()[name].after or name
