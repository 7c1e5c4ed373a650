"""Choosing figures for a question: constraints first, then the topic's terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from assistant.additions import asks_added, is_added
from assistant.figures.candidate import Candidate, FigureView, Scope
from assistant.figures.constraints import (
    period_penalty,
    place_penalty,
    population_penalty,
    role_penalty,
    span_penalty,
    station_penalty,
)
from assistant.figures.echo import Rarity, Words, echoes, typed_words
from assistant.figures.matching import (
    COLUMN_FIELD,
    HEADING_FIELD,
    Field,
    Topic,
    Weights,
    coverage,
    speaks,
    surplus,
    unsaid,
    weigh,
)
from assistant.figures.outcomes import asked_outcome, outcome_of
from assistant.figures.subjects import (
    a_kind_only,
    foreign,
    of_everybody,
    of_one_among_all,
    other_dose,
    undecided,
    unspoken,
    vaccinated_instead,
)
from assistant.figures.unit_match import measured_in, share_penalty, unit_penalty, unit_words
from assistant.figures.wholes import whole_first
from assistant.questions.cues import generic_terms, little_terms
from assistant.questions.question import Question
from assistant.questions.topic import NEW, Terms, TopicTerm, terms_of
from ingest.vietnamese.populations import apart_populations, find_populations
from ingest.vietnamese.terms import concepts_of, term_of
from ingest.vietnamese.units import UnitKind
from vectorstore.archive import Archive
from vectorstore.records import Bound, Figure, Gap, Kind, Report, Role

# Credit of a term by where it stands. Chosen on the development questions; see the tests for the order they must keep.
_NAME, _CHAIN, _COLUMN, _UNIT, _HEADING, _OUTER, _QUOTE = 1.0, 0.92, 0.92, 0.7, 0.6, 0.35, 0.4
_SURPLUS = 0.22  # penalty for a name that says more than was asked
_DENOMINATOR = 0.3  # "12.300/15.800 người": the second number is asked for only by name
_RATE = 0.03
_FOREIGN = 0.15  # of a disease or a method that is not asked
_ONE_OF_ALL = 0.4  # of one disease where what is done for all is asked
_DEATH, _EVENT = "tu_vong", "vụ"
_KIND = 0.1  # AIDS where HIV is asked
_UNDECIDED = 0.4  # "chỉ được cấp 5.300 liều" where it is asked how many are missing
_ADDED = 0.2  # for "thêm 12 xã" where that is asked, and against it where all of them are
_OUTCOME = 0.25  # "mẫu không đạt" where those are asked, before all that were tested
_THAT_WAY = 0.05  # for a rise where a rise is asked about
_OF_THEM = 0.12  # for a figure of the very people whom the question names
_SAYING = 5  # fields that say something of themselves
_BURIED = 0.7  # share of a name that was not asked for
_NEW_CASES = 0.06  # "phát hiện bệnh nhân động kinh mới" where all of them are asked
_DEPTH = 0.025  # for each link of a chain in prose: the whole before its parts
_TIE = 0.02  # scores closer than this stand in the order of the source, prose first
_NEAR = 0.2  # figures whose scores lie this close to the best are told apart by the words that were typed
_ECHO = 0.2  # and how much those count
_REPORTS_REMEMBERED = 400


class Selector:
    """Ranks the figures of an archive for a question."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._views = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load_views)
        self._blanks = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load_blanks)
        self._weights = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load_weights)
        self._rarity = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load_rarity)

    def views(self, reports: Iterable[Report]) -> list[FigureView]:
        return [view for report in reports for view in self._views(report)]

    def beside(self, figure: Figure, report: Report) -> list[Figure]:
        """The other figures of the same thing: of its row or clause, or of the sentences that go on with it."""
        return [
            view.figure
            for view in self._views(report)
            if view.figure.group == figure.group and view.figure.number != figure.number
        ]

    def _load_views(self, report: Report) -> tuple[FigureView, ...]:
        paths = {section.number: section.path for section in self._archive.sections(report.key)}
        figures = self._archive.figures(reports=[report.key])
        results = {f.group: f for f in reversed(figures) if f.role is Role.RESULT}
        return tuple(
            _view(figure, report, paths.get(figure.section, ()), results.get(figure.group, figure))
            for figure in figures
        )

    def _load_weights(self, reports: tuple[Report, ...]) -> Weights:
        return Weights(dict.fromkeys(view.name for view in self.views(reports)))

    def _load_rarity(self, reports: tuple[Report, ...]) -> Rarity:
        return Rarity(dict.fromkeys(view.name for view in self.views(reports)))

    def rank_gaps(self, question: Question, scope: Scope, reports: Sequence[Report]) -> list[Candidate]:
        """Cells that hold no number, ranked as the figures that they would be; each has the value NaN."""
        blank = [view for report in reports for view in self._blanks(report)]
        return self._ranked(question, scope, reports, blank)

    def _load_blanks(self, report: Report) -> tuple[FigureView, ...]:
        paths = {section.number: section.path for section in self._archive.sections(report.key)}
        blank = [_as_figure(gap) for gap in self._archive.gaps([report.key])]
        return tuple(_view(figure, report, paths.get(figure.section, ()), figure) for figure in blank)

    def rank(self, question: Question, scope: Scope, reports: Sequence[Report]) -> list[Candidate]:
        """Figures of the reports that the constraints allow, best first."""
        return whole_first(self._ranked(question, scope, reports, self.views(reports)), question.topic)

    def _ranked(
        self, question: Question, scope: Scope, reports: Sequence[Report], views: Iterable[FigureView]
    ) -> list[Candidate]:
        if scope.populations is not None:
            question = replace(question, populations=scope.populations)
        weights = self._weights(tuple(reports))
        topic = weigh(question.topic, weights, question.background)
        ranked = [
            candidate
            for view in views
            if (candidate := _candidate(view, question, scope, topic, weights)) is not None
        ]
        words = typed_words(question.text, self._rarity(tuple(reports)))
        ranked = _told_apart(ranked, words, question.topic)
        ranked.sort(key=lambda c: (-round(c.score / _TIE), c.figure.in_table, c.figure.number))
        return ranked


