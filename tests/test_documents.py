"""What the documents say of commands, options and settings is what the code has."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ui.command import build_parser
from ui.settings import Settings, setting_names

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.vi.md")
SETTING_ROW = re.compile(r"^\| `(HOIBAOCAO_[A-Z_]+)` \| (?:`([^`]+)`|([^|]+)) \|", re.MULTILINE)
COMMAND = re.compile(r"hoibaocao ([a-z]+)\b")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
# Options of other programs that the documents name.
FOREIGN = {"--extra-index-url"}


def subparsers() -> dict[str, argparse.ArgumentParser]:
    [action] = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


def with_nested(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its own subcommands (`user add`)."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for nested in dict.fromkeys(action.choices.values()):
                yield from with_nested(nested)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_settings_are_those_of_the_code_with_their_defaults(name):
    rows = {match[1]: match[2] for match in SETTING_ROW.finditer(text(name))}
    defaults = {f"HOIBAOCAO_{field.upper()}": info.default for field, info in Settings.model_fields.items()}
    assert set(rows) == set(setting_names())
    assert {key: value for key, value in rows.items() if value} == {
        key: str(value) for key, value in defaults.items() if str(value)
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_other_setting_is_named(name):
    assert set(re.findall(r"HOIBAOCAO_[A-Z_]+", text(name))) <= set(setting_names())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_is_told_and_every_told_command_exists(name):
    named = set(COMMAND.findall(text(name))) | set(re.findall(r"^\| `([a-z]+)[ `]", text(name), re.MULTILINE))
    assert named == set(subparsers())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_told_option_exists(name):
    known = {option for parser in with_nested(build_parser()) for option in parser._option_string_actions}
    assert set(OPTION.findall(text(name))) - FOREIGN <= known


def test_readme_tells_every_option():
    parsers = (nested for parser in subparsers().values() for nested in with_nested(parser))
    known = {option for parser in parsers for option in parser._option_string_actions}
    assert {option for option in known if option.startswith("--")} <= set(OPTION.findall(text("README.md")))


def test_readme_shows_what_it_is_and_real_use_within_40_lines():
    head = "\n".join(text("README.md").splitlines()[:40])
    assert "make demo" in head and "hoibaocao ask" in head


def test_make_targets_of_the_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", "".join(map(text, DOCUMENTS)))) - {"PYTHON"} <= targets


def test_constraints_meet_the_ranges_of_the_package():
    lines = [line.split("#")[0].strip() for line in text("constraints.txt").splitlines()]
    pinned = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in lines if line}
    project = tomllib.loads(text("pyproject.toml"))["project"]
    for line in [*project["dependencies"], *chain(*project["optional-dependencies"].values())]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), line
    assert not any("+" in version for version in pinned.values())


def test_extras_that_the_readme_tells_exist():
    [sentence] = re.findall(r"leaves it to extras: (.+?)\.\n", text("README.md"), re.DOTALL)
    extras = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.findall(r"`([a-z-]+)`", sentence)) == set(extras) - {"dev"}


def test_package_data_covers_every_kind_of_data_file():
    patterns = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["package-data"]["*"]
    suffixes = {Path(pattern).suffix for pattern in patterns}
    rooms = ("assistant", "ingest", "prompts", "ui", "vectorstore")
    files = [
        p for room in rooms for p in (ROOT / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ]
    assert {str(p) for p in files if p.suffix not in suffixes | {".py"} and p.name != "py.typed"} == set()
