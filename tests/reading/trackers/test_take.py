"""Trackers of four layouts come into the record, every row accounted for, and come in again unchanged."""

from __future__ import annotations

from datetime import date

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.reading.trackers import actions
from scrutiny_tracker.reading.trackers.found import TrackerFindings
from scrutiny_tracker.reading.trackers.models import TrackerImport
from scrutiny_tracker.reading.trackers.said import TrackerSaid
from scrutiny_tracker.recommendations.models import Entry, Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Progress, Provenance
from scrutiny_tracker.rules.trackers import Meaning, TrackerRole
from tests.cast import Cast, by
from tests.journal import told_of
from tests.kpis.importing.files import text_table
from tests.reading.trackers.files import FILES, OTHER, YORK


def sent(cast: Cast, name: str, content: bytes) -> TrackerImport:
    return actions.start(name, "text/csv", content, by(cast.coordinator))


def taken(cast: Cast, name: str, content: bytes | None = None) -> TrackerFindings:
    draft = sent(cast, name, FILES[name] if content is None else content)
    return actions.take(draft, by(cast.coordinator))


def named(session: scoped_session[Session], text: str) -> Recommendation:
    reference = session.scalar(select(Recommendation.reference).where(Recommendation.text == text))
    assert reference is not None, text
    session.expire_all()
    return get_recommendation(reference)


@pytest.mark.parametrize(
    ("name", "rows"), [("york.xlsx", 3), ("vale.ods", 2), ("stockton.csv", 3), ("maidstone.docx", 3)]
)
def test_every_row_comes_in_once(cast: Cast, session: scoped_session[Session], name: str, rows: int) -> None:
    found = taken(cast, name)
    assert (found.rows, found.counts["new"], found.errors) == (rows, rows, [])
    again = taken(cast, name)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": rows, "errors": 0}
    assert len(session.scalars(select(Recommendation.id)).all()) == rows
    assert set(session.scalars(select(Entry.provenance))) == {Provenance.IMPORTED}


def test_york_keeps_what_officers_say_apart_from_what_the_committee_decided(
    cast: Cast, session: scoped_session[Session]
) -> None:
    taken(cast, "york.xlsx")
    lamps = named(session, "That lamps be lit all night")
    assert (lamps.external_reference, lamps.made_by_id, lamps.made_on) == (
        "SR (24/25) 01", cast.sb1.id, date(2024, 6, 12),
    )  # fmt: skip
    assert (lamps.progress, lamps.decision, lamps.answer) == (
        Progress.REPORTED_COMPLETE, Decision.SIGNED_OFF, Answer.WAITING,
    )  # fmt: skip
    assert lamps.actions[0].owner_id == cast.officer.id
    notes = [(one.effective_on, one.note) for one in lamps.entries if one.note and one.thread == "progress"]
    assert notes == [(date(2024, 9, 10), "Survey done."), (date(2024, 11, 11), "Lamps lit.")]
    paths = named(session, "That paths be swept weekly")
    assert (paths.progress, paths.decision) == (Progress.ON_TRACK, Decision.UNDER_REVIEW)
    [said] = [one for one in paths.entries if one.thread == "progress"]
    assert (said.actor_name, said.entered_by_name) == ("Head of Streets", cast.coordinator.name)
    hall = named(session, "That a hall be opened")
    assert (hall.progress, hall.made_by_id) == (Progress.AT_RISK, cast.scruco.id)
    assert "CRP" in (hall.wordings[0].where or "")


def test_vale_takes_date_and_minute_from_the_merged_cells_above(
    cast: Cast, session: scoped_session[Session]
) -> None:
    taken(cast, "vale.ods")
    note = named(session, "That a note on transport be sent")
    assert (note.made_on, note.made_by_id) == (date(2025, 3, 4), cast.sb1.id)
    assert "minute 112" in (note.wordings[0].where or "")
    absence = named(session, "That schools report absence monthly")
    assert (absence.progress, absence.decision) == (Progress.REPORTED_COMPLETE, Decision.NONE)


def test_stockton_keeps_the_grade_and_moves_the_date_of_what_slipped(
    cast: Cast, session: scoped_session[Session]
) -> None:
    taken(cast, "stockton.csv")
    permits, bays = named(session, "Permits go online"), named(session, "Bays are marked")
    assert permits.made_on == date(2024, 4, 2)
    assert permits.progress is Progress.REPORTED_COMPLETE
    assert permits.actions[0].due_on == date(2025, 9, 30)
    assert (bays.progress, bays.actions[0].due_on) == (Progress.DELAYED, date(2026, 3, 31))
    assert named(session, "A map is printed").progress is Progress.AT_RISK


