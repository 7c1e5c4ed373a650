"""The list of reports: found, sorted, paged; its state goes to the address and back."""

from __future__ import annotations

import html
import time
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fakes import REPORTS, report
from ui.pages.report_list import ANY, PER_PAGE, Entry, Query, choices, find, list_html
from vectorstore.counts import Counts
from vectorstore.records import Kind, Period, Place

DAY = datetime(2024, 5, 6, tzinfo=UTC)
ENTRIES = (
    Entry(REPORTS[0], Counts(40, 2), "Lan", DAY),
    Entry(REPORTS[1], Counts(7, 0), "", None),
    Entry(REPORTS[2], Counts(100, 0), "An", DAY.replace(day=7)),
    Entry(report("ba-tri-2023", Place("Bến Tre", "Ba Tri"), Period.year(2023)), Counts(), "", None),
)


def keys(query: Query, entries=ENTRIES) -> list[str]:
    return [entry.report.key for entry in find(entries, query).entries]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), {"ben-tre-6t-2023", "ca-mau-2022", "khong-ro", "ba-tri-2023"}),
        (Query(words="ben TRE"), {"ben-tre-6t-2023", "ba-tri-2023"}),
        (Query(words="tổng kết cà mau"), {"ca-mau-2022"}),
        (Query(words="ba-tri"), {"ba-tri-2023"}),
        (Query(place="Bến Tre"), {"ben-tre-6t-2023", "ba-tri-2023"}),
        (Query(place="Ba Tri (Bến Tre)"), {"ba-tri-2023"}),
        (Query(period="2022"), {"ca-mau-2022"}),
        (Query(kind="kế hoạch"), set()),
        (Query(words="không có từ này"), set()),
    ],
    ids=[
        "all",
        "words",
        "words in any order",
        "key",
        "province with districts",
        "district",
        "period",
        "kind",
        "none",
    ],
)
def test_found(query, expected):
    assert set(keys(query)) == expected


@pytest.mark.parametrize(
    ("column", "first"),
    [
        ("figures", "khong-ro"),
        ("findings", "ben-tre-6t-2023"),
        ("period", "ba-tri-2023"),
        ("added", "khong-ro"),
    ],
)
def test_largest_and_latest_come_first_and_turn_around(column, first):
    once = Query().sorted_by(column)
    assert keys(once)[0] == first
    assert keys(once.sorted_by(column))[-1] == first


def test_unknown_column_changes_nothing():
    assert Query().sorted_by("; DROP TABLE") == Query()


def test_pages_hold_every_report_once_and_the_last_stands_for_those_behind():
    entries = [
        Entry(replace(REPORTS[0], key=f"r{n:03}"), Counts(), "", None) for n in range(2 * PER_PAGE + 3)
    ]
    pages = [find(entries, Query(page=n)) for n in (1, 2, 3)]
    assert [key for page in pages for key in [e.report.key for e in page.entries]] == [
        e.report.key for e in entries
    ]
    assert find(entries, Query(page=99)) == pages[2] and pages[2].pages == 3


def test_two_thousand_reports_are_found_and_drawn_without_waiting():
    entries = [Entry(replace(REPORTS[n % 3], key=f"r{n:04}"), Counts(n, 0), "", DAY) for n in range(2000)]
    start = time.perf_counter()
    shown = list_html(find(entries, Query(words="ben tre", sort="figures")), Query())
    assert time.perf_counter() - start < 5 and shown.count("<tr>") == PER_PAGE + 1


text = st.text("aệ &=%+/?#;", min_size=1, max_size=12)
queries = st.builds(
    Query,
    words=text,
    place=text,
    period=text,
    sort=st.sampled_from(["key", "added"]),
    descending=st.booleans(),
    page=st.integers(1, 99),
    open=text,
)


@given(queries)
def test_state_goes_to_the_address_and_back(query):
    assert Query.of(dict(parse_qsl(urlsplit(query.url()).query))) == query


@pytest.mark.parametrize(
    "parameters",
    [{"trang": "0"}, {"trang": "x"}, {"trang": "²"}, {"sap": "không"}, {"sap": "-"}, {"lạ": "1"}],
)
def test_address_that_makes_no_sense_is_the_first_page(parameters):
    query = Query.of(parameters)
    assert (query.page, query.sort) == (1, "key") and find(ENTRIES, query).total == 4


def test_row_says_what_is_known_of_a_report():
    shown = html.unescape(list_html(find(ENTRIES, Query(words="ben-tre-6t")), Query()))
    for part in ("Báo cáo công tác y tế", "Bến Tre", "6T/2023", ">8<", ">40<", ">2<", "03/07/2023", "Lan"):
        assert part in shown


def test_heading_says_how_it_is_sorted_and_the_address_is_told():
    query = Query().sorted_by("figures")
    shown = html.unescape(list_html(find(ENTRIES, query), query))
    assert 'aria-sort="descending" class="col-figures number"' in shown
    assert 'data-address="/kho?sap=-figures"' in shown


@pytest.mark.parametrize(("query", "said"), [(Query(), "chưa có báo cáo"), (Query(words="x"), "khớp")])
def test_empty_list_says_why(query, said):
    assert said in list_html(find((), query), query)


def test_choices_are_what_the_archive_holds():
    places, periods, kinds = choices([entry.report for entry in ENTRIES])
    assert places == [ANY, "Ba Tri (Bến Tre)", "Bến Tre", "Cà Mau"]
    assert periods == [ANY, "2023", "6T/2023", "2022"] and kinds == [ANY, str(Kind.REPORT)]
