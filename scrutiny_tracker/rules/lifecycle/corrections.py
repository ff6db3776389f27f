"""When a mistake may be corrected: also on a closed record, but by the same people and with the same care."""

from __future__ import annotations

from .moves import (
    Actor,
    Move,
    Particulars,
    Situation,
    _is_agreed,
    _is_open,
    _not_withdrawn,
    _somebody_agreed,
    _was_sent,
)
from .values import Thread

_OF_THE_MOMENT = frozenset({_is_open, _not_withdrawn, _is_agreed, _was_sent, _somebody_agreed})


def strike_refusal(thread: Thread, who: Actor) -> str | None:
    """Why this person may not take back what stands in a thread; None where they may."""
    if thread is Thread.DECISION and who.is_responsible_officer:
        return "The responsible officer cannot change the committee's decision on their own work."
    return None


def correction_refusal(move: Move, now: Situation, said: Particulars, who: Actor) -> str | None:
    """Why this cannot stand in place of a mistake; None where it can.

    The state of today does not matter (a closed record can hold a mistake); dates, source, who and what
    must be said with it do.
    """
    sentence = strike_refusal(move.thread, who)
    if sentence:
        return sentence
    for guard in move.guards:
        if guard not in _OF_THE_MOMENT:
            sentence = guard(now, said, who)
            if sentence:
                return sentence
    for need in move.needs:
        if not any(getattr(said, name) for name in need.names):
            return need.sentence
    return None
