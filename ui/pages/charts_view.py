"""The charts of a table as HTML: as pictures that ui.pages.downloads draws, or drawn into the page itself."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache

from assistant.charts.draw import in_words, pictures
from assistant.charts.series import drawings
from assistant.indicators.indicator import Indicator
from assistant.table import Table
from ui.pages.markup import attributes
from ui.pages.parts import files

PERIODS = 24  # that a table or chart of one indicator shows at once: the last ones
_LONGEST_SAID = 2000  # characters of a chart in words


def recent(grid: Table) -> Table:
    """Places × periods with the last periods alone, where there are more than one can take in."""
    rows = tuple(replace(row, cells=row.cells[-PERIODS:]) for row in grid.rows)
    return replace(grid, columns=grid.columns[-PERIODS:], rows=rows)


def charted(grid: Table, indicator: Indicator) -> Table:
    """The last periods of places × periods as a chart names them: by the indicator, whose rows are places."""
    rows = recent(grid).rows
    if len(rows) == 1:
        rows = (replace(rows[0], label=f"{indicator.label} – {rows[0].label}"),)
    return replace(recent(grid), title=indicator.label, rows=rows)


def charts_html(table: Table, path: str, parameters: str) -> str:
    """The charts of a table as pictures, one for each unit, with the files of each."""
    drawn = drawings(table)
    if not drawn:
        return '<p class="hint">Không có số liệu nào để vẽ biểu đồ.</p>'
    return "".join(
        _chart(in_words(drawing), f"/{path}/bieu-do-{n}", parameters) for n, drawing in enumerate(drawn, 1)
    )


@lru_cache(maxsize=64)
def drawn_html(table: Table) -> str:
    """The charts of a table that has no address of its own, such as one of the chat."""
    return "".join(
        f'<figure class="chart"><img{attributes(src=_as_data(one.png), alt=_shortened(one.text))}></figure>'
        for one in pictures(table)
    )


def _as_data(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"


def _shortened(said: str) -> str:
    if len(said) <= _LONGEST_SAID:
        return said
    return said[:_LONGEST_SAID].rpartition(";")[0] + "; và các giá trị khác, xem bảng số liệu."


def _chart(said: str, url: str, parameters: str) -> str:
    image = attributes(src=f"{url}.svg{parameters}", alt=_shortened(said), loading="lazy")
    links = files("Tải biểu đồ:", {form.upper(): f"{url}.{form}{parameters}" for form in ("png", "svg")})
    return f'<figure class="chart"><img{image}>{links}</figure>'
