"""Do the figures of a report agree with each other?"""

from ingest.audit.audit import audit

__all__ = ["audit"]
