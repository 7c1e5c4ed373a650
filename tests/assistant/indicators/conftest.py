from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.indicators.locate import Indicators
from tests.assistant.indicators.two_offices import make_archive
from vectorstore.archive import Archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Read only: a test that writes makes its own."""
    with make_archive(tmp_path_factory.mktemp("two-offices")) as made:
        yield made


@pytest.fixture(scope="session")
def indicators(archive: Archive) -> Indicators:
    return Indicators(archive)
