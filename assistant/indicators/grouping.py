"""Figures of different reports brought together where they are of one indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from assistant.indicators.corrections import Corrections
from assistant.indicators.identity import Identity, is_bare
from assistant.indicators.measures import RATES
from assistant.indicators.sameness import Same, compare
from ingest.vietnamese.naming import is_population
from vectorstore.records import Figure, Report, Role, Span

LEVELS = (Role.RESULT, Role.PLAN, Role.PRIOR)  # values of the indicator itself, no change or share
_TITLE = re.compile(r"(?:bảng|biểu|phụ lục|mẫu)(?: số)?\s*(?:\d+|[IVX]+)?\s*[.:–-]?\s*", re.IGNORECASE)
_SCOPE = re.compile(
    r"\s*(?:(?:chia |phân )?theo (?:huyện|xã|đơn vị|địa (?:bàn|phương))"
    r"|(?:\d{1,2} tháng|quý|tháng|năm)\b[^,]*\d{4}).*$",
    re.IGNORECASE,
)
_EVER = 2  # times what is counted in the period, from which a cumulative count did not begin in January
_WIDEST = 400  # identities that share a term: a term of more names tells nothing


@dataclass(frozen=True, slots=True)
class Member:
    """A figure with its report, identity and where it stands."""

    figure: Figure
    report: Report
    identity: Identity
    path: tuple[str, ...]  # headings, outermost first
    around: frozenset[str]  # terms of what the name stands under


def wording_of(member: Member) -> str:
    """The indicator as worded, under what it is of where it names nothing by itself."""
    figure = member.figure
    bare = is_bare(figure.indicator) and not is_population(figure.indicator)
    links = [*map(_untitled, figure.chain[-1:]), figure.indicator] if bare else [figure.indicator]
    column = f" ({figure.column.lower()})" if figure.column in ("Mắc", "Chết") else ""
    return " ".join(" › ".join(links).split()) + column


def _untitled(link: str) -> str:
    """What a table's title speaks of: 'Biểu 2. Số ca mắc sởi theo huyện năm 2023' → 'Số ca mắc sởi'."""
    head = _TITLE.match(link)
    return _SCOPE.sub("", link[head.end() :]).strip(" .,:") or link if head else link


@dataclass(frozen=True, slots=True)
class Group:
    """One indicator: its members, and why wordings that differ are held to be one."""

    members: tuple[Member, ...]
    reasons: tuple[str, ...] = ()

    @property
    def identities(self) -> frozenset[Identity]:
        return frozenset(member.identity for member in self.members)


@dataclass(slots=True)
class _Node:
    """Members of one identity, or of several that were joined."""

    identities: set[Identity]
    members: list[Member]
    around: set[str]
    reasons: list[str] = field(default_factory=list)
    values: dict[tuple[object, ...], set[Decimal]] = field(default_factory=dict)


def group_members(members: Iterable[Member], corrections: Corrections | None = None) -> list[Group]:
    """Groups of one indicator each, in the order of their first members."""
    rules = corrections or Corrections()
    nodes = _nodes(replace(m, identity=rules.narrowed(m.identity, wording_of(m))) for m in members)
    joined = _Joined(nodes, rules)
    for one, other, verdict in sorted(_pairs(nodes), key=lambda pair: (-pair[2][0], -pair[2][1])):
        joined.join(one, other, verdict[2], sure=verdict[0] is Same.YES)
    for one, other in _unmeasured(nodes):
        joined.join(one, other, "một bên không ghi đơn vị", sure=False)
    for one, other in rules.merges(nodes):
        joined.join(one, other, "do người dùng gộp", sure=True)
    return [Group(tuple(node.members), tuple(dict.fromkeys(node.reasons))) for node in joined.nodes()]


def _nodes(members: Iterable[Member]) -> dict[Identity, _Node]:
    nodes: dict[Identity, _Node] = {}
    for member in members:
        node = nodes.get(member.identity)
        if node is None:
            node = nodes[member.identity] = _Node({member.identity}, [], set())
        node.members.append(member)
        node.around |= member.around
        slot = _slot(member)
        if slot is not None:
            node.values.setdefault(slot, set()).add(member.figure.value)
    return nodes


