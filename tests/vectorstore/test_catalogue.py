from __future__ import annotations

import time
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.vietnamese.text import fold, index_terms
from tests.vectorstore.builders import HALF_2024, a_content, a_figure
from vectorstore.catalogue import Catalogue, Change
from vectorstore.codec import (
    figure_row,
    period_text,
    place_text,
    row_figure,
    text_period,
    text_place,
)
from vectorstore.errors import ArchiveError
from vectorstore.records import Bound, Period, Place, Role, Span


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite", analyze=index_terms, fold=fold)


def keys_found(catalogue: Catalogue, *groups: list[str], keys: list[str] | None = None) -> list[str]:
    return [
        f"{h.passage.report}:{h.passage.number}" for h in catalogue.search_passages(list(groups), 10, keys)
    ]


def test_records_come_back_as_they_were_put(catalogue: Catalogue) -> None:
    content = a_content()
    assert catalogue.put(content) is Change.ADDED
    key = content.report.key
    assert catalogue.report(key) == content.report
    assert tuple(catalogue.sections(key)) == content.sections
    assert tuple(catalogue.passages([key])) == content.passages
    assert tuple(catalogue.figures([key])) == content.figures
    assert tuple(catalogue.findings([key])) == content.findings
    assert tuple(catalogue.gaps([key])) == content.gaps


def test_same_key_and_hash_change_nothing_unless_forced(catalogue: Catalogue) -> None:
    catalogue.put(a_content())
    other_text = a_content(texts=("Nội dung khác.",))
    assert catalogue.put(other_text) is Change.UNCHANGED
    assert len(catalogue.passages()) == 2
    assert catalogue.put(other_text, force=True) is Change.REPLACED
    assert [p.text for p in catalogue.passages()] == ["Nội dung khác."]


def test_changed_file_replaces_its_report_whole(catalogue: Catalogue) -> None:
    catalogue.put(a_content())
    changed = a_content(texts=("Phòng chống sốt rét.",), figures=(), sha256="0" * 64)
    assert catalogue.put(changed) is Change.REPLACED
    assert catalogue.figures() == []
    assert catalogue.findings() == []
    assert [gap.report for gap in catalogue.gaps()] == ["tinh-a-6t-2024"] * 2
    assert catalogue.indicators() == []
    assert keys_found(catalogue, ["tiêm chủng"]) == []
    assert keys_found(catalogue, ["sốt rét"]) == ["tinh-a-6t-2024:0"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({"sections": [0]}, [1], id="section"),
        pytest.param({"roles": [Role.PLAN]}, [1], id="role"),
        pytest.param({"place": Place("Lai Châu")}, [0], id="place"),
        pytest.param({"period": HALF_2024}, [0], id="period"),
        pytest.param({"reports": []}, [], id="no report"),
        pytest.param({}, [0, 1], id="all"),
    ],
)
def test_gaps_are_filtered(catalogue: Catalogue, filters: dict[str, Any], found: list[int]) -> None:
    catalogue.put(a_content())
    assert [gap.number for gap in catalogue.gaps(**filters)] == found


def test_removed_report_leaves_no_row_and_no_text_in_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.put(a_content(texts=("Từ hiếm: zoledronat.",) * 50))
    assert catalogue.remove("tinh-a-6t-2024")
    with catalogue.database.read() as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        counts = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables
        }
    engine = {
        t for t in tables if t.endswith(("_data", "_config")) or t in {"sqlite_sequence", "meta", "doomed"}
    }
    assert {table: count for table, count in counts.items() if count and table not in engine} == {}
    catalogue.database.close()
    assert not any(b"zoledronat" in path.read_bytes() for path in tmp_path.iterdir())


def test_removing_one_report_keeps_the_wordings_of_others(catalogue: Catalogue) -> None:
    catalogue.put(a_content("a"))
    catalogue.put(a_content("b", figures=(a_figure("b", 0, "Tỷ lệ tiêm chủng đầy đủ", "50"),)))
    first = catalogue.indicators()[0]
    assert (first.name, first.reports) == ("Tỷ lệ tiêm chủng đầy đủ", ("a", "b"))
    catalogue.remove("a")
    assert [(i.name, i.reports, i.figures) for i in catalogue.indicators()] == [
        ("Tỷ lệ tiêm chủng đầy đủ", ("b",), 1)
    ]


