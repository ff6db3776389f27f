"""Recommendations that an officer works on, and what they send about them."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions.say import Said, say
from scrutiny_tracker.recommendations.actions.update_words import UpdateWords
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Particulars, Progress, Thread
from tests import factories as make
from tests.cast import TODAY, Cast, by

CABINET_MET = date(2025, 11, 4)


def agreed(
    cast: Cast, short_name: str = "Publish the figures every quarter", **more: object
) -> Recommendation:
    """A recommendation that Cabinet agreed on 4 November 2025, with one action of the officer in Place."""
    settings = {"asked": cast.cabinet, "owner": cast.officer, "directorate_id": cast.place.id, **more}
    made = make.recommendation(cast.scruco, short_name, **settings)  # type: ignore[arg-type]
    make.sending(cast.scruco, cast.cabinet, made.addressees)
    reference = made.reference
    db.session.expire_all()
    whole = get_recommendation(reference)
    particulars = Particulars(effective_on=CABINET_MET, today=TODAY, minute="52/25")
    say(
        whole,
        Thread.ANSWER,
        Answer.AGREED,
        particulars,
        by(cast.governance),
        Said(addressee=whole.addressees[0]),
    )
    db.session.commit()
    return get_recommendation(reference)


def on_track(note: str = "Two of the four reports are out.", **more: object) -> UpdateWords:
    return UpdateWords(**{"value": Progress.ON_TRACK, "note": note, **more})  # type: ignore[arg-type]


def fresh(recommendation: Recommendation) -> Recommendation:
    """The recommendation as it now stands in the database."""
    reference = recommendation.reference
    db.session.expire_all()
    return get_recommendation(reference)
