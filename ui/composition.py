"""The composition root: settings become an open archive and an assistant over it.

Heavy libraries are imported here, when they are needed, so that `hoibaocao --help` answers at once.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ingest.vietnamese.text import fold, index_terms
from ui.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive

# Libraries below us read these at import. No telemetry, no progress bars of theirs among our lines.
_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}


def open_archive(settings: Settings, writable: bool = False) -> Archive:
    """The archive of the settings. Raises ArchiveError where there is none to read or it cannot be written."""
    quieten_libraries()
    from vectorstore.archive import Archive
    from vectorstore.embedding import load_embedder

    embedder = load_embedder(settings.embedding_model or None)
    return Archive.open(
        settings.archive, embedder=embedder, analyze=index_terms, fold=fold, writable=writable
    )


def make_assistant(archive: Archive) -> Assistant:
    from assistant.assistant import Assistant

    return Assistant(archive)


def quieten_libraries() -> None:
    """Set what the libraries read at import, unless the user has set it."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