def test_maidstone_keeps_the_cabinet_members_answer(cast: Cast, session: scoped_session[Session]) -> None:
    taken(cast, "maidstone.docx")
    rents, fund = named(session, "That rents be published"), named(session, "That a fund be set up")
    assert (rents.answer, rents.portfolio_id) == (Answer.AGREED, cast.housing.id)
    assert rents.addressees[0].portfolio_id == cast.housing.id
    assert (fund.answer, named(session, "That the rules be noted").answer) == (
        Answer.NOT_AGREED,
        Answer.NOTED,
    )
    [said] = fund.entries
    assert said.detail["reasons"] == "Rejected: there is no budget for another fund."


def test_a_later_issue_changes_only_what_moved(cast: Cast, session: scoped_session[Session]) -> None:
    taken(cast, "york.xlsx")
    later = [list(row) for row in YORK]
    later[4][7:10] = ["Sweeper ordered\n01/12/2025: Every path swept.", "Complete", "Green"]
    found = taken(cast, "york later.csv", text_table(later))
    assert found.counts == {"new": 0, "changed": 1, "unchanged": 2, "errors": 0}
    paths = named(session, "That paths be swept weekly")
    assert (paths.progress, paths.decision) == (Progress.REPORTED_COMPLETE, Decision.SIGNED_OFF)
    assert [one.note for one in paths.entries if one.thread == "progress"] == [
        "Sweeper ordered",
        "Every path swept.",
        "The tracker says ‘Complete’.",
    ]


def test_an_unknown_word_and_an_unknown_layout_are_said_once_and_remembered(
    cast: Cast, session: scoped_session[Session]
) -> None:
    draft = sent(cast, "own.csv", text_table(OTHER))
    with pytest.raises(Refused, match="Say which column has the wording"):
        actions.take(draft, by(cast.coordinator))
    roles = {1: TrackerRole.TEXT, 2: TrackerRole.COMMITTEE, 3: TrackerRole.STATUS, 4: TrackerRole.OWNER}
    actions.say(draft, TrackerSaid(roles={0: roles}), by(cast.coordinator))
    with pytest.raises(Refused, match="Some rows have errors"):
        actions.take(draft, by(cast.coordinator))
    [error] = actions.take(draft, by(cast.coordinator), dry_run=True).errors
    assert (error["column"], error["row"]) == ("D", 2)
    assert "‘Blue’ is not a status that we know" in error["message"]
    said = TrackerSaid(roles={0: roles}, meanings={"blue": Meaning(progress=Progress.NOT_STARTED)})
    actions.say(draft, said, by(cast.coordinator))
    assert actions.take(draft, by(cast.coordinator)).counts["new"] == 1
    assert named(session, "That gulls be counted").progress is Progress.NOT_STARTED
    next_year = [OTHER[0], ["2", "That gulls be fed less", "SB2", "Blue", "Lin Karr"]]
    assert taken(cast, "next year.csv", text_table(next_year)).counts["new"] == 1


def test_rows_that_cannot_be_read_have_their_cell(cast: Cast, session: scoped_session[Session]) -> None:
    rows = [
        YORK[2],
        ["A1", "SB1", "some day", "", "That one be done", "", "", "", "Ongoing", ""],
        ["A2", "SB1", "01/02/2025", "", "", "", "Oren Tull", "", "Ongoing", ""],
        ["A3", "SB1", "01/02/2025", "", "That three be done", "", "", "", "Ongoing", ""],
        ["A3", "SB1", "01/02/2025", "", "That three be done", "", "", "", "Ongoing", ""],
    ]
    draft = sent(cast, "wrong.csv", text_table(rows))
    errors = actions.take(draft, by(cast.coordinator), dry_run=True).errors
    assert [f"{error['column']}{error['row']}" for error in errors] == ["C2", "E3", "E5"]
    assert session.scalars(select(Recommendation.id)).all() == []


def test_an_import_is_one_line_of_its_own_history(cast: Cast, session: scoped_session[Session]) -> None:
    draft = sent(cast, "york.xlsx", FILES["york.xlsx"])
    actions.take(draft, by(cast.coordinator))
    [entry] = told_of("tracker", str(draft.id))
    assert (entry.tag, entry.after["new"]) == ("tracker:imported", 3)
    with pytest.raises(Refused, match="taken already"):
        actions.take(draft, by(cast.coordinator))
