"""Sentence-transformers models as LangChain embeddings, loaded when first used."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from vectorstore.errors import ArchiveError
from vectorstore.profiles import Profile, profile_of, segment
from vectorstore.static_model import StaticModel, is_static

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = Path(__file__).with_name("models") / "default"
DEFAULT_NAME = "mặc định"

_WEIGHTS = ("*.json", "*.safetensors", "*.bin", "*.model", "vocab.txt", "merges.txt")
# Files above this size are known by their size, first and last part: hashing gigabytes at each start would
# be felt.
_WHOLE = 32 << 20
_PART = 1 << 20
_SHORTEST = 1e-6  # length of a vector below which it points nowhere


def load_embedder(
    name_or_path: str | None = None,
    *,
    device: str | None = None,
    batch_size: int = 64,
    cache_folder: str | None = None,
    download: bool = True,
) -> SentenceEmbeddings:
    """The model that ships with the package (None), one in a folder, or one of the Hugging Face hub by name.

    Nothing heavy happens before the first text is embedded. `device` ("cpu", "cuda", "cuda:1", "mps") None lets
    the library choose (static models always run on the processor); `batch_size` is texts a call of the model;
    `download` False uses only what is on this machine already. Raises ArchiveError when a path is given that
    is not there.
    """
    if name_or_path is None:
        return SentenceEmbeddings(str(DEFAULT_MODEL), name=DEFAULT_NAME, device="cpu", batch_size=batch_size)
    looks_like_path = (
        name_or_path.startswith((".", "/", "~")) or name_or_path.count("/") > 1 or "\\" in name_or_path
    )
    path = Path(name_or_path).expanduser()
    if looks_like_path and not path.is_dir():
        raise ArchiveError(
            f"Không có thư mục mô hình {name_or_path}; hãy kiểm tra đường dẫn hoặc để trống để dùng mô hình "
            "đi kèm."
        )
    model = str(path) if path.is_dir() else name_or_path
    return SentenceEmbeddings(
        model, device=device, batch_size=batch_size, cache_folder=cache_folder, download=download
    )


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model with unit vectors, used as its family's profile says, or else as itself says.

    Safe to use from several threads.
    """

    def __init__(
        self,
        model: str,
        *,
        name: str = "",
        device: str | None = None,
        batch_size: int = 64,
        cache_folder: str | None = None,
        download: bool = True,
    ) -> None:
        self.name = name or model
        self._model_name = model
        self._device = device
        self._batch_size = batch_size
        self._cache_folder = cache_folder
        self._download = download
        self._profile = profile_of(model)
        self._turn = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """What tells the model's vectors from others': a hash of a folder's files, a hub snapshot's commit.

        "" for a hub model that is not on this machine yet.
        """
        folder = Path(self._model_name)
        weights = _folder_hash(folder) if folder.is_dir() else self._hub_commit()
        return "+".join(part for part in (weights, self._profile.mark) if part) if weights else ""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of texts, one row a text."""
        return self._embedded(texts, self._profile.document, "encode_document") if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        return self._embedded([text], self._profile.query, "encode_query")[0]

    def _embedded(self, texts: Sequence[str], prompt: str | None, call: str) -> list[list[float]]:
        """Vectors with the profile's prompt before each text, or by the model's own call where it names none."""
        shown = [segment(text) for text in texts] if self._profile.segmented else list(texts)
        with self._turn:
            model = self._model
            if isinstance(model, StaticModel):
                return unit_rows(model.encode(shown))
            options: dict[str, Any] = {"batch_size": self._batch_size, "show_progress_bar": False}
            if prompt is None:
                return unit_rows(getattr(model, call)(shown, **options))
            return unit_rows(model.encode(shown, prompt=prompt or None, **options))

    @cached_property
    def _model(self) -> SentenceTransformer | StaticModel:
        folder = Path(self._model_name)
        local = folder.is_dir()
        try:
            model = StaticModel(folder) if is_static(folder) else self._sentence_transformer(local)
        except (
            Exception
        ) as exc:  # a boundary: hub, transformers, torch and safetensors each raise their own kinds
            raise ArchiveError(_unavailable(self._model_name, local, self._download)) from exc
        self.__dict__.pop("fingerprint", None)  # a downloaded model has one only now
        return model

    def _sentence_transformer(self, local: bool) -> SentenceTransformer:
        # Read by huggingface_hub when it is first imported, which is below; a choice of the user's stands.
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("DO_NOT_TRACK", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(
            self._model_name,
            device=self._device,
            cache_folder=self._cache_folder,
            local_files_only=local or not self._download,
            trust_remote_code=False,
        )
        _adapt(model, self._profile)
        # Half-precision weights save disk; on a processor they would only cost precision and time.
        return model.float() if model.device.type == "cpu" else model

    def _hub_commit(self) -> str:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

        names = (
            [self._model_name] if "/" in self._model_name else [f"sentence-transformers/{self._model_name}"]
        )
        for name in names:
            try:
                return Path(snapshot_download(name, cache_dir=self._cache_folder, local_files_only=True)).name
            except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError, ValueError):
                continue
        return ""


def _unavailable(model: str, local: bool, download: bool) -> str:
    if local:
        return (
            f"Thư mục {model} không chứa mô hình sentence-transformers đọc được; hãy kiểm tra lại thư mục "
            "hoặc để trống để dùng mô hình đi kèm."
        )
    how = "hãy kiểm tra tên và kết nối mạng" if download else "hãy cho phép tải về"
    return (
        f"Không có mô hình “{model}” trên máy này và không tải được; {how}, hoặc tải mô hình trên máy khác "
        "rồi chỉ đường dẫn tới thư mục của nó."
    )


def _adapt(model: SentenceTransformer, profile: Profile) -> None:
    """Set pooling and length as the profile says; a folder without settings of its own would pool by the mean."""
    pooling: Any = next((module for module in model if type(module).__name__ == "Pooling"), None)
    if profile.pooling and pooling is not None and pooling.pooling_mode != profile.pooling:
        pooling.pooling_mode = profile.pooling
    own = model.max_seq_length
    if profile.max_length and (own is None or own > profile.max_length):
        model.max_seq_length = profile.max_length


def unit_rows(vectors: Any) -> list[list[float]]:
    """Rows of unit length as lists; a text without any known token gets a fixed one, for cosine knows no zero."""
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    usable = np.isfinite(lengths) & (lengths > _SHORTEST)
    rows = np.where(usable, rows / np.where(usable, lengths, 1), 1 / np.sqrt(rows.shape[1]))
    return rows.tolist()  # type: ignore[no-any-return]


def _folder_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    files = sorted({path for pattern in _WEIGHTS for path in folder.rglob(pattern)})
    for path in files:
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _WHOLE:
                digest.update(file.read())
            else:
                digest.update(file.read(_PART))
                file.seek(-_PART, os.SEEK_END)
                digest.update(file.read(_PART))
    return digest.hexdigest()
