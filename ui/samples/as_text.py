"""A sample as a plain text file."""

from __future__ import annotations

from pathlib import Path

from ui.samples.sample import MOTTO, SUPERSCRIPTS, Annex, Piece, Sample, with_superscripts


def write_text(sample: Sample, path: Path) -> None:
    """Letterhead, body and annexes; table cells parted by tabs."""
    agency = [*sample.agency, sample.number]
    lines = [line for pair in zip(agency, [*MOTTO, sample.dateline], strict=True) for line in pair]
    lines += ["", sample.kind, "", "\n".join(sample.title), "", sample.note]
    for piece in sample.body:
        lines += ["", _line(piece)]
    lines += ["", sample.signer]
    for annex in sample.annexes:
        lines += ["", "", *_annex(annex)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(piece: Piece) -> str:
    mark = f"{SUPERSCRIPTS[piece.number]} " if piece.kind == "note" else ""
    return mark + with_superscripts(piece.text)


def _annex(annex: Annex) -> list[str]:
    return [annex.label, "", annex.title, "", *("\t".join(row) for row in (*annex.header, *annex.rows))]