def _told_apart(ranked: list[Candidate], words: Words, asked: Sequence[TopicTerm]) -> list[Candidate]:
    """The candidates; in each report the namesakes of its best are told apart by the words that were typed."""
    by_report: dict[str, list[Candidate]] = {}
    for candidate in ranked:
        by_report.setdefault(candidate.report.key, []).append(candidate)
    return [c for found in by_report.values() for c in _told_apart_in_report(found, words, asked)]


def _told_apart_in_report(
    found: list[Candidate], words: Words, asked: Sequence[TopicTerm]
) -> list[Candidate]:
    """The best keeps its score; those near it that say all it says gain or lose by their names' words."""
    best = max(found, key=lambda c: c.score)
    near = [
        c for c in found if c.score >= best.score - _NEAR and c.said >= best.said and _alike(c, best, asked)
    ]
    shares = echoes(words, [c.view.fields for c in near])
    own = shares[next(i for i, c in enumerate(near) if c is best)]
    scored = {id(c): c.score + _ECHO * (share - own) for c, share in zip(near, shares, strict=True)}
    return [replace(c, score=scored.get(id(c), c.score)) for c in found]


def _alike(one: Candidate, other: Candidate, asked: Sequence[TopicTerm]) -> bool:
    """Whether two figures are of a kind, both counts or both rates …, and say alike what is decisive."""
    kinds = [c.view.unit.kind if c.view.unit else None for c in (one, other)]
    lacking = [undecided(asked, _naming(c.view)) for c in (one, other)]
    return (kinds[0] is kinds[1] or None in kinds) and lacking[0] == lacking[1]


def _as_figure(gap: Gap) -> Figure:
    common = {field.name: getattr(gap, field.name) for field in fields(Gap)}
    return Figure(value=Decimal("NaN"), bound=Bound.EXACT, **common)


def _asks_events(question: Question) -> bool:
    return question.unit is not None and question.unit.canonical == _EVENT


def _says_event(terms: Terms) -> bool:
    return term_of(_EVENT) in terms.concepts


def _view(figure: Figure, report: Report, path: tuple[str, ...], result: Figure) -> FigureView:
    name = terms_of(figure.name)
    fields = (
        Field(terms_of(figure.indicator), _NAME),
        Field(terms_of(" › ".join(figure.chain)), _CHAIN),
        Field(terms_of(figure.column), _COLUMN),
        Field(terms_of(unit_words(figure.unit)), _UNIT),
        Field(terms_of(path[-1] if path else ""), _HEADING),
        Field(terms_of(" › ".join(path[:-1])), _OUTER),
        Field(terms_of(figure.quote), _QUOTE),
        Field(terms_of(f"{report.title} – {report.agency}"), _OUTER),
    )
    own, parent = fields[0].terms, terms_of(figure.chain[-1] if figure.chain else "")
    unit = measured_in(result if figure.role in (Role.CHANGE, Role.ATTAINMENT) else figure)
    populations = frozenset(figure.populations) or _populations(figure.indicator)
    mentioned = _mentioned(" › ".join((*path[-1:], *figure.chain, figure.indicator)))
    return FigureView(figure, report, fields, name, own, parent, unit, populations, mentioned)


@lru_cache(maxsize=50_000)
def _mentioned(text: str) -> frozenset[str]:
    return frozenset(match.code for match in find_populations(text))


@lru_cache(maxsize=50_000)
def _populations(text: str) -> frozenset[str]:
    return frozenset(apart_populations(text))


