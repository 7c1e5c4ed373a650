"""Buttons and forms inside rendered HTML that call a handler: app.js writes what was pressed into a hidden box.

    channel = Channel("source")                       # within a page's build()
    channel.on(PersonRole.READER, handler, [other inputs], [outputs])    # handler(request, sent, *others)
    button("source", "ben-tre-2023:4", "1")           # HTML; handler gets Sent("ben-tre-2023:4", {})

What arrives was sent by a browser, and is checked like any other request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from ui.pages.markup import attributes, escape
from ui.people.rights import needs
from ui.people.visitor import PersonRole

# No endpoint of the pages is an API for others.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_LONGEST = 300_000  # characters of one message: a whole draft fits


@dataclass(frozen=True, slots=True)
class Sent:
    """What a button or form sent: its value, and the fields of its form by name."""

    value: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class Channel:
    """A hidden box of the page under construction, by whose name HTML calls handlers."""

    def __init__(self, name: str) -> None:
        self.box = gr.Textbox(visible="hidden", elem_id=f"send-{name}", show_label=False, container=False)

    def on(
        self,
        role: PersonRole,
        handler: Callable[..., Any],
        inputs: Sequence[Any],
        outputs: Sequence[Any],
        cancels: Sequence[Any] = (),
    ) -> Any:
        """Call `handler(request, sent, *inputs)` for every message of a person who has the role.

        What is still running of the events `cancels` is given up. Returns Gradio's dependency, for `.then`.
        """

        def reading(request: gr.Request, text: str, *values: Any) -> Any:
            return handler(request, read(text), *values)

        return self.box.change(
            needs(role)(reading),
            [self.box, *inputs],
            list(outputs),
            queue=False,
            cancels=list(cancels) or None,
            **PRIVATE,
        )


def read(text: str) -> Sent:
    """The message of app.js; an empty one where it is none."""
    try:
        message = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict) or not isinstance(message.get("value"), str):
        return Sent()
    fields = message.get("fields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return Sent(message["value"], {str(name): value for name, value in pairs if isinstance(value, str)})


def button(channel: str, value: str, text: str, **more: str) -> str:
    """A button of an HTML fragment; `more` are attributes, underscores for hyphens (`aria_label`, `class_`)."""
    return f"<button{sends(channel, value)}{attributes(type='button', **more)}>{escape(text)}</button>"


def sends(channel: str, value: str) -> str:
    """The attributes by which any element, or a form, sends to a channel."""
    return attributes(data_send=f"send-{channel}", data_value=value)
