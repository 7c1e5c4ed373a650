"""The panel beside a page in which sources open; one call in a page's build(), or the whole room of a tool."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import gradio as gr

from ui.pages.bridge import Channel, Sent
from ui.pages.shared import Shared
from ui.pages.source import CHANNEL, Reference, SourceView
from ui.people.visitor import PersonRole


@contextmanager
def tool_room(id: str, shared: Shared) -> Iterator[None]:
    """The room of a drafting tool: what is built within stands in its column, with the panel beside it."""
    with gr.Row(elem_id=id, elem_classes="room"):
        with gr.Column(elem_classes="tool", min_width=0):
            yield
        build_source_panel(shared)


def build_source_panel(shared: Shared) -> None:
    """A panel that is away until a chip or opener of the page is pressed; empty again when it is closed."""
    view = SourceView(shared.archive)

    def opened(request: gr.Request, sent: Sent) -> str:
        reference = Reference.decoded(sent.value)
        return view.html(reference) if reference else ""

    with gr.Column(elem_id="source-panel", scale=0, min_width=0):
        channel = Channel(CHANNEL)
        shown = gr.Markdown(elem_id="source", sanitize_html=False)
    channel.on(PersonRole.READER, opened, [], [shown])
