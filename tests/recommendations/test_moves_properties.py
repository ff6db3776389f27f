"""No sequence of moves and corrections reaches a state that the database refuses or entries do not say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions.corrections import correct_entry
from scrutiny_tracker.recommendations.actions.say import Said, say
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.rebuilding import iterate_recommendations
from scrutiny_tracker.rules.lifecycle import MOVES, Basis, Move, Particulars, StopReason, Thread
from tests import factories as make
from tests.cast import TODAY, Cast, by
from tests.factories_decisions import settled

BEGAN = date(2025, 10, 25)  # some days before it was made, so that a refusal is tried too


@dataclass(frozen=True)
class Step:
    """One move on one addressee or action, or a correction of some entry (None: struck out)."""

    move: Move | None
    which: int
    corrects: int | None
    days: int


def particulars(step: Step) -> Particulars:
    on = BEGAN + timedelta(days=step.days)
    return Particulars(
        effective_on=on,
        today=TODAY,
        note="Said.",
        until=on + timedelta(days=200),
        by_when=on + timedelta(days=30),
        new_due_on=date(2026, 9, 30),
        cause="funding",
        reasons="None given.",
        changed_wording="Other words",
        which_part="Half of it",
        condition="The budget",
        who_decides="Council",
        to_whom="The trust",
        what="The contract",
        how="A letter",
        stop_reason=StopReason.OVERTAKEN,
        basis=Basis.AT_A_MEETING,
        meeting="SCRUCO-M-1",
        minute="31/25",
    )


STEPS = st.lists(
    st.builds(
        Step,
        move=st.sampled_from(MOVES),
        which=st.integers(0, 1),
        corrects=st.one_of(st.none(), st.none(), st.integers(0, 5)),
        days=st.integers(0, 90),
    )
    | st.builds(Step, move=st.none(), which=st.just(0), corrects=st.integers(0, 5), days=st.integers(0, 90)),
    min_size=1,
    max_size=8,
)


def asked_twice(cast: Cast) -> Recommendation:
    """Sent to Cabinet and to the trust, with two actions."""
    made = make.recommendation(cast.scruco, asked=cast.cabinet, owner=cast.officer)
    make.addressee(made, cast.trust)
    make.action(made, cast.link_officer, position=2)
    for addressee, body in zip(made.addressees, (cast.cabinet, cast.trust), strict=True):
        make.sending(cast.scruco, body, [addressee])
    return settled(made)


def take(recommendation: Recommendation, step: Step, cast: Cast) -> bool:
    """Takes a step; False where the rule refuses it."""
    said = particulars(step)
    try:
        if step.corrects is not None:
            if not recommendation.entries:
                return False
            wrong = recommendation.entries[step.corrects % len(recommendation.entries)]
            value = step.move.value if step.move and step.move.thread is wrong.thread else None
            correct_entry(recommendation, wrong, value, said if value else None, "Wrong", by(cast.governance))
        elif step.move is not None:
            about = Said(
                addressee=recommendation.addressees[step.which]
                if step.move.thread is Thread.ANSWER
                else None,
                action=recommendation.actions[step.which] if step.move.thread is Thread.PROGRESS else None,
            )
            say(recommendation, step.move.thread, step.move.value, said, by(cast.coordinator), about)
    except Refused:
        return False
    return True


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_entries_alone_rebuild_what_any_sequence_of_moves_keeps(cast: Cast, steps: list[Step]) -> None:
    recommendation = asked_twice(cast)
    reference = recommendation.reference
    for step in steps:
        before = len(recommendation.entries)
        taken = take(recommendation, step, cast)
        db.session.flush()
        assert len(recommendation.entries) == before + taken
        db.session.expire_all()
        recommendation = get_recommendation(reference)
        wrong = [found for name, found in iterate_recommendations() if name == reference and found]
        assert wrong == []
    db.session.commit()


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_every_move_that_was_made_can_be_struck_out_again(cast: Cast, steps: list[Step]) -> None:
    """Back to where it began, whatever had been said, with every word still there."""
    recommendation = asked_twice(cast)
    for step in steps:
        take(recommendation, replace(step, corrects=None), cast)
    said = list(recommendation.entries)
    for entry in reversed(said):
        correct_entry(recommendation, entry, None, None, "All of it was wrong", by(cast.governance))
    assert {recommendation.answer, recommendation.progress, recommendation.decision} == {
        "waiting",
        "not-started",
        "none",
    }
    assert recommendation.is_open
    assert all(action.due_on == date(2026, 3, 31) for action in recommendation.actions)
    assert len(recommendation.entries) == 2 * len(said)
    db.session.commit()
