"""Text tables: their encoding, what separates their cells, and their rows."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Any

from .refusal import UnreadableSheet

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
SEPARATORS = (",", ";", "\t", "|")
LINES_LOOKED_AT = 40
LONGEST_CELL = 131_072


def open_separated(data: bytes) -> list[list[Any]]:
    """The rows of a text table, each cell as text. Raises UnreadableSheet."""
    text = _decoded(data).replace("\x00", "")
    if not text.strip():
        raise UnreadableSheet("This file is empty.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[list[Any]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise UnreadableSheet("This file has more rows or columns than a spreadsheet can hold.")
    except csv.Error as error:
        raise UnreadableSheet(
            f"Line {reader.line_num} of this file cannot be read: a quotation mark may be missing."
        ) from error
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        if b"\x00" in data[:4096]:
            raise UnreadableSheet("This is not a text file: choose an XLSX, ODS or CSV file.")
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if encodings == ["utf-16"]:
        raise UnreadableSheet("This text file is damaged.")
    return data.decode("latin-1")


def _separator(text: str) -> str:
    """What separates cells: the mark that stands equally often in most of the first lines."""
    lines = [line for line in text[:65_536].splitlines()[:LINES_LOOKED_AT] if line.strip()]

    def fit(separator: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=separator), [])) - 1 for line in lines]
        found = [count for count in counts if count]
        usual = max(set(found), key=found.count) if found else 0
        return found.count(usual) * min(usual, 3), -SEPARATORS.index(separator)

    try:
        return max(SEPARATORS, key=fit)
    except csv.Error:
        return ","
