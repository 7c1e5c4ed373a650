"""The file of corrections: replaced whole, the last word on a pair counts, damage is told."""

from __future__ import annotations

import json

import pytest

from vectorstore.corrections import Correction, CorrectionStore
from vectorstore.errors import ArchiveError
from vectorstore.locking import WriterLock

MERGED, PARTED = Correction("a", "b", True, "vì thế", "2024-01-02"), Correction("b", "a", False)


@pytest.fixture
def store(tmp_path):
    return CorrectionStore(tmp_path / "corrections.json", WriterLock(tmp_path / ".lock"))


def test_nothing_is_there_at_first(store):
    assert store.all() == () and store.remove("a", "b") is False


def test_what_is_added_is_read_again(store, tmp_path):
    store.add(MERGED)
    again = CorrectionStore(tmp_path / "corrections.json", WriterLock(tmp_path / ".lock"))
    assert again.all() == (MERGED,)


def test_a_later_word_on_the_same_pair_stands_in_place_of_the_earlier(store):
    store.add(MERGED, Correction("a", "c", True))
    store.add(PARTED)
    assert store.all() == (Correction("a", "c", True), PARTED)


def test_removed_is_gone(store):
    store.add(MERGED)
    assert store.remove("b", "a") is True and store.all() == ()


def test_export_and_load(store, tmp_path):
    store.add(MERGED)
    other = CorrectionStore(tmp_path / "other.json", WriterLock(tmp_path / ".lock"))
    assert other.load(json.loads(json.dumps(store.export()))) == 1
    assert other.all() == store.all()


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"version": 2, "indicators": []}, {"version": 1, "indicators": [{"one": "a"}]},
        {"version": 1, "indicators": [{"one": "a", "other": "a", "together": True}]},
        {"version": 1, "indicators": [{"one": 1, "other": "a", "together": True}]},
        {"version": 1, "indicators": [{"one": "b", "other": "a", "together": "yes"}]},
        {"version": 1, "indicators": ["x"]},
    ],
)  # fmt: skip
def test_other_data_is_refused(store, data):
    with pytest.raises(ArchiveError, match="không phải bản xuất"):
        store.load(data)
    assert store.all() == ()


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"version": 9}'])
def test_a_damaged_file_is_told_with_the_way_out(store, tmp_path, text):
    (tmp_path / "corrections.json").write_text(text, "utf-8")
    with pytest.raises(ArchiveError, match="khôi phục từ bản sao lưu"):
        store.all()
