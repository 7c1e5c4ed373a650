"""Lines of PDF pages as paragraphs: places, spacing, faces and bullets tell what a line goes on with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Block, BlockKind, Style
from ingest.readers.letterhead import is_title_label
from ingest.readers.mending import MARKER, RAISED_MARKS, footnote_mark, join_text, kind_of
from ingest.readers.pdf_lines import Line, words_text

INDENT = 0.8  # of the size: a line that begins further right than that is indented
SPACED = 1.3  # of the leading: a wider step always parts paragraphs
LOOSE = 1.08  # of the leading: a wider step parts them where the line looks like a beginning
FOOTNOTE_SIZE = 0.9  # of the body size: footnotes are smaller
BROKEN_OFF = 0.6  # of the text's width: how long a line is that the next one goes on with
FULL = 3  # of the size: a line that ends so near to the text's edge had no room for another word
FULL_SHARE = 0.3  # of the lines end there in a text of paragraphs
CENTRED = 0.03  # of the text's width: how far a centred line may stand off the middle
ENOUGH_LINES = 12  # of a page to know its margins from itself
DEFAULT_LEADING = 1.2  # of the size, where nothing says otherwise

_ENDED = re.compile(r"[.;:!?…][\"”’)\]]*[¹²³⁰⁴-⁹]*$")

_NEVER_FIRST = ".,;:)!?%"  # signs that begin no paragraph

Extents = Sequence[tuple[float, float]]  # left and right edges


@dataclass(frozen=True, slots=True)
class Metrics:
    """How the text of a document is set; points, leading as a multiple of the size."""

    size: float
    leading: float
    indent: float  # with which paragraphs begin; 0 where they begin at the margin
    margins: dict[int, tuple[float, float]]  # left and right edge of the text by page


def measure(
    pages: Sequence[Sequence[Line]],
    numbers: Sequence[int],
    widths: Sequence[float],
    frames: Sequence[Extents],
) -> Metrics:
    """Body size, leading, indents and margins of the pages' lines.

    widths: of the pages in points; frames: left and right edges of each page's tables.
    """
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    margins = _margins(pages, numbers, widths, frames)
    steps: Counter[float] = Counter()
    indents: Counter[float] = Counter()
    for lines, number in zip(pages, numbers, strict=True):
        left, right = margins[number]
        for above, line in pairwise(lines):
            if abs(line.size - above.size) > 0.6 or abs(line.size - size) > 0.6:
                continue
            if line.x0 - left < INDENT * size and right - above.x1 < 2 * size:
                steps[round((line.base - above.base) / size, 2)] += 1
                indents[float(round(above.x0 - left))] += 1
    usual = [step for step, n in steps.items() if n >= max(2, 0.25 * max(steps.values()))]
    leading = min(usual, default=DEFAULT_LEADING)
    return Metrics(size, max(leading, 0.9), _usual_indent(indents, size), margins)


def _usual_indent(indents: Counter[float], size: float) -> float:
    """The indent that the first lines of paragraphs have; 0 where most have none."""
    begins = sum(indents.values())
    deep = Counter({indent: n for indent, n in indents.items() if indent > INDENT * size})
    return deep.most_common(1)[0][0] if begins > 2 and sum(deep.values()) > 0.2 * begins else 0.0


def _margins(
    pages: Sequence[Sequence[Line]],
    numbers: Sequence[int],
    widths: Sequence[float],
    frames: Sequence[Extents],
) -> dict[int, tuple[float, float]]:
    """Left and right edges of the text, page by page; a page of few lines takes those of its kind."""
    by_width: dict[int, list[tuple[float, float]]] = {}
    text: dict[int, list[Line]] = {}
    own: list[list[tuple[float, float]]] = []
    for lines, width, tables in zip(pages, widths, frames, strict=True):
        text.setdefault(round(width), []).extend(lines)
        own.append([(line.x0, line.x1) for line in lines] + [edge for edge in tables for _ in range(10)])
        by_width.setdefault(round(width), []).extend(own[-1])
    margins: dict[int, tuple[float, float]] = {}
    for extents, number, width in zip(own, numbers, widths, strict=True):
        left, right = usual = _edges(by_width[round(width)], width)
        if len(extents) >= ENOUGH_LINES:
            left, right = _edges(extents, width)
            right = max(right, usual[1] - (usual[0] - left))
        margins[number] = left, min(right, _full_edge(text[round(width)], right))
    return margins


def _full_edge(lines: Sequence[Line], right: float) -> float:
    """Where the full lines of the text end, if many end there: tables may reach beyond; else `right`."""
    ends = sorted(line.x1 for line in lines)
    if len(ends) < ENOUGH_LINES:
        return right
    edge, size = ends[len(ends) * 98 // 100], lines[0].size
    full = sum(edge - FULL * size < end <= edge + size for end in ends)
    return edge + size / 2 if full >= FULL_SHARE * len(ends) else right


def _edges(extents: Sequence[tuple[float, float]], width: float) -> tuple[float, float]:
    if not extents:
        return 0.1 * width, 0.9 * width
    lefts, rights = sorted(x0 for x0, _ in extents), sorted(x1 for _, x1 in extents)
    return lefts[len(lefts) // 20], rights[min(len(rights) - 1, len(rights) * 19 // 20)]


def paragraphs(lines: Sequence[Line], metrics: Metrics) -> list[Block]:
    """Blocks of lines in reading order (over pages); footnotes stand where their lines stood."""
    notes, body = _split_footnotes(lines, metrics)
    blocks: list[tuple[int, Block]] = []
    group: list[Line] = []
    order = {id(line): number for number, line in enumerate(lines)}
    for line in body:
        if group and not goes_on(group, line, metrics):
            blocks.append((order[id(group[0])], _block(group, metrics)))
            group = []
        group.append(line)
    if group:
        blocks.append((order[id(group[0])], _block(group, metrics)))
    blocks += [(order[id(note[0])], _footnote(note)) for note in notes]
    return [block for _, block in sorted(blocks, key=lambda item: item[0])]


def _split_footnotes(lines: Sequence[Line], metrics: Metrics) -> tuple[list[list[Line]], list[Line]]:
    notes: list[list[Line]] = []
    body: list[Line] = []
    last: Line | None = None  # of the footnote being read
    for line in lines:
        small = line.size <= FOOTNOTE_SIZE * metrics.size
        if (small or line.text[0] in RAISED_MARKS) and footnote_mark(line.text) is not None:
            notes.append([line])
            last = line
        elif small and last is not None and _same_note(last, line):
            notes[-1].append(line)
            last = line
        else:
            body.append(line)
            last = None
    return notes, body


def _same_note(last: Line, line: Line) -> bool:
    near = line.page == last.page and 0 < line.base - last.base < 1.6 * line.size
    return near and abs(line.size - last.size) < 0.6


def goes_on(group: Sequence[Line], line: Line, metrics: Metrics) -> bool:
    """Whether `line` goes on with the paragraph of `group`."""
    last = group[-1]
    if abs(last.size - line.size) > 0.08 * last.size:
        return False
    if line.text[0] in _NEVER_FIRST:
        return True
    cut = line.page != last.page or line.base < last.base  # another page or column
    if _is_centred(line, metrics) and _is_centred(last, metrics):
        return not cut and _centred_goes_on(last, line, metrics)
    step = (line.base - last.base) / line.size / metrics.leading
    if not cut and step > SPACED:
        return False
    left, right = metrics.margins.get(last.page, (last.x0, last.x1))
    own_left = metrics.margins.get(line.page, (line.x0, line.x1))[0]
    marked = bool(MARKER.match(line.text))
    back = not marked and _falls_back(group, line)
    room = right - last.x1 > line.first_width + 0.45 * line.size
    if room and not back and not _balanced(group, line) and not _broken_off(last, line, left, right):
        return False
    if line.x0 - own_left > INDENT * line.size and not back and not _hangs(group, line, own_left - left):
        return False
    if marked and (line.x0 - own_left > INDENT * line.size or _ENDED.search(last.text)):
        return False
    if _begins_in_other_face(group, line, metrics):
        return False
    begins = marked or line.text[:1].isupper() or line.text[:1] in '(“"'
    if not cut and step > LOOSE and begins and (marked or _ENDED.search(last.text) or not metrics.indent):
        return False
    return not (cut and not metrics.indent and begins and _ENDED.search(last.text))


def _centred_goes_on(last: Line, line: Line, metrics: Metrics) -> bool:
    step = (line.base - last.base) / line.size / metrics.leading
    same = last.bold == line.bold and last.italic == line.italic
    return same and step <= LOOSE + 0.1 and not is_title_label(last.text)


def _is_centred(line: Line, metrics: Metrics) -> bool:
    left, right = metrics.margins.get(line.page, (line.x0, line.x1))
    width = right - left
    aside, indent = abs((line.x0 + line.x1) / 2 - (left + right) / 2), line.x0 - left
    if metrics.indent and abs(indent - metrics.indent) < 2.5:
        return False
    if indent > 1.5 * line.size:
        return aside < max(CENTRED * width, 4)
    return line.bold and indent > 0.3 * line.size and aside < 2


def _balanced(group: Sequence[Line], line: Line) -> bool:
    """A bold heading that was broken early, with a word's room to spare."""
    return group[-1].bold and line.bold and line.text[:1].islower()


