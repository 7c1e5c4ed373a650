"""One door for all formats."""

from __future__ import annotations

import pytest

from assistant.export.paper import Paper
from assistant.export.write import FORMATS, save, to_bytes
from vectorstore.errors import UsageError


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_writes_and_an_empty_paper_too(paper, tmp_path, ending):
    target = tmp_path / f"bang{ending}"
    save(paper, target)
    assert target.stat().st_size > 500
    assert to_bytes(Paper(), ending.upper()) is not None
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_unknown_ending_is_refused(paper, tmp_path):
    with pytest.raises(UsageError, match="Không xuất được tệp có đuôi"):
        save(paper, tmp_path / "bang.odt")
    assert not list(tmp_path.iterdir())
