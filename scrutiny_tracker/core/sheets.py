"""Cells that leave for spreadsheets."""

from __future__ import annotations

from datetime import date

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """A value as a cell's text; one that a spreadsheet would run as a formula is kept as words."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) else text
