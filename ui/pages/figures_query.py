"""What Tra số liệu shows, as its address says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.indicators.listing import Filters, Sort, parse_period, parse_place
from ui.pages.parts import query_string
from vectorstore.records import Place, Role

PATH = "so-lieu"
VIEWS = {"bang": "Bảng số liệu", "phu": "Nơi × kỳ", "hinh": "Biểu đồ"}
ROLES = {
    "ket-qua": Role.RESULT, "ke-hoach": Role.PLAN, "cung-ky": Role.PRIOR, "tang-giam": Role.CHANGE,
    "dat": Role.ATTAINMENT,
}  # fmt: skip
_SORTS = {"noi": Sort.PLACE, "ky": Sort.PERIOD, "gia-tri": Sort.VALUE, "bao-cao": Sort.REPORT}


@dataclass(frozen=True, slots=True)
class Query:
    """What the page shows; the names in the address are those of `parameters`."""

    indicator: str = ""  # as typed, or a key
    place: str = ""
    first: str = ""
    last: str = ""
    role: str = ""
    sort: str = "noi"
    descending: bool = False
    page: int = 1
    view: str = "bang"

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Query:
        """From the address; what it does not know is left out."""
        sort, page = parameters.get("sap", ""), parameters.get("trang", "")
        role, view = parameters.get("loai", ""), parameters.get("xem", "bang")
        return cls(
            indicator=" ".join(parameters.get("chi-tieu", "").split())[:300],
            place=parameters.get("noi", "").strip()[:100],
            first=parameters.get("tu", "").strip()[:40],
            last=parameters.get("den", "").strip()[:40],
            role=role if role in ROLES else "",
            sort=sort.removeprefix("-") if sort.removeprefix("-") in _SORTS else "noi",
            descending=sort.startswith("-"),
            page=int(page[:6]) if page[:6].isdecimal() and int(page[:6]) else 1,
            view=view if view in VIEWS else "bang",
        )

    def parameters(self) -> str:
        """'?chi-tieu=tiêm+chủng&noi=…'; "" where nothing is asked."""
        sort = ("-" if self.descending else "") + self.sort
        return query_string(
            {
                "chi-tieu": self.indicator, "noi": self.place, "tu": self.first, "den": self.last,
                "loai": self.role, "sap": "" if sort == "noi" else sort,
                "trang": "" if self.page == 1 else str(self.page),
                "xem": "" if self.view == "bang" else self.view,
            }
        )  # fmt: skip

    def filters(self, known: Iterable[Place]) -> Filters:
        """Raises UsageError for a place or period that is none."""
        return Filters(
            places=(parse_place(self.place, known),) if self.place else (),
            first=parse_period(self.first) if self.first else None,
            last=parse_period(self.last) if self.last else None,
            roles=frozenset({ROLES[self.role]} if self.role else ()),
        )

    def order(self) -> Sort:
        return _SORTS[self.sort]

    def sorted_by(self, name: str) -> Query:
        """By another column, or the other way round; values from the largest."""
        if name not in _SORTS:
            return self
        descending = not self.descending if name == self.sort else name in ("ky", "gia-tri")
        return replace(self, sort=name, descending=descending, page=1)
