"""The nesting of table rows: which rows give a row its meaning.

Ordinals rank A > I > 1 > 1.1 > a; below them come marks in the ordinal column, headings without a mark, and
marks in the label. A list restarted inside another ("A" below "III") nests there, its end leads back to the
outer list. A row with values but without a mark is a member like its "-" neighbours: a parent of "+" rows. It
is one of "-" rows where "trong đó" or ":" says so, while these add up to no more than it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.figures.marks import Mark, MarkKind, as_letter
from ingest.figures.rows import RowText

_NUMBERED_RANK = {
    MarkKind.LETTER: 0.0,
    MarkKind.ROMAN: 1.0,
    MarkKind.NUMBER: 2.0,
    MarkKind.DOTTED: 2.0,
    MarkKind.SMALL: 3.0,
}
_OWN_COLUMN_RANK = {MarkKind.STAR: 4.0, MarkKind.DASH: 5.0, MarkKind.PLUS: 6.0, MarkKind.DOT: 6.5}
_HEADING_RANK = 7.0
_LABEL_RANK = {MarkKind.STAR: 8.0, MarkKind.DASH: 9.0, MarkKind.PLUS: 10.0, MarkKind.DOT: 11.0}
_MEMBER_RANK = 9.0  # of a row with values and without a mark, where "-" rows are its equals
_PARENT_RANK = 8.5  # the same, where "-" rows are its parts
_OPENER_RANK = 8.6
_INDENT_STEP = 4.0  # points that make a deeper level
_MEMBER_SHARE = 0.25  # of the headings whose first row is "-": from there "-" rows are members


@dataclass(slots=True)
class _Entry:
    row: RowText
    rank: float
    left: Decimal | None = None  # of an opener without marked members: what its members may still add up to
    first_child: MarkKind | None = None

    @property
    def numbered(self) -> bool:
        return self.row.mark.kind.numbered


def chains(rows: Sequence[RowText]) -> list[tuple[str, ...]]:
    """For each row the labels that it stands under, outermost first."""
    nesting = _Nesting(rows)
    return [nesting.place(position) for position in range(len(rows))]


class _Nesting:
    """A stack of the rows that are open above the current one."""

    def __init__(self, rows: Sequence[RowText]) -> None:
        self.rows = rows
        self.stack: list[_Entry] = []
        self.member_rank = _MEMBER_RANK if _dashes_are_members(rows) else _PARENT_RANK
        self.swapped = _plus_above_dash(rows)
        self.whole: tuple[RowText, tuple[str, ...]] | None = (
            None  # last row that is no breakdown, and its chain
        )

    def place(self, position: int) -> tuple[str, ...]:
        row = self.rows[position]
        if not row.label:
            return ()
        if row.breakdown and self.whole is not None and self._needs_whole(row):
            return (*self.whole[1], self.whole[0].clean)
        self._open_above(row, position)
        chain = (*row.outer, *(entry.row.clean for entry in self.stack))
        if self.stack and self.stack[-1].first_child is None:
            self.stack[-1].first_child = row.mark.kind
        if row.filled and not row.breakdown:
            self.whole = (row, chain)
        elif not row.filled:
            self.whole = None
        self.stack.append(self._entry(row))
        return chain

    def _needs_whole(self, row: RowText) -> bool:
        """'Nữ' without a mark, or marked below a heading: its meaning is the row above, not the heading."""
        if not row.filled:
            return False
        rank = self._rank(row)
        parents = [entry for entry in self.stack if entry.rank < rank]
        natural = parents[-1] if parents else None
        if row.mark.kind is MarkKind.NONE:
            return True
        return not row.mark.kind.numbered and (natural is None or not natural.row.filled)

    def _entry(self, row: RowText) -> _Entry:
        left = row.value if row.opens and row.filled and not row.rate else None
        rank = self._rank(row)
        if row.mark.kind is MarkKind.NONE and row.filled and row.opens:
            rank = _OPENER_RANK
        return _Entry(row, rank, left)

    def _rank(self, row: RowText) -> float:
        mark = row.mark
        if mark.kind.numbered:
            return _NUMBERED_RANK[mark.kind] + 0.1 * (len(mark.key) - 1)
        if mark.kind is MarkKind.NONE:
            return self.member_rank if row.filled or row.place else _HEADING_RANK
        if mark.own_column:
            return _OWN_COLUMN_RANK[mark.kind]
        kind = mark.kind
        if self.swapped and kind in (MarkKind.DASH, MarkKind.PLUS):
            kind = MarkKind.PLUS if kind is MarkKind.DASH else MarkKind.DASH
        return _LABEL_RANK[kind]

    def _open_above(self, row: RowText, position: int) -> None:
        """Close what the row does not stand under."""
        if row.mark.kind.numbered:
            self._close_for_number(row)
        elif row.mark.kind is not MarkKind.NONE:
            self._close_for_mark(row)
        elif row.filled or row.place:
            self._close_for_member(row)
        else:
            self._close_for_heading(position)

    # -- numbered rows

    def _close_for_number(self, row: RowText) -> None:
        row.mark = self._letter_or_roman(row.mark)
        depth = self._continued(row.mark)
        if depth is not None:
            del self.stack[depth:]
            return
        rank = self._rank(row)
        deepest = max((i for i, entry in enumerate(self.stack) if entry.numbered), default=-1)
        inside = deepest >= 0 and (
            self.stack[deepest].rank < rank or self._restarts_inside(row.mark, deepest)
        )
        if inside:
            del self.stack[deepest + 1 :]
        else:
            while self.stack and self.stack[-1].rank >= rank:
                self.stack.pop()

    def _letter_or_roman(self, mark: Mark) -> Mark:
        """'I' after 'H' is a letter; 'I' anywhere else the roman one."""
        letter = as_letter(mark)
        if letter is None:
            return mark
        for entry in reversed(self.stack):
            own = entry.row.mark
            if own.kind is MarkKind.ROMAN and own.key[0] + 1 == mark.key[0]:
                return mark
            if own.kind is MarkKind.LETTER and own.key[0] + 1 == letter.key[0]:
                return letter
        return mark

    def _continued(self, mark: Mark) -> int | None:
        """The depth at which the row replaces the item before it in its list; None when it opens a list."""
        if mark.kind is MarkKind.DOTTED:
            for depth in range(len(self.stack) - 1, -1, -1):
                own = self.stack[depth].row.mark
                if own.kind in (MarkKind.NUMBER, MarkKind.DOTTED) and own.key == mark.key[: len(own.key)]:
                    return depth + 1 if own.key != mark.key else depth
        for depth in range(len(self.stack) - 1, -1, -1):
            own = self.stack[depth].row.mark
            if own.kind is mark.kind and len(own.key) == len(mark.key) and own.key < mark.key:
                return depth
        return None

    def _restarts_inside(self, mark: Mark, deepest: int) -> bool:
        """'A' while 'A › III' is open begins a list inside III; '1' right after '5' begins it anew."""
        same = [i for i, entry in enumerate(self.stack) if entry.row.mark.kind is mark.kind]
        return bool(same) and same[-1] < deepest and mark.key[-1] == 1

    # -- rows without a number

    def _close_for_mark(self, row: RowText) -> None:
        rank = self._rank(row)
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        self._leave_heading_of_members(row)

    def _leave_heading_of_members(self, row: RowText) -> None:
        """A '-' row ends a heading ('Tiêm viêm não:') of rows without marks, where '-' rows stood before."""
        if row.mark.kind is not MarkKind.DASH or row.mark.own_column or not self.stack:
            return
        top = self.stack[-1]
        if top.rank != _HEADING_RANK or top.first_child is not MarkKind.NONE or len(self.stack) < 2:
            return
        if self.stack[-2].first_child is MarkKind.DASH:
            self.stack.pop()

    def _close_for_member(self, row: RowText) -> None:
        while self.stack and not self._holds_member(self.stack[-1], row):
            self.stack.pop()
        if self.stack and self.stack[-1].left is not None and row.value is not None:
            self.stack[-1].left -= row.value

    def _holds_member(self, entry: _Entry, row: RowText) -> bool:
        """Whether a row without a mark stands under an open entry."""
        above = entry.row
        if row.total and above.filled:
            return False
        if entry.left is not None:
            return not row.rate and row.value is not None and 0 < row.value <= entry.left
        if above.mark.kind is MarkKind.NONE and above.filled:
            return _deeper(row, above)
        if entry.rank < 4:
            return True
        if above.filled:
            return False
        return entry.rank <= _HEADING_RANK or (above.opens and entry.first_child in (None, MarkKind.NONE))

    def _close_for_heading(self, position: int) -> None:
        row = self.rows[position]
        while self.stack and self.stack[-1].rank >= _HEADING_RANK:
            self.stack.pop()
        while self.stack and not self.stack[-1].numbered and self.stack[-1].row.filled:
            self.stack.pop()
        following = self.rows[position + 1].mark if position + 1 < len(self.rows) else None
        if not self.stack or row.opens or following is None or following.kind is not MarkKind.DASH:
            return
        # "Phòng chống giun sán" between the "-" rows of number 3 and its own: a number that was left out
        top = self.stack[-1]
        leaf = top.row.mark.kind is MarkKind.NUMBER and not top.row.filled
        if leaf and top.first_child is MarkKind.DASH and not following.own_column:
            self.stack.pop()


def _deeper(row: RowText, above: RowText) -> bool:
    return row.indent is not None and above.indent is not None and row.indent >= above.indent + _INDENT_STEP


def _dashes_are_members(rows: Sequence[RowText]) -> bool:
    """Whether '-' rows stand directly below headings in this table, as rows without a mark do."""
    firsts = [below.mark for above, below in itertools.pairwise(rows) if not above.filled and below.filled]
    dashes = sum(mark.kind is MarkKind.DASH and not mark.own_column for mark in firsts)
    return bool(firsts) and dashes >= _MEMBER_SHARE * len(firsts)


def _plus_above_dash(rows: Sequence[RowText]) -> bool:
    """Whether this table's '-' rows are parts of its '+' rows: in most groups with both, '+' comes first."""
    votes = 0
    first: MarkKind | None = None
    other = False
    for row in rows:
        kind = row.mark.kind
        if row.mark.own_column or kind.numbered or kind is MarkKind.NONE:
            first, other = None, False
        elif kind in (MarkKind.DASH, MarkKind.PLUS):
            if first is None:
                first = kind
            elif kind is not first and not other:
                other = True
                votes += 1 if first is MarkKind.PLUS else -1
    return votes > 0
