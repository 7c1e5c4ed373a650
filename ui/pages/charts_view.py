"""The charts of a table as HTML; the pictures themselves are drawn by ui.pages.downloads."""

from __future__ import annotations

from dataclasses import replace

from assistant.charts.draw import in_words
from assistant.charts.series import drawings
from assistant.indicators.indicator import Indicator
from assistant.table import Table
from ui.pages.markup import attributes
from ui.pages.parts import files


def charted(grid: Table, indicator: Indicator) -> Table:
    """Places × periods as a chart names them: by the indicator, whose rows are places."""
    rows = grid.rows
    if len(rows) == 1:
        rows = (replace(rows[0], label=f"{indicator.label} – {rows[0].label}"),)
    return replace(grid, title=indicator.label, rows=rows)


def charts_html(table: Table, path: str, parameters: str) -> str:
    """The charts of a table as pictures, one for each unit, with the files of each."""
    drawn = drawings(table)
    if not drawn:
        return '<p class="hint">Không có số liệu nào để vẽ biểu đồ.</p>'
    return "".join(
        _chart(in_words(drawing), f"/{path}/bieu-do-{n}", parameters) for n, drawing in enumerate(drawn, 1)
    )


def _chart(said: str, url: str, parameters: str) -> str:
    image = attributes(src=f"{url}.svg{parameters}", alt=said, loading="lazy")
    links = files("Tải biểu đồ:", {form.upper(): f"{url}.{form}{parameters}" for form in ("png", "svg")})
    return f'<figure class="chart"><img{image}>{links}</figure>'
