"""`hoibaocao ask`: one question, or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from assistant.answer import Answer
from ui.commands.console import Counter
from ui.composition import make_assistant, open_archive
from ui.settings import Settings
from ui.turns import turns
from vectorstore.errors import HoiBaoCaoError, UsageError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

HELP = "trả lời một câu hỏi, hoặc cả một tệp câu hỏi, kèm trích dẫn nguồn"
FILTERED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "question", metavar="CÂU_HỎI", nargs="?", help="câu hỏi bằng tiếng Việt, đặt trong dấu ngoặc kép"
    )
    what.add_argument(
        "--batch",
        metavar="FILE",
        type=Path,
        help='tệp JSON Lines, mỗi dòng {"id", "question", "history"}; "-" là đầu vào chuẩn',
    )
    parser.add_argument(
        "--model",
        metavar="TÊN",
        help='mô hình ngôn ngữ để viết câu trả lời; "" là không dùng (mặc định theo thiết lập)',
    )
    parser.add_argument("--json", action="store_true", help="in câu trả lời dưới dạng JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.model is not None:
        settings = settings.changed(llm_model=arguments.model)
    with ExitStack() as stack:
        # Opened before the archive, so that a missing file is told at once.
        lines = _open_batch(arguments.batch, stack) if arguments.batch else None
        assistant = make_assistant(stack.enter_context(open_archive(settings)), settings)
        asker = _Asker(assistant, arguments.place, arguments.period, tuple(arguments.report or ()))
        if lines is not None:
            return asker.batch(lines)
        answer = asker.ask(_clean(arguments.question))
    print(_line(None, answer) if arguments.json else as_text(answer))
    return 0


class _Asker:
    """An assistant with the filters of the command line."""

    def __init__(
        self, assistant: Assistant, place: str | None, period: str | None, reports: tuple[str, ...]
    ) -> None:
        self._assistant = assistant
        self._filters: dict[str, Any] = {"place": place, "period": period, "reports": reports}

    def ask(self, question: str, history: object = ()) -> Answer:
        return self._assistant.ask(question, history=turns(history), **self._filters)

    def batch(self, lines: list[str]) -> int:
        """Answer each line to stdout, in order; the status is 1 when a line could not be answered."""
        failed = False
        numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
        counter = Counter("Đã trả lời", len(numbered), "câu hỏi")
        for number, line in numbered:
            failed |= not self._answer_line(number, line)
            counter.step()
        counter.close()
        return int(failed)

    def _answer_line(self, number: int, line: str) -> bool:
        try:
            entry = _parse(line)
            answer = self.ask(entry["question"], entry.get("history") or ())
        except HoiBaoCaoError as error:
            reason = str(error)
        except Exception as error:  # the boundary of one question: the others must still be answered
            reason = f"lỗi ngoài dự kiến ({type(error).__name__}: {error})"
        else:
            print(_line(entry.get("id"), answer), flush=True)
            return True
        print(f"hoibaocao: dòng {number}: {' '.join(reason.split())}", file=sys.stderr)
        return False


def as_text(answer: Answer) -> str:
    """The answer for a terminal: text, then its numbered sources, then what may be asked instead."""
    return "\n".join(_paragraphs(answer))


def _paragraphs(answer: Answer) -> Iterator[str]:
    if answer.resolved:
        yield f"Hiểu là: {answer.resolved}\n"
    yield answer.text
    if answer.notice:
        yield f"\n{answer.notice}"
    if answer.citations:
        yield "\nNguồn:"
    for number, citation in enumerate(answer.citations, start=1):
        page = f", trang {citation.page}" if citation.page is not None else ""
        where = " › ".join(citation.section)
        yield f"[{number}] {citation.report.title} ({citation.report.key}{page})"
        if where:
            yield f"    {where}"
        for line in citation.quote.splitlines():
            yield "    " + " | ".join(cell.strip() for cell in line.split("\t") if cell.strip())
    if answer.alternatives:
        yield "\nCó thể hỏi:"
        yield from (f"  - {question}" for question in answer.alternatives)


def _line(identifier: object, answer: Answer) -> str:
    return json.dumps({"id": identifier, **answer.as_json()}, ensure_ascii=False)


def _parse(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise UsageError(f"không phải JSON ({error}); mỗi dòng phải là một đối tượng JSON") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        raise UsageError(
            'thiếu trường "question" là một chuỗi; mỗi dòng có dạng {"id", "question", "history"}'
        )
    return entry


def _open_batch(path: Path, stack: ExitStack) -> list[str]:
    try:
        stream: TextIO = (
            sys.stdin if str(path) == "-" else stack.enter_context(path.open(encoding="utf-8-sig"))
        )
        if stream is sys.stdin and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8-sig")
        return stream.read().split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"Tệp câu hỏi {path} không phải UTF-8; hãy lưu lại với bảng mã UTF-8.") from error
    except OSError as error:
        raise UsageError(
            f"Không đọc được tệp câu hỏi {path} ({error.strerror}); hãy kiểm tra đường dẫn."
        ) from error


def _clean(question: str) -> str:
    """A question as typed; bytes of the command line that are no UTF-8 become replacement characters."""
    return question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
