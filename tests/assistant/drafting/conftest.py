from __future__ import annotations

from tests.assistant.indicators.conftest import archive, indicators

__all__ = ["archive", "indicators"]
