"""An archive and an assistant small enough to know by heart, for tests of the page and of the command."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.answer import Answer, PartialAnswer
from assistant.citation import Citation
from vectorstore.counts import Counts
from vectorstore.errors import UsageError
from vectorstore.records import (
    Bound,
    Figure,
    Finding,
    Kind,
    Passage,
    Period,
    Place,
    Report,
    Role,
    Section,
    Span,
)

RATE = "Tỷ lệ trẻ dưới 1 tuổi được tiêm đủ mũi trong kỳ là 61,7%, cao hơn năm trước 3,2%."
HOSTILE = (
    'Khám <script>window.hacked=1</script> được 1.204 lượt <img src=x onerror="window.hacked=2"> '
    "**đậm** [bấm](javascript:window.hacked=3) $$x^2$$ `mã` https://evil.example/x &lt;b&gt;"
)


def report(key: str, place: Place | None, period: Period | None, title: str = "") -> Report:
    return Report(
        key=key,
        title=title or f"Báo cáo công tác y tế ({key})",
        agency="Sở Y tế",
        place=place,
        period=period,
        kind=Kind.REPORT,
        draft=False,
        date=date(2023, 7, 3),
        file=f"{key}.docx",
        sha256=key,
        pages=8,
    )


REPORTS = (
    report("ben-tre-6t-2023", Place("Bến Tre"), Period(2023, 1, 2023, 6)),
    report("ca-mau-2022", Place("Cà Mau"), Period.year(2022), 'Tổng kết <b>năm</b> "2022"'),
    report("khong-ro", None, None),
)
PATH = ("I. KẾT QUẢ", "2. Y tế dự phòng", "2.1. Tiêm chủng")
SECTIONS = {r.key: (Section(r.key, 0, None, "2.1.", PATH[-1], PATH, 3, 4),) for r in REPORTS}
TABLE = "Bệnh\tMắc\tChết\nSởi\t12\t0\nHo gà\t3\t1\nBạch hầu\t0\t0\nUốn ván\t2\t0"
PASSAGES = {
    REPORTS[0].key: (
        Passage(REPORTS[0].key, 0, 0, f"Đoạn trước của báo cáo.\n{RATE} Câu sau của báo cáo.", 3, "prose"),
        Passage(REPORTS[0].key, 1, 0, TABLE, 4, "table"),
    ),
    REPORTS[1].key: (Passage(REPORTS[1].key, 0, 0, f"Trước.\n{HOSTILE}\nSau.", None, "prose"),),
    REPORTS[2].key: (),
}


@dataclass
class FakeArchive:
    """Reads as the archive does; remembers what was removed and put."""

    held: dict[str, Report] = field(default_factory=lambda: {r.key: r for r in REPORTS})
    directory: Path = Path("không-có")
    writable: bool = False
    removed: list[str] = field(default_factory=list)

    def __enter__(self) -> FakeArchive:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def reports(self) -> tuple[Report, ...]:
        return tuple(self.held.values())

    def report(self, key: str) -> Report | None:
        return self.held.get(key)

    def sections(self, key: str) -> tuple[Section, ...]:
        return SECTIONS.get(key, ())

    def passages(self, reports: Sequence[str] | None = None) -> tuple[Passage, ...]:
        return tuple(p for key in reports or self.held for p in PASSAGES.get(key, ()))

    def original(self, key: str) -> Path | None:
        return None

    def original_of(self, report: Report) -> Path | None:
        return None

    def counts(self) -> dict[str, Counts]:
        return {key: Counts(figures=len(key), findings=0) for key in self.held}

    def figures(self, reports: Sequence[str] = ()) -> tuple[Figure, ...]:
        return (FIGURE,) if FIGURE.report in reports else ()

    def findings(self, reports: Sequence[str] = ()) -> tuple[Finding, ...]:
        return ()

    def remove(self, key: str) -> bool:
        self.removed.append(key)
        return self.held.pop(key, None) is not None


FIGURE = Figure(
    report=REPORTS[0].key,
    number=0,
    value=Decimal("61.7"),
    unit="%",
    printed="61,7",
    indicator="Tỷ lệ trẻ dưới 1 tuổi được tiêm đủ mũi",
    chain=(),
    place=REPORTS[0].place,
    period=REPORTS[0].period,
    role=Role.RESULT,
    span=Span.PERIOD,
    populations=(),
    bound=Bound.EXACT,
    in_table=False,
    section=0,
    page=3,
    quote=RATE,
    start=51,
    end=55,
    group=0,
)


@dataclass
class FakeAssistant:
    """Answers by the words of the question; remembers every call."""

    calls: list[dict[str, Any]] = field(default_factory=list)
    slow: threading.Event = field(default_factory=threading.Event)  # a question with "lâu" waits for it

    def examples(self, n: int = 4) -> list[str]:
        return [
            "Tỷ lệ tiêm chủng ở Bến Tre 6T/2023?",
            "Có bao nhiêu ca ho gà?",
            "Số lượt khám ở Cà Mau năm 2022?",
        ][:n]

    def ask(
        self,
        question: str,
        history: Sequence[Any] = (),
        place: str | None = None,
        period: str | None = None,
        reports: Sequence[str] = (),
    ) -> Answer:
        self.calls.append(
            {"question": question, "history": history, "place": place, "period": period, "reports": reports}
        )
        if not question.strip() or len(question) > 2000:
            raise UsageError("Câu hỏi phải có từ 1 đến 2.000 ký tự; hãy viết lại.")
        if "lâu" in question:
            self.slow.wait(20)
        if "hỏng" in question:
            raise RuntimeError("boom")
        if "thời tiết" in question:
            return Answer(
                question,
                "Kho không có số liệu về thời tiết.",
                refused=True,
                alternatives=tuple(self.examples(1)),
            )
        return self._found(question)

    def stream(self, question: str, **more: Any) -> Iterator[PartialAnswer | Answer]:
        answer = self.ask(question, **more)
        yield PartialAnswer(answer.text.partition("\n")[0], answer.citations)
        yield answer

    def _found(self, question: str) -> Answer:
        if "ho gà" in question:
            quote, page, text = (
                "Ho gà\t3\t1",
                4,
                "3 ca mắc ho gà, Bến Tre, 6T/2023 [1]\nSo sánh:\nBệnh\tMắc\nSởi\t12 [1]",
            )
            return Answer(question, text, (Citation(REPORTS[0], PATH, page, quote),))
        if "Cà Mau" in question:
            text = f"1.204 lượt khám, Cà Mau, 2022 [1]\n{HOSTILE}"
            return Answer(question, text, (Citation(REPORTS[1], PATH, None, HOSTILE),))
        text = "61,7% trẻ dưới 1 tuổi được tiêm đủ mũi, Bến Tre, 6T/2023 [1]\nCao hơn cùng kỳ 3,2 điểm % [1]."
        return Answer(question, text, (Citation(REPORTS[0], PATH, 3, RATE),), (FIGURE,))
