"""Drafting, sending, clearing, checking, returning and showing an update."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings.clause_models import DatePrecision
from scrutiny_tracker.recommendations.actions.say import correct
from scrutiny_tracker.recommendations.actions.update_words import UpdateWords, faults, needs_clearing
from scrutiny_tracker.recommendations.actions.updates import clear, return_update, save_draft, send, show
from scrutiny_tracker.rules.lifecycle import DelayCause, Progress, Provenance, UpdateState
from tests.cast import TODAY, Cast, by
from tests.factories_updates import agreed, fresh, on_track

DELAYED = UpdateWords(
    value=Progress.DELAYED,
    note="The contractor withdrew.",
    new_due_on=date(2026, 9, 30),
    cause=DelayCause.PARTNER,
)


def choose(name: str, value: object) -> None:
    db.session.add(CouncilSetting(name=name, value=value))
    db.session.flush()
    forget_settings()


def test_an_update_that_nobody_clears_is_shown_at_once(cast: Cast) -> None:
    made = agreed(cast)
    update = send(made, made.actions[0], on_track(evidence="https://council.example/q3"), by(cast.officer))
    db.session.commit()
    made = fresh(made)
    entry = made.entries[-1]
    assert update.state is UpdateState.SHOWN
    assert (entry.value, entry.note, entry.actor_name) == (
        "on-track",
        "Two of the four reports are out.",
        "Oren Tull",
    )
    assert (entry.update_id, entry.evidence, entry.entered_by_name) == (
        update.id,
        "https://council.example/q3",
        None,
    )
    assert entry.effective_on == TODAY
    assert made.progress is Progress.ON_TRACK
    assert made.actions[0].updated_on == TODAY
    assert [line.tag for line in list_history("recommendation", made.reference)][:2] == [
        "update:shown",
        "update:sent",
    ]


def test_a_delay_moves_the_date_and_keeps_the_first(cast: Cast) -> None:
    made = agreed(cast)
    send(made, made.actions[0], DELAYED, by(cast.officer))
    db.session.commit()
    made = fresh(made)
    action = made.actions[0]
    assert (action.due_on, action.first_due_on) == (date(2026, 9, 30), date(2026, 3, 31))
    assert made.entries[-1].detail["due_before"] == "2026-03-31"
    assert made.entries[-1].detail["cause"] == "partner"
    assert made.action_due_on == date(2026, 9, 30)


@pytest.mark.parametrize("dated", [True, False])
def test_correcting_a_delay_gives_the_date_back(cast: Cast, dated: bool) -> None:
    made = agreed(cast)
    action = made.actions[0]
    if not dated:
        action.due_on, action.first_due_on = None, None
        action.due_precision, action.due_text = DatePrecision.VAGUE, "next spring"
        db.session.flush()
    send(made, action, DELAYED, by(cast.officer))
    correct(made, made.entries[-1], None, None, "Typed on the wrong action.", by(cast.coordinator))
    db.session.commit()
    action = fresh(made).actions[0]
    if dated:
        assert (action.due_on, action.due_precision) == (date(2026, 3, 31), DatePrecision.DAY)
    else:
        assert (action.due_on, action.first_due_on, action.due_text) == (None, None, "next spring")


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        (UpdateWords(note="x"), "value", "Choose how it is going."),
        (UpdateWords(value=Progress.ON_TRACK), "note", "Say what has happened."),
        (
            UpdateWords(value=Progress.DELAYED, note="x", cause=DelayCause.DATA),
            "new_due_on",
            "Enter the new date. The date now is 31 March 2026.",
        ),
        (
            UpdateWords(
                value=Progress.DELAYED, note="x", cause=DelayCause.DATA, new_due_on=date(2026, 3, 31)
            ),
            "new_due_on",
            "Enter the new date. The date now is 31 March 2026.",
        ),
        (
            UpdateWords(value=Progress.DELAYED, note="x", new_due_on=date(2026, 4, 1)),
            "cause",
            "Say what the delay is because of.",
        ),
        (UpdateWords(value=Progress.PAUSED, note="x"), "until", "Say until when it is paused."),
        (
            UpdateWords(value=Progress.PAUSED, note="x", until=TODAY),
            "until",
            "Enter a later date: until when it is paused.",
        ),
        (
            UpdateWords(value=Progress.REPORTED_COMPLETE, note="x"),
            "outcome",
            "Say what was done and what has changed.",
        ),
        (UpdateWords(value=Progress.WILL_NOT_BE_DONE), "outcome", "Say why it will not be done."),
        (
            UpdateWords(value=Progress.ON_TRACK, note="x", on_behalf_of_name="A trust"),
            "source",
            "Say where their words stand, such as “e-mail of 6 January”.",
        ),
        (
            UpdateWords(value=Progress.ON_TRACK, note="x", said_on=date(2026, 1, 13)),
            "said_on",
            "The date must be today or earlier.",
        ),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    cast: Cast, words: UpdateWords, field: str, sentence: str
) -> None:
    made = agreed(cast)
    assert faults(made, made.actions[0], words, by(cast.officer)) == [(field, sentence)]
    with pytest.raises(Refused) as refused:
        send(made, made.actions[0], words, by(cast.officer))
    assert (refused.value.field, refused.value.sentence) == (field, sentence)
    assert made.actions[0].updates == []


def test_all_that_is_missing_is_said_at_once(cast: Cast) -> None:
    made = agreed(cast)
    found = faults(made, made.actions[0], UpdateWords(value=Progress.DELAYED), by(cast.officer))
    assert [field for field, _ in found] == ["new_due_on", "cause", "note"]


def test_a_draft_may_be_incomplete_and_is_one(cast: Cast) -> None:
    made = agreed(cast)
    action = made.actions[0]
    first = save_draft(made, action, UpdateWords(on_behalf_of_id=cast.officer.id), by(cast.coordinator))
    again = save_draft(made, action, UpdateWords(note="More."), by(cast.coordinator))
    assert first is again
    sent = send(made, action, on_track(), by(cast.coordinator))
    db.session.commit()
    assert sent is first
    assert len(fresh(made).actions[0].updates) == 1


def test_a_directorate_that_clears_keeps_it_from_councillors(cast: Cast) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    due_before = made.update_due_on
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    made = fresh(made)
    assert made.actions[0].updates[0].state is UpdateState.SENT
    assert made.progress is Progress.NOT_STARTED
    assert made.update_due_on > due_before, "a sent update stops the chasing"
    entry = clear(made, made.actions[0], made.actions[0].updates[0], by(cast.director))
    db.session.commit()
    assert entry is not None
    assert (entry.actor_name, entry.entered_by_name) == ("Oren Tull", None)
    assert fresh(made).progress is Progress.ON_TRACK
    assert update.cleared_by_id == cast.director.id


def test_the_directorate_overrules_the_council(cast: Cast) -> None:
    made = agreed(cast)
    choose("updates_need_clearing", True)
    assert needs_clearing(made, made.actions[0])
    made.actions[0].directorate.updates_need_clearing = False  # type: ignore[union-attr]
    assert not needs_clearing(made, made.actions[0])


def test_nobody_clears_where_no_directorate_or_portfolio_could(cast: Cast) -> None:
    choose("updates_need_clearing", True)
    made = agreed(cast, directorate_id=None)
    assert not needs_clearing(made, made.actions[0])


def test_who_may_clear_need_not_clear_their_own(cast: Cast) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    update = send(made, made.actions[0], on_track(), by(cast.director), clears=True)
    assert update.state is UpdateState.SHOWN
    assert update.cleared_by_id == cast.director.id


def test_the_co_ordinator_checks_where_the_council_says_so(cast: Cast) -> None:
    choose("updates_are_checked", True)
    made = agreed(cast)
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    assert update.state is UpdateState.CLEARED
    with pytest.raises(Refused, match="does not wait for clearance"):
        clear(made, made.actions[0], update, by(cast.director))
    show(made, made.actions[0], update, by(cast.coordinator))
    assert made.progress is Progress.ON_TRACK
    with pytest.raises(Refused, match="can see this update already"):
        show(made, made.actions[0], update, by(cast.coordinator))


def test_what_waits_for_clearance_is_not_shown(cast: Cast) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    with pytest.raises(Refused, match="waits for clearance first"):
        show(made, made.actions[0], update, by(cast.coordinator))


def test_a_returned_update_stays_and_another_follows(cast: Cast, session: scoped_session[Session]) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    action = made.actions[0]
    chased_on = made.update_due_on
    update = send(made, action, on_track("Fine."), by(cast.officer))
    with pytest.raises(Refused, match="Say why it is returned"):
        return_update(made, action, update, " ", by(cast.director))
    return_update(made, action, update, "Say how many.", by(cast.director))
    assert (update.state, update.returned_why) == (UpdateState.RETURNED, "Say how many.")
    assert made.update_due_on == chased_on, "its author is asked again"
    second = send(made, action, on_track("Two of four."), by(cast.officer))
    session.commit()
    assert [(one.note, one.state) for one in fresh(made).actions[0].updates] == [
        ("Fine.", UpdateState.RETURNED),
        ("Two of four.", UpdateState.SENT),
    ]
    assert second is not update


def test_on_behalf_speaks_in_their_name_from_a_named_source(cast: Cast) -> None:
    made = agreed(cast)
    words = on_track(on_behalf_of_id=cast.officer.id, source="e-mail of 6 January", said_on=date(2026, 1, 6))
    send(made, made.actions[0], words, by(cast.coordinator))
    entry = made.entries[-1]
    assert (entry.actor_id, entry.actor_name, entry.entered_by_name) == (
        cast.officer.id,
        "Oren Tull",
        "Cora Ordway",
    )
    assert (entry.source, entry.effective_on) == ("e-mail of 6 January", date(2026, 1, 6))
    assert entry.provenance is Provenance.RECORDED


def test_a_trust_without_an_account_speaks_by_name(cast: Cast) -> None:
    made = agreed(cast)
    words = on_track(on_behalf_of_name=cast.trust.name, source="letter of 2 January")
    send(made, made.actions[0], words, by(cast.coordinator))
    entry = made.entries[-1]
    assert (entry.actor_id, entry.actor_name, entry.entered_by_name) == (
        None,
        "Larkfield Hospital Trust",
        "Cora Ordway",
    )


def test_done_says_what_was_done_first(cast: Cast) -> None:
    made = agreed(cast)
    words = UpdateWords(value=Progress.REPORTED_COMPLETE, outcome="All four are out.", note="On 9 January.")
    send(made, made.actions[0], words, by(cast.officer))
    assert made.entries[-1].note == "All four are out.\n\nOn 9 January."
    assert not made.actions[0].is_open


def test_a_closed_recommendation_takes_no_update(cast: Cast) -> None:
    made = agreed(cast)
    made.withdrawn_on, made.withdrawn_why, made.is_open = TODAY, "Replaced.", False
    with pytest.raises(Refused, match="was withdrawn"):
        send(made, made.actions[0], on_track(), by(cast.officer))
