"""`hoibaocao eval`: gold questions asked and scored, or how early each way of searching finds the evidence."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.console import Counter, table
from ui.composition import make_assistant, make_reranker, open_archive
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from assistant.evaluation.answers import Judged, Shares
    from assistant.evaluation.gold import Gold
    from assistant.evaluation.retrieval import Found, Query
    from vectorstore.archive import Archive

HELP = "chấm câu trả lời hoặc việc tìm kiếm theo bộ câu hỏi mẫu"
_SHOWN = 300  # characters of an answer among the misses
_MISSES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "gold", metavar="GOLD", type=Path, nargs="?", help="tệp JSON Lines gồm câu hỏi và đáp án mẫu"
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="*",
        help="tệp hoặc thư mục báo cáo để nạp vào kho tạm; không ghi thì dùng kho ở --archive",
    )
    parser.add_argument(
        "--retrieval", action="store_true", help="đo việc tìm đoạn chứa số liệu thay cho câu trả lời"
    )
    parser.add_argument(
        "--benchmark",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="đo tìm kiếm trên bộ công khai có corpus.jsonl, queries.jsonl, qrels.tsv (dùng được nhiều lần)",
    )
    parser.add_argument(
        "--model",
        metavar="TÊN",
        action="append",
        default=[],
        help="mô hình véc-tơ để so sánh khi đo tìm kiếm, theo tên hoặc thư mục (dùng được nhiều lần)",
    )
    parser.add_argument(
        "--misses", metavar="SỐ", type=int, default=_MISSES, help=f"số câu sai in ra (mặc định {_MISSES})"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dưới dạng JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.gold is None and not arguments.benchmark:
        raise UsageError("Chưa có tệp câu hỏi mẫu; hãy ghi đường dẫn GOLD, hoặc --benchmark DIR.")
    if arguments.model and not (arguments.retrieval or arguments.benchmark):
        raise UsageError("--model chỉ dùng khi đo tìm kiếm; hãy thêm --retrieval.")
    if arguments.benchmark:
        _print_retrieval(_benchmarks(arguments, settings), arguments.json)
    if arguments.gold is not None:
        from assistant.evaluation.gold import read_gold

        questions = read_gold(arguments.gold)
        if arguments.retrieval:
            _print_retrieval(_retrieval(arguments, settings, questions), arguments.json)
        else:
            _answers(arguments, settings, questions)
    return 0


def _answers(arguments: argparse.Namespace, settings: Settings, questions: Sequence[Gold]) -> None:
    from assistant.evaluation.answers import as_json, ask_all, by_group, misses

    with _archive(settings, arguments.files) as archive:
        counter = Counter("Đã trả lời", sum(1 + len(gold.variants) for gold in questions), "câu hỏi")
        asked = ask_all(make_assistant(archive, settings), questions, counter.step)
        counter.close()
    shares, wrong = by_group(asked), misses(asked)
    if arguments.json:
        missed = [_missed(one) for one in wrong]
        print(json.dumps({"groups": as_json(shares), "misses": missed}, ensure_ascii=False, indent=2))
        return
    print(_shares_table(shares))
    for one in wrong[: arguments.misses]:
        print(f"\n[{one.row.id}] {one.row.type}: {one.row.why or 'trích dẫn không khớp nguồn mẫu'}")
        print(f"  hỏi: {one.wording}\n  đáp: {' '.join(one.answer.text.split())[:_SHOWN]}")
    if len(wrong) > arguments.misses:
        print(f"\n… và {len(wrong) - arguments.misses} câu nữa; xem đủ bằng --misses {len(wrong)}.")


def _shares_table(shares: dict[str, Shares]) -> str:
    rows = [
        (name, str(s.count), *(_percent(value) for value in (s.right, s.cited, s.first, s.section)))
        for name, s in shares.items()
    ]
    return table(("Loại", "Số câu", "Đúng", "Dẫn nguồn đúng", "Nguồn đầu đúng", "Đúng mục"), rows)


def _missed(one: Judged) -> dict[str, object]:
    return {
        "id": one.row.id,
        "type": one.row.type,
        "why": one.row.why or "citation",
        "question": one.wording,
        "answer": one.answer.text,
    }


def _retrieval(
    arguments: argparse.Namespace, settings: Settings, questions: Sequence[Gold]
) -> dict[str, dict[str, Found]]:
    """Results by model and way of searching."""
    from assistant.evaluation.retrieval import gold_queries

    results = {}
    for model in arguments.model or [settings.embedding_model]:
        chosen = settings.changed(embedding_model=model)
        with _archive(chosen, arguments.files, embed_again=bool(arguments.model)) as archive:
            results[model] = _measured(archive, gold_queries(archive, questions), chosen)
    return results


def _benchmarks(arguments: argparse.Namespace, settings: Settings) -> dict[str, dict[str, Found]]:
    from assistant.evaluation.benchmark import read_corpus, read_queries

    results = {}
    for folder in arguments.benchmark:
        content, numbers = read_corpus(folder)
        for model in arguments.model or [settings.embedding_model]:
            with _temporary() as directory:
                chosen = settings.changed(embedding_model=model, archive=directory)
                with open_archive(chosen, writable=True) as archive:
                    archive.put(content)
                    name = " ".join(part for part in (folder.name, model) if part)
                    results[name] = _measured(archive, read_queries(folder, numbers), chosen)
    return results


def _measured(archive: Archive, queries: Sequence[Query], settings: Settings) -> dict[str, Found]:
    from assistant.evaluation.retrieval import measure, ways

    if not queries:
        raise UsageError(
            "Không đoạn nào của kho chứa nguồn mẫu; hãy kiểm tra bộ câu hỏi có hợp với kho không."
        )
    searches = ways(archive, make_reranker(settings))
    counter = Counter("Đã tìm", len(searches) * len(queries), "lượt")
    results = {name: measure(search, queries, counter.step) for name, search in searches.items()}
    counter.close()
    return results


def _print_retrieval(results: dict[str, dict[str, Found]], as_json: bool) -> None:
    from assistant.evaluation import retrieval

    if as_json:
        listed = {model: retrieval.as_json(found) for model, found in results.items()}
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for model, found in results.items():
        print(f"Mô hình véc-tơ: {model or 'kèm theo'}")
        print(_retrieval_table(found))


def _retrieval_table(results: dict[str, Found]) -> str:
    """Shares at each cut over all queries, then at 1 and 5 by type."""
    from assistant.evaluation.retrieval import CUTS

    total = [
        (name, *(_percent(found.share(cut)) for cut in CUTS), f"{found.mrr:.3f}".replace(".", ","))
        for name, found in results.items()
    ]
    parts = [table(("Cách tìm", *(f"@{cut}" for cut in CUTS), "MRR@10"), total)]
    groups = next(iter(results.values())).groups
    if len(groups) > 2:  # a public set has no types
        rows: Iterable[tuple[str, ...]] = (
            (group, str(len(groups[group])), *(_cell(found, group) for found in results.values()))
            for group in sorted(groups)
        )
        parts.append(table(("Loại (@1/@5)", "Số lượt", *results), rows))
    return "\n\n".join(parts) + "\n"


def _cell(found: Found, group: str) -> str:
    return f"{_percent(found.share(1, group))}/{_percent(found.share(5, group))}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


@contextmanager
def _archive(settings: Settings, files: Sequence[Path], embed_again: bool = False) -> Iterator[Archive]:
    """The archive of the settings, or a passing one of some files; a copy where another model embeds it."""
    with ExitStack() as stack:
        if files:
            directory = stack.enter_context(_temporary())
            passing = settings.changed(archive=directory)
            archive = stack.enter_context(open_archive(passing, writable=True))
            _ingest(files, archive)
        elif embed_again:
            directory = stack.enter_context(_temporary())
            archive = stack.enter_context(_copied(settings, directory))
        else:
            archive = stack.enter_context(open_archive(settings))
        yield archive


@contextmanager
def _copied(settings: Settings, directory: Path) -> Iterator[Archive]:
    """The archive of the settings copied and embedded by their model; the original stays as it is."""
    from vectorstore.records import ReportContent

    with (
        open_archive(settings, embed=False) as original,
        open_archive(settings.changed(archive=directory), writable=True) as copy,
    ):
        for report in original.reports():
            keys = (report.key,)
            copy.put(
                ReportContent(
                    report,
                    tuple(original.sections(report.key)),
                    tuple(original.passages(keys)),
                    tuple(original.figures(keys)),
                    tuple(original.findings(keys)),
                )
            )
        yield copy


def _ingest(files: Sequence[Path], archive: Archive) -> None:
    from ingest.pipeline import ingest
    from ui.commands.ingest import Reporter

    summary = ingest(files, archive, Reporter())
    if not archive.reports():
        reasons = "; ".join(f"{o.path.name}: {o.reason}" for o in summary.outcomes if o.reason)
        raise UsageError(f"Không nạp được báo cáo nào để chấm ({reasons or 'không thấy tệp báo cáo'}).")


@contextmanager
def _temporary() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hoibaocao-", ignore_cleanup_errors=True) as directory:
        yield Path(directory) / "kho"
