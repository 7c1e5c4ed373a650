from __future__ import annotations

import pytest

from vectorstore.fusion import RANK_CONSTANT, reciprocal_rank, weighted_sum


@pytest.mark.parametrize(
    ("rankings", "weights", "order"),
    [
        pytest.param([], None, [], id="none"),
        pytest.param([["a", "b"], []], None, ["a", "b"], id="one is empty"),
        pytest.param([["a", "b", "c"], ["c", "b"]], None, ["c", "b", "a"], id="in both before in one"),
        pytest.param([["a"], ["b"]], None, ["a", "b"], id="equal scores in order"),
        pytest.param([["a"], ["b"]], [0.5, 1.0], ["b", "a"], id="weights"),
    ],
)
def test_reciprocal_rank(rankings: list[list[str]], weights: list[float] | None, order: list[str]) -> None:
    assert list(reciprocal_rank(rankings, weights)) == order


def test_first_place_scores_by_the_constant() -> None:
    assert reciprocal_rank([["a"]]) == {"a": pytest.approx(1 / (RANK_CONSTANT + 1))}


@pytest.mark.parametrize(
    ("scored", "weights", "expected"),
    [
        pytest.param([], (), {}, id="none"),
        pytest.param([[("a", 9.0), ("b", 1.0)], []], (1.0, 1.0), {"a": 1.0, "b": 0.0}, id="one is empty"),
        pytest.param([[("a", 5.0)], [("b", -3.0)]], (1.0, 0.5), {"a": 1.0, "b": 0.5}, id="single results count whole"),
        pytest.param(
            [[("a", 10.0), ("b", 8.0), ("c", 0.0)], [("b", 0.9), ("c", 0.1)]], (1.0, 0.5),
            {"b": 1.3, "a": 1.0, "c": 0.0}, id="how far ahead counts",
        ),
        pytest.param([[("a", 2.0), ("b", 2.0)]], (1.0,), {"a": 1.0, "b": 1.0}, id="equal scores in order"),
    ],
)  # fmt: skip
def test_weighted_sum(
    scored: list[list[tuple[str, float]]], weights: tuple[float, ...], expected: dict[str, float]
) -> None:
    found = weighted_sum(scored, weights)
    assert list(found) == list(expected) and found == pytest.approx(expected)
