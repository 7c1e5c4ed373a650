"""Files taken in by the desk: added, replaced, corrected, removed, brought back; people take turns."""

from __future__ import annotations

import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.reading import read_file
from tests.ui.library import DOCX, OTHER, PDF, TEXT, path_of
from ui.intake.desk import Desk
from ui.intake.items import Item, State
from ui.journal import Action, Journal
from ui.people.store import Store
from ui.people.visitor import PersonRole, Visitor
from ui.settings import Settings
from vectorstore.archive import Archive
from vectorstore.errors import ReadError, UsageError
from vectorstore.records import Amendment, Kind, Period, Place

LAN, AN = (Visitor(name, PersonRole.EDITOR) for name in ("lan", "an"))


@pytest.fixture
def journal() -> Journal:
    return Journal(Store(None))


@pytest.fixture
def desk(library: Archive, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk that reads in this process, for speed."""
    found = Desk(library, journal, Settings())
    monkeypatch.setattr(found._reading, "read", read_file)
    yield found
    found.close()


def received(desk: Desk, source: Path, name: str = "", visitor: Visitor = LAN, replaces: str = "") -> Item:
    """A file as it comes from a browser."""
    path = desk.place() / (name or source.name)
    shutil.copy(source, path)
    return desk.receive(visitor, path, replaces)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def done(*items: Item) -> None:
    until(lambda: not any(item.state.active for item in items))


def actions(journal: Journal) -> list[tuple[Action, str, str]]:
    return [(entry.action, entry.subject, entry.person) for entry in reversed(journal.entries())]


def test_new_report_is_added_and_told(desk, library, made, journal):
    item = received(desk, path_of(made, OTHER))
    done(item)
    assert (item.state, item.report.key) == (State.ADDED, OTHER) and item.figures > 0
    assert library.original(OTHER).read_bytes() == path_of(made, OTHER).read_bytes()
    assert actions(journal) == [(Action.ADD, OTHER, "lan")] and desk.changes == 1
    assert not item.folder.exists()


def test_same_file_changes_nothing(desk, made, journal):
    item = received(desk, path_of(made, TEXT))
    done(item)
    assert item.state is State.LEFT and "không đổi" in item.message
    assert actions(journal) == [] and desk.removed() == [] and desk.changes == 0


def test_unreadable_file_fails_with_its_reason(desk, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 hong")
    item = received(desk, tmp_path / "a.pdf")
    done(item)
    assert item.state is State.FAILED and item.message


def test_slip_in_one_file_does_not_stop_the_next(desk, made, monkeypatch):
    monkeypatch.setattr(desk, "_store", lambda *_: 1 / 0)
    broken = received(desk, path_of(made, OTHER))
    done(broken)
    monkeypatch.undo()
    monkeypatch.setattr(desk._reading, "read", read_file)
    item = received(desk, path_of(made, OTHER))
    done(item)
    assert (broken.state, item.state) == (State.FAILED, State.ADDED)


def test_folder_is_taken_apart_file_by_file(desk, made, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path_of(made, OTHER), f"năm 2024/{path_of(made, OTHER).name}")
        archive.writestr("b.exe", "x")
    whole = received(desk, tmp_path / "a.zip")
    until(lambda: len(desk.items(LAN)) == 3)
    done(*desk.items(LAN))
    states = {item.name.rpartition("/")[2]: item.state for item in desk.items(LAN)}
    assert states == {"a.zip": State.UNPACKED, path_of(made, OTHER).name: State.ADDED, "b.exe": State.FAILED}
    assert whole.message == "2 tệp"


def test_new_version_replaces_and_can_be_undone(desk, library, made, tmp_path, journal):
    before = library.original(TEXT).read_bytes()
    changed = tmp_path / "bản mới.txt"
    changed.write_text(before.decode("utf-8") + "\nThêm một câu cuối.\n", "utf-8")
    item = received(desk, changed, replaces=TEXT)
    done(item)
    assert item.state is State.REPLACED and item.undo
    assert library.original(TEXT).read_bytes() == changed.read_bytes()
    back = desk.restore(LAN, item.undo)
    done(back)
    assert back.state is State.RESTORED and library.original(TEXT).read_bytes() == before
    assert [a for a, _, _ in actions(journal)] == [Action.REPLACE, Action.RESTORE]


def test_version_of_a_report_that_is_gone_is_refused(desk, made):
    with pytest.raises(UsageError, match="không còn"):
        received(desk, path_of(made, OTHER), replaces="không-có")


def test_removed_report_comes_back_whole(desk, library, journal):
    figures = library.figures(reports=[PDF])
    kept = desk.remove(LAN, PDF)
    assert library.report(PDF) is None and kept in desk.removed()
    item = desk.restore(AN, kept.id)
    done(item)
    assert item.state is State.RESTORED and library.figures(reports=[PDF]) == figures
    assert kept not in desk.removed()
    assert actions(journal) == [(Action.REMOVE, PDF, "lan"), (Action.RESTORE, PDF, "an")]


def test_what_is_gone_is_neither_removed_nor_restored(desk):
    assert desk.remove(LAN, "không-có") is None
    with pytest.raises(UsageError, match="Không còn bản lưu"):
        desk.restore(LAN, "0" * 12)


def test_correction_reaches_figures_and_survives_a_new_version(desk, library, made, tmp_path, journal):
    amendment = Amendment(
        TEXT, "phong-tho-2020", Place("Lai Châu", "Phong Thổ"), Period.year(2020), Kind.PLAN
    )
    item = desk.correct(LAN, amendment, TEXT)
    done(item)
    report = library.report("phong-tho-2020")
    assert item.state is State.CORRECTED and library.report(TEXT) is None
    assert (report.place, report.period, report.kind) == (amendment.place, amendment.period, Kind.PLAN)
    figures = library.figures(reports=[report.key])
    assert figures and {f.place for f in figures} == {amendment.place}
    assert library.original(report.key).is_file()

    again = tmp_path / path_of(made, TEXT).name
    again.write_text(path_of(made, TEXT).read_text("utf-8") + "\nThêm một câu.\n", "utf-8")
    item = received(desk, again)
    done(item)
    assert (item.state, item.report.key, item.report.place) == (
        State.REPLACED,
        "phong-tho-2020",
        amendment.place,
    )
    assert actions(journal)[0] == (Action.CORRECT, TEXT, "lan")


@pytest.mark.parametrize(
    ("key", "said"),
    [(PDF, "đã có báo cáo khác"), ("có dấu", "Mã chỉ gồm"), ("../x", "Mã chỉ gồm"), ("", "Mã chỉ gồm")],
)
def test_key_that_cannot_be_is_refused(desk, key, said):
    with pytest.raises(UsageError, match=said):
        desk.correct(LAN, Amendment(DOCX, key), DOCX)


def test_report_without_file_is_not_corrected(desk):
    with pytest.raises(UsageError, match="tệp gốc"):
        desk.correct(LAN, Amendment("x", "y"), "không-có")


def test_people_take_turns(desk, made, monkeypatch):
    order, go = [], threading.Event()

    def store(visitor, item, path):
        go.wait(20)
        order.append((visitor.name, item.name))
        return State.ADDED

    monkeypatch.setattr(desk, "_store", store)
    source = path_of(made, OTHER)
    items = [received(desk, source, f"{n}.pdf") for n in range(4)]
    items.append(received(desk, source, "mot.pdf", AN))
    go.set()
    done(*items)
    assert order.index(("an", "mot.pdf")) <= 2 and len(order) == 5


def test_each_sees_and_tidies_only_their_own(desk, made):
    item = received(desk, path_of(made, TEXT))
    done(item)
    assert desk.items(AN) == []
    desk.tidy(AN)
    assert desk.items(LAN) == [item]
    desk.tidy(LAN)
    assert desk.items(LAN) == []


def test_too_many_waiting_files_are_refused(library, journal, made):
    desk = Desk(library, journal, Settings(upload_waiting_files=1))
    desk._next = lambda: time.sleep(30)  # type: ignore[method-assign, assignment, return-value]
    received(desk, path_of(made, OTHER))
    with pytest.raises(UsageError, match="quá nhiều tệp"):
        received(desk, path_of(made, OTHER))


def test_file_is_read_in_another_process_and_one_that_takes_too_long_is_given_up(tmp_path, made):
    from ui.intake.reading import ReadingProcess

    process = ReadingProcess(60)
    try:
        found = process.read(path_of(made, TEXT), "a", "sha", Amendment("a", "a", Place("Cà Mau")))
        assert found.content.report.place == Place("Cà Mau") and found.pages >= 1
        with pytest.raises(ReadError, match="Không tìm thấy tệp"):
            process.read(tmp_path / "khong-co.pdf", "a", "sha", None)
        process._seconds = 0.0
        with pytest.raises(ReadError, match="lâu quá"):
            process.read(path_of(made, PDF), "a", "sha", None)
        process._seconds = 60
        assert process.read(path_of(made, TEXT), "b", "sha", None).content.report.key == "b"
    finally:
        process.close()
