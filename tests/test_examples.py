"""Every example of the documents is run: commands, Python, addresses of programs, settings, JSON.

In a `console` block, lines after `$ hoibaocao …` are what it prints; `…` stands for any lines. In a `python` block,
`# …` lines are what it prints. All run over the sample reports, where `hoibaocao demo` would put them.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from assistant.assistant import Assistant
from tests.ui.service import Service, serving_archive
from ui import command
from ui.commands.demo import build
from ui.composition import open_archive
from ui.people.visitor import PersonRole
from ui.settings import PREFIX, Settings, load_settings

ROOT = Path(__file__).resolve().parents[1]
ADDRESS, TOKEN = "http://127.0.0.1:7860", "Bearer MÃ"
DRAFT = """SỞ Y TẾ LÀO CAI

BÁO CÁO
Tổng kết công tác y tế năm 2024

- Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 95,6% (12.750/13.400 trẻ); năm 2023 đạt 90,4%.
"""
ELLIPSIS = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"^ *# (.+)$", re.MULTILINE)


def blocks(language: str) -> list[tuple[str, str]]:
    """(document, text) of the fenced blocks of a language."""
    return [
        (name, text)
        for name in ("README.md", "README.vi.md")
        for found, text in _BLOCK.findall((ROOT / name).read_text("utf-8"))
        if found == language
    ]


def commands() -> list[tuple[str, list[str]]]:
    """(command line, lines that it prints), each once though both documents show it."""
    shown: dict[str, list[str]] = {}
    for _, text in blocks("console"):
        for part in text.removeprefix("$ ").rstrip("\n").split("\n$ "):
            line, *printed = part.split("\n")
            shown[f"{line}\n{printed}"] = [line, *printed]
    return [(line, printed) for line, *printed in shown.values()]


def matches(printed: list[str], shown: list[str]) -> bool:
    """Whether lines are those shown, where a line `…` stands for any."""
    if not shown or not printed:
        return not [line for line in shown if line != ELLIPSIS] and (bool(shown) or not printed)
    if shown[0] == ELLIPSIS:
        return matches(printed, shown[1:]) or matches(printed[1:], shown)
    return printed[0] == shown[0] and matches(printed[1:], shown[1:])


@pytest.mark.parametrize(
    ("printed", "shown", "right"),
    [
        ("a b", "a b", True),
        ("a b", "a", False),
        ("a", "a b", False),
        ("a b c d", "a … d", True),
        ("a b c", "a …", True),
        ("a", "a …", True),
        ("a b c", "… b", False),
        ("", "…", True),
    ],
)
def test_lines_left_out_are_any_lines(printed, shown, right):
    assert matches(printed.split(), shown.split()) is right


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample reports, their archive and a draft."""
    folder = tmp_path_factory.mktemp("examples")
    build(folder / "bao-cao-mau", Settings(archive=folder / "kho-bao-cao"))
    (folder / "du-thao.txt").write_text(DRAFT, "utf-8")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which a user stands."""
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def service(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The app over another copy, with a person of each role."""
    settings = Settings(archive=tmp_path_factory.mktemp("served") / "kho-bao-cao")
    shutil.copytree(built / "kho-bao-cao", settings.archive)
    with (
        open_archive(settings) as archive,
        serving_archive(archive, Assistant(archive), settings.archive) as service,
    ):
        yield service


@pytest.mark.parametrize(
    ("line", "shown"), commands(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_command_prints_what_is_shown(folder, capsys, monkeypatch, line, shown):
    monkeypatch.setattr(sys, "stdin", io.StringIO("mot-mat-khau-dai\n"))
    program, *arguments = shlex.split(line)
    assert program == "hoibaocao"
    assert command.main(arguments) == 0
    printed = capsys.readouterr().out.rstrip("\n").split("\n")
    assert matches(printed, shown), "\n".join(printed)


@pytest.mark.parametrize("text", dict.fromkeys(text for _, text in blocks("python")))
def test_python_prints_what_is_shown(folder, service, text):
    text = text.replace(ADDRESS, service.address).replace(
        TOKEN, service.headers(PersonRole.READER)["Authorization"]
    )
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "README", "exec"), {})
    printed = output.getvalue().splitlines()
    assert [line for line in printed if not line.startswith("Loaded as API")] == _SAID.findall(text)


async def test_desktop_assistants_find_the_tools(service):
    [server] = [
        json.loads(text)["mcpServers"]["hoibaocao"]
        for document, text in blocks("json")
        if document == "README.md" and "mcpServers" in text
    ]
    assert server["headers"] == {"Authorization": TOKEN}
    async with (
        httpx.AsyncClient(headers=service.headers(PersonRole.READER)) as http,
        streamable_http_client(server["url"].replace(ADDRESS, service.address), http_client=http) as (
            read,
            write,
            _,
        ),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = {tool.name for tool in (await session.list_tools()).tools}
    [sentence] = re.findall(r"^Tools (.+?) are served", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert tools == set(re.findall(r"`(\w+)`", sentence))


def test_answer_as_json_is_the_one_shown(folder, capsys):
    [shown] = [json.loads(text) for _, text in blocks("json") if '"citations"' in text]
    assert command.main(["ask", "--json", "Tỷ lệ tiêm chủng đầy đủ ở Lào Cai năm 2023?"]) == 0
    assert json.loads(capsys.readouterr().out) == shown


@pytest.mark.parametrize("text", dict.fromkeys(text for _, text in blocks("ini")))
def test_settings_shown_are_taken(folder, text):
    (folder / ".env").write_text(text, "utf-8")
    settings = load_settings()
    for line in text.split():
        name, _, value = line.partition("=")
        assert str(getattr(settings, name.removeprefix(PREFIX).lower())) == value
