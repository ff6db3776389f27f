"""Rows for those who count: those of `core/sheets`."""

from ...core.sheets import Sheet

__all__ = ["Sheet"]
