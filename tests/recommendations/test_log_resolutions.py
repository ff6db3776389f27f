"""Logging what a committee resolved: from the report's print, by pasting, checked before it is saved."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.meetings.clause_models import Clause, ClauseDraft, FollowUp, Referral
from scrutiny_tracker.meetings.models import AgendaItem
from scrutiny_tracker.recommendations.models import Recommendation
from tests import factories as make
from tests.cast import Cast, sign_in

Session_ = scoped_session[Session]
WORDINGS = (
    "That every measure of the plan is reviewed each year.",
    "That the council says how often each measure is reported.",
    "That targets which were met are celebrated.",
)


@pytest.fixture
def item(cast: Cast, session: Session_) -> AgendaItem:
    """An item of the committee's October meeting whose report prints three recommendations to Cabinet."""
    item = make.item(make.meeting(cast.scruco, date(2025, 10, 30)))
    paper = make.paper(on=item)
    for position, wording in enumerate(WORDINGS, 1):
        make.printed_recommendation(
            paper, text=wording, number=str(position), position=position, addressee_id=cast.cabinet.id
        )
    session.commit()
    return item


def typed(client: FlaskClient, item: AgendaItem, **changes: str) -> dict[str, str]:
    """The fields of three printed clauses, all agreed as printed, with some of them changed."""
    fields: dict[str, str] = {"origin": "deep-dive", "once": "once-only"}
    printed = {row.number: row for row in item.paper.printed} if item.paper else {}
    for index, wording in enumerate(WORDINGS):
        row = f"clauses-{index}-"
        fields |= {
            f"{row}printed": str(printed[str(index + 1)].id),
            f"{row}number": str(index + 1),
            f"{row}wording": wording,
            f"{row}outcome": "agreed",
            f"{row}becomes": "recommendation",
            f"{row}kind": "agree",
            f"{row}asked": "body:CABINET",
        }
    return fields | changes


def loaded(session: Session_, item: AgendaItem) -> AgendaItem:
    from scrutiny_tracker.meetings.queries.items import get_item

    return get_item(item.reference)


@pytest.mark.parametrize("who", ["coordinator", "governance"])
def test_what_was_printed_is_agreed_and_becomes_recommendations(
    who: str, client: FlaskClient, session: Session_, item: AgendaItem
) -> None:
    sign_in(client, who)
    address = f"/items/{item.reference}/resolutions"
    page = client.get(address)
    assert all(wording in page.text for wording in WORDINGS)
    assert "Agreed as printed" in page.text
    fields = typed(client, loaded(session, item))
    checked = client.post(address, data=fields | {"do": "check"})
    assert "Log 3 resolutions" in checked.text
    assert session.scalar(select(func.count(Recommendation.id))) == 0
    saved = client.post(address, data=fields | {"do": "save"})
    assert saved.location == f"{address}/logged"
    session.expire_all()
    rows = session.scalars(select(Recommendation).order_by(Recommendation.id)).all()
    assert [row.text for row in rows] == list(WORDINGS)
    assert {row.agreed_on for row in rows} == {date(2025, 10, 30)}
    assert [row.reference for row in rows] == [f"SCRUCO-2526-00{n}" for n in (1, 2, 3)]
    assert "Send the 3 recommendations" in client.get(saved.location).text
    assert session.scalar(select(func.count(ClauseDraft.id))) == 0


@pytest.mark.parametrize("who", ["member", "chair", "officer", "cabinet_member", "performance", "stranger"])
def test_nobody_else_logs(who: str, client: FlaskClient, item: AgendaItem) -> None:
    sign_in(client, who)
    assert client.get(f"/items/{item.reference}/resolutions").status_code == 403


def test_a_double_click_logs_once(client: FlaskClient, session: Session_, item: AgendaItem) -> None:
    sign_in(client, "coordinator")
    fields = typed(client, loaded(session, item)) | {"do": "save"}
    first = client.post(f"/items/{item.reference}/resolutions", data=fields)
    second = client.post(f"/items/{item.reference}/resolutions", data=fields)
    assert first.location == second.location
    assert session.scalar(select(func.count(Clause.id))) == 3


