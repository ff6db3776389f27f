"""Agreed drafts go on the agenda and to Cabinet in one step; resolving them brings measures and parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive, DraftState, ScopeReason
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.deep_dives.queries.drafts import get_draft
from scrutiny_tracker.meetings.actions.clauses import TypedClause
from scrutiny_tracker.meetings.clause_models import Becomes
from scrutiny_tracker.meetings.models import Meeting, PrintedRecommendation
from scrutiny_tracker.meetings.queries.items import get_item, list_items_of
from scrutiny_tracker.meetings.queries.papers import get_paper
from scrutiny_tracker.recommendations.actions.resolutions import Resolved, log_resolutions
from scrutiny_tracker.recommendations.models import Recommendation, Sending
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.recommendations.queries.one import get_recommendation, list_parts
from scrutiny_tracker.rules.lifecycle import Origin
from scrutiny_tracker.rules.minutes.kinds import ClauseKind
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.factories_deep_dives import deep_dive, draft, scoped

AGREED = {"state": DraftState.AGREED}


def clause_of(row: PrintedRecommendation) -> TypedClause:
    """A printed recommendation, agreed as printed."""
    return TypedClause(
        row.text,
        ClauseKind.RECOMMEND,
        Becomes.RECOMMENDATION,
        number=row.number,
        printed_id=row.id,
        addressee_id=row.addressee_id,
    )


@pytest.fixture
def meetings(cast: Cast, session: scoped_session[Session]) -> tuple[Meeting, Meeting]:
    committee = make.meeting(cast.scruco, date(2026, 1, 29), reference="SCRUCO-2026-01-29")
    cabinet = make.meeting(cast.cabinet, date(2026, 2, 3), reference="CABINET-2026-02-03")
    session.commit()
    return committee, cabinet


@pytest.fixture
def dive(cast: Cast, session: scoped_session[Session], meetings: tuple[Meeting, Meeting]) -> DeepDive:
    """Two recommendations, to Cabinet and to the committee, and two points under the first."""
    dive = deep_dive(cast.scruco, "Deep dive 2026", reports_at_reference=meetings[0].reference)
    readings = {"2024-25": 90}
    first = scoped(dive, make.kpi("K1", targets={"2024-25": 95}, readings=readings), why=ScopeReason.NO_DATA)
    own = {"measures": [first], **AGREED}
    whole = draft(dive, "Review the measures of the appendix.", number=1, body=cast.cabinet, **own)
    draft(dive, "Approve what is recommended to Cabinet.", number=2, body=cast.scruco, **AGREED)
    draft(dive, "Not agreed yet.", number=3, body=cast.cabinet)
    draft(dive, "Look further into it.", number=4, parent_id=whole.id, **AGREED)
    draft(dive, "Count each ward.", number=5, parent_id=whole.id, **own)
    session.commit()
    return dive


FORM = {
    "title": "Deep dive 2026",
    "report_of": "Scrutiny Co-ordinator",
    "meeting": "SCRUCO-2026-01-29",
    "rows-0-key": "body:CABINET",
    "rows-0-send": "y",
    "rows-0-meeting": "CABINET-2026-02-03",
    "once": "n",
}


def test_one_step_makes_the_report_item_and_sends_to_cabinet_subject_to_agreement(
    cast: Cast,
    client: FlaskClient,
    session: scoped_session[Session],
    dive: DeepDive,
    meetings: tuple[Meeting, Meeting],
) -> None:
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/carry"
    page = client.get(address).text
    assert 'value="SCRUCO-2026-01-29" selected' in page
    assert 'value="CABINET-2026-02-03" selected' in page
    assert "1 draft is not agreed yet" in page
    assert "Not agreed yet.</li>" not in page
    first = client.post(address, data=FORM).location
    assert client.post(address, data=FORM).location == first
    session.expire_all()
    carried = get_deep_dive(dive.reference)
    assert carried.reports_to is not None
    assert first == f"/items/{carried.reports_to.reference}"
    assert carried.reports_to.meeting_id == meetings[0].id
    assert carried.paper is not None
    printed = get_paper(carried.paper.reference).printed
    assert [(row.number, row.text, row.addressee_id) for row in printed] == [
        ("1", "Approve what is recommended to Cabinet.", cast.scruco.id),
        ("1", "Review the measures of the appendix.", cast.cabinet.id),
    ]
    sending = session.scalars(select(Sending)).one()
    assert (sending.subject_to_id, sending.on_agenda_of_id) == (meetings[0].id, meetings[1].id)
    assert sending.sent_on == date(2026, 1, 12)
    [theirs] = list_items_of(meetings[1].id)
    assert theirs.paper_id == carried.paper_id
    assert session.scalars(select(Recommendation)).one().agreed_on is None
    workspace = client.get(f"/deep-dives/{dive.reference}").text
    assert "then-and-now" in workspace
    version = str(get_draft(dive, 1).version)
    typed = {"text": "x", "asked": "", "parent": "", "version": version}
    refused = client.post(f"/deep-dives/{dive.reference}/drafts/1/change", data=typed)
    assert "Draft 1 is printed in the report" in refused.text
    client.post(f"/deep-dives/{dive.reference}/drafts/5/drop")
    assert "Draft 5 is printed in the report" in client.get(f"/deep-dives/{dive.reference}/drafts").text


def test_nothing_agreed_is_nothing_to_carry(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], meetings: tuple[Meeting, Meeting]
) -> None:
    dive = deep_dive(cast.scruco)
    draft(dive, "Not agreed yet.", body=cast.cabinet)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/carry"
    assert "has agreed no draft" in client.get(address).text
    page = client.post(address, data=FORM)
    assert page.status_code == 200
    assert list_items_of(meetings[0].id) == []


@pytest.mark.parametrize("sent_first", [True, False])
def test_resolving_makes_tracked_recommendations_with_measures_as_they_stood_and_parts_by_section(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], dive: DeepDive, sent_first: bool
) -> None:
    sign_in(client, "coordinator")
    form = {name: value for name, value in FORM.items() if sent_first or name != "rows-0-send"}
    client.post(f"/deep-dives/{dive.reference}/carry", data=form)
    session.expire_all()
    carried = get_deep_dive(dive.reference)
    assert carried.reports_to is not None
    item = get_item(carried.reports_to.reference)
    assert item.paper is not None
    resolved = [Resolved(clause_of(row)) for row in item.paper.printed]
    bodies = {body.id: body for body in (cast.scruco, cast.cabinet)}
    then = replace(by(cast.coordinator), today=date(2026, 1, 29))
    log_resolutions(item, resolved, Origin.DEEP_DIVE, bodies, then)
    session.commit()
    session.expire_all()
    made = session.scalars(
        select(Recommendation).where(Recommendation.text == "Review the measures of the appendix.")
    ).one()
    whole = get_recommendation(made.reference)
    assert whole.agreed_on == date(2026, 1, 29)
    assert [(link.kpi.code, link.why, link.period, link.value_then) for link in whole.measures] == [
        ("K1", LinkReason.NO_DATA, "2024-25", Decimal(90))
    ]
    parts = list_parts(whole.id)
    assert [(part.printed_number, part.text) for part in parts] == [
        ("1", "Count each ward."),
        ("2", "Look further into it."),
    ]
    assert [[link.kpi.code for link in part.measures] for part in parts] == [["K1"], []]
    page = client.get(f"/recommendations/{whole.reference}/then-and-now").text
    assert "Too early to say" in page
    assert "what moved does not show why" in page
    page = client.get(f"/deep-dives/{dive.reference}/then-and-now").text
    assert "1 too early to say." in page
    assert whole.reference in page
