"""The frame of the app: its pages, each at an address of its own, under one bar.

A page is a module of this package with

    PATH = "so-lieu"                  # its address: /so-lieu; "" is the first page
    NAME = "Tra số liệu"              # in the bar
    ROLE = PersonRole.READER          # who sees it in the bar; handlers check roles themselves (`needs`)
    def build(shared: Shared, blocks: gr.Blocks) -> None: ...    # components and events, inside the frame

and a line of PAGES below. In build():

- HTML goes into `gr.Markdown(sanitize_html=False)` (HTML components evaluate templates, which the headers forbid),
  all text of it through `ui.pages.markup.escape`; buttons and forms in it call handlers by `ui.pages.bridge`.
- `blocks.load(handler, …)` fills the page; its `request.query_params` are the page's address. What should be in
  the address is rendered as `markup.address("/so-lieu?…")` inside any fragment: app.js puts it there.
- `ui.pages.source_panel.build_source_panel(shared)` adds the source view; `ui.pages.source.chip` and `opener`
  open it.
- Components are told apart by `elem_id`; the page's look is a file NAME.css beside it, listed in look.py.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import gradio as gr
from starlette.routing import Route

from assistant.indicators.locate import Indicators
from ui.intake.desk import Desk
from ui.intake.limits import Limits
from ui.pages import ask, check_page, compare_page, conversations, figures_page, journal, reports
from ui.pages.bridge import PRIVATE
from ui.pages.drafts import Drafts
from ui.pages.markup import attributes, escape
from ui.pages.render import archive_line
from ui.pages.routes import routes
from ui.pages.shared import Shared
from ui.pages.suggest import Names
from ui.people.office import Office
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole, Visitor
from ui.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive

TITLE = "Hỏi báo cáo y tế"
PAGES: tuple[ModuleType, ...] = (ask, reports, figures_page, compare_page, check_page, journal)


class Pages:
    """The app over an archive: its Gradio blocks, and the plain routes beside them."""

    def __init__(self, archive: Archive, assistant: Assistant, office: Office, settings: Settings) -> None:
        self._desk = Desk(archive, office.journal, settings)
        self._drafts = Drafts(archive, Limits.of(settings))
        indicators, names = Indicators(archive), Names(archive)
        self._shared = Shared(
            archive, assistant, office, settings, self._desk, indicators, names, self._drafts
        )
        self.blocks = _build(self._shared)

    def routes(self) -> list[Route]:
        """Page pictures, files, charts, scripts and uploads; to be put before the Gradio mount."""
        shared = self._shared
        own = (page.routes(shared) for page in (conversations, figures_page, compare_page, check_page))
        return [*routes(shared), *(route for of_page in own for route in of_page)]

    def warm_up(self) -> None:
        """Read what the first look-up of figures would wait for: seconds where there are thousands of reports."""
        for name in self._shared.names.frequent(1):
            self._shared.indicators.find(name)

    def close(self) -> None:
        """Stop what runs in the background."""
        self._desk.close()
        self._drafts.close()


def _build(shared: Shared) -> gr.Blocks:
    first, *others = PAGES
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with blocks:
        _framed(shared, blocks, first)
    for page in others:
        with blocks.route(f"{page.NAME} – {TITLE}", page.PATH):
            _framed(shared, blocks, page)
    # The waiting room limits how many wait; Gradio's own limit would tell of it in English.
    blocks.queue(default_concurrency_limit=shared.settings.concurrency, api_open=False)
    return blocks


def _framed(shared: Shared, blocks: gr.Blocks, page: ModuleType) -> None:
    @needs(PersonRole.READER)
    def bar(request: gr.Request) -> str:
        return bar_html(page, visitor_of(request), archive_line(shared.archive.reports()))

    shown = gr.Markdown(bar_html(page, None, ""), elem_id="bar", sanitize_html=False)
    page.build(shared, blocks)
    blocks.load(bar, None, [shown], queue=False, **PRIVATE)


def bar_html(page: ModuleType, visitor: Visitor | None, holdings: str) -> str:
    """The bar over a page: where one is, where one can go, who one is."""
    may = [p for p in PAGES if p is page or (visitor or _READER).role.may(p.ROLE)]
    links = "".join(_link(p, here=p is page) for p in may)
    theme = attributes(type="button", class_="quiet", data_theme="", aria_label="Đổi nền sáng, nền tối")
    return (
        '<a class="skip" href="#main">Đến nội dung</a>'
        f'<span class="brand">{escape(TITLE)}</span><nav aria-label="Các trang">{links}</nav>'
        f'<span class="holdings">{escape(holdings)}</span>'
        f"<button{theme}>Sáng/tối</button>{_person(visitor)}"
    )


_READER = Visitor("", PersonRole.READER)


def _link(page: ModuleType, here: bool) -> str:
    current: dict[str, Any] = {"aria_current": "page"} if here else {}
    return f"<a{attributes(href=f'/{page.PATH}', **current)}>{escape(page.NAME)}</a>"


def _person(visitor: Visitor | None) -> str:
    """The name of the account with the way out; nothing where there are no accounts."""
    if visitor is None or not visitor.name:
        return ""
    out = '<form method="post" action="/dang-xuat"><button class="quiet" type="submit">Đăng xuất</button></form>'
    session = f'<a href="/mat-khau">{escape(visitor.shown)}</a>{out}'
    return f'<span class="person">{session if visitor.way == "session" else escape(visitor.shown)}</span>'
