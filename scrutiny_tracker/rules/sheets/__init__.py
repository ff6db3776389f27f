"""Spreadsheets as councils keep them: a grid of cells, what was understood of it, and its readings."""

from scrutiny_tracker.rules.sheets.areas import Area, for_area, read_areas
from scrutiny_tracker.rules.sheets.cells import Cell, Grid, Row, address, column_letter
from scrutiny_tracker.rules.sheets.comparing import (
    Compared,
    Outcome,
    RowRefused,
    Stored,
    StoredTarget,
    TargetRefused,
    compare,
)
from scrutiny_tracker.rules.sheets.frequencies import Frequency, find_frequency
from scrutiny_tracker.rules.sheets.matching import LEFT_OUT, Labelled, Matcher, Measure
from scrutiny_tracker.rules.sheets.metadata import KpiMetadata, find_polarity, read_metadata
from scrutiny_tracker.rules.sheets.readings import ComparatorValue, SheetError, SheetRow
from scrutiny_tracker.rules.sheets.rows import read_rows
from scrutiny_tracker.rules.sheets.understand import understand
from scrutiny_tracker.rules.sheets.understanding import (
    Column,
    ColumnCorrection,
    Confidence,
    Corrections,
    Layout,
    Understanding,
)
from scrutiny_tracker.rules.sheets.vocabulary import Role

__all__ = [
    "LEFT_OUT",
    "Area",
    "Cell",
    "Column",
    "ColumnCorrection",
    "ComparatorValue",
    "Compared",
    "Confidence",
    "Corrections",
    "Frequency",
    "Grid",
    "KpiMetadata",
    "Labelled",
    "Layout",
    "Matcher",
    "Measure",
    "Outcome",
    "Role",
    "Row",
    "RowRefused",
    "SheetError",
    "SheetRow",
    "Stored",
    "StoredTarget",
    "TargetRefused",
    "Understanding",
    "address",
    "column_letter",
    "compare",
    "find_frequency",
    "find_polarity",
    "for_area",
    "read_areas",
    "read_metadata",
    "read_rows",
    "understand",
]
