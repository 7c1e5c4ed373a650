"""Shared places of the tests: the real archive beside the checkout, where there is one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("no shared archive beside the checkout")
    return SHARED
