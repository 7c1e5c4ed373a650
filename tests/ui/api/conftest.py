"""One running app for all tests of programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.service import Service, serving


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service")) as running:
        yield running
