"""A real archive of a few sample reports, without vectors: for tests of what opens, lists and changes reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from ui.samples.make_samples import make_samples
from vectorstore.archive import Archive

# One of each format: pages of a PDF, sections of a Word file, sections of a text.
PDF, DOCX, TEXT = "dien-bien-6t-2023", "muong-nhe-q1-2024", "sin-ho-t9-2023"
OTHER = "ha-giang-t5-2024"  # made, not in the archive


def make_library(folder: Path) -> Path:
    """The samples in FOLDER/mau, an archive of three of them in FOLDER/kho; the archive's directory."""
    samples, kho = folder / "mau", folder / "kho"
    samples.mkdir()
    make_samples(samples)
    with open_library(kho) as archive:
        summary = ingest([path_of(folder, key) for key in (PDF, DOCX, TEXT)], archive)
    assert not summary.failed
    return kho


def path_of(folder: Path, key: str) -> Path:
    """The sample's file, of whatever format."""
    return next((folder / "mau").glob(f"{key}.*"))


@contextmanager
def open_library(kho: Path, writable: bool = True) -> Iterator[Archive]:
    with Archive.open(kho, embedder=None, analyze=index_terms, fold=fold, writable=writable) as archive:
        yield archive


def copy_library(made: Path, folder: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(made, folder / "kho"))
