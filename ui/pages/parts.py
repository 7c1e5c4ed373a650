"""Pieces that the drafting tools share: fields of forms, values that open their source, links to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from urllib.parse import urlencode

from assistant.citation import Citation
from assistant.indicators.grouping import Member
from assistant.indicators.observations import citation_of
from ingest.vietnamese.numbers import format_number
from ui.commands.sources import printed_text, with_unit
from ui.pages.markup import attributes, escape
from ui.pages.source import Reference, opener
from vectorstore.records import Report

SUGGESTIONS = "/so-lieu/goi-y"  # address of the names that a beginning may mean
NOTHING = "–"
FILE_NAMES = {".docx": "Word", ".xlsx": "Excel", ".csv": "CSV", ".md": "Markdown"}


def query_string(named: Mapping[str, str]) -> str:
    """'?chi-tieu=…&noi=…' of what is given; "" where nothing is."""
    given = {name: value for name, value in named.items() if value}
    return f"?{urlencode(given)}" if given else ""


def text_field(label: str, name: str, value: str, options: str, hint: str, *, suggests: bool = False) -> str:
    """A labelled box with a list of suggestions (the id `options`), asked of the server where it `suggests`."""
    more = {"data_suggest": SUGGESTIONS} if suggests else {}
    box = attributes(
        type="text", name=name, value=value, list=options, placeholder=hint, autocomplete="off",
        maxlength="300", **more,
    )  # fmt: skip
    return f"<label>{escape(label)}<input{box}></label>"


def options(id: str, values: Iterable[str]) -> str:
    """The list of suggestions of a box."""
    items = "".join(f"<option{attributes(value=value)}></option>" for value in values)
    return f"<datalist{attributes(id=id)}>{items}</datalist>"


def select(label: str, name: str, value: str, choices: Mapping[str, str]) -> str:
    """A labelled list to choose from: what is sent, and how it reads."""
    listed = "".join(
        f"<option{attributes(value=key, **({'selected': ''} if key == value else {}))}>{escape(shown)}</option>"
        for key, shown in choices.items()
    )
    return f"<label>{escape(label)}<select{attributes(name=name)}>{listed}</select></label>"


def files(title: str, links: Mapping[str, str]) -> str:
    """Links to files by their names."""
    items = "".join(
        f'<a class="button" download{attributes(href=url)}>{escape(name)}</a>' for name, url in links.items()
    )
    return f'<p class="files"><span>{escape(title)}</span>{items}</p>'


def member_html(member: Member) -> str:
    """The value; pressed, it opens its source."""
    return value_html(printed_text(member.figure, member.figure.unit), citation_of(member))


def value_html(text: str, citation: Citation) -> str:
    """A printed value that opens its source."""
    page = f", trang {citation.page}" if citation.page is not None else ""
    said = f"{text}: xem nguồn, {citation.report.label}{page}"
    return opener(Reference.of(citation), text, class_="link", aria_label=said, title=said)


def places_of(reports: Sequence[Report]) -> list[str]:
    """The places of reports and their provinces, each once, in order."""
    places = {r.place for r in reports if r.place}
    return sorted({place.label for place in places} | {place.province for place in places})


def periods_of(reports: Sequence[Report]) -> list[str]:
    """The periods of reports, the newest first."""
    found = sorted({r.period for r in reports if r.period}, reverse=True)
    return list(dict.fromkeys(period.label for period in found))


def worked_text(value: Decimal, unit: str) -> str:
    """A worked-out value: '−1,9 điểm %'."""
    return with_unit(format_number(value).replace("-", "−"), unit)


def notice(text: str) -> str:
    return f'<p class="notice" role="status">{escape(text)}</p>'
