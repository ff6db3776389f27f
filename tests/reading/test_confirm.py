"""Confirming a review: every record in its room with its line, all of them or none, nothing twice."""

from __future__ import annotations

from datetime import date
from html import unescape

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.kpis.models import Scorecard
from scrutiny_tracker.meetings import queries as meetings
from scrutiny_tracker.meetings.clause_models import Clause, FollowUp, Referral
from scrutiny_tracker.meetings.models import Meeting, MeetingState
from scrutiny_tracker.reading.models import PaperState, SourceLine
from scrutiny_tracker.recommendations.models import AlsoRecommended, Recommendation
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.reading.conftest import Bring, Do, fields_of, review_of
from tests.reading.minutes import MINUTES

READY = {"p4-asked": "body:SB2", "p5-owner": ""}


def errors(page: str) -> list[str]:
    """The sentences of the error summary."""
    return [each.text for each in BeautifulSoup(page, "html.parser").select(".govuk-error-summary li")]


def confirm(client: FlaskClient, do: Do, reference: str, **typed: str | list[str]) -> str:
    """Accepts everything, checks, confirms; the page that it leads to."""
    do(reference, "accept-all", **typed)
    answer = do(reference, "check")
    assert answer.status_code == 302, errors(answer.text)
    sent = {"version": str(review_of(reference)[0].version), "once": "a-click"}
    answer = client.post(f"/papers-in/{reference}/check", data=sent)
    assert answer.status_code == 302, errors(answer.text)
    return client.get(answer.location).text


