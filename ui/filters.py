"""Narrowing the list of reports by what an official types: part of a place, a period, report keys."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.process import extractOne

from ingest.vietnamese.text import fold, squeeze
from vectorstore.errors import UsageError
from vectorstore.records import Report


def matching(
    reports: Sequence[Report], place: str | None = None, period: str | None = None, keys: Sequence[str] = ()
) -> list[Report]:
    """Reports whose place and period labels hold the given words, with or without diacritics.

    Raises UsageError for a key that the archive does not have.
    """
    wanted = set(known_keys(reports, keys)) if keys else None
    return [
        report
        for report in reports
        if (wanted is None or report.key in wanted)
        and _holds(report.place.label if report.place else "", place)
        and _holds(report.period.label if report.period else "", period)
    ]


def known_keys(reports: Sequence[Report], keys: Sequence[str]) -> list[str]:
    """The keys, each once, as the archive spells them. Raises UsageError, naming the nearest, for an unknown one."""
    by_name = {report.key.lower(): report.key for report in reports}
    found: dict[str, None] = {}
    for key in keys:
        name = by_name.get(key.strip().lower())
        if name is None:
            nearest = extractOne(key, list(by_name.values()))
            hint = f"có phải “{nearest[0]}”? " if nearest else ""
            raise UsageError(
                f"Kho không có báo cáo mã “{key}”; {hint}Xem danh sách bằng “hoibaocao reports”."
            )
        found[name] = None
    return list(found)


def _holds(label: str, wanted: str | None) -> bool:
    return not wanted or fold(squeeze(wanted)) in fold(label)
