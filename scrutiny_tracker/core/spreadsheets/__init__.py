"""Spreadsheets in: XLSX, ODS and CSV as sheets of typed cells; hostile files are refused with a sentence."""

from .opened import KINDS_READ, Opened, Row, Sheet, UnreadableSheet, open_spreadsheet

__all__ = ["KINDS_READ", "Opened", "Row", "Sheet", "UnreadableSheet", "open_spreadsheet"]