def test_changed_not_agreed_and_put_off(client: FlaskClient, session: Session_, item: AgendaItem) -> None:
    sign_in(client, "coordinator")
    fields = typed(
        client,
        loaded(session, item),
        **{
            "clauses-0-outcome": "agreed-with-changes",
            "clauses-0-wording": "That every measure is reviewed twice a year.",
            "clauses-1-outcome": "not-agreed",
            "clauses-2-outcome": "put-off",
        },
    )
    client.post(f"/items/{item.reference}/resolutions", data=fields | {"do": "save"})
    rows = session.scalars(select(Recommendation)).all()
    assert [row.text for row in rows] == ["That every measure is reviewed twice a year."]
    outcomes = session.scalars(select(Clause.outcome).order_by(Clause.position)).all()
    assert outcomes == ["agreed-with-changes", "not-agreed", "put-off"]


def test_pasted_clauses_are_split_proposed_and_kept_as_a_draft(
    client: FlaskClient, session: Session_, item: AgendaItem
) -> None:
    sign_in(client, "coordinator")
    address = f"/items/{item.reference}/resolutions"
    pasted = (
        "RESOLVED that the Committee:-\n1) Note the report.\n"
        "2) Refer the measures that missed target to Scrutiny Board 1.\n"
        "3) Request a briefing note on empty homes from the Director of Place."
    )
    page = client.post(address, data={"do": "add", "pasted": pasted})
    assert page.status_code == 200
    assert page.text.count('class="govuk-fieldset house-clause') == 3
    again = client.get(address)
    assert "empty homes" in again.text or "missed target" in again.text


def test_a_recommendation_to_nobody_is_told_where_it_stands(
    client: FlaskClient, session: Session_, item: AgendaItem
) -> None:
    sign_in(client, "coordinator")
    fields = typed(
        client, loaded(session, item), **{"clauses-1-asked": "", "clauses-2-wording": "Kept as typed."}
    )
    page = client.post(f"/items/{item.reference}/resolutions", data=fields | {"do": "check"})
    assert "Clause 2: say who is asked, or choose “note only”." in page.text
    assert 'href="#clauses-1-asked"' in page.text
    assert "<title>Error: " in page.text
    assert "Kept as typed." in page.text


def test_requests_actions_referrals_and_topics(
    client: FlaskClient, session: Session_, cast: Cast, item: AgendaItem
) -> None:
    sign_in(client, "coordinator")
    kinds = ("information-request", "referral", "work-programme")
    fields = typed(
        client, loaded(session, item), **{f"clauses-{n}-becomes": kind for n, kind in enumerate(kinds)}
    )
    fields |= {"clauses-0-when": "March 2026", "clauses-1-asked": f"body:{cast.sb1.code}"}
    client.post(f"/items/{item.reference}/resolutions", data=fields | {"do": "save"})
    request = session.scalars(select(FollowUp)).one()
    assert (request.due_on, request.due_precision) == (date(2026, 3, 31), "month")
    assert session.scalars(select(Referral)).one().to_body_id == cast.sb1.id
    assert WORDINGS[2] in client.get("/work-programme").text


def test_a_referral_needs_a_body(client: FlaskClient, session: Session_, item: AgendaItem) -> None:
    sign_in(client, "coordinator")
    changes = {
        "clauses-0-becomes": "referral",
        "clauses-0-asked": "other",
        "clauses-0-asked_words": "Somebody",
    }
    page = client.post(
        f"/items/{item.reference}/resolutions",
        data=typed(client, loaded(session, item), **changes) | {"do": "check"},
    )
    assert "Clause 1: choose the body that it is referred to." in page.text


def test_what_is_typed_is_kept_every_few_seconds(
    client: FlaskClient, session: Session_, item: AgendaItem
) -> None:
    sign_in(client, "coordinator")
    address = f"/items/{item.reference}/resolutions"
    fields = typed(client, loaded(session, item), **{"clauses-0-wording": "Half a sen"})
    assert client.post(address, data=fields | {"do": "draft"}).status_code == 204
    assert "Half a sen" in client.get(address).text
    assert session.scalar(select(func.count(Clause.id))) == 0
