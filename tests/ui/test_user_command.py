"""`hoibaocao user` and `hoibaocao journal`, as an administrator types them."""

from __future__ import annotations

import csv
import io

import pytest

from tests.assistant.four_reports import make_archive
from ui.command import main
from ui.people.office import open_office
from ui.people.visitor import PersonRole
from ui.settings import Settings

PASSWORD = "ba con mèo vàng"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kho")
    make_archive(folder).close()
    return folder / "archive"


@pytest.fixture
def folder(kept):
    for left in kept.glob("people.sqlite*"):
        left.unlink()
    return kept


@pytest.fixture
def command(folder, monkeypatch, capsys):
    """Run the command with what is typed; its status, stdout and stderr."""

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(["--archive", str(folder), *words])
        return status, *capsys.readouterr()

    return run


def office(folder):
    return open_office(Settings(archive=folder))


def test_account_is_made_with_a_password_from_a_pipe(command, folder):
    status, out, _ = command(
        "user", "add", "Lan", "--role", "bien-tap", "--full-name", "Hoàng Lan", typed=f"{PASSWORD}\n"
    )
    assert status == 0 and "lan, quyền biên tập" in out and PASSWORD not in out
    account = office(folder).accounts.check("lan", PASSWORD)
    assert (account.role, account.full_name) == (PersonRole.EDITOR, "Hoàng Lan")
    assert "biên tập" in command("user", "list")[1]


def test_password_is_asked_twice_at_a_terminal_and_not_shown(command, folder, monkeypatch):
    typed = iter([PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    assert main(["--archive", str(folder), "user", "add", "lan"]) == 0
    assert next(typed, None) is None and office(folder).accounts.check("lan", PASSWORD)


def test_passwords_typed_unlike_make_no_account(command, folder, monkeypatch, capsys):
    typed = iter([PASSWORD, "cái khác hẳn"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    assert main(["--archive", str(folder), "user", "add", "lan"]) == 2
    assert "không giống nhau" in capsys.readouterr().err and not office(folder).accounts.any()


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("user", "add", "lan"), "", "Mật khẩu phải có"),
        (("user", "add", "lan"), "ngắn\n", "Mật khẩu phải có"),
        (("user", "add", "Lan Anh"), PASSWORD, "Tên đăng nhập"),
        (("user", "add", "lan", "--role", "sếp"), PASSWORD, "doc, bien-tap, quan-tri"),
        (("user", "remove", "ai"), "", "Không có tài khoản “ai”"),
        (("user", "role", "ai", "doc"), "", "Không có tài khoản “ai”"),
        (("user", "password", "ai"), PASSWORD, "Không có tài khoản “ai”"),
        (("user", "token", "ai"), "", "Không có tài khoản “ai”"),
        (("user",), "", "thiếu đối số"),
        (("user", "bay"), "", "không có lựa chọn"),
        (("journal", "--since", "mai"), "", "Không rõ ngày"),
        (("journal", "--action", "bay"), "", "không có việc tên"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_words_are_told_in_one_line(command, words, typed, said):
    status, _, err = command(*words, typed=typed)
    assert status == 2 and said in err and err.count("\n") == 1


def test_life_of_an_account(command, folder):
    command("user", "add", "lan", typed=PASSWORD)
    assert command("user", "add", "lan", typed=PASSWORD)[0] == 2
    assert command("user", "role", "lan", "quan-tri")[0] == 0
    assert office(folder).accounts.find("lan").role is PersonRole.ADMIN
    session = office(folder).sessions.begin("lan")
    assert command("user", "password", "lan", typed="bốn con chó mực")[0] == 0
    assert office(folder).sessions.find(session) is None
    assert office(folder).accounts.check("lan", "bốn con chó mực")
    status, _, err = command("user", "remove", "lan")
    assert status == 0 and "Không còn tài khoản nào" in err and not office(folder).accounts.any()


def test_life_of_a_token(command, folder):
    command("user", "add", "lan", "--no-password")
    _, secret, _ = command("user", "token", "lan", "--label", "báo cáo tuần", "--days", "3")
    assert office(folder).tokens.find(secret.strip()).name == "lan"
    assert "báo cáo tuần" in command("user", "token", "lan", "--list")[1]
    assert command("user", "token", "lan", "--revoke", "1")[0] == 0
    assert office(folder).tokens.find(secret.strip()) is None
    assert command("user", "token", "lan", "--days", "0")[0] == 2


def test_archive_may_be_named_behind_the_action(folder, capsys):
    assert main(["user", "list", "--archive", str(folder)]) == 0
    assert "Chưa có tài khoản nào" in capsys.readouterr().err


def test_no_account_before_there_is_an_archive(tmp_path, capsys):
    assert main(["--archive", str(tmp_path / "chưa"), "user", "list"]) == 1
    assert "Chưa có kho báo cáo" in capsys.readouterr().err


def test_journal_tells_what_commands_changed(command, tmp_path):
    command("user", "add", "lan", typed=PASSWORD)
    command("user", "role", "lan", "bien-tap")
    rows = command("journal")[1].splitlines()
    assert "đổi quyền lan" in rows[1] and "từ: đọc; thành: biên tập" in rows[1] and "lệnh:" in rows[1]
    assert "thêm lan" in rows[2]
    assert command("journal", "doi", "quyen", "--limit", "1")[1].count("\n") == 2
    assert "không có dòng nào" in command("journal", "--person", "ai")[2]
    assert "không có dòng nào" in command("journal", "--until", "2000-01-01")[2]
    assert PASSWORD not in command("journal")[1]


def test_journal_as_csv(command, tmp_path):
    command("user", "add", "lan", typed=PASSWORD)
    target = tmp_path / "nhat-ky.csv"
    status, out, err = command("journal", "--csv", str(target))
    assert (status, out) == (0, "") and "1 dòng" in err
    header, row = csv.reader(io.StringIO(target.read_text("utf-8-sig")))
    assert header[3] == "Việc" and row[3:5] == ["tài khoản", "thêm lan"]
    assert command("journal", "--csv", "-")[1].startswith("\ufeffSố,")


def test_unwritable_file_is_told(command, tmp_path):
    status, _, err = command("journal", "--csv", str(tmp_path / "không" / "có.csv"))
    assert status == 1 and "có.csv" in err


def test_changing_the_archive_is_in_the_journal(folder, tmp_path, capsys, monkeypatch):
    from ingest.vietnamese.text import fold, index_terms
    from tests.assistant.four_reports import PLAN
    from ui.commands import ingest, remove
    from vectorstore.archive import Archive

    def opened(settings, writable=False):
        return Archive.open(
            settings.archive, embedder=None, analyze=index_terms, fold=fold, writable=writable
        )

    for module in (ingest, remove):
        monkeypatch.setattr(module, "open_archive", opened)
    report = tmp_path / "moi.txt"
    report.write_text(PLAN.replace("97,5", "97,6"), "utf-8")
    for words in (["ingest", str(report)], ["ingest", str(report)], ["remove", "moi"]):
        assert main(["--archive", str(folder), *words]) == 0
    entries = [(entry.action, entry.subject, entry.detail) for entry in office(folder).journal.entries()]
    assert entries == [("gỡ", "moi", {}), ("thêm", "moi", {"tệp": "moi.txt"})]
