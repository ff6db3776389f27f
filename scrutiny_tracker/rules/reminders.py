"""What is due to whom at which stage: each kind's ladder of stages, counted in days from its date.

Each item is told once per stage. A stage that was overtaken while nobody sent anything is replaced by the
next; a date that moves later starts its ladder anew, one that moves earlier does not repeat what was told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .clocks import NO_DATE
from .deadlines import Days, is_working_day, working_day_before
from .deadlines.counting import NO_DAYS


class Kind(StrEnum):
    """What somebody is told about."""

    NOTICE = "notice"
    RECEIPT = "receipt"
    ANSWER = "answer"
    IN_FORCE = "in-force"
    UPDATE = "update"
    CLEARANCE = "clearance"
    CHECK = "check"
    ACTION = "action"
    REVIEW = "review"
    DETAILS = "details"
    PROGRESS_REPORT = "progress-report"
    CONTRIBUTION = "contribution"
    REPORT_DRAFT = "report-draft"
    REPORT_MISSED = "report-missed"
    INFORMATION_REQUEST = "information-request"
    FOLLOW_UP_ACTION = "follow-up-action"
    QUESTION = "question"
    REFERRAL = "referral"
    FIGURE = "figure"
    CYCLE_STAGE = "cycle-stage"
    PAPERS = "papers"
    HELD = "held"
    ESCALATION = "escalation"
    REMINDED = "reminded"
    ASSIGNED = "assigned"
    PASSED_ON = "passed-on"
    RETURNED = "returned"
    ANSWERED = "answered"
    SIGNED_OFF = "signed-off"


EVENTS = frozenset(
    {Kind.REMINDED, Kind.ASSIGNED, Kind.PASSED_ON, Kind.RETURNED, Kind.ANSWERED, Kind.SIGNED_OFF}
)
TOLD = "told"


@dataclass(frozen=True)
class Stage:
    """A step of a ladder: its name, and how many days from the date (before it where negative)."""

    name: str
    days: int


def _ladder(**stages: int) -> tuple[Stage, ...]:
    return tuple(Stage(name.replace("_", "-"), days) for name, days in stages.items())


BEFORE = _ladder(in_14_days=-14, due=0, late=1, late_28=28)
ONCE = _ladder(told=0)
WAITING = _ladder(waiting=0, waiting_7=7, waiting_14=14)
OWED = _ladder(in_7_days=-7, due=0, late=1, late_14=14)
LADDERS: Mapping[Kind, tuple[Stage, ...]] = {
    Kind.NOTICE: _ladder(due=0, late=1, late_14=14),
    Kind.RECEIPT: _ladder(due=0, late_14=14),
    Kind.ANSWER: _ladder(in_28_days=-28, in_14_days=-14, in_7_days=-7, due=0, late=1, late_14=14),
    Kind.IN_FORCE: ONCE,
    Kind.UPDATE: _ladder(in_14_days=-14, due=0, late=7, stale=28),
    Kind.CLEARANCE: WAITING,
    Kind.CHECK: WAITING,
    Kind.ACTION: BEFORE,
    Kind.REVIEW: _ladder(in_14_days=-14, due=0),
    Kind.DETAILS: _ladder(waiting=0, waiting_14=14, waiting_28=28),
    Kind.PROGRESS_REPORT: _ladder(opens=-56, in_28_days=-28, due=0, late_14=14),
    Kind.CONTRIBUTION: _ladder(asked=-28, in_7_days=-7, due=0, late=1, late_7=7),
    Kind.REPORT_DRAFT: _ladder(in_14_days=-14, in_2_days=-2, due=0, late=1),
    Kind.REPORT_MISSED: _ladder(late=1, late_14=14),
    Kind.INFORMATION_REQUEST: OWED,
    Kind.FOLLOW_UP_ACTION: OWED,
    Kind.QUESTION: OWED,
    Kind.REFERRAL: _ladder(due=0, late_14=14),
    Kind.FIGURE: _ladder(due=0, late_28=28),
    Kind.CYCLE_STAGE: _ladder(in_7_days=-7, due=0, late=1, late_14=14),
    Kind.HELD: _ladder(over=0, waiting_7=7),
    Kind.PAPERS: _ladder(in_7_days=-7, in_2_days=-2, due=0, late=1),
}
TELLS_FOR = {Kind.IN_FORCE: timedelta(days=14)}
"""What is news for a while only: afterwards nobody is told any more."""


class Rung(StrEnum):
    """Who is told when something stays late, in this order; each rung is a number of days that the council
    chooses. The chief executive's letter is drafted and never sent by itself."""

    CO_ORDINATOR = "co-ordinator"
    CHAIR = "chair"
    CABINET_MEMBER_AND_DIRECTOR = "cabinet-member-and-director"
    CHIEF_EXECUTIVE = "chief-executive"