def _slot(member: Member) -> tuple[object, ...] | None:
    """What a report states once for an indicator; None where a second value is no contradiction."""
    figure = member.figure
    if figure.role not in LEVELS:
        return None
    return (figure.report, figure.place, figure.period, figure.role, figure.span)


def _pairs(nodes: Mapping[Identity, _Node]) -> Iterator[tuple[Identity, Identity, tuple[Same, float, str]]]:
    """Pairs that may be one, with their verdicts; only those that share a term are looked at."""
    by_term: dict[tuple[object, ...], list[Identity]] = defaultdict(list)
    for identity in nodes:
        for term in identity.core or identity.soft:
            by_term[identity.measure, identity.populations, identity.part, term].append(identity)
    seen: set[frozenset[Identity]] = set()
    for sharing in by_term.values():
        if len(sharing) > _WIDEST:
            continue
        for one, other in combinations(sharing, 2):
            if frozenset((one, other)) in seen:
                continue
            seen.add(frozenset((one, other)))
            verdict = compare(one, other, nodes[one].around, nodes[other].around)
            if verdict.same is not Same.NO:
                yield one, other, (verdict.same, verdict.likeness, verdict.reason)


def _unmeasured(nodes: Mapping[Identity, _Node]) -> Iterator[tuple[Identity, Identity]]:
    """A count without unit ("tử vong: không"), or a share of a plan alone, and the one measure of the others."""
    by_name: dict[tuple[object, ...], list[Identity]] = defaultdict(list)
    for identity in nodes:
        by_name[identity.core, identity.populations, identity.part].append(identity)
    for (core, *_), alike in by_name.items():
        measured = [identity for identity in alike if identity.measure]
        if not core or len({identity.measure for identity in measured}) != 1:
            continue
        rate = measured[0].measure.startswith(RATES)
        for identity in alike:
            if not identity.measure and not (rate and _states_a_level(nodes[identity])):
                yield measured[0], identity


def _states_a_level(node: _Node) -> bool:
    return any(member.figure.role in LEVELS for member in node.members)


class _Joined:
    """Nodes joined two by two, never against a person's word or a report that has both."""

    def __init__(self, nodes: Mapping[Identity, _Node], rules: Corrections) -> None:
        self._node = dict(nodes)
        self._rules = rules

    def nodes(self) -> Sequence[_Node]:
        return list({id(node): node for node in self._node.values()}.values())

    def join(self, one: Identity, other: Identity, reason: str, *, sure: bool) -> None:
        a, b = self._node[one], self._node[other]
        if a is b or self._rules.parts(a.identities, b.identities) or (not sure and _rivals(a, b)):
            return
        a.identities |= b.identities
        a.members += b.members
        a.around |= b.around
        a.reasons += [*b.reasons, reason]
        for slot, values in b.values.items():
            a.values.setdefault(slot, set()).update(values)
        for identity in b.identities:
            self._node[identity] = a


def _rivals(a: _Node, b: _Node) -> bool:
    """True when reports state different values for the two in the same place, period and role."""
    if _ever_beside_new(a, b) or _ever_beside_new(b, a):
        return True
    small, large = sorted((a.values, b.values), key=len)
    common = [slot for slot in small if slot in large]
    against = sum(small[slot].isdisjoint(large[slot]) for slot in common)
    return against * 2 > len(common)


def _ever_beside_new(ever: _Node, new: _Node) -> bool:
    """True where one is counted since ever, the other in the period: 'lũy tích 7.210 người', 'trong kỳ 45 người'."""
    for slot, values in ever.values.items():
        if slot[-1] is Span.CUMULATIVE:
            others = new.values.get((*slot[:-1], Span.PERIOD), set())
            if others and min(values) > _EVER * max(others):
                return True
    return False
