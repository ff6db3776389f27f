"""A progress report opens by itself ahead of its agenda, asks for its parts and drafts itself."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.content import plain_texts
from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings.models import MeetingState
from scrutiny_tracker.papers.actions.contributions import receive
from scrutiny_tracker.papers.actions.progress import ask, open_report, share
from scrutiny_tracker.papers.jobs import Opened, open_progress_reports
from scrutiny_tracker.papers.models import Document, DocumentKind
from scrutiny_tracker.papers.progress_content import progress_content
from scrutiny_tracker.papers.queries.documents import find_about, get_document
from scrutiny_tracker.papers.queries.progress import NOUN, dates_of, list_due_to_open
from scrutiny_tracker.recommendations.actions.plans import Owner, assign
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.queries.commitments import placing_of
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests.cast import TODAY, Cast, by
from tests.counting import queries
from tests.factories_papers import DUE, MEETING, commitment_of, on_day, opened, reported_on
from tests.factories_updates import on_track

OPENS = date(2026, 9, 16)  # 8 weeks before 11 November, the last day for papers of 19 November


def run(on: date) -> Opened:
    made = open_progress_reports(on, on_day(on).at)
    db.session.expire_all()
    return made


def said(document: Document, on: date = TODAY) -> str:
    return "\n".join(plain_texts(progress_content(document, on)))


def the_document(reference: str) -> Document:
    found = find_about(DocumentKind.PROGRESS, NOUN, reference)
    assert found is not None
    return found


def test_it_opens_eight_weeks_before_its_papers_and_once(cast: Cast) -> None:
    [agreed, _refused] = reported_on(cast, Answer.AGREED, Answer.NOT_AGREED)
    make.meeting(cast.scruco, MEETING)
    reference = commitment_of(agreed).reference
    db.session.commit()
    assert run(date(2026, 9, 15)) == Opened(0, 0)
    assert run(OPENS) == Opened(1, 1)
    assert run(OPENS) == run(date(2026, 9, 20)) == Opened(0, 0)
    document = the_document(reference)
    assert document.title == "Progress report: Deep dive 2025"
    [part] = document.contributions
    assert (part.asked_of_id, part.asked_on) == (cast.officer.id, OPENS)
    assert part.what == "Recommendation 1: what has been done"
    tags = [entry.tag for entry in list_history("document", document.reference)]
    assert {"document:opened", "contribution:asked", "clearance:added"} <= set(tags)


def test_it_opens_without_a_meeting_as_if_one_stood_on_its_day(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    days = dates_of(placing_of(commitment_of(one), TODAY), DUE)
    assert days is not None
    assert days.papers_on == date(2026, 10, 27)
    assert days.opens_on == date(2026, 9, 1)
    assert run(date(2026, 8, 31)) == Opened(0, 0)
    assert run(date(2026, 9, 1)) == Opened(1, 1)


def test_its_days_move_with_the_meeting(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    meeting = make.meeting(cast.scruco, MEETING)
    make.meeting(cast.scruco, date(2026, 12, 17))
    db.session.commit()
    meeting.state, meeting.state_reason = MeetingState.POSTPONED, "Snow"
    db.session.commit()
    assert run(OPENS) == Opened(0, 0)
    assert run(date(2026, 10, 14)) == Opened(1, 1)
    days = dates_of(placing_of(commitment_of(one), TODAY), DUE)
    assert days is not None
    assert days.papers_on == date(2026, 12, 9)


def test_the_draft_is_complete_with_no_typing(cast: Cast) -> None:
    document = opened(cast, Answer.AGREED, Answer.AGREED_WITH_CHANGES, Answer.NOT_AGREED)
    text = said(document)
    assert "It says what has become of 3 recommendations in Deep dive 2025" in text
    assert "12 months after Cabinet's decision of 4 November 2025" in text
    assert "1 agreed, 1 agreed with changes, 1 not agreed" in text
    assert "0 of 2 parts asked for had come by 12 January 2026" in text
    assert "Not agreed, and the reasons given" in text
    assert "Reasons: There is no money for it." in text
    assert "30 Jun 2026" in text
    assert "No update received from" in text
    assert "[[" not in text
    clearing = [(row.name, row.post) for row in document.clearances]
    assert ("Dilys Toller", "Director, Place") in clearing
    assert ("Cass Mebry", "Cabinet Member for Housing and Streets") in clearing
    assert cast.officer.name not in text, "a public document gives posts, not officers' names"


def test_every_figure_leads_to_its_records(cast: Cast) -> None:
    document = opened(cast)
    content = progress_content(document, TODAY)
    facts = [
        run
        for block in content.blocks
        if hasattr(block, "words")
        for run in block.words
        if run.is_fact and any(letter.isdigit() for letter in run.text)
    ]
    assert facts
    assert all(run.href for run in facts), [run.text for run in facts if not run.href]


def test_what_officers_send_stands_in_their_words(cast: Cast) -> None:
    document = opened(cast)
    [part] = document.contributions
    receive(document, part, "Nine of ten are out.", TODAY, None, by(cast.officer))
    db.session.commit()
    text = said(get_document(document.reference))
    assert "Nine of ten are out." in text
    assert "No update received" not in text
    with pytest.raises(Refused, match="They were asked on 12 January 2026"):
        receive(document, part, "Earlier", date(2026, 1, 2), None, by(cast.officer))
    with pytest.raises(Refused, match="a day that has come"):
        receive(document, part, "Later", date(2026, 1, 20), None, by(cast.officer))


def test_an_update_counts_as_the_part(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    document = open_report(commitment_of(one), by(cast.coordinator))
    whole = get_recommendation(one.reference)
    send(whole, whole.actions[0], on_track("Eight are out."), by(cast.officer))
    db.session.commit()
    db.session.expire_all()
    text = said(get_document(document.reference))
    assert "Eight are out." in text
    assert "1 of 1 part asked for had come" in text


def test_a_leaver_s_part_goes_to_the_directorate_and_a_successor_is_asked_anew(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    cast.officer.is_active = False
    db.session.commit()
    document = open_report(commitment_of(one), by(cast.coordinator))
    [part] = document.contributions
    assert part.asked_of_id == cast.link_officer.id
    whole = get_recommendation(one.reference)
    heir = make.person("Hera Newly", post="Head of Depots")
    assign(whole, whole.actions[0], Owner(heir.id, directorate_id=cast.place.id), by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    document = get_document(document.reference)
    assert ask(document, by(cast.coordinator)) == 1
    assert ask(document, by(cast.coordinator)) == 0
    assert [row.asked_of_id for row in document.contributions] == [heir.id]


def test_an_outside_organisation_is_asked_by_name(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    whole = get_recommendation(one.reference)
    assign(whole, whole.actions[0], Owner(body_id=cast.trust.id), by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    document = open_report(commitment_of(one), by(cast.coordinator))
    [part] = document.contributions
    assert part.asked_of_id is None
    assert part.whom == "Larkfield Hospital Trust (Board secretary, board@trust.example)"
    db.session.commit()
    text = said(get_document(document.reference))
    assert "No update received from Larkfield Hospital Trust" in text
    assert "board@trust.example" not in text


def test_a_merged_body_s_report_stands_at_its_successor_s_meeting(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    cast.scruco.to_on, cast.scruco.successor_id = date(2026, 5, 20), cast.sb1.id
    one.followed_by_id = cast.sb1.id
    meeting = make.meeting(cast.sb1, MEETING)
    db.session.commit()
    assert run(OPENS) == Opened(1, 1)
    where = placing_of(commitment_of(one), OPENS)
    assert where.meeting is not None
    assert where.meeting.reference == meeting.reference
    assert "Now followed by\nLearning and Care Scrutiny Board (1)" in said(
        the_document(commitment_of(one).reference), OPENS
    )


def test_several_reports_can_be_made_in_one(cast: Cast) -> None:
    [first] = reported_on(cast, Answer.AGREED)
    [second] = reported_on(cast, Answer.AGREED, title="Streets review")
    document = open_report(commitment_of(first), by(cast.coordinator))
    share(document, commitment_of(second), by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    document = get_document(document.reference)
    assert len(document.contributions) == 2
    text = said(document)
    assert "2 recommendations in Deep dive 2025 and Streets review" in text
    assert the_document(commitment_of(second).reference).id == document.id
    assert commitment_of(second).reference not in {c.reference for c in list_due_to_open(date(2026, 11, 1))}


def test_a_closed_recommendation_s_words_stand_in_no_report(cast: Cast) -> None:
    document = opened(cast)
    one = document.contributions[0].action
    assert one is not None
    of = get_recommendation(one.recommendation.reference)
    of.publicity, of.exempt_paragraph, of.exempt_reason = "exempt", "3", "A price"  # type: ignore[assignment]
    of.text = of.short_name = one.text = "Buy the Marigold site"
    receive(document, document.contributions[0], "Marigold costs £3 million", TODAY, None, by(cast.officer))
    db.session.commit()
    db.session.expire_all()
    text = said(get_document(document.reference))
    assert "Marigold" not in text
    assert "This part is not public." in text


def test_drafting_costs_the_same_for_one_and_for_eight(cast: Cast) -> None:
    counts = []
    for number in (1, 8):
        document = opened(cast, *[Answer.AGREED] * number)
        db.session.expire_all()
        document = get_document(document.reference)
        with queries() as asked:
            progress_content(document, TODAY)
        counts.append(len(asked))
        for subject in document.subjects:
            db.session.delete(subject)
        db.session.commit()
    assert counts[0] == counts[1]
    assert counts[0] < 30
