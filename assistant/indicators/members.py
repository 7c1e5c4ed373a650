"""The figures of a report with their identities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.indicators.grouping import Member
from assistant.indicators.identity import identity_of, surroundings
from vectorstore.records import Figure, Report, Role

if TYPE_CHECKING:
    from vectorstore.archive import Archive

_OWN_UNIT = (Role.RESULT, Role.PRIOR, Role.PLAN)  # roles printed in the indicator's own unit, the best first


def members_of(archive: Archive, report: Report) -> list[Member]:
    """All figures of a report."""
    return list(members(archive, report, archive.figures(reports=[report.key])))


def members(
    archive: Archive, report: Report, figures: Sequence[Figure], wanted: Iterable[int] | None = None
) -> Iterator[Member]:
    """The `wanted` figures (by number; all) of a report; `figures` are at least those and their groups."""
    paths = {section.number: section.path for section in archive.sections(report.key)}
    own = own_figures(figures)
    numbers = None if wanted is None else set(wanted)
    for figure in figures:
        if numbers is None or figure.number in numbers:
            path = paths.get(figure.section, ())
            identity = identity_of(figure, own.get(figure.group, figure), path)
            yield Member(figure, report, identity, path, surroundings(figure, path))


def own_figures(figures: Iterable[Figure]) -> dict[int, Figure]:
    """By group, the figure that is printed in the indicator's own unit: the rate before the count behind it."""
    own: dict[int, Figure] = {}
    for figure in figures:
        if figure.role in _OWN_UNIT and (
            figure.group not in own or _preference(figure) < _preference(own[figure.group])
        ):
            own[figure.group] = figure
    return own


def _preference(figure: Figure) -> tuple[int, bool]:
    return _OWN_UNIT.index(figure.role), not figure.unit.startswith(("%", "‰", "/"))
