"""The errors of the product, all below one root; foreign errors are mapped to these where they enter.

    HoiBaoCaoError
    ├── UsageError            the command or question was worded wrongly   (exit status 2)
    ├── ReadError             a file cannot be read as a report
    └── ArchiveError          the archive directory cannot be used
        ├── ArchiveLockedError    another process is writing
        └── ModelMismatchError    vectors were made by another embedding model

Every message is one Vietnamese sentence for the official: what is wrong, and what to do.
"""


class HoiBaoCaoError(Exception):
    """Root of all errors that a user may see."""


class UsageError(HoiBaoCaoError):
    """A question, option or setting that cannot be used as given."""


class ReadError(HoiBaoCaoError):
    """A file that cannot be read as a report (empty, encrypted, damaged, image only, of another type)."""


class ArchiveError(HoiBaoCaoError):
    """An archive directory that is none, is read-only or is damaged."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""


class ModelMismatchError(ArchiveError):
    """The vectors of the archive were made by another embedding model."""