def test_removing_an_unknown_key_says_so(catalogue: Catalogue) -> None:
    assert not catalogue.remove("không có")


def test_a_put_that_fails_leaves_the_former_report(catalogue: Catalogue) -> None:
    catalogue.put(a_content())
    broken = a_content(sha256="0" * 64)
    twice = (*broken.passages, broken.passages[0])  # the same number twice breaks the table's rule
    object.__setattr__(broken, "passages", twice)
    with pytest.raises(ArchiveError, match="danh mục"):
        catalogue.put(broken)
    assert tuple(catalogue.passages()) == a_content().passages
    assert keys_found(catalogue, ["tiêm chủng"]) == ["tinh-a-6t-2024:0"]


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        pytest.param([["tiêm chủng đầy đủ"]], ["r:0"], id="phrase with diacritics"),
        pytest.param([["tiem chung day du"]], ["r:0"], id="phrase without diacritics"),
        pytest.param([["chủng tiêm"]], [], id="phrase in another order"),
        pytest.param([["48,6%"]], ["r:0"], id="number whole"),
        pytest.param([["45"]], [], id="part of a number"),
        pytest.param([["1.304.517"]], ["r:2"], id="number with thousands"),
        pytest.param([["tiêm", "sốt"]], [], id="both words required"),
        pytest.param([["phát hiện", "sốt"]], ["r:1"], id="phrase and word"),
        pytest.param([["zzz"], ["sốt xuất huyết"]], ["r:1"], id="one of two groups"),
        pytest.param([['"'], [""], ["*"], ["(OR"]], [], id="signs of the query language"),
        pytest.param([["NEAR"], ["AND"], ["tiêm"]], ["r:0"], id="words of the query language"),
        pytest.param([[unicodedata.normalize("NFD", "tiêm chủng")]], ["r:0"], id="NFD"),
        pytest.param(
            [["Kết quả hoạt động"], ["dân số"]], ["r:0", "r:1", "r:2"], id="heading is searched too"
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_search_passages(catalogue: Catalogue, groups: list[list[str]], found: list[str]) -> None:
    texts = (
        "Tỷ lệ tiêm chủng đầy đủ đạt 48,6%.",
        "Phát hiện 12 ca sốt xuất huyết.",
        "Dân số 1.304.517 người.",
    )
    catalogue.put(a_content("r", texts))
    assert sorted(keys_found(catalogue, *groups)) == found


def test_search_prefers_the_word_with_its_diacritics(catalogue: Catalogue) -> None:
    catalogue.put(a_content("r", ("Tập huấn bán hàng.", "Tập huấn ban hành.", "Một.", "Hai.", "Ba.")))
    assert keys_found(catalogue, ["ban"]) == ["r:1", "r:0"]
    assert keys_found(catalogue, ["bán"]) == ["r:0", "r:1"]


def test_search_among_reports(catalogue: Catalogue) -> None:
    for key in ("a", "b", "c"):
        catalogue.put(a_content(key))
    assert set(keys_found(catalogue, ["tiêm chủng"], keys=["a", "c"])) == {"a:0", "c:0"}
    assert keys_found(catalogue, ["tiêm chủng"], keys=[]) == []


def test_question_of_thousands_of_words_is_searched(catalogue: Catalogue) -> None:
    catalogue.put(a_content())
    groups = [[f"từ{number}"] for number in range(4_000)] + [["tiêm chủng"]]
    assert keys_found(catalogue, *groups) == ["tinh-a-6t-2024:0"]


def test_reports_by_place_period_and_key(catalogue: Catalogue) -> None:
    catalogue.put(a_content("tinh", place=Place("Lai Châu")))
    catalogue.put(a_content("huyen", place=Place("Lai Châu", "Phong Thổ"), period=Period.year(2024)))
    catalogue.put(a_content("khac", place=None, period=None))
    found = lambda *a, **k: [r.key for r in catalogue.reports(*a, **k)]  # noqa: E731
    assert found() == ["huyen", "khac", "tinh"]
    assert found(Place("Lai Châu")) == ["huyen", "tinh"]
    assert found(Place("Lai Châu", "Phong Thổ")) == ["huyen"]
    assert found(None, HALF_2024) == ["tinh"]
    assert found(keys=["khac", "không có"]) == ["khac"]


def test_key_in_nfd_finds_the_report(catalogue: Catalogue) -> None:
    catalogue.put(a_content(unicodedata.normalize("NFD", "báo-cáo-quý")))
    assert catalogue.report("báo-cáo-quý") is not None
    assert catalogue.report(unicodedata.normalize("NFD", "báo-cáo-quý")) is not None
    assert len(catalogue.passages([unicodedata.normalize("NFD", "báo-cáo-quý")])) == 2


def test_figures_by_their_own_place_role_and_wording(catalogue: Catalogue) -> None:
    catalogue.put(
        a_content(
            "r",
            figures=(
                a_figure("r", 0, "Tỷ lệ A", "1"),
                a_figure("r", 1, "Tỷ lệ A", "2", role=Role.PLAN),
                a_figure("r", 2, "TỶ LỆ a", "3", place=Place("Lai Châu", "Sìn Hồ")),
            ),
        )
    )
    (indicator,) = catalogue.indicators()  # wordings that fold alike are one
    assert [f.number for f in catalogue.figures(indicators=[indicator.id])] == [0, 1, 2]
    assert [f.number for f in catalogue.figures(roles=[Role.PLAN])] == [1]
    assert [f.number for f in catalogue.figures(place=Place("Lai Châu", "Sìn Hồ"))] == [2]
    assert [f.number for f in catalogue.figures(["r"], numbers=[0, 2])] == [0, 2]
    assert catalogue.figures([]) == []


def test_four_thousand_figures_are_read_in_an_instant(catalogue: Catalogue) -> None:
    chain = ("A. Khám chữa bệnh", "I. Bệnh nhân phát hiện mới")
    figures = tuple(a_figure("r", i, f"Chỉ tiêu {i % 700}", f"{i}.5", chain=chain) for i in range(4_000))
    catalogue.put(a_content("r", figures=figures))
    catalogue.figures(["r"])
    started = time.perf_counter()
    assert len(catalogue.figures(["r"])) == 4_000
    assert time.perf_counter() - started < 0.25  # 0.03 s on a quiet machine


places = st.none() | st.builds(Place, st.text(max_size=9), st.text(max_size=9), st.text(max_size=9))
months = st.integers(1, 12)
periods = st.none() | st.builds(Period, st.integers(1900, 2100), months, st.integers(1900, 2100), months)


@given(places, periods)
def test_place_and_period_survive_as_text(place: Place | None, period: Period | None) -> None:
    assert text_place(place_text(place)) == place
    assert text_period(period_text(period)) == period


@settings(max_examples=60)
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False),
    chain=st.lists(st.text(max_size=8), max_size=4),
    role=st.sampled_from(Role),
    span=st.sampled_from(Span),
    bound=st.sampled_from(Bound),
)
def test_figure_survives_as_a_row(
    value: Decimal, chain: list[str], role: Role, span: Span, bound: Bound
) -> None:
    figure = a_figure("r", 7, "X", "1", value=value, chain=tuple(chain), role=role, span=span, bound=bound)
    assert row_figure("r", figure_row(figure)) == figure


def test_search_among_very_many_scattered_reports(catalogue: Catalogue) -> None:
    for number in range(430):
        catalogue.put(a_content(f"r{number:03}", ("Tiêm chủng.",), ()))
    wanted = [f"r{number:03}" for number in range(0, 430, 2)]
    found = {hit.passage.report for hit in catalogue.search_passages([["tiêm chủng"]], 500, wanted)}
    assert found == set(wanted)


def test_search_of_common_words_keeps_the_rare_ones(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.fulltext.MAX_ROWS", 3)
    catalogue.put(a_content("r", (*["Tỷ lệ chung."] * 20, "Tỷ lệ mắc lao phổi mới.")))
    assert keys_found(catalogue, ["tỷ"], ["lệ"], ["lao"], ["phổi"], ["mới"]) == ["r:20"]