def _broken_off(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line goes on in mid-sentence with a long one that stands at the same left edge.

    Tables wider than the text make its right edge seem farther than it is, so that every line has room to spare.
    """
    if MARKER.match(line.text) or line.text[:1] in '(“"' or _ENDED.search(last.text):
        return False
    goes_on = line.text[:1].islower() or line.text[:1].isdigit()
    long = last.x1 - left > BROKEN_OFF * (right - left)
    same = last.bold == line.bold and abs(last.x0 - line.x0) < INDENT * line.size
    return goes_on and long and same


def _falls_back(group: Sequence[Line], line: Line) -> bool:
    """Whether a line stands left of its paragraph's indented beginning and goes on in mid-sentence.

    Tables wider than the text make its right edge seem farther than it is.
    """
    begun = line.text[:1].isupper() or line.text[:1] in '(“"'
    indented = group[0].x0 - line.x0 > INDENT * line.size
    return indented and not begun and not _ENDED.search(group[-1].text)


def _hangs(group: Sequence[Line], line: Line, shift: float) -> bool:
    """Whether an indented line stands under the text of its paragraph (behind a bullet, or as a block)."""
    last = group[-1]
    x0 = line.x0 - shift
    if len(group) > 1:
        return abs(x0 - last.x0) < 0.5 * line.size and not MARKER.match(line.text)
    match = MARKER.match(last.text)
    if match is None:
        return False
    width = len(match.group().strip())
    behind = next((word.x0 for word in last.words if word.x0 > last.words[0].x0), last.x0)
    return abs(x0 - behind) < 0.6 * line.size and width <= 8


def _begins_in_other_face(group: Sequence[Line], line: Line, metrics: Metrics) -> bool:
    """A bold heading over plain text, or plain text over a bold heading."""
    last = group[-1]
    if last.bold == line.bold:
        return False
    if last.bold:
        run_in = len(group) == 1 and metrics.indent  # a bold head that fills the first line
        return not line.words[0].bold and not run_in
    return line.bold and not any(word.bold for word in last.words[-2:])


def _block(lines: Sequence[Line], metrics: Metrics) -> Block:
    text = ""
    for line in lines:
        text = join_text(text, line.text) if text else line.text
    left = metrics.margins.get(lines[0].page, (lines[0].x0, 0))[0]
    bold = all(line.bold for line in lines)
    style = Style(
        bold=bold,
        bold_prefix=0 if bold else len(_bold_head(lines)),
        italic=all(line.italic for line in lines),
        size=lines[0].size,
        centred=_is_centred(lines[0], metrics),
        indent=round(max(0.0, lines[0].x0 - left), 1),
    )
    return Block(kind_of(text), text, lines[0].page, style)


def _bold_head(lines: Sequence[Line]) -> str:
    """The bold text that a paragraph opens with."""
    head = ""
    for line in lines:
        count = next((i for i, word in enumerate(line.words) if not word.bold), len(line.words))
        piece = words_text(line.words[:count])
        head = join_text(head, piece) if head and piece else head or piece
        if count < len(line.words):
            break
    return head


def _footnote(lines: Sequence[Line]) -> Block:
    text = ""
    for line in lines:
        text = join_text(text, line.text) if text else line.text
    style = Style(bold=False, italic=all(line.italic for line in lines), size=lines[0].size)
    return Block(BlockKind.FOOTNOTE, text, lines[0].page, style, mark=footnote_mark(text) or "")
