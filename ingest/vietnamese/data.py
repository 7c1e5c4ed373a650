"""Reading the word lists that stand beside the modules."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """The TOML file `name` of this package; ValueError names the file when it is not valid TOML."""
    try:
        return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as exc:
        raise ValueError(f"{name}: {exc}") from exc
