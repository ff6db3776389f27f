"""The append-only witness of every change."""

from . import models as models

APPEND_ONLY = ("entry", "journal_entry", "kpi_reading")
