"""Recommendations before a committee, for tests of decisions, corrections and history."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.meetings.models import AgendaItem
from scrutiny_tracker.recommendations.actions.decisions import Decided, put_for_decision
from scrutiny_tracker.recommendations.actions.say import Said, say
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.models import Entry, Recommendation
from scrutiny_tracker.recommendations.queries.decisions import get_item_at
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Basis, Particulars, Progress, Thread
from tests import factories as make
from tests.cast import TODAY, Cast

DECIDED_ON = date(2025, 12, 11)


def recommended(cast: Cast, name: str = "Publish the figures", **more: object) -> Recommendation:
    """A recommendation to Cabinet, agreed and sent, with the officer's one action; committed and whole."""
    standard = {"asked": cast.cabinet, "owner": cast.officer, "directorate_id": cast.place.id}
    made = make.recommendation(cast.scruco, name, **{**standard, **more})  # type: ignore[arg-type]
    make.sending(cast.scruco, cast.cabinet, made.addressees)
    return settled(made)


def settled(row: Recommendation) -> Recommendation:
    """Brought to what its rows say, committed, read whole again."""
    reference = row.reference
    db.session.commit()
    db.session.expire_all()
    settle(get_recommendation(reference))
    db.session.commit()
    db.session.expire_all()
    return get_recommendation(reference)


def done(recommendation: Recommendation, by: By, evidence: str | None = None) -> Entry:
    """Its officer says that the first action is done."""
    recommendation = get_recommendation(recommendation.reference)
    said = Particulars(effective_on=DECIDED_ON, today=TODAY, note="It was done.")
    about = Said(action=recommendation.actions[0], evidence=evidence)
    return say(recommendation, Thread.PROGRESS, Progress.REPORTED_COMPLETE, said, by, about)


def item_before(cast: Cast, *recommendations: Recommendation, on: date = DECIDED_ON) -> AgendaItem:
    """An agenda item of the committee that puts recommendations before it; committed."""
    item = make.item(make.meeting(cast.scruco, on), "Progress report", position=8)
    put_for_decision(item, recommendations, By(None, "system", make.NOW, TODAY))
    meeting, reference = item.meeting.reference, item.reference
    db.session.commit()
    found = get_item_at(meeting, reference)
    for row in (found, found.meeting):
        db.session.expunge(row)  # it stays as it is while the test reads other rows again
    return found


def at_meeting(cast: Cast, on: date = DECIDED_ON, **more: object) -> Decided:
    return Decided(on=on, meeting=make.meeting(cast.scruco, on), minute="31/25", **more)  # type: ignore[arg-type]


def delegated(**more: object) -> Decided:
    """Decided by an officer under minute 12/25, the Chair consulted."""
    standard: dict[str, object] = {
        "on": DECIDED_ON,
        "basis": Basis.DELEGATED,
        "delegation": "12/25",
        "chair_consulted_on": DECIDED_ON,
    }
    return Decided(**{**standard, **more})  # type: ignore[arg-type]
