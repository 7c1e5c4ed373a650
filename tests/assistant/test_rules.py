"""Rules that are data: read when asked for, tried on their own examples."""

from __future__ import annotations

import pytest

from assistant.rules import Rules, has_word

GOOD = '[met]\npatterns = ["dat ke hoach", "vuot"]\nexample = "da vuot chua"\nother = "ke hoach la gi"\n'


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    rules = Rules(tmp_path / "khong-co.toml")
    with pytest.raises(FileNotFoundError, match="khong-co"):
        rules.pattern("met")


def test_any_of_its_patterns_is_found(tmp_path):
    (tmp_path / "r.toml").write_text(GOOD, "utf-8")
    pattern = Rules(tmp_path / "r.toml").pattern("met")
    assert pattern.search("dat ke hoach") and pattern.search("vuot") and not pattern.search("ke hoach")


@pytest.mark.parametrize(("old", "new"), [("da vuot chua", "khong"), ("ke hoach la gi", "vuot ke hoach")])
def test_rule_that_does_not_fit_its_examples_is_refused(tmp_path, old, new):
    (tmp_path / "r.toml").write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(ValueError, match=r"r\.toml: \[met\]"):
        Rules(tmp_path / "r.toml").pattern("met")


@pytest.mark.parametrize(
    ("text", "word", "found"), [("so ca mac", "ca", True), ("cao", "ca", False), ("a b c", "b c", True)]
)
def test_word_stands_on_its_own(text, word, found):
    assert has_word(text, word) is found
