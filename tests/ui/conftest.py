"""The command and the page over the archive and assistant of tests/ui/fakes.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.fakes import FakeArchive, FakeAssistant
from tests.ui.library import copy_library, make_library, open_library
from ui import composition
from ui.commands import ask, ingest, remove, reports, serve
from vectorstore.archive import Archive


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """No setting of the machine, and no .env of the folder where the tests were started."""
    for name in list(os.environ):
        if name.upper().startswith("HOIBAOCAO_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(str(tmp_path))


@pytest.fixture
def wired(monkeypatch: pytest.MonkeyPatch, archive: FakeArchive, assistant: FakeAssistant) -> FakeAssistant:
    """The commands open the fake archive; the assistant that they ask."""
    for module in (ask, ingest, remove, reports, serve, composition):
        if hasattr(module, "open_archive"):
            monkeypatch.setattr(module, "open_archive", lambda *_, **__: archive)
        if hasattr(module, "make_assistant"):
            monkeypatch.setattr(module, "make_assistant", lambda *_: assistant)
    return assistant


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tests.ui.library: samples, and an archive that nobody changes."""
    folder = tmp_path_factory.mktemp("library")
    make_library(folder)
    return folder


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Archive]:
    """An archive of sample reports that the test may change."""
    with open_library(copy_library(made / "kho", tmp_path)) as archive:
        yield archive


@pytest.fixture(scope="session")
def shelf(made: Path) -> Iterator[Archive]:
    """The same archive, read only."""
    with open_library(made / "kho", writable=False) as archive:
        yield archive
