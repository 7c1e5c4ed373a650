"""The panel beside a page in which sources open; one call in a page's build()."""

from __future__ import annotations

import gradio as gr

from ui.pages.bridge import Channel, Sent
from ui.pages.shared import Shared
from ui.pages.source import CHANNEL, Reference, SourceView
from ui.people.visitor import PersonRole


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