def test_confirming_makes_every_record_with_its_line(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    page = confirm(client, do, reference, **READY)
    meeting = meetings.get_meeting("SCRUCO-2025-12-11")
    assert meeting.state is MeetingState.HELD
    items = meetings.list_items_of(meeting.id)
    assert [(item.title, item.minute_number) for item in items] == [
        ("How the Plan is Performing 2024-25", "14"),
        ("Matters arising", "15"),
    ]
    item = meetings.get_item(items[0].reference)
    assert [(clause.number, clause.becomes.value) for clause in item.clauses] == [
        ("1", "note"),
        ("2", "recommendation"),
        ("3", "referral"),
    ]
    made = session.scalars(select(Recommendation)).one()
    assert made.agreed_on == date(2025, 12, 11)
    assert made.item_id == item.id
    referral = session.scalars(select(Referral)).one()
    assert (referral.to_body_id, referral.clause_id) == (cast.sb2.id, item.clauses[2].id)
    action = session.scalars(select(FollowUp)).one()
    assert (action.what, action.whom, action.due_on) == ("Send the map", "Oren Tull", date(2026, 1, 31))
    places = {(one.noun, one.reference): one.place for one in session.scalars(select(SourceLine))}
    assert places["clause", item.clauses[1].reference] == "14"
    assert places["recommendation", made.reference] == "14"
    assert places["referral", referral.reference] == "16"
    assert places["follow-up", action.reference] == "21"
    card = session.scalars(select(Scorecard)).one()
    assert (card.period, card.improved, card.recorded_total, card.is_published_tally) == (
        "2024-25",
        12,
        30,
        True,
    )
    assert places["scorecard", "The Plan 2024-25"] == "7"
    assert made.reference in page
    assert review_of(reference)[0].state is PaperState.CONFIRMED
    told = session.scalars(select(JournalEntry.tag).where(JournalEntry.noun == "paper-in")).all()
    assert told == ["paper-in:brought", "paper-in:confirmed"]


def test_confirming_twice_makes_nothing_twice(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    do(reference, "accept-all", **READY)
    sent = {"version": str(review_of(reference)[0].version), "once": "a-click"}
    for _ in range(2):
        answer = client.post(f"/papers-in/{reference}/check", data=sent)
        assert answer.location.endswith("/confirmed")
    assert bring(MINUTES) == reference
    assert len(session.scalars(select(Clause)).all()) == 4


def test_what_is_not_decided_yet_is_told_beside_its_field(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    page = do(reference, "check", **{"p2-text": "", "p3-asked": ""}).text
    for sentence in (
        "Proposal 2: enter the wording, or leave it out.",
        "Proposal 3: say who is asked, or choose “note only”.",
        "Proposal 4: choose the body that it is referred to.",
        "7 proposals are neither accepted nor left out yet.",
    ):
        assert sentence in page
    assert "<title>Error: " in page
    assert client.get(f"/papers-in/{reference}/check").text.count("There is a problem") == 1
    sign_in(client, "coordinator")
    sent = {"version": str(review_of(reference)[0].version)}
    client.post(f"/papers-in/{reference}/check", data=sent)
    assert not session.scalars(select(Clause)).all()


def test_a_rule_that_refuses_leaves_nothing_behind(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    """Minutes of a day to come cannot be logged: the meeting, too, does not come into being."""
    reference = bring(MINUTES.replace("11 December 2025", "12 March 2026"))
    do(reference, "accept-all", **READY)
    sent = {"version": str(review_of(reference)[0].version)}
    page = client.post(f"/papers-in/{reference}/check", data=sent)
    assert page.status_code == 200
    assert "The meeting has not been yet." in page.text
    assert not session.scalars(select(Meeting)).all()
    assert not session.scalars(select(SourceLine)).all()
    assert review_of(reference)[0].state is PaperState.OPEN


def test_a_meeting_and_an_item_that_stand_are_offered_and_used_when_chosen(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    meeting = make.meeting(cast.scruco, date(2025, 12, 11), reference="SCRUCO-2025-12-11")
    item = make.item(meeting, title="How the plan is performing 2024-25", minute_number="14/25")
    make.item(meeting, title="Matters arising")
    session.commit()
    reference = bring(MINUTES)
    page = client.get(f"/papers-in/{reference}").text
    assert "the same committee and day" in page
    assert "its minute number is 14/25" in page
    assert "it has the same title" in page
    problem = do(reference, "check").text
    assert "Choose which meeting this is." in problem
    assert "Choose which item of the agenda this is, or that it is new." in problem
    do(reference, "take-all")
    confirm(client, do, reference, **READY)
    session.expire_all()
    assert [m.reference for m in session.scalars(select(Meeting))] == ["SCRUCO-2025-12-11"]
    whole = meetings.get_item(item.reference)
    assert (len(whole.clauses), whole.minute_number) == (3, "14/25")


def test_a_printed_recommendation_and_a_logged_clause_are_recognised(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    meeting = make.meeting(cast.scruco, date(2025, 12, 11), reference="SCRUCO-2025-12-11")
    item = make.item(meeting, title="How the plan is performing 2024-25")
    words = "Recommend to Cabinet that repairs be reported by ward. Ask for a map."
    printed_id = make.printed_recommendation(make.paper(on=item), text=words, number="1").id
    session.commit()
    reference = bring(MINUTES)
    do(reference, "take-all")
    page = client.get(f"/papers-in/{reference}").text
    assert "Recommendation 1 as the report prints it" in page
    confirm(client, do, reference, **READY, **{"p3-known": f"printed:{printed_id}"})
    session.expire_all()
    clause = meetings.get_item(item.reference).clauses[1]
    assert (clause.printed_id, clause.outcome.value) == (printed_id, "agreed-with-changes")


def test_a_tally_is_for_who_may_enter_figures(client: FlaskClient, cast: Cast, bring: Bring, do: Do) -> None:
    reference = bring(MINUTES, "governance")
    do(reference, "accept-all", "governance", **READY)
    page = do(reference, "check", "governance").text
    assert "Proposal 1: Only a performance officer or the scrutiny co-ordinator can change this." in page
    do(reference, "drop:p1", "governance")
    assert do(reference, "check", "governance").status_code == 302


def test_also_asked_part_and_measure(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    make.kpi("REP1", name="Repairs done on time", targets={}, readings={})
    session.commit()
    text = MINUTES.replace("reported by ward", "set out in Repairs done on time").replace(
        "3. Refer the missed targets to Scrutiny Board 2.", "3. The wards be named."
    )
    reference = bring(text)
    typed = {"p3-also": "body:TRUST", "p4-part": "y", "p4-this": "recommendation", "p3-measures": "REP1"}
    assert "its name stands in the wording" in client.get(f"/papers-in/{reference}").text
    confirm(client, do, reference, **typed)
    whole = session.scalars(select(Recommendation).where(Recommendation.parent_id.is_(None))).one()
    parts = session.scalars(select(Recommendation).where(Recommendation.parent_id == whole.id)).all()
    assert [part.text for part in parts] == ["The wards be named."]
    page = client.get(f"/recommendations/{whole.reference}").text
    assert "Larkfield Hospital Trust" in page
    assert "Repairs done on time" in page


def test_a_private_item_must_be_said_to_be_so_and_stays_closed(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    text = MINUTES.replace("15. Matters arising", "15. Private business: the price").replace(
        "Further to minute 9/25, the", "The"
    )
    reference = bring(text)
    problem = do(reference, "check", **READY).text
    assert "The paper speaks of private business here: say who may read this item." in problem
    closed = {"i2-publicity": "exempt", "i2-exempt_paragraph": "3", "i2-exempt_reason": "A price"}
    confirm(client, do, reference, **READY, **closed)
    item = meetings.list_items_of(meetings.get_meeting("SCRUCO-2025-12-11").id)[1]
    sign_in(client, "officer")
    page = client.get(f"/items/{item.reference}").text
    assert "the price" not in page
    assert "letter" not in page


def test_a_report_becomes_a_paper_with_its_printed_recommendations(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    report = """Scrutiny Co-ordination Committee

29 January 2026

Title: Empty homes

Director: Director of Place

Recommendations:

Scrutiny Co-ordination Committee is recommended to:

1. Note the number of empty homes.

2. Ask for a plan.

Cabinet is recommended to agree:-

1. That a plan is made.
"""
    make.meeting(cast.scruco, date(2026, 1, 29), reference="SCRUCO-2026-01-29")
    session.commit()
    reference = bring(report)
    do(reference, "take-all")
    confirm(client, do, reference)
    item = meetings.list_items_of(meetings.get_meeting("SCRUCO-2026-01-29").id)[0]
    printed = meetings.list_printed(meetings.get_item(item.reference))
    assert [(one.number, one.text, one.addressee.code if one.addressee else None) for one in printed] == [
        ("1", "Note the number of empty homes.", "SCRUCO"),
        ("2", "Ask for a plan.", "SCRUCO"),
        ("1", "That a plan is made.", "CABINET"),
    ]
    assert not session.scalars(select(Clause)).all()


def test_a_co_ordinator_of_another_body_does_not_review_it(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring
) -> None:
    from scrutiny_tracker.rules.permissions import Role

    other = make.person("Otto Bord")
    make.office(other, Role.CO_ORDINATOR, cast.sb1)
    session.commit()
    reference = bring(MINUTES)
    assert fields_of(client, reference)
    sign_in(client, other)
    assert client.get("/papers-in").status_code == 200
    assert client.get(f"/papers-in/{reference}").status_code == 403


def test_a_later_version_shows_what_differs_and_corrects_it(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    confirm(client, do, bring(MINUTES), **READY)
    corrected = MINUTES.replace("by ward. Ask for a map of voids", "by ward and by tenure").replace(
        "RESOLVED that the letter be noted.", ""
    )
    later = bring(corrected)
    assert "Is this a later version of a paper" in client.get(f"/papers-in/{later}").text
    do(later, "take-all")
    do(later, "take-all")
    page = client.get(f"/papers-in/{later}").text
    assert "removed: “ward. Ask for a map of voids.”" in unescape(page)
    assert "In the earlier version and not in this one" in page
    assert "the earlier version made it, in the same words" in page
    before = sorted(session.scalars(select(Clause.id)))
    confirm(client, do, later)
    session.expire_all()
    assert sorted(session.scalars(select(Clause.id))) == before
    assert len(session.scalars(select(FollowUp)).all()) == 1
    assert len(session.scalars(select(Referral)).all()) == 1
    changed = session.scalars(select(Clause).where(Clause.number == "2")).one()
    assert changed.text == "Recommend to Cabinet that repairs are reported by ward and by tenure."
    assert session.scalars(select(Recommendation)).one().text == changed.text
    paper = review_of(later)[0]
    assert paper.earlier is not None
    assert paper.state is PaperState.CONFIRMED


def test_the_same_words_to_two_bodies_are_two_records_linked(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    words = "That the ward figures are printed."
    text = MINUTES.replace(
        "Recommend to Cabinet that repairs are reported by ward. Ask for a map of voids.", words
    )
    reference = bring(text.replace("Refer the missed targets to Scrutiny Board 2.", words))
    typed = {"p3-this": "recommendation", "p3-asked": "body:CABINET"}
    typed |= {"p4-this": "recommendation", "p4-asked": "body:TRUST"}
    do(reference, "save", **typed)
    assert "the same words, to another body" in client.get(f"/papers-in/{reference}").text
    confirm(client, do, reference, **{"p4-known": "row:p3"})
    assert len(session.scalars(select(Recommendation)).all()) == 2
    assert len(session.scalars(select(AlsoRecommended)).all()) == 1


def test_only_what_is_offered_can_be_chosen(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    """A clause of another body is not corrected by naming it, and a garbled form is no error of ours."""
    other = make.clause(make.item(make.meeting(cast.sb1)), text="As it was.")
    session.commit()
    garbled = {"p5-owner": "999999", "i1-origin": "x", "i1-publicity": "x", "meeting-existing": "NOPE-1"}
    reference = bring(MINUTES)
    do(reference, "save", **garbled, **{"p2-known": f"clause:{other.reference}", "p3-known": "printed:x"})
    review = review_of(reference)[1]
    assert [row.known for row in review.rows] == [""] * 7
    assert (review.rows[4].owner, review.items[0].publicity, review.meeting.existing) == ("", "", "")
    confirm(client, do, reference, **READY, **{"i1-publicity": "public"})
    session.expire_all()
    assert session.get_one(Clause, other.id).text == "As it was."
