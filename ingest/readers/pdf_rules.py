"""Ruling lines of a PDF page: what its drawings have of horizontal and vertical lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pypdfium2 import PdfPage

from ingest.readers.pdf_words import Frame

MAX_THICK = 3.5  # points; a filled box thinner than that is a line
SNAP = 2.5  # points; lines nearer than that are one line
JOIN_GAP = 4.0  # points; pieces of a line (dashes, cell by cell) nearer than that are one piece
MIN_LENGTH = 5.0  # points
MAX_OBJECTS = 20_000  # drawings on a page; a page with more is a picture
MAX_SEGMENTS = 400  # of one drawing; a longer one is a curve or a map
MAX_DEPTH = 4  # of drawings inside drawings

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at `at` (y of a horizontal, x of a vertical) from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def page_rules(page: PdfPage, frame: Frame) -> Rules:
    """The page's ruling lines, snapped and with their pieces joined."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(page, frame):
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if y1 - y0 <= MAX_THICK and x1 - x0 > y1 - y0:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= MAX_THICK and y1 - y0 > x1 - x0:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
    return Rules(_joined(horizontal), _joined(vertical))


def has_images(page: PdfPage) -> bool:
    """Whether the page shows a picture (a scan, where it shows nothing else)."""
    kinds = (kind for _, kind, _ in _objects(page.raw, _IDENTITY, 0))
    return any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for kind in kinds)


def _joined(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules at nearly the same place moved to one place, and their pieces joined."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][-1].at <= SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return tuple(rule for group in groups for rule in _pieces(group) if rule.end - rule.start >= MIN_LENGTH)


def _pieces(group: list[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    start, end = None, 0.0
    for rule in sorted(group, key=lambda rule: rule.start):
        if start is None:
            start, end = rule.start, rule.end
        elif rule.start - end <= JOIN_GAP:
            end = max(end, rule.end)
        else:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
    if start is not None:
        yield Rule(at, start, end)


def _strokes(page: PdfPage, frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Straight strokes as seen on the page: lines, and thin filled boxes by their middle extent."""
    for path, kind, matrix in _objects(page.raw, _IDENTITY, 0):
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        own = _times(_matrix(path), matrix)
        points = list(_points(path, own, frame))
        if not points:
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if max(xs) - min(xs) <= MAX_THICK or max(ys) - min(ys) <= MAX_THICK:
            yield min(xs), min(ys), max(xs), max(ys)
        elif _is_stroked(path):
            for (ax, ay, _), (bx, by, draws) in pairwise(points):
                if draws:
                    yield ax, ay, bx, by


def _objects(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    """Drawings of a page or form with the matrix of what they stand in, forms opened."""
    form = depth > 0
    count = pdfium.FPDFFormObj_CountObjects(container) if form else pdfium.FPDFPage_CountObjects(container)
    get = pdfium.FPDFFormObj_GetObject if form else pdfium.FPDFPage_GetObject
    for index in range(min(count, MAX_OBJECTS)):
        item = get(container, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH:
                yield from _objects(item, _times(_matrix(item), matrix), depth + 1)
        else:
            yield item, kind, matrix


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(m)):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _points(path: Any, matrix: Matrix, frame: Frame) -> Iterator[tuple[float, float, bool]]:
    """Corners of a path as seen, each with whether a stroke leads to it; none for a curve."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 1 < count <= MAX_SEGMENTS:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        moves = kind == pdfium.FPDF_SEGMENT_MOVETO
        first = point if moves or first is None else first
        yield (*point, not moves)
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield (*first, True)


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)
