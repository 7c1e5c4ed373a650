"""The composition root: settings become an open archive and an assistant over it.

Heavy libraries are imported here, when they are needed, so that `hoibaocao --help` answers at once.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ingest.vietnamese.text import fold, index_terms
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.assistant import Assistant
    from assistant.writing.writer import Writer
    from vectorstore.archive import Archive
    from vectorstore.index import Progress
    from vectorstore.records import Figure, Report
    from vectorstore.reranking import Reranker

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


def open_archive(
    settings: Settings,
    writable: bool = False,
    *,
    embed: bool = True,
    change_model: bool = False,
    progress: Progress | None = None,
) -> Archive:
    """The archive of the settings. Raises ArchiveError where there is none to read or it cannot be written.

    Without `embed` its vectors are left alone, whatever model made them; `change_model` makes them anew with
    the model of the settings where they are of another.
    """
    quieten_libraries()
    from vectorstore.archive import Archive

    return Archive.open(
        settings.archive,
        embedder=make_embedder(settings) if embed else None,
        analyze=index_terms,
        fold=fold,
        writable=writable,
        change_model=change_model,
        progress=progress,
    )


def make_embedder(settings: Settings) -> Embeddings:
    """The embedding model of the settings: the one that ships, another by name or folder, or one behind an address."""
    if settings.embedding_address:
        from vectorstore.embedding_server import ServerEmbeddings

        if not settings.embedding_model:
            raise UsageError(
                "Đã có địa chỉ máy chủ véc-tơ nhưng chưa có tên mô hình; hãy đặt HOIBAOCAO_EMBEDDING_MODEL."
            )
        return ServerEmbeddings(
            settings.embedding_address,
            settings.embedding_model,
            key=settings.embedding_key.get_secret_value(),
            batch_size=settings.embedding_batch,
        )
    from vectorstore.embedding import load_embedder

    return load_embedder(
        settings.embedding_model or None,
        device=settings.embedding_device or None,
        batch_size=settings.embedding_batch,
    )


def make_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder of the settings; None where none is set."""
    if not settings.reranker:
        return None
    quieten_libraries()
    from vectorstore.reranking import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker, device=settings.embedding_device or None)


def make_assistant(archive: Archive, settings: Settings | None = None) -> Assistant:
    """The assistant over an archive, with the language model and the cross-encoder that the settings name.

    Raises UsageError.
    """
    from assistant.assistant import Assistant

    reranker = make_reranker(settings) if settings else None
    return Assistant(archive, make_writer(archive, settings), reranker)


def make_writer(archive: Archive, settings: Settings | None = None) -> Writer | None:
    """What words answers and drafts with the language model of the settings; None without one. Raises UsageError."""
    if settings is None or not settings.llm_model:
        return None
    from assistant.writing.connect import ModelSettings, connect
    from assistant.writing.writer import Writer

    limit = settings.llm_time_limit
    model = connect(ModelSettings(settings.llm_model, settings.llm_address, settings.llm_key, limit))
    return Writer(archive, model, sentence_figures, limit)


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
