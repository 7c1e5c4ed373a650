"""The command line speaks Vietnamese, argparse's own words too."""

import re
import tomllib
from pathlib import Path

import pytest

from ui.command import main, parse
from ui.commands import parser
from vectorstore.errors import UsageError

ENTRIES = tomllib.loads(Path(parser.__file__).with_name("argparse_vi.toml").read_text("utf-8"))["error"]
COMMANDS = ["", "ingest", "ask", "reports", "remove", "serve", "demo"]
ENGLISH = re.compile(
    r"\b(usage|options|optional|positional|arguments|show|this|help message|exit|error|required|choose|the)\b",
    re.I,
)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["example"][:40] for entry in ENTRIES])
def test_each_entry_translates_its_example(entry):
    translated = parser.translate(entry["example"])
    assert translated == entry["text"].format(**re.fullmatch(entry["message"], entry["example"]).groupdict())
    assert not ENGLISH.search(translated)


def test_unknown_message_stays():
    assert parser.translate("something new") == "something new"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_vietnamese(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        parse([*command.split(), "--help"])
    text = capsys.readouterr().out
    assert text.startswith("Cách dùng: hoibaocao")
    assert "hiện hướng dẫn này rồi thoát" in text
    assert not ENGLISH.search(text.replace("--help", ""))


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "thiếu đối số bắt buộc: LỆNH"),
        (["aks"], "không có lựa chọn 'aks'"),
        (["ingest"], "thiếu đối số bắt buộc: PATH"),
        (["ask"], "cần một trong các đối số: CÂU_HỎI --batch"),
        (["ask", "a", "--batch", "b"], "không dùng"),
        (["ask", "a", "--jsno"], "không có đối số hay tùy chọn này: --jsno"),
        (["ask", "a", "--archive"], "tùy chọn --archive cần một giá trị"),
        (["serve", "--port", "x"], "tùy chọn --port không nhận giá trị 'x'"),
        (["--place", "Cà Mau", "serve"], "không có đối số hay tùy chọn này: --place"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_line_is_told_in_vietnamese(argv, said):
    with pytest.raises(UsageError, match=re.escape(said)):
        parse(argv)


def test_wrong_line_ends_with_status_2_and_one_line(capsys):
    assert main(["ask"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("hoibaocao: lỗi: ") and error.count("\n") == 1


@pytest.mark.parametrize("argv", [["--archive", "kho", "ask", "q"], ["ask", "--archive", "kho", "q"]])
def test_common_options_stand_before_or_after_the_command(argv):
    assert parse(argv).archive == Path("kho")
