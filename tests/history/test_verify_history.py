"""`verify-history`: current values are rebuilt from entries alone, and what differs is printed."""

from __future__ import annotations

from sqlalchemy import update

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions import decisions
from scrutiny_tracker.recommendations.actions.make import add_part
from scrutiny_tracker.recommendations.actions.say import correct
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.rebuilding import iterate_recommendations
from scrutiny_tracker.rules.lifecycle import Progress
from tests.cast import Cast, by
from tests.conftest import Program
from tests.counting import queries
from tests.factories_decisions import at_meeting, done, recommended


def test_what_entries_say_is_what_is_kept(cast: Cast, runner: Program) -> None:
    made = recommended(cast)
    done(made, by(cast.officer))
    part = add_part(get_recommendation(made.reference), "A point", by(cast.coordinator))
    decisions.sign_off(get_recommendation(part.reference), at_meeting(cast), by(cast.coordinator))
    wrong = decisions.sign_off(get_recommendation(made.reference), at_meeting(cast), by(cast.coordinator))
    correct(get_recommendation(made.reference), wrong, None, None, "Another one", by(cast.governance))
    db.session.commit()
    told = runner.invoke(args=["verify-history"])
    assert told.exit_code == 0, told.output
    assert told.output == "2 recommendations rebuilt from their entries, 0 differ.\n"


def test_what_differs_is_named_and_the_exit_says_so(cast: Cast, runner: Program) -> None:
    made = recommended(cast)
    db.session.execute(
        update(Recommendation).where(Recommendation.id == made.id).values(progress=Progress.ON_TRACK)
    )
    db.session.commit()
    told = runner.invoke(args=["verify-history"])
    assert told.exit_code == 1
    assert f"{made.reference}: progress is on-track, its entries say not-started" in told.output
    assert "1 recommendations rebuilt from their entries, 1 differ." in told.output


def test_it_reads_in_batches_of_four_queries(cast: Cast) -> None:
    for number in range(5):
        recommended(cast, f"Publish number {number}")
    with queries() as asked:
        assert len(list(iterate_recommendations(at_a_time=2))) == 5
    batches, selects_each, last = 3, 4, 1
    assert len(asked) == batches * selects_each + last
