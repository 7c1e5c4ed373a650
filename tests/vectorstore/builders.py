"""Small reports and a small seeded embedder for tests; nothing here loads torch."""

from __future__ import annotations

import hashlib
import random
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import (
    Bound,
    Figure,
    Finding,
    Gap,
    Kind,
    Passage,
    Period,
    Place,
    Report,
    ReportContent,
    Role,
    Section,
    Span,
)

HALF_2024 = Period(2024, 1, 2024, 6)


class WordEmbedder(Embeddings):
    """Bag of words on seeded random directions: the same words, the same vector."""

    def __init__(self, name: str = "words", fingerprint: str = "f" * 64, dimension: int = 32) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        total = [1e-3] * self.dimension
        for word in fold(index_terms(text)).split():
            total = [
                value + more for value, more in zip(total, _direction(word, self.dimension), strict=True)
            ]
        norm = sum(value * value for value in total) ** 0.5
        return [value / norm for value in total]


@cache
def _direction(word: str, dimension: int) -> tuple[float, ...]:
    seeded = random.Random(int.from_bytes(hashlib.sha256(word.encode()).digest()[:8]))
    return tuple(seeded.gauss(0, 1) for _ in range(dimension))


def a_report(key: str = "tinh-a-6t-2024", **changes: Any) -> Report:
    fields: dict[str, Any] = {
        "key": key, "title": "Báo cáo hoạt động nửa đầu năm 2024", "agency": "Sở Y tế",
        "place": Place("Lai Châu"), "period": HALF_2024, "kind": Kind.REPORT, "draft": False, "date": None,
        "file": f"{key}.txt", "sha256": hashlib.sha256(key.encode()).hexdigest(), "pages": 4,
    }  # fmt: skip
    return Report(**(fields | changes))


def a_figure(key: str, number: int, indicator: str, value: str, /, **changes: Any) -> Figure:
    printed = value.replace(".", ",")
    quote = f"{indicator} đạt {printed}%."
    start = quote.index(printed, len(indicator))
    fields: dict[str, Any] = {
        "report": key, "number": number, "value": Decimal(value), "unit": "%", "printed": printed,
        "indicator": indicator, "chain": (), "place": Place("Lai Châu"), "period": HALF_2024,
        "role": Role.RESULT, "span": Span.PERIOD, "populations": (), "bound": Bound.EXACT, "in_table": False,
        "section": 1, "page": 2, "quote": quote, "start": start, "end": start + len(printed), "group": number,
    }  # fmt: skip
    return Figure(**(fields | changes))


def a_gap(key: str, number: int, indicator: str, printed: str = "", /, **changes: Any) -> Gap:
    fields: dict[str, Any] = {
        "report": key, "number": number, "unit": "ca", "printed": printed, "indicator": indicator, "chain": (),
        "place": Place("Lai Châu"), "period": HALF_2024, "role": Role.RESULT, "span": Span.PERIOD,
        "populations": (), "in_table": True, "section": 1, "page": 2, "quote": f"{indicator}\t{printed}",
        "start": len(indicator) + 1, "end": len(indicator) + 1 + len(printed), "group": number, "column": "TH",
    }  # fmt: skip
    return Gap(**(fields | changes))


def a_content(
    key: str = "tinh-a-6t-2024",
    texts: tuple[str, ...] = ("Tỷ lệ tiêm chủng đầy đủ đạt 48,6%.", "Phát hiện 12 ca sốt xuất huyết."),
    figures: tuple[Figure, ...] | None = None,
    **changes: Any,
) -> ReportContent:
    """A report with two sections, a passage for each text and, if not said otherwise, two figures."""
    report = a_report(key, **changes)
    sections = (
        Section(key, 0, None, "", "Mở đầu", (), 1, 1),
        Section(key, 1, None, "I.", "I. Kết quả hoạt động", ("I. Kết quả hoạt động",), 1, 4),
    )
    passages = tuple(Passage(key, i, 1, text, i + 1, "prose") for i, text in enumerate(texts))
    if figures is None:
        figures = (
            a_figure(key, 0, "Tỷ lệ tiêm chủng đầy đủ", "48.6"),
            a_figure(
                key, 1, "Số ca mắc", "12", chain=("Sốt xuất huyết",), unit="ca", period=None, place=None
            ),
        )
    findings = (Finding(key, "suspicious", "Hai số khác nhau.", (0, 1)),) if len(figures) > 1 else ()
    gaps = (
        a_gap(key, 0, "Số ca tử vong"),
        a_gap(
            key, 1, "Số ca mắc sởi", "-", place=None, period=None, role=Role.PLAN, chain=("Sởi",), section=0
        ),
    )
    return ReportContent(report, sections, passages, figures, findings, gaps)


def open_archive(directory: Path, embedder: Embeddings | None = None, *, writable: bool = True) -> Archive:
    return Archive.open(directory, embedder=embedder, analyze=index_terms, fold=fold, writable=writable)
