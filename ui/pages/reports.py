"""Kho báo cáo: the list of reports, one report, and files on their way in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import squeeze
from ui.pages import report_list
from ui.pages.bridge import PRIVATE, Channel, Sent, button
from ui.pages.intake_view import INTAKE, drop_html, items_html, removed_html
from ui.pages.markup import address, escape
from ui.pages.report_list import ANY, CHANNEL, Entry, Query, find, list_html
from ui.pages.report_view import CHANGE, View, view_html
from ui.pages.shared import Shared
from ui.pages.source_panel import build_source_panel
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole
from vectorstore.counts import Counts
from vectorstore.errors import HoiBaoCaoError, UsageError
from vectorstore.records import Amendment, Kind, Period, Place, Report

PATH = "kho"
NAME = "Kho báo cáo"
ROLE = PersonRole.READER

_READER = needs(PersonRole.READER)
_TICK_SECONDS = 1.0


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its state is in the address (see report_list.Query)."""
    page = _Page(shared)
    with gr.Row(elem_id="reports-page", elem_classes="room"):
        with gr.Column(elem_id="archive", min_width=0):
            listing, change, intake = Channel(CHANNEL), Channel(CHANGE), Channel(INTAKE)
            drop = gr.Markdown(elem_id="drop", sanitize_html=False)
            items = gr.Markdown(elem_id="items", sanitize_html=False)
            notice = gr.Markdown(elem_id="notice", sanitize_html=False)
            query = gr.State(Query())
            controls = _controls()
            shown = gr.Markdown(elem_id="shown", sanitize_html=False)
            timer = gr.Timer(_TICK_SECONDS, active=False)
            seen = gr.State(-1)  # how many changes of the archive the list shows
        build_source_panel(shared)
    moving = [items, timer, seen, shown]
    blocks.load(
        page.opened, None, [query, *controls, shown, drop, items, timer, seen], queue=False, **PRIVATE
    )
    for control in controls:
        # .input alone: what the server sets must not ask again
        control.input(
            page.narrowed,
            [query, *controls],
            [query, shown],
            queue=False,
            trigger_mode="always_last",
            **PRIVATE,
        )
    listing.on(ROLE, page.pressed, [query], [query, shown])
    change.on(PersonRole.EDITOR, page.changed, [query], [query, notice, *moving])
    intake.on(PersonRole.EDITOR, page.received, [query, seen], moving)
    timer.tick(page.ticked, [query, seen], moving, queue=False, **PRIVATE)


