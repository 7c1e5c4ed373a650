"""The tools over an archive. Each takes the visitor first, then what its parameters say.

Descriptions are read by people and by language models alike, hence in Vietnamese and whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from ui.api.calling import Tool
from ui.commands.reports import as_json
from ui.filters import known_keys, matching
from ui.journal import Action
from ui.people.office import Office
from ui.people.visitor import Visitor
from ui.turns import turns
from vectorstore.errors import UsageError
from vectorstore.records import Level, Place, Role

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.indicators.locate import Indicators
    from vectorstore.archive import Archive

# The audit sets each report against the others of its place: about a twentieth of a second each.
MOST_AUDITED = 100
LARGEST_PAGE = 500

PlaceName = Annotated[
    str, Field(description="Tên tỉnh hoặc huyện, ví dụ “Điện Biên”; để trống là mọi địa bàn.")
]
PeriodName = Annotated[
    str, Field(description="Kỳ báo cáo: 6T/2024, Q1/2024, T5/2024 hoặc 2024; để trống là mọi kỳ.")
]
ReportKeys = Annotated[
    list[str] | None,
    Field(description="Mã các báo cáo được dùng, như công cụ reports liệt kê; bỏ trống là tất cả."),
]
RoleName = Literal["", "result", "plan", "prior", "change", "attainment"]
Question = Annotated[
    str,
    Field(description="Câu hỏi bằng tiếng Việt, nên nêu chỉ tiêu, địa bàn và kỳ; dài nhất 2.000 ký tự."),
]
Asked = Annotated[
    list[str] | None,
    Field(description="Các câu hỏi trước đó trong cùng cuộc hỏi, theo thứ tự, để hiểu câu hỏi nối tiếp."),
]
IndicatorName = Annotated[
    str,
    Field(description="Tên chỉ tiêu, ví dụ “tỷ lệ tiêm chủng đầy đủ”, hoặc mã (key) của chỉ tiêu."),
]
FirstPeriod = Annotated[str, Field(description="Từ kỳ này, ví dụ 2022 hoặc Q1/2023; để trống là từ đầu.")]
LastPeriod = Annotated[str, Field(description="Đến hết kỳ này; để trống là đến nay.")]
RoleFilter = Annotated[
    RoleName,
    Field(
        description="Chỉ lấy dòng có loại số này: result (kết quả), plan (kế hoạch), prior (cùng kỳ), "
        "change (tăng, giảm), attainment (đạt kế hoạch); để trống là mọi loại."
    ),
]
PageNumber = Annotated[int, Field(description="Trang thứ mấy, từ 1.")]
PageSize = Annotated[int, Field(description=f"Số dòng một trang, nhiều nhất {LARGEST_PAGE}.")]
IndicatorNames = Annotated[list[str], Field(description="Tên các chỉ tiêu cần so sánh.")]
PlaceNames = Annotated[list[str] | None, Field(description="Các địa bàn; bỏ trống là mọi địa bàn của kho.")]
PeriodNames = Annotated[
    list[str] | None, Field(description="Các kỳ, ví dụ 6T/2024, 2023; bỏ trống là mọi kỳ.")
]
WithRounding = Annotated[bool, Field(description="Kể cả những chỗ chỉ lệch do làm tròn số.")]


class Tools:
    """The tools over one archive. Safe to use from several threads."""

    def __init__(self, archive: Archive, assistant: Assistant, office: Office) -> None:
        self._archive = archive
        self._assistant = assistant
        self._journal = office.journal

    def all(self) -> tuple[Tool, ...]:
        return self.ask, self.figures, self.compare, self.reports, self.audit

    def ask(
        self,
        visitor: Visitor,
        question: Question,
        place: PlaceName = "",
        period: PeriodName = "",
        reports: ReportKeys = None,
        history: Asked = None,
    ) -> dict[str, Any]:
        """Trả lời một câu hỏi từ các báo cáo y tế trong kho, kèm nguồn trích dẫn nguyên văn.

        Dùng khi cần một số liệu hoặc nội dung cụ thể: kết quả, kế hoạch, cùng kỳ, tỷ lệ đạt, khó khăn, kiến nghị.
        Mọi con số trong câu trả lời đều có trong nguồn nêu ở citations; kho không có thì refused là true và câu
        trả lời nói rõ. Không suy diễn thêm số liệu ngoài câu trả lời này.

        Trả về: answer (dòng đầu là câu trả lời trực tiếp, [1], [2] chỉ vào citations theo thứ tự), refused, mode,
        citations (report, title, place, period, section, page, quote), figures (indicator, value, unit, place,
        period, role: result, plan, prior, change, attainment), alternatives (câu hỏi mà kho trả lời được).
        """
        answer = self._assistant.ask(
            question,
            history=turns(history or ()),
            place=place or None,
            period=period or None,
            reports=self._keys(reports),
        )
        said = {"trả lời": answer.text.partition("\n")[0], "từ chối": answer.refused}
        self._journal.record(visitor, Action.ASK, question, said, answer.figures)
        return answer.as_json()

    def figures(
        self,
        visitor: Visitor,
        indicator: IndicatorName,
        place: PlaceName = "",
        first: FirstPeriod = "",
        last: LastPeriod = "",
        role: RoleFilter = "",
        reports: ReportKeys = None,
        page: PageNumber = 1,
        size: PageSize = 50,
    ) -> dict[str, Any]:
        """Tìm một chỉ tiêu trong toàn kho, dù các báo cáo ghi bằng lời khác nhau: mọi địa bàn, mọi kỳ, kèm nguồn.

        Dùng khi cần chuỗi số liệu của một chỉ tiêu qua nhiều kỳ hoặc nhiều địa bàn. Chỉ cần một con số thì dùng
        ask; cần đặt cạnh nhau kèm chênh lệch thì dùng compare.

        Trả về: indicator (tên, đơn vị, các cách ghi, lý do gộp; null nếu kho không có), lines (mỗi dòng một địa
        bàn và kỳ, với kết quả, kế hoạch, cùng kỳ … và nguồn của từng số), total, page, pages, nearest (các chỉ
        tiêu gần với tên đã hỏi).
        """
        from assistant.indicators.listing import Filters, locate, parse_period

        filters = Filters(
            places=self._places([place]),
            first=parse_period(first) if first else None,
            last=parse_period(last) if last else None,
            roles=frozenset({Role(role)} if role else ()),
            reports=self._keys(reports),
        )
        located = locate(
            self._indicators, indicator, filters, page=page, size=min(max(size, 1), LARGEST_PAGE)
        )
        self._journal.record(visitor, Action.LOOKUP, indicator, {"số dòng": located.total})
        return located.as_json()

    def compare(
        self,
        visitor: Visitor,
        indicators: IndicatorNames,
        places: PlaceNames = None,
        periods: PeriodNames = None,
        reports: ReportKeys = None,
    ) -> dict[str, Any]:
        """Đặt số liệu của các báo cáo, địa bàn, kỳ cạnh nhau: số gốc kèm nguồn, chênh lệch kèm cách tính.

        Dùng khi cần bảng so sánh. Ô trống nghĩa là báo cáo không nêu; cảnh báo cho biết số nào không cùng loại
        (chỉ tiêu kế hoạch, kỳ ngắn hơn). Cột có derived là true được tính ra từ các cột khác, không phải số in
        trong báo cáo.

        Trả về: title, columns, rows (mỗi ô có value, printed, unit, working là phép tính, note, source là số thứ
        tự trong sources), warnings, sources.
        """
        from assistant.indicators.compare import compare
        from assistant.indicators.listing import parse_period

        table = compare(
            self._indicators,
            self._archive,
            indicators,
            places=self._places(places or ()),
            periods=[parse_period(period) for period in periods or ()],
            reports=self._keys(reports),
        )
        self._journal.record(visitor, Action.COMPARE, "; ".join(indicators), {"bảng": table.title})
        return table.as_json()

    def reports(self, visitor: Visitor, place: PlaceName = "", period: PeriodName = "") -> dict[str, Any]:
        """Liệt kê các báo cáo, kế hoạch có trong kho.

        Dùng trước tiên để biết kho có những địa bàn, những kỳ nào, và để lấy mã báo cáo cho các công cụ khác.

        Trả về: reports, mỗi mục gồm report (mã), title, agency, place, period, kind (báo cáo, kế hoạch, văn bản),
        draft (dự thảo), date, file, pages.
        """
        found = matching(self._archive.reports(), place or None, period or None)
        return {"reports": [as_json(report) for report in found]}

    def audit(
        self,
        visitor: Visitor,
        place: PlaceName = "",
        period: PeriodName = "",
        reports: ReportKeys = None,
        rounding: WithRounding = False,
    ) -> dict[str, Any]:
        """Tìm chỗ số liệu trong báo cáo tự mâu thuẫn hoặc không khớp với báo cáo khác của cùng địa bàn.

        Dùng để kiểm số liệu trước khi tổng hợp: số nêu hai nơi khác nhau, tỷ lệ không khớp tử số và mẫu số, tổng
        không bằng các phần, cùng kỳ khác báo cáo năm trước. Không có nhận xét không có nghĩa là số liệu đúng.

        Trả về: checked (số báo cáo đã kiểm), remarks (mỗi mục có report, kind, level: contradiction, suspicious,
        rounding; message, working là phép tính, sources là các con số kèm nguồn nguyên văn).
        """
        from assistant.audit.auditor import audit_of

        held = matching(self._archive.reports(), place or None, period or None, self._keys(reports))
        if len(held) > MOST_AUDITED:
            raise UsageError(
                f"Có {len(held)} báo cáo khớp, mỗi lần kiểm được {MOST_AUDITED}; hãy nêu địa bàn, kỳ hoặc mã báo cáo."
            )
        remarks = [r for r in audit_of(self._archive, held) if rounding or r.level is not Level.ROUNDING]
        where = ", ".join(filter(None, (place, period, *self._keys(reports)))) or "toàn kho"
        self._journal.record(visitor, Action.AUDIT, where, {"số nhận xét": len(remarks)})
        return {"checked": len(held), "remarks": [remark.as_json() for remark in remarks]}

    @cached_property
    def _indicators(self) -> Indicators:
        from assistant.indicators.locate import Indicators

        return Indicators(self._archive)

    def _keys(self, keys: Sequence[str] | None) -> tuple[str, ...]:
        """Raises UsageError for a key that the archive does not have."""
        return tuple(known_keys(self._archive.reports(), keys)) if keys else ()

    def _places(self, names: Sequence[str]) -> tuple[Place, ...]:
        from assistant.indicators.listing import parse_place

        known = {report.place for report in self._archive.reports() if report.place}
        return tuple(parse_place(name, known) for name in names if name)
