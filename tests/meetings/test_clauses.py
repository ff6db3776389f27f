"""Logging resolutions: what is kept, what is refused, and that nothing typed is lost on the way."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions.clauses import (
    ClauseRefused,
    TypedClause,
    change_clause,
    forget_draft,
    keep_draft,
    log_clauses,
)
from scrutiny_tracker.meetings.clause_models import Becomes, Outcome
from scrutiny_tracker.meetings.models import AgendaItem, MeetingState
from scrutiny_tracker.rules.minutes.clauses import ClauseKind
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, by


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    made = make.item(make.meeting(cast.scruco), "Deep dive")
    paper = make.paper(on=made)
    make.printed_recommendation(paper, "Publish the figures.", number="1", addressee_id=cast.cabinet.id)
    make.printed_recommendation(paper, "Open the meetings.", number="2", addressee_id=cast.cabinet.id)
    return queries.get_item(made.reference)


def recommends(text: str = "That Cabinet publish the figures.", **more: object) -> TypedClause:
    standard: dict[str, object] = {"addressee_text": "Cabinet"}
    return TypedClause(text, ClauseKind.RECOMMEND, Becomes.RECOMMENDATION, **{**standard, **more})  # type: ignore[arg-type]


def test_clauses_are_numbered_after_those_already_logged(cast: Cast, item: AgendaItem) -> None:
    first = log_clauses(item, [recommends(number="1"), recommends("Sub", parent=0)], by(cast.coordinator))
    second = log_clauses(item, [recommends("Again")], by(cast.governance))
    assert [row.position for row in (*first, *second)] == [1, 2, 3]
    assert first[1].parent_id == first[0].id
    assert first[0].reference == "SCRUCO-2526-C-001"
    entry = list_history("clause", second[0].reference)[0]
    assert (entry.tag, entry.actor_name, entry.after and entry.after["text"]) == (
        "clause:logged",
        cast.governance.name,
        "Again",
    )


def test_a_print_agreed_as_it_stands_needs_no_wording(cast: Cast, item: AgendaItem) -> None:
    prints = queries.list_printed(item)
    agreed = recommends("", printed_id=prints[0].id)
    put_off = recommends("", printed_id=prints[1].id, outcome=Outcome.PUT_OFF)
    rows = log_clauses(item, [agreed, put_off], by(cast.coordinator))
    assert [row.text for row in rows] == ["Publish the figures.", "Open the meetings."]
    with pytest.raises(ClauseRefused, match="logged already"):
        log_clauses(item, [agreed], by(cast.coordinator))


@pytest.mark.parametrize(
    ("clause", "sentence", "field"),
    [
        (recommends("  "), "Clause 2: enter the wording.", "text"),
        (recommends(addressee_text=None), "Clause 2: say who is asked, or choose “note only”.", "addressee"),
        (recommends(number="7b", addressee_text=" "), "Clause 7b: say who is asked", "addressee"),
        (recommends(outcome=Outcome.NOT_AGREED), "only a printed recommendation", "outcome"),
        (recommends(printed_id=987654), "is not in the item's papers", "text"),
        (recommends(parent=1), "under a later clause", "parent"),
    ],
)
def test_what_cannot_be_kept_says_which_clause_and_why(
    cast: Cast, item: AgendaItem, clause: TypedClause, sentence: str, field: str
) -> None:
    note = TypedClause("Noted.", ClauseKind.NOTE, Becomes.NOTE)
    with pytest.raises(ClauseRefused) as refused:
        log_clauses(item, [note, clause], by(cast.coordinator))
    assert sentence in refused.value.sentence
    assert (refused.value.field, refused.value.index) == (field, 1)
    assert queries.count_clauses(item.id) == 0


def test_nothing_is_logged_for_a_meeting_that_was_not_held(cast: Cast) -> None:
    coming = make.item(make.meeting(cast.scruco, date(2026, 2, 1)))
    with pytest.raises(Refused, match="has not been yet"):
        log_clauses(queries.get_item(coming.reference), [recommends()], by(cast.coordinator))
    off = make.item(make.meeting(cast.scruco, state=MeetingState.CANCELLED, state_reason="Snow"))
    with pytest.raises(Refused, match="cancelled"):
        log_clauses(queries.get_item(off.reference), [recommends()], by(cast.coordinator))
    held = queries.get_item(make.item(make.meeting(cast.scruco, TODAY)).reference)
    with pytest.raises(Refused, match="one resolution or more"):
        log_clauses(held, [], by(cast.coordinator))


def test_a_clause_is_as_closed_as_its_item(cast: Cast, item: AgendaItem) -> None:
    item.publicity, item.exempt_paragraph = Publicity.EXEMPT, "3"
    row = log_clauses(item, [recommends()], by(cast.coordinator))[0]
    assert (row.publicity, row.exempt_paragraph) == (Publicity.EXEMPT, "3")
    assert list_history("clause", row.reference)[0].publicity is Publicity.EXEMPT


def test_a_clause_is_corrected_with_its_reason_in_history(cast: Cast, item: AgendaItem) -> None:
    row = queries.get_clause(log_clauses(item, [recommends()], by(cast.coordinator))[0].reference)
    change_clause(row, recommends("That Cabinet publish monthly."), by(cast.governance), "Misheard")
    entry = list_history("clause", row.reference)[0]
    assert entry.why == "Misheard"
    assert entry.after == {"text": "That Cabinet publish monthly."}
    with pytest.raises(ClauseRefused, match="stays with the printed"):
        change_clause(row, recommends(printed_id=1), by(cast.governance))


def test_a_draft_is_kept_per_person_and_forgotten(cast: Cast, item: AgendaItem) -> None:
    keep_draft(item, cast.coordinator.id, {"clauses": ["One"]}, make.NOW)
    keep_draft(item, cast.coordinator.id, {"clauses": ["One", "Two"]}, make.NOW)
    keep_draft(item, cast.governance.id, {"clauses": ["Mine"]}, make.NOW)
    forget_draft(item, cast.governance.id)
    forget_draft(item, cast.governance.id)
    draft = queries.find_draft(item.id, cast.coordinator.id)
    assert draft is not None
    assert draft.content == {"clauses": ["One", "Two"]}
    assert queries.find_draft(item.id, cast.governance.id) is None
