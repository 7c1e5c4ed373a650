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
    from vectorstore.records import Figure, Report

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


def make_assistant(archive: Archive, settings: Settings | None = None) -> Assistant:
    """The assistant over an archive; worded by a language model where the settings name one. Raises UsageError."""
    from assistant.assistant import Assistant

    if settings is None or not settings.llm_model:
        return Assistant(archive)
    from assistant.writing.connect import ModelSettings, connect
    from assistant.writing.writer import Writer

    limit = settings.llm_time_limit
    model = connect(ModelSettings(settings.llm_model, settings.llm_address, settings.llm_key, limit))
    return Assistant(archive, Writer(archive, model, sentence_figures, limit))


def sentence_figures(text: str, report: Report) -> tuple[Figure, ...]:
    """The figures of one sentence, read as if `report` said it: how the guard understands what a model writes."""
    from ingest.document import Block, BlockKind
    from ingest.figures import FigureContext
    from ingest.figures.prose import prose_figures

    context = FigureContext(report.key, report.place, report.period, report.kind, section=0, headings=())
    return prose_figures(Block(BlockKind.PARAGRAPH, text), context).figures


def quieten_libraries() -> None:
    """Set what the libraries read at import, unless the user has set it."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
