"""Pieces of SQL that the catalogue's reads share. Lists travel as one JSON value, of any length."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any


def normal_key(key: str) -> str:
    """A report's key in NFC, however the file system spelled it."""
    return unicodedata.normalize("NFC", key)


def as_json(values: Iterable[Any] | None) -> str:
    return json.dumps(list(values or ()), ensure_ascii=False)


def keys_of(keys: Iterable[str] | None) -> list[str] | None:
    """Report keys as a filter; None filters nothing, an empty list lets nothing through."""
    return None if keys is None else [normal_key(key) for key in keys]


def list_of(values: Iterable[Any] | None) -> list[Any] | None:
    return None if values is None else list(values)


def one_of(value: str | None) -> list[str] | None:
    return None if value is None else [value]


def where_clause(filters: Mapping[str, list[Any] | None], *conditions: str) -> tuple[str, list[str]]:
    """A WHERE clause of given conditions and of columns with their allowed values, and the values to bind."""
    given = {column: allowed for column, allowed in filters.items() if allowed is not None}
    parts = [*conditions, *(f"{column} IN (SELECT value FROM json_each(?))" for column in given)]
    return ("WHERE " + " AND ".join(parts) if parts else "", [as_json(allowed) for allowed in given.values()])


def prefixed(columns: str, table: str) -> str:
    """'number, page' → 't.number, t.page'."""
    return ", ".join(f"{table}.{column.strip()}" for column in columns.split(","))
