"""The list heads above an item: 'Kết quả:', '- Tổng số liều, trong đó:'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.document import BlockKind
from ingest.outline.labels import LabelKind, parse_label
from ingest.outline.records import OutlinedBlock
from ingest.outline.traits import announces

MAX_PARENT = 120  # characters of a parent item that heads its sub-items without announcing them


@dataclass(slots=True)
class _State:
    """What an item may stand below."""

    section: int = -1
    paragraph: str = ""  # the paragraph that announces the list, "" for none
    items: list[tuple[str, str]] = field(
        default_factory=list
    )  # (bullet, text) of the open items, outermost first


def with_leads(blocks: Sequence[OutlinedBlock]) -> list[OutlinedBlock]:
    """The blocks, each item with the list heads above it."""
    state, result = _State(), []
    for block in blocks:
        if block.block.kind is BlockKind.FOOTNOTE:
            result.append(block)
            continue
        opens = block.section != state.section
        if block.heading or opens:
            state = _State(block.section)
        bullet = "" if block.heading else _list_mark(block, opens)
        if bullet:
            result.append(replace(block, leads=_enter(state, bullet, block.block.text)))
        else:
            text = "" if block.heading or block.block.kind is BlockKind.TABLE else block.block.text
            state = _State(block.section, text if announces(text) else "")
            result.append(block)
    return result


def _list_mark(block: OutlinedBlock, opens: bool) -> str:
    """What tells items of one list from those of another: '-', '+', 'paren()', 'decimal.'; '' for no item.

    A numbered block that opens its section is no item: "1.1. Tuyến tỉnh: 09 đơn vị".
    """
    if block.block.kind is BlockKind.TABLE:
        return ""
    labels = parse_label(block.block.text)
    if labels:
        label = labels[0]
        if label.kind in (LabelKind.PART, LabelKind.ANNEX, LabelKind.CHAPTER, LabelKind.CAPTION):
            return ""
        if opens and label.kind not in (LabelKind.BULLET, LabelKind.PAREN):
            return ""
        return label.mark if label.kind is LabelKind.BULLET else f"{label.kind.value}{label.mark}"
    return "item" if block.block.kind is BlockKind.ITEM else ""


def _enter(state: _State, bullet: str, text: str) -> tuple[str, ...]:
    """Opens an item and gives the list heads above it."""
    marks = [mark for mark, _ in state.items]
    if bullet in marks:
        del state.items[marks.index(bullet) :]
    heads = [state.paragraph] if state.paragraph else []
    heads += [above for _, above in state.items if announces(above) or len(above) <= MAX_PARENT]
    state.items.append((bullet, text))
    return tuple(heads)
