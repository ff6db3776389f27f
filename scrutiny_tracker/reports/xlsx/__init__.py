"""Rows as an Excel file: the one that every list of the product leaves as."""

from ...core.sheets import as_xlsx

__all__ = ["as_xlsx"]
