"""Text of reports and users never becomes markup, in text or in an attribute."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fakes import HOSTILE
from ui.pages import markup
from ui.pages.markup import address, attributes, escape


@given(st.text(max_size=200))
def test_escaped_text_holds_no_markup_and_reads_the_same(text):
    escaped = escape(text)
    assert not re.search(r"[<>\"'`*_\[\]$~|\\\n]|&(?!#\d+;)|#(?!\d)", escaped)
    kept = html.unescape(escaped)
    assert kept.split() == markup._CONTROL.sub("", re.sub(r"\s+", " ", text)).split()
    escaped.encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=200))
def test_attribute_gives_its_text_back_and_ends_where_it_should(text):
    written = attributes(data_value=text)
    assert written.count('"') == 2 and not re.search(r"[<>\n]", written)
    assert html.unescape(written[len(' data-value="') : -1]) == text


def test_attribute_keeps_lines_and_tabs_of_a_text_that_is_copied():
    assert html.unescape(attributes(data_copy="a\tb\nc")) == ' data-copy="a\tb\nc"'


def test_attribute_names():
    assert attributes(class_="a", aria_label="b", type="c") == ' class="a" aria-label="b" type="c"'


@pytest.mark.parametrize("text", [HOSTILE, '"><script>', "' onclick='x"])
def test_hostile_attribute_stays_one_attribute(text):
    assert not re.search(r"[<>']", attributes(title=text))


def test_address_is_a_hidden_mark():
    assert address("/kho?trang=2") == '<span data-address="&#47;kho?trang&#61;2" hidden=""></span>'
