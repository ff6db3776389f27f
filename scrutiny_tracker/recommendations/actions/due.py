"""When an answer is due by the council's settings, and when it is in force."""

from __future__ import annotations

from datetime import date

from ...core.calendar import BankHolidays
from ...council.models import Body, Standing
from ...council.queries import list_closed_days
from ...council.settings import number_setting, text_setting
from ...rules.deadlines import (
    Deadline,
    Nation,
    Period,
    Regime,
    Unit,
    answer_due,
    in_force_on,
    working_day_for,
)
from ..models import Sending

HEALTH_WORDS = ("health", "hospital", "nhs", "integrated care")
CRIME_AND_DISORDER_WORDS = ("police", "crime", "probation", "community safety")
WITH_THE_DUTY = (Nation.ENGLAND.value, Nation.WALES.value)


def proposed_regime(to_body: Body | None) -> Regime:
    """The duty to answer that fits a decision-maker (None: a Cabinet Member), by its standing and kind.

    The executive's and the council's duty is of England and Wales (Local Government Act 2000, ss.9FE, 21B);
    elsewhere the council's own protocol is proposed.
    """
    if to_body is None or to_body.standing in (Standing.EXECUTIVE, Standing.COUNCIL):
        if text_setting("nation") not in WITH_THE_DUTY:
            return Regime.OWN_PROTOCOL
        is_council = to_body is not None and to_body.standing is Standing.COUNCIL
        return Regime.COUNCIL if is_council else Regime.EXECUTIVE
    if to_body.standing is Standing.SCRUTINY:
        return Regime.NONE
    described = f"{to_body.kind} {to_body.name}".lower()
    if to_body.standing is Standing.OUTSIDE:
        if any(word in described for word in HEALTH_WORDS):
            return Regime.HEALTH
        if any(word in described for word in CRIME_AND_DISORDER_WORDS):
            return Regime.CRIME_AND_DISORDER
    return Regime.OWN_PROTOCOL


def due_date(sending: Sending) -> Deadline:
    """When a sending's answer is due by the council's settings."""
    weeks = number_setting("own_answer_weeks")
    return answer_due(
        sending.regime,
        sending.sent_on,
        sending.notice_given_on,
        sending.received_on,
        Period(weeks, Unit.WEEKS) if weeks else None,
        months=number_setting("executive_months"),
        crime_and_disorder_days=number_setting("crime_and_disorder_days"),
        health_days=number_setting("health_days"),
        bank_holidays=bank_holidays(),
        closed=closed_days(),
    )


def bank_holidays() -> BankHolidays:
    """The bank holidays of the council's nation."""
    return BankHolidays(Nation(text_setting("nation")))


def closed_days() -> frozenset[date]:
    """The council's own closed days."""
    return frozenset(closed.on for closed in list_closed_days())


def clock_words(sending: Sending) -> str:
    """The clock in words, with the working day before where the date is none: "Legal last day Saturday 3
    January 2026 (…); working day before: Friday 2 January."."""
    earlier = working_day_for(sending.answer_due_on, bank_holidays()) if sending.answer_due_on else None
    if earlier is None:
        return f"{sending.answer_due_rule}."
    return f"{sending.answer_due_rule}; working day before: {earlier:%A} {earlier.day} {earlier:%B}."


def proposed_in_force(published_on: date, body: Body | None) -> date | None:
    """The first day on which a decision published on a day is in force if nobody calls it in; None for who
    cannot be called in. `body` is the decision-maker, None for a Cabinet Member."""
    if body is not None and body.standing is not Standing.EXECUTIVE:
        return None
    days = number_setting("call_in_working_days")
    if days < 1:
        return published_on
    return in_force_on(published_on, days, bank_holidays=bank_holidays(), closed=closed_days())
