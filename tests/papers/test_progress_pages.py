"""From opening to the next look, on pages alone; what each may see and do."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import AgendaState
from scrutiny_tracker.meetings.queries.items import get_item
from scrutiny_tracker.papers.actions.progress import open_report
from scrutiny_tracker.papers.models import Document
from scrutiny_tracker.papers.queries.documents import find_published, get_document
from scrutiny_tracker.recommendations.queries.decisions import list_for_decision
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.factories_papers import commitment_of, opened, reported_on

NEXT = date(2026, 1, 29)


def here(document: Document) -> str:
    return f"/progress-reports/{document.subjects[0].reference}"


def with_meeting(cast: Cast, *values: Answer) -> Document:
    """A report that a person settled for the committee's next meeting, two weeks from now."""
    document = opened(cast, *values)
    meeting = make.meeting(cast.scruco, NEXT)
    reference = meeting.reference
    db.session.commit()
    commitment = commitment_of(get_recommendation(_first(document)))
    commitment.meeting_id, commitment.settled_why = meeting.id, f"The Chair wants it at {reference}"
    db.session.commit()
    db.session.expire_all()
    return get_document(document.reference)


def _first(document: Document) -> str:
    action = document.contributions[0].action
    assert action is not None
    return action.recommendation.reference


def test_the_workspace_leads_step_by_step(cast: Cast, client: FlaskClient) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    make.meeting(cast.scruco, date(2026, 11, 19))
    db.session.commit()
    sign_in(client, "coordinator")
    address = f"/progress-reports/{commitment_of(one).reference}"
    assert "It opens by itself on 16 September 2026." in client.get(address).text
    assert client.post(f"{address}/open").location == address
    page = client.get(address).text
    assert "1 asked, 0 in" in page
    assert "Send for clearing" in page
    assert client.post(f"{address}/open").location == address, "a second click opens no second report"
    document = db.session.query(Document).one()
    assert client.post(f"/documents/{document.reference}/send-for-clearing").status_code == 302
    page = client.get(address).text
    assert "4 not back" in page
    assert "Freeze and publish" in page


def test_published_it_stands_on_the_agenda_as_the_director_s_report(cast: Cast, client: FlaskClient) -> None:
    document = with_meeting(cast)
    sign_in(client, "governance")
    page = client.get(f"/documents/{document.reference}/publish").text
    assert "1 part asked for has not come." in page
    assert "Not cleared yet: Dilys Toller" in page
    assert client.post(f"/documents/{document.reference}/publish").location == here(document)
    db.session.expire_all()
    document = get_document(document.reference)
    assert document.item is not None
    item = get_item(document.item.reference)
    assert (item.title, item.report_of) == ("Progress report: Deep dive 2025", "Director, Place")
    assert len(list_for_decision(item)) == 2
    assert item.paper is not None
    got = client.get(f"/papers/{item.paper.reference}/file")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(got.data)).pages).split())
    assert "Report of Director, Place" in text
    assert "Page 1 of" in text
    version = find_published(document.id)
    assert version is not None
    kept = version.sha256
    sign_in(client, "member")
    published = client.get(f"/documents/{document.reference}/published").text
    assert "As published 12 January 2026" in published
    assert client.get(f"/documents/{document.reference}/published.docx").data.startswith(b"PK")
    whole = get_recommendation(_first(document))
    whole.short_name = "Another name altogether"
    db.session.commit()
    assert "Another name altogether" not in client.get(f"/documents/{document.reference}/published").text
    assert "Another name altogether" in client.get(here(document)).text, "later facts show beside it"
    db.session.expire_all()
    again = find_published(document.id)
    assert again is not None
    assert again.sha256 == kept


