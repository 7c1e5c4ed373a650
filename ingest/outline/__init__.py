"""The section tree of a document: numbering, typography and sequence become sections and paths."""

from ingest.outline.records import Outline, OutlinedBlock
from ingest.outline.tree import outline

__all__ = ["Outline", "OutlinedBlock", "outline"]
