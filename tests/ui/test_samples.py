"""The sample reports: written in each format, marked as illustrations, right in their sums, worded by us."""

import re
from pathlib import Path

import docx
import pypdf
import pytest

from ingest.identity import identify
from ingest.readers.text import read_text
from ingest.vietnamese.text import squeeze
from ui.samples import fonts, make_samples
from ui.samples.as_text import write_text
from ui.samples.sample import Annex, Sample, load_samples
from vectorstore.errors import UsageError
from vectorstore.records import Kind

SAMPLES = load_samples()
IDS = [sample.key for sample in SAMPLES]
LONGEST_ECHO = 13  # words in a row that a sample may share with a real report


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.stem: path for path in make_samples.make_samples(tmp_path_factory.mktemp("kho"))}


def text_of(path: Path) -> str:
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_archive_is_varied() -> None:
    assert len(SAMPLES) >= 6
    assert {sample.format for sample in SAMPLES} == {"docx", "pdf", "txt"}
    assert {sample.kind for sample in SAMPLES} == {"BÁO CÁO", "KẾ HOẠCH"}
    assert all(sample.annexes for sample in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_every_file_says_that_it_is_an_illustration(sample: Sample, written: dict[str, Path]) -> None:
    assert sample.note.startswith("Tài liệu minh họa")
    assert sample.note[:60] in squeeze(text_of(written[sample.key]))


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_every_sentence_and_cell_is_in_the_file(sample: Sample, written: dict[str, Path]) -> None:
    printed = re.sub(r"[\s¹²³]+", "", text_of(written[sample.key]))
    texts = [piece.text for piece in sample.body if piece.kind != "note"]
    texts += [cell for annex in sample.annexes for row in annex.rows for cell in row]
    missing = [text for text in texts if re.sub(r"\[\d\]|\s+", "", text) not in printed]
    assert missing == []


IDENTITIES = {
    "dien-bien-6t-2023": ("Điện Biên", "6T/2023", Kind.REPORT, "Sở Y tế Điện Biên"),
    "dien-bien-6t-2024": ("Điện Biên", "6T/2024", Kind.REPORT, "Sở Y tế Điện Biên"),
    "ha-giang-t5-2024": ("Hà Giang", "T5/2024", Kind.REPORT, "Sở Y tế Hà Giang"),
    "lai-chau-6t-2022": ("Lai Châu", "6T/2022", Kind.REPORT, "Sở Y tế Lai Châu"),
    "lao-cai-2023": ("Lào Cai", "2023", Kind.REPORT, "Sở Y tế Lào Cai"),
    "muong-nhe-q1-2024": ("Mường Nhé (Điện Biên)", "Q1/2024", Kind.REPORT, "Trung tâm Y tế huyện Mường Nhé"),
    "phong-tho-ke-hoach-2024": ("Phong Thổ (Lai Châu)", "2024", Kind.PLAN, "UBND huyện Phong Thổ"),
    "sin-ho-t9-2023": ("Sìn Hồ (Lai Châu)", "9T/2023", Kind.REPORT, "Trung tâm Y tế huyện Sìn Hồ"),
}


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_place_period_and_kind_are_read_from_the_head(sample: Sample, tmp_path: Path) -> None:
    write_text(sample, tmp_path / "x.txt")
    found = identify(read_text(tmp_path / "x.txt"), "x.txt")
    assert found.place is not None and found.period is not None and found.date is not None
    assert (found.place.label, found.period.label, found.kind, found.agency) == IDENTITIES[sample.key]
    assert found.warnings == ()


COUNTED = (
    r"([\d.]+)/([\d.]+) (?:trẻ|người|trạm có bác sĩ),? (?:đạt |\()([\d,]+)%"  # "212/1.060 trẻ, đạt 20,0%"
)


def number(cell: str) -> float | None:
    return float(cell.replace(".", "").replace(",", ".")) if re.fullmatch(r"-?[\d.]+(,\d+)?", cell) else None


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_share_of_the_plan_agrees_with_result_and_plan(sample: Sample) -> None:
    for annex in sample.annexes:
        names = [" ".join(filter(None, parts)).lower() for parts in zip(*annex.header, strict=True)]
        share = next(
            (i for i, name in enumerate(names) if "%" in name and ("kế hoạch" in name or "kh" in name)), None
        )
        plan = next((i for i, name in enumerate(names) if name.startswith(("kế hoạch", "kh "))), None)
        if share is None or plan is None:
            continue
        results = [i for i, name in enumerate(names) if "lũy tích 5" in name or "lũy tích 9" in name]
        result = results[0] if results else plan + 1
        for row in annex.rows:
            a, b, c = (number(row[i]) for i in (result, plan, share))
            if a is not None and b and c is not None:
                assert abs(100 * a / b - c) < 0.11, row


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_shares_in_sentences_agree_with_their_counts(sample: Sample) -> None:
    for piece in sample.body:
        for part, whole, share in re.findall(COUNTED, piece.text):
            assert abs(100 * (number(part) or 0) / (number(whole) or 1) - (number(share) or 0)) < 0.06, (
                piece.text
            )


def test_two_runs_write_the_same_bytes(written: dict[str, Path], tmp_path: Path) -> None:
    for path in make_samples.make_samples(tmp_path / "lan-hai"):
        assert path.read_bytes() == written[path.stem].read_bytes(), path.name


def test_without_a_font_pdf_samples_become_docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_samples, "vietnamese_fonts", lambda: None)
    assert {path.suffix for path in make_samples.make_samples(tmp_path)} == {".docx", ".txt"}


def test_fonts_without_vietnamese_letters_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "times.ttf").write_bytes(b"no font")
    (tmp_path / "timesbd.ttf").write_bytes(b"no font")
    assert fonts.vietnamese_fonts((tmp_path, tmp_path / "missing")) is None


def test_footnotes_are_word_footnotes(written: dict[str, Path]) -> None:
    parts = docx.Document(str(written["muong-nhe-q1-2024"])).part.package.parts
    (notes,) = [part for part in parts if part.partname == "/word/footnotes.xml"]
    assert "Phụ nữ dân tộc thiểu số chiếm phần lớn" in notes.blob.decode("utf-8")


def test_header_of_two_rows_spans_its_columns() -> None:
    (annex,) = next(sample for sample in SAMPLES if sample.key == "ha-giang-t5-2024").annexes
    assert annex.header[0][4:6] == ("Thực hiện", "")
    assert annex.spans == ((4, 5),)
    assert Annex("a", "b", (("TT", "Chỉ tiêu"),), ()).spans == ()


def test_command_lists_files_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_samples.main([str(tmp_path / "kho")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(SAMPLES)
    (tmp_path / "tep").write_text("x")
    assert make_samples.main([str(tmp_path / "tep")]) == 2
    assert "Không ghi được tài liệu mẫu" in capsys.readouterr().err
    with pytest.raises(UsageError, match="hãy chọn thư mục khác"):
        make_samples.make_samples(tmp_path / "tep")


def test_no_sentence_is_taken_from_the_real_reports(shared: Path, tmp_path: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", squeeze(text).lower())
        return {tuple(words[i : i + LONGEST_ECHO + 1]) for i in range(len(words) - LONGEST_ECHO)}

    real = {
        run for path in (shared / "archive" / "txt").glob("*.txt") for run in runs(path.read_text("utf-8"))
    }
    for sample in SAMPLES:
        write_text(sample, tmp_path / "x.txt")
        assert not runs((tmp_path / "x.txt").read_text("utf-8")) & real, sample.key
