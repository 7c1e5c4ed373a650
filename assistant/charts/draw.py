"""Charts as PNG and SVG: Vietnamese numbers, wrapped labels, colours for colour-blind eyes too, sources below."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.charts.series import Drawing, Kind, drawings
from assistant.citation import Citation
from assistant.table import Cell, Table
from ingest.vietnamese.numbers import format_number
from vectorstore.records import Period, Role

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito, "Color Universal Design" (2008): told apart with colour blindness too; yellow is too pale here.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000", "#7F7F7F")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
_HATCHES = ("", "//", "..", "\\\\", "xx", "--", "++", "oo")
_FONT = "DejaVu Sans"  # ships with matplotlib and has every Vietnamese letter
_WIDTH, _HEIGHT, _DPI = 9.0, 5.2, 150  # inches, inches, dots an inch
_WIDEST = 18.0
_UPRIGHT = 8  # labels up to which bars stand; more lie
_TITLE, _TITLE_BESIDE = 78, 46  # characters of a title's line, alone and left of a legend
_NAMED_ABOVE = 2  # series that are named above the picture; more stand at its right
_LABELLED = 36  # values up to which each is written at its place
_SOURCES = 4  # reports named below the picture
_LABEL_LINES = 4  # of a wrapped label; the words beside the picture have it whole
_LINE = 118  # characters of a source line
_MISSING = "không có\nsố liệu"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart drawn."""

    title: str
    unit: str
    kind: Kind
    png: bytes
    svg: bytes
    text: str  # the same in words, for those who cannot see it


def pictures(table: Table, kind: Kind | None = None) -> tuple[Picture, ...]:
    """The charts of a table, one for each unit (never two on one axis); () where it has no value to draw."""
    return tuple(picture(drawing) for drawing in drawings(table, kind))


def source_line(citations: Iterable[Citation]) -> str:
    """'Nguồn: Báo cáo Điện Biên 6T/2024 (dien-bien-6t-2024, trang 6)': the reports cited, each once."""
    pages: dict[str, tuple[str, set[int]]] = {}
    for citation in citations:
        found = pages.setdefault(citation.report.key, (citation.report.label, set()))[1]
        found |= {citation.page} if citation.page is not None else set()
    named = [
        f"{label} ({key}{', trang ' + ', '.join(map(str, sorted(at))) if at else ''})"
        for key, (label, at) in list(pages.items())[:_SOURCES]
    ]
    rest = len(pages) - _SOURCES
    return "Nguồn: " + "; ".join(named) + (f"; và {rest} báo cáo khác" if rest > 0 else "") + "."


