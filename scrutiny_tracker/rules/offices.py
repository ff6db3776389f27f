"""Which office is held for what, and which terms of office cannot stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .permissions import Role


class HeldFor(StrEnum):
    """What an office is held for."""

    BODY = "body"
    BODY_OR_COUNCIL = "body-or-council"
    COUNCIL = "council"
    DIRECTORATE = "directorate"
    PORTFOLIO = "portfolio"


class MemberKind(StrEnum):
    """How somebody sits on a committee."""

    COUNCILLOR = "councillor"
    SUBSTITUTE = "substitute"
    VOTING_CO_OPTEE = "voting-co-optee"
    NON_VOTING_CO_OPTEE = "non-voting-co-optee"


HELD_FOR: dict[Role, HeldFor] = {
    Role.ADMINISTRATOR: HeldFor.COUNCIL,
    Role.CABINET_MEMBER: HeldFor.PORTFOLIO,
    Role.CHAIR: HeldFor.BODY,
    Role.COMMITTEE_MEMBER: HeldFor.BODY,
    Role.CO_ORDINATOR: HeldFor.BODY_OR_COUNCIL,
    Role.DIRECTOR: HeldFor.DIRECTORATE,
    Role.GOVERNANCE_OFFICER: HeldFor.COUNCIL,
    Role.LINK_OFFICER: HeldFor.DIRECTORATE,
    Role.PERFORMANCE_OFFICER: HeldFor.COUNCIL,
    Role.RESPONSIBLE_OFFICER: HeldFor.DIRECTORATE,
}
HELD_BY_ONE = frozenset({Role.CHAIR})
CARRIED_INTO_A_YEAR = (Role.CHAIR, Role.COMMITTEE_MEMBER, Role.CABINET_MEMBER)
NO_CHAIR = "No chair at present. The co-ordinator acts until annual Council."


@dataclass(frozen=True)
class Term:
    """Somebody's time in an office: the first day and the last (None: still)."""

    holder: str
    from_on: date
    to_on: date | None = None
    holder_id: int = 0


def overlaps(one: Term, other: Term) -> bool:
    """Whether a day lies in both terms."""
    starts, ends = max(one.from_on, other.from_on), [day for day in (one.to_on, other.to_on) if day]
    return all(starts <= day for day in ends)


def dates_problem(from_on: date, to_on: date | None, noun: str = "office") -> str | None:
    """The sentence for a thing that would end before it begins; None where the dates can stand."""
    if to_on is None or to_on >= from_on:
        return None
    return f"The {noun} begins on {_day(from_on)}, so it cannot end before that."


def term_problem(role: Role, new: Term, others: Iterable[Term]) -> str | None:
    """Why a term cannot stand beside the others of the same office for the same body, in one sentence.

    A body has one chair at a time; nobody holds the same office twice at a time.
    """
    problem = dates_problem(new.from_on, new.to_on)
    if problem:
        return problem
    for other in others:
        if not overlaps(new, other):
            continue
        if (other.holder_id, other.holder) == (new.holder_id, new.holder):
            return f"{other.holder} holds this office already, {_time(other)}."
        if role in HELD_BY_ONE:
            return f"{other.holder} is in the chair {_time(other)}. End that first, or choose another date."
    return None


def _time(term: Term) -> str:
    begun = f"from {_day(term.from_on)}"
    return begun if term.to_on is None else f"{begun} to {_day(term.to_on)}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
