"""Quotes with several numbers marked."""

from __future__ import annotations

import pytest

from ui.pages.quoted import marked_html


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("1 và 2", [(5, 6), (0, 1)], "<p><mark>1</mark> và <mark>2</mark></p>"),
        ("a\nb", [(2, 3)], "<p>a</p><p><mark>b</mark></p>"),
        ("<b>", [(0, 3)], "<p><mark>&#60;b&#62;</mark></p>"),
        ("12", [(0, 2), (1, 2), (0, 2)], "<p><mark>12</mark></p>"),
        ("12", [(9, 12), (-4, -1), (1, 1)], "<p>12</p>"),
    ],
    ids=["order", "lines", "markup", "overlap", "outside"],
)
def test_numbers_are_marked_where_they_stand(text, spans, shown):
    assert marked_html(text, spans) == shown


def test_cells_of_a_row_are_marked():
    shown = marked_html("Sởi\t17\t19", [(4, 6), (7, 9)])
    assert "<td>Sởi</td><td><mark>17</mark></td><td><mark>19</mark></td>" in shown