def picture(drawing: Drawing) -> Picture:
    """One chart drawn."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    lying = drawing.kind is not Kind.TREND and len(drawing.labels) > _UPRIGHT
    width, height = _size(drawing, lying)
    figure = Figure(figsize=(width, height), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    notes = _draw_lines(axes, drawing) if drawing.kind is Kind.TREND else _draw_bars(axes, drawing, lying)
    _dress(figure, axes, drawing, lying)
    cited = (c.citation for series in drawing.series for c in series.cells if c.citation)
    if drawing.left_out:
        notes.append(f"Còn {drawing.left_out} dòng số liệu không vẽ ở đây để hình dễ đọc.")
    _write_below(figure, [source_line(cited), *notes], width)
    return Picture(
        drawing.title,
        drawing.unit,
        drawing.kind,
        _saved(figure, "png"),
        _saved(figure, "svg"),
        in_words(drawing),
    )


def _size(drawing: Drawing, lying: bool) -> tuple[float, float]:
    bars = len(drawing.labels) * len(drawing.series)
    if lying:
        return _WIDTH, min(_WIDEST, max(_HEIGHT, 1.8 + 0.3 * bars + 0.2 * len(drawing.labels)))
    wanted = (
        0.75 * len(drawing.labels) if drawing.kind is Kind.TREND else 0.55 * bars + 0.5 * len(drawing.labels)
    )
    return min(_WIDEST, max(_WIDTH, wanted)), _HEIGHT


def _draw_lines(axes: Axes, drawing: Drawing) -> list[str]:
    """A line for each series; stretches of unlike length are not joined. Returns notes for below the picture."""
    few = len(drawing.labels) * len(drawing.series) <= _LABELLED
    broken = targets = False
    for number, series in enumerate(drawing.series):
        style: dict[str, Any] = {
            "color": _COLOURS[number],
            "marker": _MARKERS[number],
            "linewidth": 2,
            "markersize": 7,
        }
        for count, run in enumerate(_runs(series.cells, drawing.periods)):
            broken |= count > 0
            values = [float(series.cells[i].value or 0) for i in run]
            axes.plot(run, values, label=_safe(series.name) if count == 0 else "_", **style)
        for i, cell in enumerate(series.cells):
            if _is_target(cell):
                axes.plot([i], [float(cell.value or 0)], **{**style, "markerfacecolor": "white", "zorder": 4})
                targets = True
            if cell.value is not None and few:
                above = number % 2 == 0
                axes.annotate(
                    _number(cell), (i, float(cell.value)), xytext=(0, 8 if above else -8), textcoords="offset points",
                    ha="center", va="bottom" if above else "top", fontsize=8.5, family=_FONT, color=_COLOURS[number],
                    zorder=5,
                    bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6},
                )  # fmt: skip
    axes.set_xticks(
        range(len(drawing.labels)), [_wrapped(label, 14) for label in drawing.labels], family=_FONT
    )
    if len(drawing.labels) > 10:
        axes.tick_params(axis="x", labelrotation=45)
    axes.margins(x=0.06, y=0.18)
    notes = ["Chỉ nối các kỳ liền nhau, cùng độ dài hoặc cộng dồn trong cùng một năm."] if broken else []
    return [*notes, "Điểm rỗng là chỉ tiêu kế hoạch, chưa phải kết quả."] if targets else notes


def _is_target(cell: Cell) -> bool:
    return cell.value is not None and cell.figure is not None and cell.figure.role is Role.PLAN


def _runs(cells: Sequence[Cell], periods: Sequence[Period | None]) -> list[list[int]]:
    """Positions that may be joined by a line, with gaps and unlike stretches parted."""
    runs: list[list[int]] = []
    for i, cell in enumerate(cells):
        if cell.value is None:
            continue
        target = _is_target(cell) or _is_target(cells[i - 1])  # never joined with a result
        if runs and runs[-1][-1] == i - 1 and _alike(periods[i - 1], periods[i]) and not target:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _alike(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.months == other.months or one.start == other.start


def _draw_bars(axes: Axes, drawing: Drawing, lying: bool) -> list[str]:
    """Bars side by side for each label, lying where there are many."""
    share = min(0.8 / len(drawing.series), 0.3 if len(drawing.labels) == 1 else 0.6)
    targets = False
    for number, series in enumerate(drawing.series):
        at = [i + (number - (len(drawing.series) - 1) / 2) * share for i in range(len(drawing.labels))]
        values = [float(cell.value) if cell.value is not None else 0.0 for cell in series.cells]
        style: dict[str, Any] = {"color": _COLOURS[number], "edgecolor": "white", "label": _safe(series.name)}
        bars = (
            axes.barh(at, values, share * 0.94, **style)
            if lying
            else axes.bar(at, values, share * 0.94, **style)
        )
        for bar, cell in zip(bars, series.cells, strict=True):
            if drawing.kind is not Kind.PLAN and _is_target(cell):
                bar.set_hatch("///")
                targets = True
            elif number:
                bar.set_hatch(_HATCHES[number])
        _write_values(axes, at, series.cells, lying)
    names = [_wrapped(label, 34 if lying else 16) for label in drawing.labels]
    if lying:
        axes.set_yticks(range(len(names)), names, family=_FONT)
        axes.invert_yaxis()
    else:
        axes.set_xticks(range(len(names)), names, family=_FONT)
    axes.margins(x=0.14, y=0.02) if lying else axes.margins(x=0.3 if len(names) == 1 else 0.05, y=0.14)
    return ["Cột gạch chéo là chỉ tiêu kế hoạch, chưa phải kết quả."] if targets else []


def _write_values(axes: Axes, at: Sequence[float], cells: Sequence[Cell], lying: bool) -> None:
    for position, cell in zip(at, cells, strict=True):
        value = float(cell.value) if cell.value is not None else 0.0
        text = _number(cell) if cell.value is not None else cell.note or _MISSING
        grey = "black" if cell.value is not None else "#595959"
        size = 8.5 if cell.value is not None else 7
        below = value < 0
        axes.annotate(
            text if not lying else text.replace("\n", " "), (value, position) if lying else (position, value),
            xytext=((-4 if below else 4), 0) if lying else (0, (-3 if below else 3)), textcoords="offset points",
            ha=("right" if below else "left") if lying else "center",
            va="center" if lying else ("top" if below else "bottom"),
            fontsize=size, color=grey, family=_FONT,
        )  # fmt: skip


def _dress(figure: Figure, axes: Axes, drawing: Drawing, lying: bool) -> None:
    """Title, unit, grid, numbers in Vietnamese print, legend."""
    from matplotlib.ticker import FuncFormatter

    wide = _TITLE if len(drawing.series) <= _NAMED_ABOVE else _TITLE_BESIDE
    axes.set_title(
        _wrapped(drawing.title, wide), fontsize=12.5, fontweight="bold", family=_FONT, loc="left", pad=12
    )
    formatter = FuncFormatter(lambda value, _: _tick(value))
    values = axes.xaxis if lying else axes.yaxis
    values.set_major_formatter(formatter)
    unit = f"Đơn vị: {drawing.unit}" if drawing.unit else "Nguồn không ghi đơn vị"
    (axes.set_xlabel if lying else axes.set_ylabel)(_safe(unit), family=_FONT, fontsize=10)
    axes.grid(axis="x" if lying else "y", color="#D9D9D9", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontfamily(_FONT)
        label.set_fontsize(9.5)
    if len(drawing.series) > 1:
        names = [_wrapped(series.name, 40) for series in drawing.series]
        handles = axes.get_legend_handles_labels()[0]
        legend = figure.legend(
            handles, names, loc="outside upper left" if len(names) <= _NAMED_ABOVE else "outside right upper",
            ncols=2 if len(names) <= _NAMED_ABOVE else 1, frameon=False, prop={"family": _FONT, "size": 9.5},
        )  # fmt: skip
        legend.set_in_layout(True)


def _write_below(figure: Figure, lines: Sequence[str], width: float) -> None:
    wide = int(_LINE * width / _WIDTH)
    text = "\n".join(part for line in lines for part in textwrap.wrap(line, wide))
    figure.supxlabel(_safe(text), x=0.01, ha="left", fontsize=8, color="#404040", family=_FONT)


def _saved(figure: Figure, form: str) -> bytes:
    buffer = io.BytesIO()
    # No date in the file: the same table gives the same picture.
    figure.savefig(buffer, format=form, metadata={"Date": None} if form == "svg" else {"Software": None})
    return buffer.getvalue()


def _number(cell: Cell) -> str:
    assert cell.value is not None
    return cell.figure.printed if cell.figure else format_number(cell.value)


def _tick(value: float) -> str:
    return format_number(Decimal(f"{value:.10g}")).replace("-", "−")


def _wrapped(text: str, width: int) -> str:
    return _safe("\n".join(textwrap.wrap(text, width, max_lines=_LABEL_LINES, placeholder=" …")) or " ")


def _safe(text: str) -> str:
    """A report's words are no formula: a dollar sign is one, and a leading underscore hides no name."""
    return text.replace("$", r"\$").lstrip("_")


def in_words(drawing: Drawing) -> str:
    """A chart for those who cannot see it: every value by its label."""
    glue = "" if drawing.unit.startswith(("%", "‰", "/")) or not drawing.unit else " "
    unit = glue + drawing.unit
    said = [
        f"{series.name}: "
        + "; ".join(
            f"{label} {_number(cell) + unit if cell.value is not None else cell.note or 'không có số liệu'}"
            for label, cell in zip(drawing.labels, series.cells, strict=True)
        )
        for series in drawing.series
    ]
    return f"Biểu đồ {drawing.kind}: {drawing.title}. " + ". ".join(said) + "."
