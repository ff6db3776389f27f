"""Trackers of recommendations as councils keep them: what each column holds, what status words mean."""

from scrutiny_tracker.rules.trackers.columns import (
    Layout,
    TrackerColumn,
    TrackerRole,
    TrackerSheet,
    understand_tracker,
)
from scrutiny_tracker.rules.trackers.rows import DatedNote, TrackerError, TrackerRow, read_tracker
from scrutiny_tracker.rules.trackers.statuses import Meaning, plain_word, usual_meaning

__all__ = [
    "DatedNote",
    "Layout",
    "Meaning",
    "TrackerColumn",
    "TrackerError",
    "TrackerRole",
    "TrackerRow",
    "TrackerSheet",
    "plain_word",
    "read_tracker",
    "understand_tracker",
    "usual_meaning",
]
