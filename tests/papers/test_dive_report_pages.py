"""A deep dive's report on its pages: who reads it, sections, clearance, publication; the session pack."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.house import STANDARD_COLOUR
from scrutiny_tracker.council.actions.holding import release
from scrutiny_tracker.council.models import HeldKind, SensitivePeriod
from scrutiny_tracker.council.queries.held import find_held
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.kpis.actions import enter_reading
from scrutiny_tracker.kpis.models import ReadingStatus
from scrutiny_tracker.kpis.queries import get_kpi
from scrutiny_tracker.meetings.queries.papers import get_paper
from scrutiny_tracker.papers.models import Document, DocumentSection
from scrutiny_tracker.papers.queries.deep_dives import get_clearance_of
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.rules.publicity import Publicity
from tests.cast import ROLES, TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.factories_deep_dives import deep_dive
from tests.factories_dive_reports import TO_CABINET, on_the_agenda, whole_dive
from tests.reports.extracted import words_in

GROUP = ("coordinator", "member", "chair")


def section(key: str) -> DocumentSection | None:
    db.session.expire_all()
    return db.session.scalar(select(DocumentSection).where(DocumentSection.key == key))


@pytest.mark.parametrize("who", ROLES)
def test_the_draft_and_the_session_pack_are_the_review_groups_alone(
    cast: Cast, client: FlaskClient, who: str
) -> None:
    dive = whole_dive(cast, measures=1)
    document = get_clearance_of(dive)
    sign_in(client, who)
    here = f"/deep-dives/{dive.reference}"
    wanted = 200 if who in GROUP else 403
    for address in ("report", "report.pdf", "report.docx", "session-pack.pdf"):
        assert client.get(f"{here}/{address}").status_code == wanted, address
    assert client.get(f"/documents/{document.reference}").status_code == (
        200 if who == "coordinator" else 403
    )
    assert client.get(f"/reports/deep-dive.pdf?of={dive.reference}").status_code == (
        200 if who in GROUP else 404
    )
    page = client.get(here).text
    assert ("Session pack (PDF)" in page) is (who in GROUP)
    assert ("Perry Kest" in page) is (who in GROUP)
    if who != "coordinator":
        assert client.post(f"{here}/open-report").status_code == 403
    if who not in ("coordinator", "governance"):
        assert client.post(f"{here}/publish-report").status_code == 403


def test_governance_reads_the_draft_once_it_is_sent_for_clearing(cast: Cast, client: FlaskClient) -> None:
    dive = whole_dive(cast, measures=1)
    address = f"/documents/{get_clearance_of(dive).reference}"
    sign_in(client, "coordinator")
    client.post(f"/deep-dives/{dive.reference}/send-for-clearing")
    db.session.expire_all()
    sign_in(client, "governance")
    assert TO_CABINET[0] in client.get(address).text
    assert "Draft 1, sent for clearing 12 January 2026" in client.get(address).text
    assert client.get(f"{address}/draft.docx").status_code == 200
    sign_in(client, "member")
    assert client.get(address).status_code == 403


def test_opening_the_report_proposes_who_clears_it_once(cast: Cast, client: FlaskClient) -> None:
    dive = deep_dive(cast.scruco)
    db.session.commit()
    sign_in(client, "coordinator")
    for _twice in range(2):
        answer = client.post(f"/deep-dives/{dive.reference}/open-report")
        assert answer.location == f"/deep-dives/{dive.reference}/report"
    db.session.expire_all()
    rows = get_clearance_of(dive).clearances
    assert [(row.role, row.name) for row in rows] == [
        ("finance", "To be named"),
        ("legal", "To be named"),
        ("chair", "Chidi Hallam"),
    ]
    assert "0 of 3 are back; 3 not sent." in client.get(f"/deep-dives/{dive.reference}").text


def test_a_section_stands_as_proposed_until_somebody_writes_it(cast: Cast, client: FlaskClient) -> None:
    dive = whole_dive(cast, measures=1)
    address = f"/documents/{get_clearance_of(dive).reference}/sections/context"
    sign_in(client, "coordinator")
    page = client.get(address).text
    assert "[[agreed-at-first]], the [[committee]] agreed" in page
    assert section("context") is None
    compared = client.post(address, data={"text": "The [[committee]] looked.", "do": "compare"}).text
    assert "<ins>looked.</ins>" in compared
    assert "Scrutiny Co-ordination Committee</span> looked." in compared
    assert section("context") is None, "looking at what changes keeps nothing"
    unknown = client.post(address, data={"text": "The [[mayor]] looked.", "version": "0"})
    assert "The record knows no fact [[mayor]]." in unknown.text
    typed = "• The [[committee]] looked.\u00a0\n• It asked."
    assert client.post(address, data={"text": typed, "version": "0", "once": "a"}).status_code == 302
    kept = section("context")
    assert kept is not None
    assert kept.text == "- The [[committee]] looked.\n- It asked."
    late = client.post(address, data={"text": "Mine.", "version": "0", "once": "b"})
    assert late.status_code == 409, "somebody wrote it meanwhile"
    assert "It asked." in late.text
    assert "Mine." in late.text
    assert "It asked." in client.get(f"/deep-dives/{dive.reference}/report").text


def test_a_council_chooses_the_implications_that_its_reports_speak_of(
    cast: Cast, client: FlaskClient
) -> None:
    dive = whole_dive(cast, measures=1)
    sign_in(client, "governance")
    own = "Equalities / EIA?: Equality\nArmed forces covenant"
    typed = {"colour": STANDARD_COLOUR, "version": "1", "sections_deep_dive": own}
    assert client.post("/admin/house-style", data=typed).status_code == 302
    forget_settings()
    sign_in(client, "coordinator")
    page = client.get(f"/deep-dives/{dive.reference}/report").text
    assert page.index("6.1. Equality") < page.index("6.2. Armed forces covenant")
    assert "How is risk being managed?" not in page


def test_it_is_published_at_its_meeting_and_never_changes(cast: Cast, client: FlaskClient) -> None:
    document = on_the_agenda(cast, whole_dive(cast, measures=2))
    dive = get_deep_dive(document.subjects[0].reference)
    assert dive.paper is not None
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/publish-report"
    page = client.get(address).text
    assert "Not back yet: Perry Kest (Head of Performance)" in page
    assert "“Financial implications”" in page
    assert client.post(address).status_code == 302
    db.session.expire_all()
    document = get_clearance_of(dive)
    assert document.sha256
    published = f"/documents/{document.reference}/published"
    sign_in(client, "stranger")
    for format in ("pdf", "docx"):
        assert TO_CABINET[8] in words_in(client.get(f"{published}.{format}").data, format)
    paper = get_paper(get_deep_dive(dive.reference).paper.reference)  # type: ignore[union-attr]
    assert paper.file is not None
    assert paper.file.content == client.get(f"{published}.pdf").data
    was = client.get(f"/reports/deep-dive.html?of={dive.reference}").data
    enter_reading(get_kpi("K01"), "2024-25", "99", ReadingStatus.REVISED, "A slip", by(cast.performance))
    db.session.commit()
    assert client.get(f"/reports/deep-dive.html?of={dive.reference}").data == was
    sign_in(client, "coordinator")
    assert client.get(address).status_code == 302
    assert client.get(f"/documents/{document.reference}/sections/context").status_code == 302
    assert client.get(f"/deep-dives/{dive.reference}/report").location == published


def test_it_is_published_only_from_an_agenda_and_only_where_the_item_is_public(
    cast: Cast, client: FlaskClient
) -> None:
    dive = whole_dive(cast, measures=1)
    address = f"/deep-dives/{dive.reference}/publish-report"
    sign_in(client, "coordinator")
    assert "Put it on the agenda first" in client.get(address).text
    assert "nothing prints its recommendations yet" in client.post(address, follow_redirects=True).text
    document = on_the_agenda(cast, dive)
    item = get_deep_dive(dive.reference).reports_to
    assert item is not None
    item.publicity, item.exempt_paragraph, item.exempt_reason = Publicity.EXEMPT, "3", "A price"
    db.session.commit()
    assert "Its item is private" in client.post(address, follow_redirects=True).text
    db.session.expire_all()
    assert db.session.get(Document, document.id).frozen_on is None  # type: ignore[union-attr]


def test_the_pack_has_who_comes_and_three_lines_on_each_measure(cast: Cast, client: FlaskClient) -> None:
    dive = whole_dive(cast, measures=6)
    sign_in(client, "member")
    address = f"/deep-dives/{dive.reference}/session-pack.pdf"
    every = words_in(client.get(address).data, "pdf")
    assert every.count("They agreed to send us") == 5
    text = words_in(client.get(f"{address}?session=2").data, "pdf")
    for words in (
        "Session 2: Thursday 4 September 2025, 2pm",
        "Dilys Toller, Director of Place: coming",
        "Cass Mebry: has not answered",
        "5. Measure 5",
        "2024-25: Missed target. 87% against a target of 95% or more",
        "Nothing is on record before this.",
        "What kept the result from its target, and was the target the right one?",
    ):
        assert words in text, words
    assert "4. Measure 4" not in text
    assert client.get(f"{address}?session=9").status_code == 404


def test_without_a_session_there_is_no_pack(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    session.commit()
    sign_in(client, "member")
    assert client.get(f"/deep-dives/{dive.reference}/session-pack.pdf").status_code == 404
    assert client.get(f"/deep-dives/{dive.reference}/report").status_code == 404


def test_in_a_sensitive_period_it_is_held_and_published_when_it_is_released(
    cast: Cast, client: FlaskClient
) -> None:
    document = on_the_agenda(cast, whole_dive(cast, measures=1))
    db.session.add(
        SensitivePeriod(reason="An election", from_on=TODAY, to_on=date(2026, 2, 1), holds_publication=True)
    )
    db.session.commit()
    sign_in(client, "coordinator")
    client.post(f"/deep-dives/{document.subjects[0].reference}/publish-report")
    db.session.expire_all()
    assert get_document(document.reference).frozen_on is None
    held = find_held(HeldKind.PROGRESS_REPORT, document.reference)
    assert held is not None
    release(held, by(cast.coordinator))
    db.session.commit()
    assert get_document(document.reference).frozen_on == TODAY


@pytest.mark.parametrize("address", ["report", "session-pack.pdf"])
def test_as_many_queries_for_many_measures_as_for_few(cast: Cast, client: FlaskClient, address: str) -> None:
    few, many = whole_dive(cast, measures=2), whole_dive(cast, measures=14, prefix="M")
    sign_in(client, "coordinator")
    counts = []
    for dive in (few, many):
        with queries() as asked:
            assert client.get(f"/deep-dives/{dive.reference}/{address}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 45, "\n".join(asked)
