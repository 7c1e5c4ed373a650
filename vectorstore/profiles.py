"""How families of embedding models want to be used: prompts, pooling, length, segmentation; from profiles.toml."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from vectorstore.errors import ArchiveError

_POOLINGS = ("cls", "mean", "lasttoken")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model wants; None leaves it to the model's own settings."""

    names: tuple[str, ...] = ()
    query: str | None = None  # put before a question
    document: str | None = None  # put before a passage
    pooling: str | None = None
    max_length: int | None = None  # tokens
    dimension: int | None = None
    segmented: bool = False  # syllables of a word joined by "_"
    licence: str = ""

    @property
    def mark(self) -> str:
        """What of it shapes vectors, as a short hash; "" where nothing does: other vectors are another model."""
        shaping = (self.query, self.document, self.pooling, self.max_length, self.segmented)
        if shaping == (None, None, None, None, False):
            return ""
        return hashlib.sha256(repr(shaping).encode()).hexdigest()[:8]


def profile_of(model: str) -> Profile:
    """The profile of a hub name or folder; an empty one for a model of no known family."""
    last = PurePath(model).name
    for profile in profiles():
        if any(fnmatchcase(name.lower(), p.lower()) for name in (model, last) for p in profile.names):
            return profile
    return Profile()


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles in order. Raises ValueError for an entry that is none."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(_profile(entry) for entry in data["model"])


def _profile(entry: dict[str, Any]) -> Profile:
    if entry.get("pooling", "mean") not in _POOLINGS:
        raise ValueError(f"profiles.toml: pooling {entry['pooling']!r} is none of {_POOLINGS}")
    return Profile(**{**entry, "names": tuple(entry["names"])})


def segment(text: str) -> str:
    """The text with the syllables of each word joined: 'tiêm chủng' → 'tiêm_chủng'. Raises ArchiveError."""
    try:
        from pyvi import ViTokenizer
    except ImportError as exc:
        raise ArchiveError(
            "Mô hình véc-tơ này cần văn bản đã tách từ; hãy cài thêm gói tách từ (pip install "
            "'hoibaocao[segmentation]') hoặc chọn mô hình khác."
        ) from exc
    segmented: str = ViTokenizer.tokenize(text)
    return segmented
