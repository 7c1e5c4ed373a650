"""Reaching a chat model by the settings: what is refused, and that nothing is loaded without need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import SecretStr

from assistant.writing.connect import ModelSettings, connect
from vectorstore.errors import UsageError

ADDRESS = "http://127.0.0.1:9/v1"


def test_address_gives_a_client_of_it():
    model = connect(ModelSettings("qwen3-8b", ADDRESS, SecretStr("k"), 3.0))
    assert model.openai_api_base == ADDRESS
    assert model.model_name == "qwen3-8b"
    assert model.request_timeout == 3.0


def test_without_a_key_none_of_another_service_is_sent(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another")
    model = connect(ModelSettings("qwen3-8b", ADDRESS))
    assert model.openai_api_key.get_secret_value() == "none"


def test_provider_by_name(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    model = connect(ModelSettings("openai:gpt-x"))
    assert model.model_name == "gpt-x"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (ModelSettings("qwen3-8b"), "Chưa rõ mô hình"),
        (ModelSettings("qwen3-8b", "127.0.0.1:8000"), "phải bắt đầu bằng http"),
        (ModelSettings("khongcohang:x"), "Không dựng được mô hình"),
    ],
    ids=["neither address nor provider", "address without scheme", "unknown provider"],
)
def test_settings_that_name_no_model(settings, message):
    with pytest.raises(UsageError, match=message):
        connect(settings)


@pytest.mark.parametrize(
    "settings", [ModelSettings("m", ADDRESS), ModelSettings("openai:m")], ids=["address", "name"]
)
def test_missing_library_is_told_with_what_to_install(monkeypatch, settings):
    for name in ("langchain_openai", "langchain.chat_models"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match="hãy cài thêm"):
        connect(settings)


def test_key_is_in_no_message(monkeypatch):
    settings = ModelSettings("khongcohang:x", key=SecretStr("sk-bi-mat"))
    with pytest.raises(UsageError) as caught:
        connect(settings)
    assert "sk-bi-mat" not in f"{caught.value!r} {settings!r}"


def test_without_a_model_no_client_is_loaded():
    code = (
        "import assistant.runnable, assistant.writing.writer, assistant.writing.connect, ui.composition, sys;"
        "sys.exit(any(name in sys.modules for name in ('langchain_openai', 'openai', 'langchain')))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
