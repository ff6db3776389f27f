"""Spreadsheets of figures, from the file to the record."""
