"""Where a deep dive stands, phase by phase, from what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PhaseState(StrEnum):
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"


@dataclass(frozen=True)
class Counts:
    """How many there are of what a deep dive is made of."""

    measures: int = 0
    placed: int = 0
    sessions: int = 0
    finished: int = 0
    heard: int = 0
    drafts: int = 0
    settled_drafts: int = 0
    clearances: int = 0
    sent_out: int = 0
    is_carried: bool = False
    is_sent: bool = False


@dataclass(frozen=True)
class Phase:
    """One phase: its name, where on the page it stands, how it stands, and that in a few words."""

    name: str
    anchor: str
    state: PhaseState
    words: str


def _state(done: int, of: int) -> PhaseState:
    if not of or not done:
        return PhaseState.IN_PROGRESS if of else PhaseState.NOT_STARTED
    return PhaseState.DONE if done >= of else PhaseState.IN_PROGRESS


def phases(counts: Counts) -> tuple[Phase, ...]:
    """The six phases in order. Once the report is on an agenda, what led to it is done."""
    c = counts
    led_to_it: tuple[Phase, ...] = (
        Phase(
            "Scope", "scope", _state(c.placed, c.measures), f"{c.placed} of {c.measures} placed in a session"
        ),
        Phase(
            "Sessions", "sessions", _state(c.finished, c.sessions), f"{c.finished} of {c.sessions} finished"
        ),
        Phase(
            "What we heard",
            "scope",
            _state(c.heard, c.measures) if c.heard else PhaseState.NOT_STARTED,
            f"notes on {c.heard} of {c.measures}",
        ),
        Phase(
            "Draft recommendations",
            "drafts",
            _state(c.settled_drafts, c.drafts),
            f"{c.settled_drafts} of {c.drafts} settled",
        ),
        Phase(
            "Report and clearance",
            "clearance",
            _state(c.sent_out, c.clearances) if c.sent_out else PhaseState.NOT_STARTED,
            f"{c.sent_out} of {c.clearances} came back",
        ),
    )
    if c.is_carried:
        led_to_it = tuple(Phase(p.name, p.anchor, PhaseState.DONE, p.words) for p in led_to_it)
    carried = PhaseState.IN_PROGRESS if c.is_carried else PhaseState.NOT_STARTED
    words = "sent" if c.is_sent else "on the agenda" if c.is_carried else "not on an agenda yet"
    return (*led_to_it, Phase("Sent", "recommended", PhaseState.DONE if c.is_sent else carried, words))