def _candidate(
    view: FigureView, question: Question, scope: Scope, topic: Topic, weights: Weights
) -> Candidate | None:
    figure, report = view.figure, view.report
    penalties = _penalties(figure, report, question, scope)
    if None in penalties or _is_of_another(question, view):
        return None
    share = coverage(topic, view.fields)
    score = share - sum(p for p in penalties if p) - span_penalty(figure, report, question)
    score -= population_penalty(view.populations, view.mentioned, question)
    score -= share_penalty(figure, question)
    heading = view.fields[HEADING_FIELD].terms.concepts
    score -= station_penalty(figure, report, heading, question)
    if view.populations & question.mentioned - question.populations:
        score += _OF_THEM
    beyond = surplus(topic, view.own, weights)
    score -= _SURPLUS * (0.7 * beyond + 0.3 * surplus(topic, view.parent, weights))
    if not question.asked and question.unit is None and view.unit and view.unit.canonical == "%":
        score += _RATE  # "TCĐĐ?" asks for the rate
    score -= unit_penalty(view.unit, figure.role, question) + (
        _DENOMINATOR if figure.column == "mẫu số" else 0.0
    )
    if view.unit is None and _asks_events(question) and not any(map(_says_event, _naming(view))):
        score -= _UNDECIDED
    named = view.name.concepts | heading
    if foreign(topic.concepts, named):
        score -= _FOREIGN
    if of_one_among_all(topic.weights, view.name.concepts):
        score -= _ONE_OF_ALL
    if a_kind_only(topic.concepts, view.own.concepts) and _DEATH not in topic.concepts:
        score -= _KIND  # who dies of HIV has AIDS
    if of_everybody(question.topic, named):
        score -= _UNDECIDED
    if vaccinated_instead(question.topic, view.name.concepts):
        score -= _UNDECIDED
    if undecided(question.topic, _naming(view)) or _DEATH in view.own.concepts - topic.concepts:
        score -= _UNDECIDED
    score += _of_outcome(figure.indicator, question)
    if figure.role is Role.CHANGE and not figure.value.is_nan() and figure.rise * question.direction > 0:
        score += _THAT_WAY
    if NEW in view.own.concepts and NEW not in topic.concepts and "moi" not in topic.syllables:
        score -= _NEW_CASES
    if is_added(figure):
        score += _ADDED if asks_added(question.text) else -_ADDED
    if not figure.in_table:
        score -= _DEPTH * len(figure.chain)
    silent = unsaid(topic, view.fields) if score > 0 else 1.0
    buried = beyond > _BURIED and not figure.in_table and _is_only_counted(question, view)
    said = frozenset(
        term for term in topic.weights if any(speaks(term, f.terms) for f in view.fields[:_SAYING])
    )
    return Candidate(figure, report, score, share, said, silent, buried, view)


def _of_outcome(indicator: str, question: Question) -> float:
    """For the samples that passed where those are asked; against those that did not, and the other way round."""
    asked = asked_outcome(question.text)
    if asked is None or (question.unit is not None and question.unit.kind is not UnitKind.COUNT):
        return 0.0
    own = outcome_of(indicator)
    return _OUTCOME if own is asked else -_UNDECIDED if own is not None else 0.0


def _penalties(figure: Figure, report: Report, question: Question, scope: Scope) -> list[float | None]:
    return [
        role_penalty(figure, question, report),
        place_penalty(figure, report, scope.place),
        period_penalty(figure, report, scope.period, question) if scope.period else 0.0,
    ]


def in_scope(figure: Figure, report: Report, question: Question, scope: Scope) -> bool:
    """Whether a figure is of the place and period that were asked, and no target where none is asked."""
    target = figure.role is Role.PLAN and Role.PLAN not in question.roles and report.kind is not Kind.PLAN
    return not target and None not in _penalties(figure, report, question, scope)[1:]


def _is_of_another(question: Question, view: FigureView) -> bool:
    """Whether a disease, a dose, an institution or an unknown short form is asked of which the figure is not."""
    if unspoken(question.topic, view.fields) or other_dose(question.topic, view.fields):
        return True
    strange = [term for term in question.topic if term.text in question.unknown]
    if any(not any(speaks(term, field.terms) for field in view.fields) for term in strange):
        return True
    names = [name.split() for name in question.unknown if " " in name]
    return any(not any(f.terms.pairs.issuperset(pairwise(name)) for f in view.fields) for name in names)


def _is_only_counted(question: Question, view: FigureView) -> bool:
    """Whether "bao nhiêu bác sĩ" asks for a unit alone, and the figure's sentence is not about it."""
    if question.unit is None or not question.unit.canonical:
        return False
    counted = term_of(question.unit.canonical)
    named = [t for t in question.topic if t.text not in little_terms()]
    return [t.text for t in named] == [counted] and not speaks(named[0], view.parent)


def _naming(view: FigureView) -> tuple[Terms, ...]:
    """What names a figure; the head of a sentence may speak of other things in it."""
    naming = (view.own, view.fields[COLUMN_FIELD].terms)
    only_people = view.own.concepts <= _people()  # "23 viên chức nghỉ việc (trong đó bác sĩ 09)"
    return (*naming, view.parent) if view.figure.in_table or only_people else naming


@cache
def _people() -> frozenset[str]:
    return generic_terms() | {term_of(wording) for wording in concepts_of("staff")}
