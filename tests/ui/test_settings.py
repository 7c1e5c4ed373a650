"""Settings: defaults, the environment and .env, and what is said of wrong names and values."""

from pathlib import Path

import pytest

from ui.settings import Settings, load_settings, setting_names
from vectorstore.errors import UsageError


def test_every_setting_has_a_default_and_a_help():
    assert Settings() == load_settings()
    assert all(field.description for field in Settings.model_fields.values())


def test_environment_wins_over_env_file(monkeypatch, tmp_path):
    Path(".env").write_text("HOIBAOCAO_PORT=8001\nHOIBAOCAO_HOST=0.0.0.0\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("HOIBAOCAO_PORT", "8002")
    settings = load_settings()
    assert (settings.port, settings.host) == (8002, "0.0.0.0")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("HOIBAOCAO_PROT", "HOIBAOCAO_PORT"),
        ("HOIBAOCAO_ARCHIV", "HOIBAOCAO_ARCHIVE"),
        ("hoibaocao_hots", "HOIBAOCAO_HOST"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(monkeypatch, name, nearest):
    monkeypatch.setenv(name, "x")
    with pytest.raises(UsageError, match=nearest):
        load_settings()


def test_unknown_name_in_env_file_is_refused():
    Path(".env").write_text("HOIBAOCAO_KHO=x\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"HOIBAOCAO_KHO.*\.env"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "70000"), ("PORT", "bảy"), ("CONCURRENCY", "0"), ("DEBUG", "co")]
)
def test_wrong_value_names_the_setting_and_its_default(monkeypatch, name, value):
    monkeypatch.setenv(f"HOIBAOCAO_{name}", value)
    with pytest.raises(UsageError, match=f"HOIBAOCAO_{name}.*mặc định"):
        load_settings()


def test_changed_checks_as_the_environment_does():
    assert Settings().changed(port=0).port == 0
    with pytest.raises(UsageError, match="HOIBAOCAO_PORT"):
        Settings().changed(port=-1)


def test_env_file_that_is_not_text_is_told():
    Path(".env").write_bytes(b"HOIBAOCAO_PORT=\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        load_settings()


def test_names_are_prefixed():
    assert "HOIBAOCAO_ARCHIVE" in setting_names()


def test_key_of_the_language_model_is_never_shown(monkeypatch):
    monkeypatch.setenv("HOIBAOCAO_LLM_KEY", "sk-bi-mat")
    monkeypatch.setenv("HOIBAOCAO_LLM_TIME_LIMIT", "5")
    settings = load_settings().changed(port=0)
    assert settings.llm_key.get_secret_value() == "sk-bi-mat"
    assert "sk-bi-mat" not in f"{settings} {settings!r} {settings.model_dump()}"


def test_language_model_is_off_by_default():
    assert Settings().llm_model == ""
