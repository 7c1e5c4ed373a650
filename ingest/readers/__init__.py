"""Files become documents: one reader a format, chosen by what a file holds."""

from ingest.readers.registry import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