class _Page:
    """The handlers of the events."""

    def __init__(self, shared: Shared) -> None:
        self._archive = shared.archive
        self._desk = shared.desk
        self._journal = shared.office.journal

    @_READER
    def opened(self, request: gr.Request) -> list[Any]:
        query = Query.of(request.query_params)
        places, periods, kinds = report_list.choices(self._archive.reports())
        return [
            query,
            query.words,
            gr.update(choices=places, value=query.place if query.place in places else ANY),
            gr.update(choices=periods, value=query.period if query.period in periods else ANY),
            gr.update(choices=kinds, value=query.kind if query.kind in kinds else ANY),
            self._shown(request, query),
            drop_html(self._desk.limits) if self._edits(request) else "",
            *self._moving(request, query, -1)[:3],
        ]

    @_READER
    def narrowed(
        self, request: gr.Request, query: Query, words: str, place: str, period: str, kind: str
    ) -> list[Any]:
        query = replace(query, words=words or "", place=place, period=period, kind=kind, page=1, open="")
        return [query, self._shown(request, query)]

    def pressed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """What was pressed in the list or a report: 'sort:…', 'page:2', 'open:KEY', 'figures:2' or 'list'."""
        what, _, value = sent.value.partition(":")
        at = int(value) if value.isdecimal() and len(value) < 7 else 1
        if what == "sort":
            query = query.sorted_by(value)
        elif what == "page":
            query = replace(query, page=at)
        elif what in ("open", "list"):
            query = replace(query, open=value)
        return [query, self._shown(request, query, at if what == "figures" else 1)]

    def changed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """What an editor pressed: 'remove:KEY', 'restore:ID', or the form 'correct:KEY'."""
        what, _, value = sent.value.partition(":")
        visitor = visitor_of(request)
        notice = ""
        try:
            if what == "remove":
                kept = self._desk.remove(visitor, value)
                back = button(CHANGE, f"restore:{kept.id}", "Hoàn tác") if kept else ""
                notice = f'<p class="undo">Đã gỡ báo cáo “{escape(value)}”. {back}</p>'
                query = replace(query, open="")
            elif what == "restore":
                self._desk.restore(visitor, value)
            elif what == "correct":
                amendment = self._amendment(value, sent)
                self._desk.correct(visitor, amendment, value)
                query = replace(query, open=amendment.key)
        except HoiBaoCaoError as error:
            notice = f'<p class="notice">{escape(str(error))}</p>'
        return [query, notice, *self._moving(request, query, -1)]

    def received(self, request: gr.Request, sent: Sent, query: Query, seen: int) -> list[Any]:
        """A file has arrived, or ('tidy') the list of those done is no longer wanted."""
        if sent.value == "tidy":
            self._desk.tidy(visitor_of(request))
        return self._moving(request, query, seen)

    @_READER
    def ticked(self, request: gr.Request, query: Query, seen: int) -> list[Any]:
        return self._moving(request, query, seen)

    def _moving(self, request: gr.Request, query: Query, seen: int) -> list[Any]:
        """What changes by itself: files, whether to look again, changes seen, and the list where it is outdated."""
        changes = self._desk.changes
        items = self._desk.items(visitor_of(request))
        shown = self._shown(request, query) if seen != changes else gr.skip()
        active = any(item.state.active for item in items)
        return [items_html(items), gr.Timer(active=active), changes, shown]

    def _shown(self, request: gr.Request, query: Query, figures_page: int = 1) -> str:
        editor = self._edits(request)
        if query.open:
            busy = any(item.state.active for item in self._desk.items(visitor_of(request)))
            view = View(query.open, figures_page, editor, busy)
            return view_html(self._archive, view, self._added(query.open)) + address(query.url())
        found = find(self._entries(), query)
        removed = removed_html(self._desk.removed()) if editor else ""
        return list_html(found, replace(query, page=found.page)) + removed

    def _edits(self, request: gr.Request) -> bool:
        return self._desk.writable and visitor_of(request).role.may(PersonRole.EDITOR)

    def _entries(self) -> list[Entry]:
        reports = self._archive.reports()
        counts = self._archive.counts()
        added = self._journal.added_by([report.key for report in reports])
        none = Counts()
        return [
            Entry(
                report,
                counts.get(report.key, none),
                *(added.get(report.key) or ("", self._kept_since(report))),
            )
            for report in reports
        ]

    def _kept_since(self, report: Report) -> datetime | None:
        """When a report's file came, for one that a command added."""
        original = self._archive.original_of(report)
        return datetime.fromtimestamp(original.stat().st_mtime, UTC) if original else None

    def _added(self, key: str) -> str:
        report = self._archive.report(key)
        if report is None:
            return ""
        person, at = self._journal.added_by([key]).get(key) or ("", self._kept_since(report))
        return " – ".join(
            part for part in (f"{at.astimezone():%d/%m/%Y %H:%M}" if at else "", person) if part
        )

    def _amendment(self, key: str, sent: Sent) -> Amendment:
        """The form as a amendment. Raises UsageError for a place or period that is none."""
        known = self._archive.amendment_of_report(key)
        kind = sent.fields.get("kind", "")
        return Amendment(
            file_key=known.file_key if known else key,
            key=squeeze(sent.fields.get("key", "")) or key,
            place=read_place(sent.fields.get("place", "")),
            period=read_period(sent.fields.get("period", "")),
            kind=Kind(kind) if kind in list(Kind) else None,
        )


def read_place(text: str) -> Place | None:
    """'Phong Thổ (Lai Châu)' → its place; None for nothing. Raises UsageError for what is no place."""
    if not squeeze(text):
        return None
    found = [match.place for match in find_places(text) if match.place is not None]
    if not found:
        raise UsageError(f"Không rõ địa phương “{squeeze(text)[:60]}”; hãy ghi tên tỉnh hoặc huyện (tỉnh).")
    return max(found, key=lambda place: (bool(place.district), bool(place.commune)))


def read_period(text: str) -> Period | None:
    """'6T/2024' → its period; None for nothing. Raises UsageError for what is no period."""
    if not squeeze(text):
        return None
    found = [match.period for match in find_periods(text) if match.period is not None]
    if not found:
        raise UsageError(
            f"Không rõ kỳ “{squeeze(text)[:60]}”; hãy ghi như 6T/2024, Q1/2024, T5/2024 hoặc 2024."
        )
    return found[0]


def _controls() -> list[Any]:
    with gr.Row(elem_id="controls"):
        words = gr.Textbox(
            placeholder="Tìm theo tên, nơi, mã, tệp", label="Tìm", elem_id="words", scale=2, min_width=0
        )
        place = gr.Dropdown([ANY], value=ANY, label="Nơi", elem_id="list-place", min_width=0)
        period = gr.Dropdown([ANY], value=ANY, label="Kỳ", elem_id="list-period", min_width=0)
        kind = gr.Dropdown([ANY], value=ANY, label="Loại", elem_id="list-kind", min_width=0)
    return [words, place, period, kind]
