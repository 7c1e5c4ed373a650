"""`hoibaocao figures`: an indicator across the whole archive, in whatever words reports have it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.export.paper import Paper
from assistant.export.plain import csv_text
from assistant.export.rows import of_located
from assistant.indicators.correct import merge, split
from assistant.indicators.indicator import Indicator
from assistant.indicators.listing import (
    Filters,
    Located,
    Sort,
    coverage,
    locate,
    parse_period,
    parse_place,
)
from assistant.indicators.locate import Indicators
from assistant.indicators.observations import Observation, citation_of
from assistant.indicators.reasons import why_apart, why_one
from ui.commands.books import save_workbook
from ui.commands.console import table
from ui.commands.pictures import save_pictures
from ui.commands.sources import (
    Sources,
    printed_text,
    table_csv,
    table_text,
    with_unit,
)
from ui.composition import open_archive
from ui.filters import known_keys
from ui.settings import Settings
from vectorstore.errors import UsageError
from vectorstore.records import Place, Role

if TYPE_CHECKING:
    from vectorstore.archive import Archive

HELP = "tìm một chỉ tiêu trong toàn kho: theo nơi và kỳ, kết quả, kế hoạch, cùng kỳ, kèm nguồn"
FILTERED = True
_ROLES = {
    "ket-qua": Role.RESULT, "ke-hoach": Role.PLAN, "cung-ky": Role.PRIOR, "tang-giam": Role.CHANGE,
    "dat": Role.ATTAINMENT,
}  # fmt: skip
_SORTS = {"noi": Sort.PLACE, "ky": Sort.PERIOD, "gia-tri": Sort.VALUE, "bao-cao": Sort.REPORT}
_HEADER = ("Địa phương", "Kỳ", "Kết quả", "Kế hoạch", "Cùng kỳ", "Tăng, giảm", "Đạt KH", "Nguồn")
_SHOWN = (Role.RESULT, Role.PLAN, Role.PRIOR, Role.CHANGE, Role.ATTAINMENT)
_WORDINGS, _REASONS = 6, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "indicator", metavar="CHỈ_TIÊU", nargs="?", default="", help="tên chỉ tiêu, hoặc mã chỉ tiêu"
    )
    parser.add_argument("--from", dest="first", metavar="KỲ", help="từ kỳ này, ví dụ 2022 hoặc Q1/2023")
    parser.add_argument("--to", dest="last", metavar="KỲ", help="đến hết kỳ này")
    parser.add_argument("--role", action="append", choices=sorted(_ROLES), help="chỉ lấy dòng có loại số này")
    parser.add_argument(
        "--sort", choices=sorted(_SORTS), default="noi", help="sắp theo nơi (mặc định), kỳ, giá trị"
    )
    parser.add_argument("--desc", action="store_true", help="sắp giảm dần")
    parser.add_argument("--page", metavar="SỐ", type=int, default=1, help="trang thứ mấy")
    parser.add_argument("--size", metavar="SỐ", type=int, default=50, help="số dòng một trang; 0 là tất cả")
    parser.add_argument(
        "--coverage", action="store_true", help="bảng nơi × kỳ: đâu có số liệu, đâu còn thiếu"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in dưới dạng JSON")
    form.add_argument("--csv", action="store_true", help="in dưới dạng CSV")
    parser.add_argument("--xlsx", metavar="FILE", type=Path, help="ghi các dòng số liệu ra tệp Excel .xlsx")
    parser.add_argument(
        "--chart", metavar="FILE", type=Path, help="vẽ biểu đồ nơi × kỳ vào tệp .png hoặc .svg"
    )
    parser.add_argument(
        "--merge", metavar="CHỈ_TIÊU_KHÁC", help="ghi nhớ: chỉ tiêu này và chỉ tiêu kia là một"
    )
    parser.add_argument(
        "--split", metavar="CÁCH_GHI", help="ghi nhớ: cách ghi này không phải chỉ tiêu đang hỏi"
    )
    parser.add_argument(
        "--corrections", action="store_true", help="in mọi chỉnh sửa gộp, tách dưới dạng JSON"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    with open_archive(settings) as archive:
        if arguments.corrections:
            print(json.dumps(archive.corrections.export(), ensure_ascii=False, indent=1))
            return 0
        if not arguments.indicator.strip():
            raise UsageError('Chưa nêu chỉ tiêu; ví dụ: hoibaocao figures "tỷ lệ tiêm chủng đầy đủ".')
        indicators = Indicators(archive)
        if arguments.merge or arguments.split:
            return _correct(archive, indicators, arguments)
        filters = _filters(archive, arguments)
        if arguments.coverage or arguments.chart:
            return _cover(archive, indicators, filters, arguments)
        located = locate(
            indicators,
            arguments.indicator,
            filters,
            sort=_SORTS[arguments.sort],
            descending=arguments.desc,
            page=arguments.page,
            size=arguments.size or None,
        )
    if arguments.xlsx:
        save_workbook(Paper(located=located), arguments.xlsx)
    print(_printed(located, arguments), end="" if arguments.csv else "\n")
    return 0


def _printed(located: Located, arguments: argparse.Namespace) -> str:
    if arguments.json:
        return json.dumps(located.as_json(), ensure_ascii=False, indent=2)
    return csv_text(of_located(located)) if arguments.csv else "\n".join(_text(located))


def _filters(archive: Archive, arguments: argparse.Namespace) -> Filters:
    known = {report.place for report in archive.reports() if report.place}
    exact = parse_period(arguments.period) if arguments.period else None
    return Filters(
        places=_places(arguments.place, known),
        first=parse_period(arguments.first) if arguments.first else exact,
        last=parse_period(arguments.last) if arguments.last else exact,
        roles=frozenset(_ROLES[name] for name in arguments.role or ()),
        reports=tuple(known_keys(archive.reports(), arguments.report)) if arguments.report else (),
    )


def _places(text: str | None, known: Iterable[Place]) -> tuple[Place, ...]:
    return (parse_place(text, known),) if text else ()


def _text(located: Located) -> Iterable[str]:
    if located.indicator is None:
        yield f"Kho không có chỉ tiêu “{located.asked}”."
    else:
        yield from _about(located.indicator)
        yield ""
        sources = Sources()
        yield table(_HEADER, [_row(line, sources) for line in located.lines])
        if not located.lines:
            yield "Không có dòng nào khớp với điều kiện lọc."
        if located.pages > 1:
            yield f"Trang {located.page}/{located.pages}, tất cả {located.total} dòng; xem tiếp bằng --page."
        yield from sources.lines()
    if located.nearest:
        yield "\nChỉ tiêu gần nhất:"
        for other in located.nearest:
            reason = f" – {why_apart(located.indicator, other)}" if located.indicator else ""
            yield f"  - {_named(other)}{reason}"


def _about(indicator: Indicator) -> Iterable[str]:
    yield f"{_named(indicator)}, {indicator.reports} báo cáo"
    others = [f"“{name}”" for name in indicator.wordings if name.lower() != indicator.label.lower()]
    if others:
        more = f" và {len(others) - _WORDINGS} cách khác" if len(others) > _WORDINGS else ""
        yield f"Các báo cáo ghi: {'; '.join(others[:_WORDINGS])}{more}"
    for reason in why_one(indicator)[:_REASONS]:
        yield f"Gộp vì {reason}"


def _named(indicator: Indicator) -> str:
    unit = f" ({indicator.unit})" if indicator.unit else ""
    return f"{indicator.label}{unit}"


def _row(line: Observation, sources: Sources) -> tuple[str, ...]:
    marks = dict.fromkeys(sources.mark(citation_of(m)) for m in (*line.members, *line.others))
    values = [_value(line, role) for role in _SHOWN]
    place = line.place.label if line.place else "chưa rõ"
    others = "".join(f"; còn ghi {with_unit(m.figure.printed, m.figure.unit)}" for m in line.differing)
    return place, line.period.label if line.period else "chưa rõ", *values, " ".join(marks) + others


def _value(line: Observation, role: Role) -> str:
    member = line.of(role)
    return printed_text(member.figure, member.figure.unit) if member else "–"


def _cover(archive: Archive, indicators: Indicators, filters: Filters, arguments: argparse.Namespace) -> int:
    indicator = _known(indicators, arguments.indicator)
    grid = coverage(archive, indicator, filters)
    if arguments.chart:
        save_pictures(grid, arguments.chart)
    if arguments.xlsx:
        save_workbook(Paper((grid,)), arguments.xlsx)
    if arguments.coverage and arguments.json:
        print(json.dumps(grid.as_json(), ensure_ascii=False, indent=2))
    elif arguments.coverage and arguments.csv:
        print(table_csv(grid), end="")
    elif arguments.coverage:
        print(table_text(grid, "Địa phương"))
    return 0


def _known(indicators: Indicators, text: str) -> Indicator:
    found = indicators.by_key(text) or indicators.find(text).best
    if found is None:
        near = indicators.find(text).nearest[:3]
        hint = f"; gần nhất có: {'; '.join(i.label for i in near)}" if near else ""
        raise UsageError(f"Kho không có chỉ tiêu “{text}”{hint}.")
    return found


def _correct(archive: Archive, indicators: Indicators, arguments: argparse.Namespace) -> int:
    one = _known(indicators, arguments.indicator)
    if arguments.merge:
        other = _known(indicators, arguments.merge)
        merge(archive, one, other)
        print(f"Đã ghi nhớ: “{one.label}” và “{other.label}” là một chỉ tiêu.", file=sys.stderr)
    else:
        split(archive, one, arguments.split)
        print(f"Đã ghi nhớ: “{arguments.split}” không phải “{one.label}”.", file=sys.stderr)
    return 0
