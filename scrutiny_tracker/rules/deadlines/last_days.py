"""Every clock, each with its source. Periods are council settings: the defaults are the law's or the common
figure.

Bank holidays are those of the council's nation. The council's own closed days touch only rules that a
constitution or a protocol counts in working days; no weekend, holiday or closed day moves a statutory date.
"""

from __future__ import annotations

from datetime import date

from .counting import (
    NO_DAYS,
    Days,
    Period,
    Unit,
    days_after,
    is_working_day,
    months_after,
    months_beginning_with,
    working_day_before,
    working_days_after,
)

EXECUTIVE_MONTHS = 2
CRIME_AND_DISORDER_DAYS = 28
HEALTH_DAYS = 28
PAPERS_CLEAR_DAYS = 5
PAPERS_CLEAR_DAYS_IN_WALES = 3
KEY_DECISION_CLEAR_DAYS = 28
CALL_IN_WORKING_DAYS = 5
PROGRESS_REPORT_MONTHS = 12
PROGRESS_REPORT_OPENS_WEEKS = 8


def executive_response(
    received_on: date, notice_on: date | None = None, months: int = EXECUTIVE_MONTHS
) -> date:
    """The last day for the executive (or the council) to answer a scrutiny report: `months` beginning with
    the date on which it received the report or, if later, the notice; that day counts. Without a written
    notice no such clock runs: `answer_due` says so.

    Source: Local Government Act 2000, s.9FE; counting as `months_beginning_with`.
    """
    return months_beginning_with(max(received_on, notice_on or received_on), months)


def crime_and_disorder_response(reported_on: date, days: int = CRIME_AND_DISORDER_DAYS) -> date:
    """The last day for a responsible authority or co-operating body to answer the crime and disorder
    committee: `days` from the date of the report, which is not counted ("from" leaves the date out).

    Source: Crime and Disorder (Overview and Scrutiny) Regulations 2009 (SI 2009/942); where that is not
    reasonably possible, as soon as it is: the date stays and an expected date stands beside it.
    """
    return local(reported_on, Period(days, Unit.DAYS))


def health_response(requested_on: date, days: int = HEALTH_DAYS) -> date:
    """The last day for an NHS body or health service provider to answer, where an answer was asked for:
    `days` beginning with the request; the day of the request counts.

    Source: SI 2013/218, regulation 22 (Local Authority (Public Health, Health and Wellbeing Boards and Health
    Scrutiny) Regulations 2013).
    """
    return local(requested_on, Period(days, Unit.DAYS), beginning_with=True)


def local(
    from_on: date,
    period: Period,
    *,
    beginning_with: bool = False,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> date:
    """The last day of a period that the council set itself. The day it runs from is not counted unless
    `beginning_with`. Bank holidays and closed days matter to working days only.

    Source: the council's executive-scrutiny protocol or procedure rules.
    """
    match period.unit:
        case Unit.MONTHS:
            count = months_beginning_with if beginning_with else months_after
            return count(from_on, period.number)
        case Unit.WORKING_DAYS:
            return working_days_after(
                from_on,
                period.number,
                beginning_with=beginning_with,
                bank_holidays=bank_holidays,
                closed=closed,
            )
        case Unit.WEEKS:
            return days_after(from_on, period.number * 7 - beginning_with)
        case Unit.DAYS:
            return days_after(from_on, period.number - beginning_with)


def papers_published(
    meeting_on: date, clear_days: int = PAPERS_CLEAR_DAYS, *, bank_holidays: Days = NO_DAYS
) -> date:
    """The last day on which an agenda and its reports can be published: a working day with `clear_days`
    (five; three in Wales) between it and the meeting. Neither end counts; weekends and bank holidays are left
    out, the council's own closed days are not.

    Source: Local Government Act 1972, s.100B; leaving out weekends and bank holidays is the usual practice.
    """
    Period(clear_days, Unit.DAYS)
    day = meeting_on
    for _ in range(clear_days + 1):
        day = working_day_before(day, bank_holidays)
    return day


def earliest_meeting(
    published_on: date, clear_days: int = PAPERS_CLEAR_DAYS, *, bank_holidays: Days = NO_DAYS
) -> date:
    """The first day on which a meeting can be held on papers published on `published_on`: `papers_published`,
    asked the other way. It may be at a weekend: that a meeting is not held then is nobody's rule."""
    return days_after(working_days_after(published_on, clear_days, bank_holidays=bank_holidays), 1)


def key_decision_notice(decision_on: date, clear_days: int = KEY_DECISION_CLEAR_DAYS) -> date:
    """The last day to publish the notice of a key decision (or of a private meeting): `clear_days` between it
    and the decision, neither end counted, weekends and bank holidays counted.

    Source: Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England)
    Regulations 2012 (SI 2012/2089), regulations 5 and 9.
    """
    return days_after(decision_on, -(Period(clear_days, Unit.DAYS).number + 1))


def earliest_key_decision(notice_on: date, clear_days: int = KEY_DECISION_CLEAR_DAYS) -> date:
    """The first day on which a decision can be taken on a notice published on `notice_on`: the inverse of
    `key_decision_notice`."""
    return days_after(notice_on, Period(clear_days, Unit.DAYS).number + 1)


def call_in(
    published_on: date,
    working_days: int = CALL_IN_WORKING_DAYS,
    *,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> date:
    """The last day to call in a decision published on `published_on`: the end of so many working days after
    it.

    Source: each council's constitution; five working days is the common figure (for one, Gloucestershire's
    call-in procedure: the end of the fifth working day after the day of publication).
    """
    return working_days_after(published_on, working_days, bank_holidays=bank_holidays, closed=closed)


def in_force_on(
    published_on: date,
    working_days: int = CALL_IN_WORKING_DAYS,
    *,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> date:
    """The first day on which a decision that nobody called in is in force: the day after `call_in`."""
    return days_after(call_in(published_on, working_days, bank_holidays=bank_holidays, closed=closed), 1)


def call_in_open_to(in_force_on: date | None, today: date) -> date | None:
    """The last day to call in a decision that is in force from `in_force_on`; None once it is in force, or
    where nothing is called in. The inverse of `in_force_on`."""
    return days_after(in_force_on, -1) if in_force_on is not None and in_force_on > today else None


def progress_report(event_on: date, months: int = PROGRESS_REPORT_MONTHS) -> date:
    """The day on or after which a progress report is due: `months` after its event, such as Cabinet's
    decision. Not moved off a weekend: the report waits for the first meeting on or after it.

    Source: the recommendation itself ("in 12 months' time"); counting as `months_after`.
    """
    return months_after(event_on, months)


def progress_report_opens(agenda_on: date, weeks: int = PROGRESS_REPORT_OPENS_WEEKS) -> date:
    """The day on which to start a progress report: `weeks` before the agenda that it goes out with.

    Source: the council's own setting.
    """
    return days_after(agenda_on, -7 * Period(weeks, Unit.WEEKS).number)


def working_day_for(due_on: date, bank_holidays: Days = NO_DAYS) -> date | None:
    """The working day before a due date that is none itself, for whoever has to act in office hours; None
    where `due_on` is a working day. The due date stays as it is."""
    return None if is_working_day(due_on, bank_holidays) else working_day_before(due_on, bank_holidays)
