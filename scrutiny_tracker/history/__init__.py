"""The append-only witness of every change."""

from . import models as models

APPEND_ONLY = ("document_version", "entry", "journal_entry", "kpi_reading", "scorecard_line")
