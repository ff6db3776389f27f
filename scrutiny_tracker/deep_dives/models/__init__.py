"""Deep dives: what is looked at and why, and the review group's working papers."""

from .dive import DeepDive, DeepDiveSession, ScopedMeasure, ScopeReason, SessionGuest
from .working import (
    DraftMeasure,
    DraftRecommendation,
    DraftState,
    MeasureNotes,
    SessionPromise,
)

__all__ = [
    "DeepDive",
    "DeepDiveSession",
    "DraftMeasure",
    "DraftRecommendation",
    "DraftState",
    "MeasureNotes",
    "ScopeReason",
    "ScopedMeasure",
    "SessionGuest",
    "SessionPromise",
]
