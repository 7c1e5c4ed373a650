"""What a browser sends through a hidden box: read where it is a message, nothing else otherwise."""

import json

import gradio as gr
import pytest
from starlette.requests import Request

from ui.pages.bridge import Channel, Sent, button, read, sends
from ui.people.rights import needed_role
from ui.people.visitor import PersonRole, Visitor


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ('{"value": "open:a", "fields": {}, "count": 1}', Sent("open:a")),
        ('{"value": "bad:1", "fields": {"note": "x", "n": 3}}', Sent("bad:1", {"note": "x"})),
        ('{"value": "a"}', Sent("a")),
        ('{"value": 3}', Sent()),
        ("[1]", Sent()),
        ("", Sent()),
        ("{", Sent()),
        ("[" * 5000, Sent()),
        (json.dumps({"value": "x" * 400_000}), Sent()),
    ],
)
def test_message_is_read_or_is_nothing(text, sent):
    assert read(text) == sent


def test_button_sends_its_value_to_its_channel():
    assert button("talks", "open:a", "<b>") == (
        '<button data-send="send-talks" data-value="open&#58;a" type="button">&#60;b&#62;</button>'
    )
    assert sends("talks", "x") == ' data-send="send-talks" data-value="x"'


def asked_by(role: PersonRole) -> gr.Request:
    scope = {"type": "http", "headers": [], "hoibaocao.visitor": Visitor("an", role)}
    return gr.Request(request=Request(scope))


def test_channel_calls_with_the_message_and_refuses_a_lower_role():
    calls = []
    with gr.Blocks() as blocks:
        Channel("change").on(
            PersonRole.EDITOR, lambda request, sent, more: calls.append((sent, more)), [], []
        )
    [event] = blocks.fns.values()
    assert needed_role(event.fn) is PersonRole.EDITOR and event.api_visibility == "private"
    editor, reader = asked_by(PersonRole.EDITOR), asked_by(PersonRole.READER)
    event.fn(editor, editor, '{"value": "remove:a"}', "x")
    assert calls == [(Sent("remove:a"), "x")]
    with pytest.raises(gr.Error, match="quyền"):
        event.fn(reader, reader, '{"value": "remove:a"}', "x")
    assert len(calls) == 1
