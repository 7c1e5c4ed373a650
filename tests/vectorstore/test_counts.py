"""How much was read from each report, counted without reading it."""

from __future__ import annotations

from tests.ui.library import open_library
from tests.vectorstore.builders import a_content
from vectorstore.counts import Counts


def test_every_report_is_counted(tmp_path):
    with open_library(tmp_path / "kho") as archive:
        assert archive.counts() == {}
        contents = [a_content("a"), a_content("b")]
        for content in contents:
            archive.put(content)
        assert archive.counts() == {c.report.key: Counts(len(c.figures), len(c.findings)) for c in contents}
        archive.remove("a")
        assert set(archive.counts()) == {"b"}
