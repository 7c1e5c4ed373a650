"""A draft against the archive, and the archive's reports against each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audit.auditor import audit_of, check_draft, compared_with
from assistant.audit.listing import as_text
from assistant.audit.remark import LEVELS
from ingest.pipeline import ingest, read_report
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import Level

HEAD = "SỞ Y TẾ {place}\nSố: 31/BC-SYT\n\nBÁO CÁO\nKết quả công tác y tế {period}\n\nI. KẾT QUẢ THỰC HIỆN\n"
REPORTS = {
    "tuyen-quang-6t-2022": (
        "TUYÊN QUANG",
        "6 tháng đầu năm 2022",
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 44,3%.\n- Số lượt khám bệnh là 120.400 lượt.",
    ),
    "tuyen-quang-t04-2023": (
        "TUYÊN QUANG",
        "tháng 4 năm 2023",
        "- Số mẫu xét nghiệm sàng lọc HIV: trong tháng 800 mẫu, lũy tích 4.100 mẫu.\n"
        "- Số người đang điều trị ARV là 640 người.",
    ),
    "ha-giang-6t-2022": (
        "HÀ GIANG",
        "6 tháng đầu năm 2022",
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 51,0%.",
    ),
}
PLAN = (
    "SỞ Y TẾ TUYÊN QUANG\nSố: 5/KH-SYT\n\nKẾ HOẠCH\nCông tác y tế năm 2023\n\nI. CHỈ TIÊU\n"
    "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 95,0%.\n"
)


def write(folder: Path, key: str, place: str, period: str, body: str) -> Path:
    path = folder / f"{key}.txt"
    path.write_text(HEAD.format(place=place, period=period) + body + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("kho")
    files = folder / "files"
    files.mkdir()
    for key, (place, period, body) in REPORTS.items():
        write(files, key, place, period, body)
    (files / "tuyen-quang-ke-hoach-2023.txt").write_text(PLAN, encoding="utf-8")
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as opened:
        ingest([files], opened)
        yield opened


# Body of a draft of Tuyên Quang, 6T/2023 → kind, level, working of what the archive holds against it.
AGAINST = {
    "last year's value differs": (
        "- Số lượt khám bệnh là 131.000 lượt, cùng kỳ năm 2022 là 140.400 lượt.",
        [("prior", "contradiction", "140.400 − 120.400 = 20.000")],
    ),
    "last year's value was corrected a little": (
        "- Số lượt khám bệnh là 131.000 lượt, cùng kỳ năm 2022 là 121.000 lượt.",
        [("prior", "suspicious", "121.000 − 120.400 = 600")],
    ),
    "last year's rate in the words of another office": (
        "- TE < 1 tuổi TCĐĐ đạt 46,0% (cùng kỳ năm 2022: 41,3%).",
        [("prior", "contradiction", "41,3 − 44,3 = -3,0")],
    ),
    "last year's rate rounded": (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 46,0% (cùng kỳ năm 2022: 44,4%).",
        [("prior", "rounding", "44,4 − 44,3 = 0,1")],
    ),
    "cumulative count falls": (
        "- Số mẫu xét nghiệm sàng lọc HIV: trong tháng 700 mẫu, lũy tích 3.900 mẫu.",
        [("cumulative", "contradiction", "3.900 < 4.100")],
    ),
    "plan of another document": (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 46,0% (kế hoạch năm 2023: 90,0%).",
        [("plan", "contradiction", "90,0 − 95,0 = -5,0")],
    ),
    "what agrees": (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 46,0% (cùng kỳ năm 2022: 44,3%; kế hoạch năm 2023: 95,0%).\n"
        "- Số mẫu xét nghiệm sàng lọc HIV: trong tháng 700 mẫu, lũy tích 5.600 mẫu.",
        [],
    ),
    "people under treatment may become fewer": ("- Số người đang điều trị ARV là 610 người.", []),
    "another population": (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ người dân tộc thiểu số đạt 40,0% (cùng kỳ năm 2022: 39,0%).",
        [],
    ),
}


@pytest.mark.parametrize(("body", "expected"), AGAINST.values(), ids=AGAINST)
def test_draft_is_set_against_the_archive(archive, tmp_path, body, expected):
    path = write(tmp_path, "du-thao", "TUYÊN QUANG", "6 tháng đầu năm 2023", body)
    remarks = check_draft(read_report(path, path.stem), archive)
    assert [(str(r.kind), str(r.level), r.working) for r in remarks] == expected


def test_remark_shows_both_quotes_the_draft_first(archive, tmp_path):
    body = AGAINST["last year's value differs"][0]
    path = write(tmp_path, "du-thao", "TUYÊN QUANG", "6 tháng đầu năm 2023", body)
    (remark,) = check_draft(read_report(path, path.stem), archive)
    draft, kept = remark.sources
    assert (draft.draft, kept.draft) == (True, False)
    assert "140.400" in draft.citation.quote and "120.400" in kept.citation.quote
    assert kept.citation.report.key == "tuyen-quang-6t-2022"
    for source in remark.sources:
        assert source.citation.quote[source.figure.start : source.figure.end] == source.figure.printed
    text = as_text([remark])
    assert all(word in text for word in ("mâu thuẫn", "140.400 − 120.400 = 20.000", "dự thảo", "6T/2022"))


def test_draft_stays_out_of_the_archive(archive, tmp_path):
    before = [report.key for report in archive.reports()]
    path = write(tmp_path, "du-thao", "TUYÊN QUANG", "6 tháng đầu năm 2023", "- Số lượt khám bệnh là 9 lượt.")
    check_draft(read_report(path, path.stem), archive)
    assert [report.key for report in archive.reports()] == before


def test_draft_of_a_place_without_reports_is_set_against_nothing(archive, tmp_path):
    body = AGAINST["last year's value differs"][0]
    content = read_report(write(tmp_path, "du-thao", "LÀO CAI", "6 tháng đầu năm 2023", body), "du-thao")
    assert compared_with(content, archive) == [] and check_draft(content, archive) == []


def test_draft_that_the_archive_holds_already_is_not_set_against_itself(archive):
    key = "tuyen-quang-6t-2022"
    content = read_report(archive.original(key), key)
    assert key not in [report.key for report in compared_with(content, archive)]


def test_draft_inside_comes_with_what_is_outside_gravest_first(archive, tmp_path):
    body = (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 46,0% (cùng kỳ năm 2022: 44,4%).\n"
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: 1.000/2.000 người, đạt tỷ lệ 60,0%."
    )
    path = write(tmp_path, "du-thao", "TUYÊN QUANG", "6 tháng đầu năm 2023", body)
    remarks = check_draft(read_report(path, path.stem), archive)
    assert [remark.level for remark in remarks] == [Level.CONTRADICTION, Level.ROUNDING]
    assert next(iter(LEVELS)) is Level.CONTRADICTION


def test_archive_is_audited_inside_and_across(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    write(files, "a-6t-2022", "TUYÊN QUANG", "6 tháng đầu năm 2022", "- Số lượt khám bệnh là 120.400 lượt.")
    body = (
        "- Số lượt khám bệnh là 131.000 lượt, cùng kỳ năm 2022 là 140.400 lượt.\n"
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: 1.000/2.000 người, đạt tỷ lệ 60,0%."
    )
    write(files, "a-6t-2023", "TUYÊN QUANG", "6 tháng đầu năm 2023", body)
    with Archive.open(tmp_path / "archive", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([files], archive)
        remarks = audit_of(archive)
        assert sorted((str(r.kind), r.report) for r in remarks) == [
            ("prior", "a-6t-2023"),
            ("share", "a-6t-2023"),
        ]
        only = [archive.report("a-6t-2022")]
        assert audit_of(archive, only) == []
        assert [str(r.kind) for r in audit_of(archive, against_others=False)] == ["share"]
        done = []
        audit_of(archive, progress=done.append)
        assert sorted(report.key for report in done) == ["a-6t-2022", "a-6t-2023"]


def test_json_names_every_figure_and_its_source(archive, tmp_path):
    path = write(
        tmp_path, "du-thao", "TUYÊN QUANG", "6 tháng đầu năm 2023", AGAINST["cumulative count falls"][0]
    )
    (remark,) = check_draft(read_report(path, path.stem), archive)
    entry = remark.as_json()
    assert (entry["kind"], entry["level"], entry["report"]) == ("cumulative", "contradiction", "du-thao")
    assert [(s["report"], s["value"], s["draft"]) for s in entry["sources"]] == [
        ("du-thao", "3900", True),
        ("tuyen-quang-t04-2023", "4100", False),
    ]
