"""Static embeddings (a vector for each token, a text is their mean) without the weight of torch.

Reads a folder as sentence-transformers saves a StaticEmbedding, and gives the same vectors. `import torch` and
sentence-transformers take seconds; this takes a tenth of one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MODULE = "StaticEmbedding"
_WEIGHTS = "embedding.weight"


def is_static(folder: Path) -> bool:
    """True for a folder that holds a StaticEmbedding and nothing after it."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        place = folder / str(modules[0].get("path", "")) if modules else folder
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return False
    return kinds == [_MODULE] and (place / "tokenizer.json").is_file() and place == folder


class StaticModel:
    """Loaded weights and tokenizer. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._table = load_file(folder / "model.safetensors")[_WEIGHTS].astype(np.float32)

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """The mean vector of each text's tokens, one row a text; zeros for a text without any."""
        vectors = np.zeros((len(texts), self._table.shape[1]), np.float32)
        for row, found in enumerate(self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
            if found.ids:
                np.mean(self._table[found.ids], axis=0, out=vectors[row])
        return vectors
