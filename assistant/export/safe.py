"""Texts of reports made safe for files: no formulas in spreadsheets, no characters that XML has no place for."""

from __future__ import annotations

import re

# What spreadsheets take for a formula (OWASP, "CSV Injection"); full-width forms are read as the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guarded(value: object) -> object:
    """A cell of a CSV file: numbers as they are, a text that could be a formula behind an apostrophe."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def legal(text: str) -> str:
    """A text without characters that no XML file may hold."""
    return _ILLEGAL.sub("", text)
