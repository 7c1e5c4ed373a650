"""The bin: what was removed can be found, brought back, and is let go after a month."""

from __future__ import annotations

import json

import pytest

from tests.ui.fakes import REPORTS
from ui.intake.bin import Bin


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"tep goc")
    bin = Bin(tmp_path / "kho")
    return bin, bin.put(REPORTS[0], tmp_path / "a.docx", "lan", replaced=False)


def test_file_is_found_with_what_it_was(kept):
    bin, entry = kept
    found, path = bin.find(entry.id)
    assert found == entry and path.read_bytes() == b"tep goc" and path.name == "a.docx"
    assert (found.key, found.person, found.replaced) == ("ben-tre-6t-2023", "lan", False)
    assert bin.all() == [entry]


def test_dropped_file_is_gone(kept):
    bin, entry = kept
    bin.drop(entry.id)
    assert bin.find(entry.id) is None and bin.all() == []


@pytest.mark.parametrize("id", ["", "..", "../..", "a/b", "0" * 12])
def test_other_ids_find_and_drop_nothing(kept, id):
    bin, entry = kept
    bin.drop(id)
    assert bin.find(id) is None and bin.all() == [entry]


def test_old_file_is_let_go(kept, tmp_path):
    bin, entry = kept
    about = tmp_path / "kho" / "removed" / entry.id / "about.json"
    about.write_text(
        json.dumps({**json.loads(about.read_text("utf-8")), "at": "2020-01-01T00:00:00+00:00"}), "utf-8"
    )
    bin.purge()
    assert bin.all() == []


def test_damaged_entry_does_not_hide_the_others(kept, tmp_path):
    bin, entry = kept
    (tmp_path / "kho" / "removed" / "x").mkdir()
    (tmp_path / "kho" / "removed" / "x" / "about.json").write_text("{")
    assert bin.all() == [entry]
