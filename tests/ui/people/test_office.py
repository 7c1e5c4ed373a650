"""The office of an archive: in its folder, or in memory where that is read-only."""

from __future__ import annotations

import os

import pytest

from ui.journal import Action
from ui.people.office import open_office
from ui.people.schema import FILE
from ui.settings import Settings
from vectorstore.directory import CATALOGUE
from vectorstore.errors import ArchiveError

DAY = 86_400


@pytest.fixture
def folder(tmp_path):
    (tmp_path / CATALOGUE).touch()
    return tmp_path


def test_what_is_known_lasts(folder):
    with open_office(Settings(archive=folder)) as office:
        office.journal.record("lan", Action.ASK, "?")
        assert office.lasting
    assert len(open_office(Settings(archive=folder)).journal.entries()) == 1


def test_folder_without_an_archive_is_told(tmp_path):
    with pytest.raises(ArchiveError, match="Chưa có kho"):
        open_office(Settings(archive=tmp_path / "x"))
    assert list(tmp_path.iterdir()) == []


def test_old_entries_go_when_it_opens(folder):
    office = open_office(Settings(archive=folder))
    with office.store.write() as connection:
        connection.execute("INSERT INTO journal VALUES (1, 0, 'lan', 'hỏi', 'cũ', '{}', '[]', '')")
    assert len(open_office(Settings(archive=folder)).journal.entries()) == 1
    kept = open_office(Settings(archive=folder, journal_days=30)).journal.entries()
    assert [entry.action for entry in kept] == ["dọn nhật ký"]


def test_read_only_folder_is_served_from_memory(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    office = open_office(Settings(archive=folder))
    assert not office.lasting and not office.accounts.any() and not (folder / FILE).exists()


def test_accounts_of_a_read_only_folder_are_not_forgotten(folder, monkeypatch):
    from ui.people.visitor import PersonRole

    with open_office(Settings(archive=folder)) as office:
        office.accounts.add("lan", PersonRole.READER, None)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert open_office(Settings(archive=folder)).accounts.any()
