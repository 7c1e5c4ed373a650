from __future__ import annotations

import pytest

from vectorstore.fusion import RANK_CONSTANT, reciprocal_rank


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
