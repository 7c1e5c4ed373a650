"""The tables of a comparison that is to be told: the places and periods beside each other, then each by role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.indicators.compare import compare
from assistant.indicators.locate import Indicators
from assistant.table import Table
from vectorstore.records import Period, Place

if TYPE_CHECKING:
    from vectorstore.archive import Archive

_MOST_TOLD = 6  # scopes that are told with plan and last year of each


def gather(
    indicators: Indicators,
    archive: Archive,
    wanted: Sequence[str],
    *,
    places: Sequence[Place] = (),
    periods: Sequence[Period] = (),
    reports: Sequence[str] = (),
) -> list[Table]:
    """As `compare`; several scopes are followed by a table of each with plan, last year and shares."""
    whole = compare(indicators, archive, wanted, places=places, periods=periods, reports=reports)
    scopes = list(
        dict.fromkeys((c.place, c.period) for c in whole.columns if not c.derived and c.place and c.period)
    )
    if len(scopes) < 2 or len(scopes) > _MOST_TOLD:
        return [whole]
    if reports:
        return [whole, *(compare(indicators, archive, wanted, reports=[key]) for key in reports)]
    return [
        whole,
        *(
            compare(indicators, archive, wanted, places=[place], periods=[period])
            for place, period in scopes
            if place and period
        ),
    ]
