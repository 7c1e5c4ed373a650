"""Files in, reports in the archive out: idempotent, one at a time, and no file stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest import reading
from ingest.pipeline import Progress, State, ingest
from vectorstore.errors import ArchiveLockedError
from vectorstore.records import Amendment, Report, ReportContent

HEAD = "SỞ Y TẾ TỈNH {place}\n\nBÁO CÁO\nCông tác y tế {period}\n\n"
BODY = "I. KẾT QUẢ\n1. Khám bệnh\nTrong kỳ đã khám {visits} lượt người bệnh.\n"


def text(place: str = "BẾN TRE", period: str = "6 tháng đầu năm 2023", visits: str = "12.345") -> str:
    return HEAD.format(place=place, period=period) + BODY.format(visits=visits)


@dataclass
class Kept:
    """An archive in memory."""

    contents: dict[str, ReportContent] = field(default_factory=dict)
    locked: bool = False
    amendments: dict[str, Amendment] = field(default_factory=dict)

    def reports(self) -> list[Report]:
        return [content.report for content in self.contents.values()]

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self.locked:
            raise ArchiveLockedError("Kho đang được nạp bởi tiến trình khác.")
        yield

    def amendment_of_file(self, file_key: str) -> Amendment | None:
        return self.amendments.get(file_key)

    def put(self, content: ReportContent, source: Path | None = None, *, force: bool = False) -> str:
        known = self.contents.get(content.report.key)
        if known and known.report.sha256 == content.report.sha256 and not force:
            return "unchanged"
        self.contents[content.report.key] = content
        return "replaced" if known else "added"


@pytest.fixture
def archive() -> Kept:
    return Kept()


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def states(archive: Kept, *paths: Path, force: bool = False) -> dict[str, State]:
    summary = ingest(list(paths), archive, force=force)  # type: ignore[arg-type]
    return {outcome.path.name: outcome.state for outcome in summary.outcomes}


def test_report_is_read_whole(archive, tmp_path):
    write(tmp_path / "a.txt", text())
    assert states(archive, tmp_path) == {"a.txt": State.ADDED}
    content = archive.contents["a"]
    assert content.report.place.label == "Bến Tre" and content.report.period.label == "6T/2023"
    assert content.sections and content.passages
    assert [f.printed for f in content.figures] == ["12.345"]


def test_same_file_twice_changes_nothing_unless_forced(archive, tmp_path):
    file = write(tmp_path / "a.txt", text())
    states(archive, file)
    before = archive.contents["a"]
    assert states(archive, file) == {"a.txt": State.UNCHANGED}
    assert archive.contents["a"] is before
    assert states(archive, file, force=True) == {"a.txt": State.REPLACED}


def test_changed_file_replaces_its_report(archive, tmp_path):
    file = write(tmp_path / "a.txt", text())
    states(archive, file)
    write(file, text(visits="12.346"))
    assert states(archive, file) == {"a.txt": State.REPLACED}
    assert [f.printed for f in archive.contents["a"].figures] == ["12.346"]


def test_another_report_under_a_known_name_is_refused_and_nothing_is_lost(archive, tmp_path):
    states(archive, write(tmp_path / "2023" / "a.txt", text()))
    other = write(tmp_path / "2024" / "a.txt", text(period="6 tháng đầu năm 2024"))
    summary = ingest([other], archive)
    assert summary.failed and "đổi tên tệp" in summary.outcomes[0].reason
    assert archive.contents["a"].report.period.label == "6T/2023"


def test_same_name_in_two_folders_of_one_run(archive, tmp_path):
    write(tmp_path / "2023" / "a.txt", text())
    write(tmp_path / "2024" / "a.txt", text(period="6 tháng đầu năm 2024"))
    write(tmp_path / "copy" / "a.txt", text())
    summary = ingest([tmp_path], archive)
    assert [o.state for o in summary.outcomes] == [State.ADDED, State.FAILED, State.SKIPPED]


def test_two_formats_of_one_report_are_read_once(archive, tmp_path):
    write(tmp_path / "a.md", text())
    write(tmp_path / "a.txt", text())
    assert states(archive, tmp_path) == {"a.md": State.ADDED, "a.txt": State.SKIPPED}


def test_second_format_is_taken_where_the_first_is_damaged(archive, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    write(tmp_path / "a.txt", text())
    assert states(archive, tmp_path) == {"a.pdf": State.FAILED, "a.txt": State.ADDED}


def test_copy_under_another_name_is_told(archive, tmp_path):
    write(tmp_path / "a.txt", text())
    write(tmp_path / "b (1).txt", text())
    summary = ingest([tmp_path], archive)
    assert summary.outcomes[1].state is State.SKIPPED and "“a”" in summary.outcomes[1].reason


def test_file_that_cannot_be_read_never_stops_the_rest(archive, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "c.pdf").write_bytes(bytes(range(256)) * 8)
    write(tmp_path / "d.txt", text())
    summary = ingest([tmp_path, tmp_path / "missing.txt"], archive)
    found = {o.path.name: o.state for o in summary.outcomes}
    assert found.pop("d.txt") is State.ADDED
    assert set(found.values()) == {State.FAILED} and len(found) == 4
    assert all(o.reason for o in summary.of(State.FAILED))


def test_slip_in_reading_is_told_of_its_file_alone(archive, tmp_path, monkeypatch):
    write(tmp_path / "a.txt", text())
    write(tmp_path / "b.txt", text(visits="7"))
    genuine = reading.outline

    def slip(document, key):
        if key == "a":
            raise IndexError("list index out of range")
        return genuine(document, key)

    monkeypatch.setattr(reading, "outline", slip)
    summary = ingest([tmp_path], archive)
    assert [o.state for o in summary.outcomes] == [State.FAILED, State.ADDED]
    assert "IndexError" in summary.outcomes[0].reason


def test_locked_archive_ends_the_run(archive, tmp_path):
    archive.locked = True
    write(tmp_path / "a.txt", text())
    with pytest.raises(ArchiveLockedError, match="tiến trình khác"):
        ingest([tmp_path], archive)


def test_progress_tells_each_start_and_end(archive, tmp_path):
    write(tmp_path / "a.txt", text())
    write(tmp_path / "b.txt", text(visits="7"))
    events: list[Progress] = []
    summary = ingest([tmp_path], archive, events.append)
    assert [(e.name, e.index, e.outcome is None) for e in events] == [
        ("a.txt", 1, True),
        ("a.txt", 1, False),
        ("b.txt", 2, True),
        ("b.txt", 2, False),
    ]
    assert events[0].total == 2 and events[-1].pages == summary.pages == 2
    assert events[-1].pages_per_second > 0 == events[0].pages_per_second


def test_nothing_given_is_nothing_done(archive, tmp_path):
    assert ingest([tmp_path], archive).outcomes == ()
