"""Train the embedding model that ships with the package: `make model`, or `python -m ingest.training.train [FOLDER]`.

A sentence-transformers StaticEmbedding: every token has a vector, a text is their mean. Question and passage of a
pair are drawn together, all other passages of the batch pushed away (InfoNCE). A few minutes on two processor cores.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.training.texts import Pair, Texts
from ingest.training.vocabulary import token_vectors, tokenizer

if TYPE_CHECKING:
    import torch

FOLDER = Path(__file__).parents[2] / "vectorstore" / "models" / "default"
SEED = 11
STEPS = 1_200
BATCH = 256
TEMPERATURE = 0.05
RATE, WEIGHT_RATE = 8e-4, 2e-2  # of directions and of lengths; both fall to nothing in a half cosine
KEPT = 1e-3  # pull of each vector back to where it began, for what a batch says of it once
_SAID_EVERY = 100


def train(folder: Path = FOLDER, steps: int = STEPS, batch: int = BATCH, threads: int = 1) -> None:
    """Train, and write the model into a folder as SentenceTransformer.save would; progress on stderr."""
    vectors = token_vectors()
    tokens = tokenizer(list(vectors))
    weights = _trained(np.stack(list(vectors.values())), tokens, steps, batch, threads)
    folder.mkdir(parents=True, exist_ok=True)
    _write_weights(folder / "model.safetensors", weights.astype(np.float16))
    tokens.save(str(folder / "tokenizer.json"))
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    settings: dict[str, Any] = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    _write_json(folder / "modules.json", modules)
    _write_json(folder / "config_sentence_transformers.json", settings)


def _trained(
    first: NDArray[np.float32], tokens: Any, steps: int, batch: int, threads: int
) -> NDArray[np.float32]:
    """The vectors, one row a token, after training."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    table = _Table(torch.from_numpy(first))
    # Sparse: a batch touches a fifth of the rows.
    optimizers = [
        torch.optim.SparseAdam([table.moved], RATE),
        torch.optim.SparseAdam([table.length], WEIGHT_RATE),
    ]
    schedules = [torch.optim.lr_scheduler.CosineAnnealingLR(one, steps) for one in optimizers]
    texts, began, said = Texts(SEED), time.monotonic(), 0.0
    for step in range(1, steps + 1):
        loss = _loss(table, tokens, texts.batch(batch))
        for one in optimizers:
            one.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for one, schedule in zip(optimizers, schedules, strict=True):
            one.step()  # type: ignore[no-untyped-call]
            schedule.step()
        said += loss.item()
        if step % _SAID_EVERY == 0:
            took = time.monotonic() - began
            print(f"{step}/{steps}: {said / _SAID_EVERY:.3f} ({took:.0f} s)", file=sys.stderr, flush=True)
            said = 0.0
    return table.whole()


class _Table:
    """The vectors in training: where each token began, how far it has moved, and its length."""

    def __init__(self, start: torch.Tensor) -> None:
        import torch

        self.start = start
        self.moved = torch.nn.Parameter(torch.zeros_like(start))
        self.length = torch.nn.Parameter(torch.zeros(len(start), 1))

    def rows(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The vectors of tokens, and how far they have moved."""
        from torch.nn.functional import embedding

        moved = embedding(ids, self.moved, sparse=True)
        return (self.start[ids] + moved) * embedding(ids, self.length, sparse=True).exp(), moved

    def whole(self) -> NDArray[np.float32]:
        final: NDArray[np.float32] = ((self.start + self.moved) * self.length.exp()).detach().numpy()
        return final


def _loss(table: _Table, tokens: Any, pairs: list[Pair]) -> torch.Tensor:
    """How far each question is from finding its own passage among those of the batch."""
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag, normalize

    texts = [*(pair.question for pair in pairs), *(pair.passage for pair in pairs)]
    found = [encoding.ids or [0] for encoding in tokens.encode_batch(texts, add_special_tokens=False)]
    ids, flat = torch.unique(torch.tensor([number for row in found for number in row]), return_inverse=True)
    offsets = torch.tensor([0, *np.cumsum([len(row) for row in found])[:-1]])
    rows, moved = table.rows(ids)
    vectors = normalize(embedding_bag(flat, rows, offsets, mode="mean"))
    scores = vectors[: len(pairs)] @ vectors[len(pairs) :].T / TEMPERATURE
    return cross_entropy(scores, torch.arange(len(pairs))) + KEPT * moved.square().sum() / len(pairs)


def _write_weights(path: Path, weights: NDArray[np.float16]) -> None:
    from safetensors.numpy import save_file

    save_file({"embedding.weight": weights}, str(path))
    path.chmod(0o644)  # safetensors leaves it to the owner alone


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest.training.train", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    train(given.folder, given.steps, threads=given.threads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
