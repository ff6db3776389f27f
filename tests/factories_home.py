"""A council with something of everything that a home page counts; committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import Portfolio, SensitivePeriod
from scrutiny_tracker.meetings.clause_models import FollowUpKind
from scrutiny_tracker.meetings.models import Meeting
from scrutiny_tracker.recommendations.models import (
    Action,
    BaseEvent,
    Commitment,
    Recommendation,
    Update,
)
from scrutiny_tracker.rules.lifecycle import Progress, UpdateState
from tests import factories as make
from tests.cast import Cast

LATE = date(2026, 1, 5)
SENT_AT = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)
SECRET = "ZEBRA-77"


@dataclass(frozen=True)
class Busy:
    """What stands behind the counts; each name says what it waits for."""

    next_meeting: Meeting
    not_logged: Meeting
    silent: Recommendation
    done: Recommendation
    unsent: tuple[Recommendation, ...]


def clocked(cast: Cast, name: str, clock: str = "", on: date = LATE, **more: object) -> Recommendation:
    """An open recommendation of the co-ordination committee, one of whose clocks stands on a day."""
    clocks = {clock: on, "next_due_on": on} if clock else {}
    return make.recommendation(cast.scruco, name, **{**clocks, **more})  # type: ignore[arg-type]


def update(of: Action, cast: Cast, state: UpdateState, **more: object) -> Update:
    row = Update(
        **{
            "action_id": of.id,
            "state": state,
            "value": Progress.ON_TRACK,
            "effective_on": LATE,
            "note": "Two of four are out.",
            "author_id": cast.officer.id,
            "sent_at": SENT_AT,
            **more,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def commitment(cast: Cast, number: int = 1, **more: object) -> Commitment:
    row = Commitment(
        **{
            "reference": f"SCRUCO-2526-PR-{number}",
            "title": f"Deep dive {number}",
            "body_id": cast.scruco.id,
            "base_event": BaseEvent.DECISION,
            "base_on": date(2025, 1, 14),
            "not_before_on": date(2026, 1, 14),
            **more,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def _owed(cast: Cast) -> None:
    make.follow_up(cast.scruco, "How many homes?", owner_id=cast.officer.id, due_on=LATE)
    make.follow_up(cast.scruco, "How many roads?", owner_id=cast.officer.id)
    make.follow_up(cast.scruco, "Why so late?", kind=FollowUpKind.QUESTION)
    make.referral(cast.sb1, cast.scruco)


def _on_their_way(cast: Cast) -> None:
    for name, state, more in (
        ("Sent", UpdateState.SENT, {}),
        ("Cleared", UpdateState.CLEARED, {"cleared_at": SENT_AT}),
    ):
        of = make.recommendation(cast.scruco, name, owner=cast.officer, directorate_id=cast.place.id)
        update(of.actions[0], cast, state, **more)


def _portfolio(cast: Cast, housing: Portfolio) -> None:
    clocked(cast, "Repair the lifts", "action_due_on", portfolio_id=housing.id)
    make.recommendation(cast.scruco, "Write to tenants", asked=housing)


def _measures(cast: Cast) -> None:
    make.kpi("K-NONE", body_id=cast.scruco.id)
    make.kpi("K-FREE", readings={"2024-25": 40}, body_id=cast.scruco.id)
    make.kpi("K-MISS", targets={"2024-25": 95}, readings={"2024-25": 40}, body_id=cast.scruco.id)


def busy(cast: Cast) -> Busy:
    """Something for each office to do, and for others to do for it."""
    unsent = tuple(
        clocked(
            cast,
            f"Publish part {n}",
            "notice_due_on",
            date(2026, 2, 1),
            asked=cast.cabinet,
            with_action=False,
        )
        for n in (1, 2)
    )
    no_notice = make.recommendation(cast.scruco, "Tell the panel", asked=cast.cabinet)
    make.sending(cast.scruco, cast.cabinet, no_notice.addressees)
    for legal in (True, False):
        waiting = clocked(cast, f"Answer {legal}", "answer_due_on", asked=cast.cabinet)
        make.sending(
            cast.scruco,
            cast.cabinet,
            waiting.addressees,
            notice_given_on=date(2025, 11, 6),
            received_on=date(2025, 11, 6),
            answer_due_on=LATE,
            answer_due_is_legal=legal,
        )
    silent = clocked(cast, "Count the bins", "update_due_on", owner=cast.officer)
    clocked(cast, "Look at rents", "review_on")
    clocked(cast, "Paint the bridge", "action_due_on", owner=cast.officer)
    make.recommendation(cast.scruco, "Name an officer", needs_details=True)
    done = make.recommendation(cast.scruco, "Open the library", progress=Progress.REPORTED_COMPLETE)
    _owed(cast)
    _on_their_way(cast)
    _portfolio(cast, cast.housing)
    _measures(cast)
    commitment(cast)
    held = make.meeting(cast.scruco, date(2025, 12, 11))
    make.item(held, "Progress report", position=8)
    meeting = make.meeting(cast.scruco, date(2026, 1, 15))
    db.session.add(
        SensitivePeriod(from_on=date(2026, 1, 20), to_on=date(2026, 2, 26), reason="By-election in Weir ward")
    )
    db.session.commit()
    return Busy(meeting, held, silent, done, unsent)


def many(cast: Cast, number: int) -> None:
    """Recommendations in bulk, late in every way, with requests and progress reports beside them."""
    first = make.number()
    for n in range(number):
        made = make.recommendation(
            cast.scruco,
            f"Bulk {first}-{n}",
            asked=cast.cabinet,
            owner=cast.officer,
            needs_details=True,
            directorate_id=cast.place.id,
            portfolio_id=cast.housing.id,
            notice_due_on=LATE,
            update_due_on=LATE,
            action_due_on=LATE,
            review_on=LATE,
            answer_due_on=LATE,
            next_due_on=LATE,
        )
        if n % 10 == 0:
            make.sending(cast.scruco, cast.cabinet, made.addressees, answer_due_on=LATE)
            make.follow_up(cast.scruco, f"Request {n}", owner_id=cast.officer.id, due_on=LATE)
            commitment(cast, first * 10_000 + n)
            update(made.actions[0], cast, UpdateState.SENT)
            make.meeting(cast.sb1, date(2025, 6, 1 + n % 28))
            make.meeting(cast.sb1, date(2026, 2, 1 + n % 28))
    db.session.commit()
