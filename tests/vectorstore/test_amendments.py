"""What people corrected of reports: kept in the archive, found by the file's name and by the report's key."""

from __future__ import annotations

import pytest

from tests.ui.library import open_library
from vectorstore.errors import ArchiveError
from vectorstore.records import Amendment, Kind, Period, Place

WHOLE = Amendment("bc-6T", "ca-mau-6t-2023", Place("Cà Mau", "Năm Căn"), Period(2023, 1, 2023, 6), Kind.PLAN)


@pytest.mark.parametrize("amendment", [WHOLE, Amendment("bc-6T", "ca-mau")], ids=["whole", "key alone"])
def test_amendment_is_found_after_the_archive_was_closed(tmp_path, amendment):
    with open_library(tmp_path / "kho") as archive:
        archive.amend(amendment)
    with open_library(tmp_path / "kho", writable=False) as archive:
        assert archive.amendment_of_file("bc-6T") == archive.amendment_of_file("BC-6t") == amendment
        assert archive.amendment_of_report(amendment.key) == amendment
        assert archive.amendment_of_file("khác") is None


def test_later_word_stands(tmp_path):
    with open_library(tmp_path / "kho") as archive:
        archive.amend(WHOLE)
        archive.amend(Amendment("bc-6T", "khac"))
        assert (
            archive.amendment_of_file("bc-6T").key == "khac"
            and archive.amendment_of_report(WHOLE.key) is None
        )


def test_archive_without_any_is_read_without_making_a_table(tmp_path):
    with open_library(tmp_path / "kho"):
        pass
    with open_library(tmp_path / "kho", writable=False) as archive:
        assert archive.amendment_of_report("a") is None
        with pytest.raises(ArchiveError):
            archive.amend(WHOLE)
