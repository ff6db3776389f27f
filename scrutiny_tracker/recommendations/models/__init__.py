"""The tables of the biggest noun, cut by who speaks."""

from .decisions import DelegatedDecision, ForDecision
from .entries import Entry, Update
from .plans import Action, Commitment, MeasureLink, SavedView
from .recommendation import AlsoRecommended, Recommendation, Wording, WordingSource
from .sendings import Addressee, BaseEvent, Regime, Sending, SentLine

__all__ = [
    "Action",
    "Addressee",
    "AlsoRecommended",
    "BaseEvent",
    "Commitment",
    "DelegatedDecision",
    "Entry",
    "ForDecision",
    "MeasureLink",
    "Recommendation",
    "Regime",
    "SavedView",
    "Sending",
    "SentLine",
    "Update",
    "Wording",
    "WordingSource",
]