def test_the_item_leads_to_the_report_and_a_published_agenda_asks_to_freeze_it(
    cast: Cast, client: FlaskClient
) -> None:
    document = with_meeting(cast)
    sign_in(client, "coordinator")
    client.post(f"/documents/{document.reference}/agenda")
    db.session.expire_all()
    item = get_document(document.reference).item
    assert item is not None
    assert "Report in the making" in client.get(f"/items/{item.reference}").text
    item.meeting.agenda_state, item.meeting.agenda_published_on = AgendaState.PUBLISHED, TODAY
    db.session.commit()
    assert "this report still changes with the record" in client.get(here(document)).text


def test_without_a_meeting_it_cannot_be_published(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    sign_in(client, "coordinator")
    assert client.post(f"/documents/{document.reference}/publish").status_code == 302
    assert "Choose a meeting first" in client.get(f"/documents/{document.reference}/publish").text
    db.session.expire_all()
    assert get_document(document.reference).frozen_on is None


def test_after_the_meeting_what_is_open_is_looked_at_again(
    app: Flask, cast: Cast, client: FlaskClient
) -> None:
    document = with_meeting(cast)
    sign_in(client, "coordinator")
    client.post(f"/documents/{document.reference}/publish")
    app.config["SCRUTINY_TODAY"] = NEXT
    db.session.expire_all()
    item = get_document(document.reference).item
    assert item is not None
    page = client.get(here(document)).text
    assert "Record decisions" in page
    grid = f"/meetings/{item.meeting.reference}/decisions/{item.reference}"
    noted = {"mode": "noted", "until-day": "1", "until": ["29", "7", "2026"], "minute": "40/25"}
    assert client.post(grid, data=noted).status_code == 302
    assert "Still open: 2." in client.get(here(document)).text
    again = f"/documents/{document.reference}/look-again"
    assert "Choose when to look again." in client.post(again, data={}).text
    assert "Enter the day that the committee chose." in client.post(again, data={"when": "on"}).text
    led = client.post(again, data={"when": "6"})
    assert led.status_code == 302
    page = client.get(led.location).text
    assert "Due on or after 29 July 2026 (6 months after the report of 29 January 2026)" in page
    assert "the report before" in page
    page = client.get(here(document)).text
    assert "Made on" in page
    assert "What was reported stays." in page


def test_the_author_writes_around_the_facts(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    document.author_id = cast.director.id
    db.session.commit()
    sign_in(client, "director")
    address = f"/documents/{document.reference}/sections/next"
    page = client.get(address).text
    assert "[[answers]]" in page
    typed = {"text": "We ask for **patience**: [[answers]].", "version": "1"}
    assert client.post(address, data=typed).status_code == 302
    draft = client.get(f"/documents/{document.reference}").text
    assert "What happens next" in draft
    assert "<strong>patience</strong>" in draft
    wrong = client.post(address, data={"text": "[[weather]]", "version": "2"}).text
    assert "The record knows no fact [[weather]]." in wrong
    assert "<title>Error: " in wrong
    other = client.post(address, data={"text": "Mine", "version": "1"})
    assert other.status_code == 409
    assert "We ask for **patience**" in other.text


def test_parts_come_in_from_whoever_was_asked(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    address = f"/documents/{document.reference}/parts/{document.contributions[0].id}"
    sign_in(client, "officer")
    assert "Enter what they sent." in client.post(address, data={"text": ""}).text
    sent = {"text": "Nine of ten are out.", "received_on": ["12", "1", "2026"], "version": "1"}
    assert client.post(address, data=sent).location == here(document)
    page = client.get(here(document)).text
    assert "1 asked, 1 in" in page
    assert "Nine of ten are out." in page
    assert "entered by" not in page
    sign_in(client, "member")
    assert "Nine of ten are out." not in client.get(here(document)).text, "not before it is published"


def test_a_row_of_the_clearance_table_comes_back(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    row = document.clearances[0]
    sign_in(client, "coordinator")
    address = f"/documents/{document.reference}/clearances/{row.id}"
    typed = {
        "role": "director",
        "name": row.name,
        "post": row.post,
        "sent_on": ["9", "1", "2026"],
        "back_on": ["8", "1", "2026"],
        "version": str(row.version),
    }
    assert "It cannot be back before it was sent." in client.post(address, data=typed).text
    typed |= {"back_on": ["12", "1", "2026"], "comments": "Content."}
    files = {"file": (BytesIO(b"Fine"), "comments.txt")}
    assert client.post(address, data=typed | files, content_type="multipart/form-data").status_code == 302
    page = client.get(here(document)).text
    assert "comments.txt" in page
    assert client.get(f"{address}/file").data == b"Fine"


def test_a_file_that_cannot_be_kept_is_told_and_the_words_stay(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    sign_in(client, "coordinator")
    row = document.clearances[0]
    typed = {"role": "director", "name": "Typed before", "post": "Director", "comments": "Typed too"}
    for path in ("add", str(row.id)):
        files = {"file": (BytesIO(b"MZ"), "tool.exe")}
        address = f"/documents/{document.reference}/clearances/{path}"
        page = client.post(address, data=typed | files, content_type="multipart/form-data").text
        if path != "add":  # saved by nobody else meanwhile: the version that the page was shown with
            versioned = typed | {"version": str(row.version), "file": (BytesIO(b"MZ"), "tool.exe")}
            page = client.post(address, data=versioned, content_type="multipart/form-data").text
        assert "is not a type of file that can be kept" in page
        assert "Typed before" in page
        assert "Typed too" in page
        assert "<title>Error: " in page


@pytest.mark.parametrize("who", ["member", "performance", "nobody"])
def test_a_draft_is_not_for_everybody(cast: Cast, client: FlaskClient, who: str) -> None:
    document = opened(cast)
    sign_in(client, who)
    for path in ("", "/sections/next", f"/parts/{document.contributions[0].id}", "/versions/1"):
        assert client.get(f"/documents/{document.reference}{path}").status_code in (403, 404), path
    for path in ("send-for-clearing", "publish", "ask", "agenda", "made", "keep"):
        assert client.post(f"/documents/{document.reference}/{path}").status_code == 403, path
    assert "The report is being prepared." in client.get(here(document)).text


def test_versions_are_kept_and_compared(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    sign_in(client, "coordinator")
    client.post(f"/documents/{document.reference}/keep")
    client.post(
        f"/documents/{document.reference}/sections/next", data={"text": "Wardens in April", "version": "1"}
    )
    client.post(f"/documents/{document.reference}/keep")
    page = client.get(f"/documents/{document.reference}/versions/2").text
    assert "Draft 2, 12 January 2026" in page
    assert "<ins>What happens next Wardens in April</ins>" in page


def test_the_page_costs_the_same_for_one_and_for_ten(cast: Cast, client: FlaskClient) -> None:
    costs = []
    sign_in(client, "coordinator")
    for number in (1, 10):
        [first, *_others] = reported_on(cast, *[Answer.AGREED] * number, title=f"Review of {number}")
        document = open_report(commitment_of(first), by(cast.coordinator))
        address = f"/progress-reports/{commitment_of(first).reference}"
        db.session.commit()
        assert document.opened_on == TODAY
        client.get(address)
        with queries() as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1], costs
    assert costs[0] < 45


def test_a_double_click_takes_a_form_once(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    sign_in(client, "coordinator")
    part = f"/documents/{document.reference}/parts/{document.contributions[0].id}"
    sent = {"text": "Nine.", "received_on": ["12", "1", "2026"], "version": "1", "once": "one-click"}
    added = {"role": "chair", "name": "Chidi Hallam", "post": "Chair", "once": "another-click"}
    before = len(document.clearances)
    for _ in range(2):
        assert client.post(part, data=sent).location == here(document)
        assert client.post(f"/documents/{document.reference}/clearances/add", data=added).status_code == 302
    db.session.expire_all()
    assert len(get_document(document.reference).clearances) == before + 1