def escalation_ladder(days: Mapping[Rung, int]) -> tuple[Stage, ...]:
    """The council's rungs as a ladder of days late; one set before the rung below it comes with that."""
    found: list[Stage] = []
    for rung in Rung:
        found.append(Stage(rung.value, max([days[rung], *(stage.days for stage in found)])))
    return tuple(found)


@dataclass(frozen=True)
class Reached:
    """The stage that a ladder stands at today, and the next day on which it moves (NO_DATE: never)."""

    stage: str | None
    next_on: date


def reached(
    ladder: Sequence[Stage],
    due_on: date,
    today: date,
    *,
    bank_holidays: Days = NO_DAYS,
    tells_for: timedelta | None = None,
) -> Reached:
    """The newest stage whose day has come. "Due" comes on the working day before where the date is none, as
    nobody is written to on other days; `tells_for` ends it for good so long after the date."""
    if due_on == NO_DATE:
        return Reached(None, NO_DATE)
    if tells_for is not None and today > due_on + tells_for:
        return Reached(None, NO_DATE)
    days = [(stage_day(stage, due_on, bank_holidays), stage.name) for stage in ladder]
    past = [name for on, name in days if on <= today]
    return Reached(past[-1] if past else None, min((on for on, _ in days if on > today), default=NO_DATE))


def stage_day(stage: Stage, due_on: date, bank_holidays: Days = NO_DAYS) -> date:
    """The day on which a stage comes."""
    on = due_on + timedelta(days=stage.days)
    if stage.days == 0 and not is_working_day(on, bank_holidays):
        return working_day_before(on, bank_holidays)
    return on


def rung_reached(ladder: Sequence[Stage], due_on: date, today: date, told: Mapping[str, date]) -> Reached:
    """The rung that what is late stands on: one after another, never sooner after the rung below than their
    days lie apart, however late it was when somebody first looked. `told` is when each rung was."""
    now: str | None = None
    free_on, before = due_on, 0
    for stage, following in zip(ladder, [*ladder[1:], None], strict=True):
        on = max(due_on + timedelta(days=stage.days), free_on + timedelta(days=stage.days - before))
        if stage.name in told:
            now, free_on, before = stage.name, told[stage.name], stage.days
            continue
        if on > today:
            return Reached(now, on)
        gap = timedelta(days=following.days - stage.days) if following else None
        return Reached(
            stage.name, max(today + gap, today + timedelta(days=1)) if gap is not None else NO_DATE
        )
    return Reached(now, NO_DATE)


def is_told_already(told: Sequence[tuple[str, date]], stage: str, due_on: date) -> bool:
    """Whether a recipient has had this stage for this date or a later one; `told` are (stage, date)."""
    return any(name == stage and on >= due_on for name, on in told)


class Rhythm(StrEnum):
    """How often somebody wants their one message."""

    DAILY = "daily"
    WEEKLY = "weekly"


MONDAY = 0


def is_digest_day(rhythm: Rhythm, today: date, bank_holidays: Days = NO_DAYS, closed: Days = NO_DAYS) -> bool:
    """Whether a message may leave today: on working days; a weekly one on the week's first working day."""
    if not is_working_day(today, bank_holidays, closed):
        return False
    if rhythm is Rhythm.DAILY:
        return True
    monday = today - timedelta(days=(today.weekday() - MONDAY))
    earlier = (monday + timedelta(days=n) for n in range(today.weekday()))
    return not any(is_working_day(day, bank_holidays, closed) for day in earlier)


class Group(StrEnum):
    """Under which heading an item stands in a message: what can be done now comes first."""

    LATE = "late"
    NOW = "now"
    SOON = "soon"
    NEWS = "news"


def group_of(kind: Kind | str, due_on: date, today: date) -> Group:
    """The heading of an item on the day of its message."""
    if kind in (Kind.ESCALATION,):
        return Group.LATE
    if kind in (Kind.REMINDED, Kind.RETURNED, Kind.CLEARANCE, Kind.CHECK, Kind.DETAILS, Kind.PASSED_ON):
        return Group.NOW
    if kind in EVENTS or kind == Kind.IN_FORCE:
        return Group.NEWS
    if due_on < today:
        return Group.LATE
    return Group.NOW if due_on <= today + timedelta(days=7) else Group.SOON


def when_words(due_on: date, today: date) -> str:
    """ "in 12 days", "today", "3 days late"."""
    days = (due_on - today).days
    if days == 0:
        return "today"
    number = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    return f"in {number}" if days > 0 else f"{number} late"
