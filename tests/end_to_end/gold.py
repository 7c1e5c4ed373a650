"""The gold questions of the real archive, asked; its scorer."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation import Turn
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import Report


@dataclass(frozen=True)
class Asked:
    """One question with its answer and the scorer's judgement of it."""

    gold: dict
    answer: Answer
    row: dict


@dataclass(frozen=True)
class Sitting:
    """All questions asked of one archive."""

    reports: tuple[Report, ...]
    asked: tuple[Asked, ...]

    def share(self, field: str, *, unanswerable: bool = False) -> float:
        """Percentage of the questions for which the scorer says yes."""
        rows = [a.row for a in self.asked if not unanswerable or a.row["type"] == "unanswerable"]
        rows = [row for row in rows if field in row]
        return 100 * sum(row[field] for row in rows) / len(rows)

    def only(self, ids: Sequence[str]) -> Sitting:
        return Sitting(self.reports, tuple(a for a in self.asked if a.gold["id"] in ids))

    @property
    def ids(self) -> list[str]:
        return [a.gold["id"] for a in self.asked]


def load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sit(shared: Path, form: str, folder: Path, every: int = 1) -> Sitting:
    """Ingest one format of the real reports and ask every n-th gold question in its base form."""
    scorer = load_scorer(shared)
    lines = (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()][::every]
    with Archive.open(folder, embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([shared / "archive" / form], archive, lambda _: None)
        assistant = Assistant(archive)
        asked = []
        for gold in questions:
            answer = assistant.ask(gold["question"], [Turn(turn) for turn in gold["history"]])
            row = scorer.judge(gold, {"id": gold["id"], **answer.as_json()})
            asked.append(Asked(gold, answer, row))
        return Sitting(tuple(archive.reports()), tuple(asked))
