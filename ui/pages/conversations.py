"""The conversations at the left of Hỏi đáp: found, opened, renamed, taken along as a file, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.history import LONGEST_TITLE, Conversation, History
from ui.history_export import KINDS, export, filename
from ui.journal import Action, Journal
from ui.pages.bridge import button, sends
from ui.pages.markup import address, attributes
from ui.pages.shared import Shared
from ui.people.rights import visitor_of
from vectorstore.errors import UsageError

CHANNEL = "talks"  # what opens another conversation, and ends an answer that grows in this one
LIST = "talk-list"  # what changes the list alone
SHOWN = 50
_TYPES = {"md": "text/markdown; charset=utf-8", "json": "application/json"}
_NAMES = {"md": "Markdown", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Shown:
    """How the list is seen: the conversation that is open, what is searched, what was just taken out, how many."""

    current: str = ""
    words: str = ""
    undo: str = ""
    limit: int = SHOWN


def conversations_html(found: Sequence[Conversation], shown: Shown) -> str:
    """The list, the current one marked; where more than `limit` are found, the way to more."""
    new = button(CHANNEL, "new", "Cuộc hỏi mới", class_="new", id="new")
    recall = button(CHANNEL, f"recall:{shown.undo}", "Hoàn tác")
    back = f'<p class="undo" role="status">Đã xóa. {recall}</p>' if shown.undo else ""
    items = "".join(_item(conversation, shown.current) for conversation in found[: shown.limit])
    empty = "Không tìm thấy cuộc hỏi nào." if shown.words else "Chưa có cuộc hỏi nào."
    body = f"<ul>{items}</ul>" if items else f'<p class="empty">{empty}</p>'
    more = button(LIST, f"more:{shown.limit + SHOWN}", "Xem thêm", class_="quiet")
    further = f'<p class="further">{more}</p>' if len(found) > shown.limit else ""
    url = "/" + (f"?{urlencode({'cuoc-hoi': shown.current})}" if shown.current else "")
    return f'{new}{back}<nav aria-label="Các cuộc hỏi">{body}{further}</nav>{address(url)}'


def _item(conversation: Conversation, current: str) -> str:
    here = {"aria_current": "true"} if conversation.id == current else {}
    said = f"{conversation.title} – {conversation.changed.astimezone():%d/%m/%Y %H:%M}"
    opens = button(CHANNEL, f"open:{conversation.id}", conversation.title, class_="open", title=said, **here)
    return f"<li>{opens}{_menu(conversation)}</li>"


def _menu(conversation: Conversation) -> str:
    """What can be done with a conversation, folded away."""
    title = attributes(name="title", value=conversation.title, maxlength=str(LONGEST_TITLE), required="")
    label = attributes(
        aria_label=f"Đổi tên, tải về, xóa cuộc hỏi {conversation.title}", title="Đổi tên, tải về, xóa"
    )
    links = "".join(
        f"<a download{attributes(href=url_of(conversation, kind), class_='button')}>{_NAMES[kind]}</a>"
        for kind in KINDS
    )
    return (
        f'<details class="menu" name="talk-menu"><summary{label}>⋯</summary>'
        f"<form{sends(LIST, f'rename:{conversation.id}')}><label>Tên cuộc hỏi<input{title}></label>"
        '<button type="submit">Lưu tên</button></form>'
        f'<p class="files"><span>Tải về:</span>{links}</p>'
        f"{button(CHANNEL, f'delete:{conversation.id}', 'Xóa cuộc hỏi', class_='drop')}</details>"
    )


def url_of(conversation: Conversation, kind: str) -> str:
    return f"/cuoc-hoi/{quote(conversation.id)}.{kind}"


def routes(shared: Shared) -> list[Route]:
    """One's own conversation as a file; to be put before the pages."""
    files = _Files(shared.office.history, shared.office.journal)
    return [Route("/cuoc-hoi/{id}.{kind}", files.file)]


class _Files:
    def __init__(self, history: History, journal: Journal) -> None:
        self._history = history
        self._journal = journal

    def file(self, request: Request) -> Response:
        """Told as not there, too, where it is somebody else's."""
        visitor, (id, kind) = visitor_of(request), (request.path_params[name] for name in ("id", "kind"))
        try:
            text = export(self._history, visitor.name, id, kind)
            conversation = self._history.conversation(visitor.name, id)
        except UsageError as error:
            return PlainTextResponse(str(error), 404)
        answers = [e.answer for e in self._history.exchanges(visitor.name, id) if e.answer]
        figures = dict.fromkeys(figure for answer in answers for figure in answer.figures)
        name = filename(conversation, kind)
        self._journal.record(
            visitor, Action.EXPORT, name, {"dạng": kind, "cuộc hỏi": conversation.title}, figures
        )
        headers = {
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "private, no-store",
        }
        return Response(text, media_type=_TYPES[kind], headers=headers)
