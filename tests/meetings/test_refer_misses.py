"""Misses referred to the boards whose remit they are, in one step, each with a receipt."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.council.models import Body, Standing
from scrutiny_tracker.council.queries import list_bodies
from scrutiny_tracker.kpis.board import BoardRow
from scrutiny_tracker.kpis.queries import find_board
from scrutiny_tracker.meetings.actions.measures import (
    AskedOf,
    ask_for_note,
    place_reviews,
    refer_misses,
)
from scrutiny_tracker.meetings.actions.referrals import TypedReply, reply_to_referral
from scrutiny_tracker.meetings.clause_models import FollowUp, Referral, ReferralState, WorkProgrammeRow
from scrutiny_tracker.meetings.queries.owed import get_referral
from scrutiny_tracker.rules.performance import financial_year
from tests import factories as make
from tests.cast import Cast, by, sign_in

ADDRESS = "/referrals/misses?period=2024-25"


@pytest.fixture
def rows(cast: Cast, session: scoped_session[Session]) -> dict[str, BoardRow]:
    """K1 and K2 are SB1's, K3 is SB2's, K4 SCRUCO's own, K5 nobody's; all missed."""
    bodies = (cast.sb1, cast.sb1, cast.sb2, cast.scruco, None)
    for number, body in enumerate(bodies, 1):
        missed = {"2024-25": 9}, {"2023-24": 8, "2024-25": 7}
        make.kpi(f"K{number}", *missed, body_id=body.id if body else None)
    session.commit()
    return {row.kpi.code: row for row in find_board(None, financial_year(2024)).rows}


def _bodies() -> list[Body]:
    return list(list_bodies(Standing.SCRUTINY, on=date(2026, 1, 12)))


def test_one_referral_for_each_board_and_the_own_ones_stay(
    cast: Cast, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    chosen = [rows[code] for code in ("K1", "K2", "K3", "K4")]
    done = refer_misses(cast.scruco, "2024-25", chosen, _bodies(), "Missed.", by(cast.coordinator))
    assert [row.to_body_id for row in done.referrals] == [cast.sb2.id, cast.sb1.id]
    to_sb1 = done.referrals[1]
    assert to_sb1.what.splitlines()[0] == "2 measures that missed target in 2024-25"
    assert "Measure K1: 7% against a target of 9% or more: off target by 2" in to_sb1.what
    assert done.kept is not None
    assert done.kept.title == "1 measure that missed target in 2024-25: Measure K4"


def test_a_measure_is_referred_once_for_a_period_unless_declined(
    cast: Cast, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    actor = by(cast.coordinator)
    [sent] = refer_misses(cast.scruco, "2024-25", [rows["K1"]], _bodies(), None, actor).referrals
    with pytest.raises(Refused, match="referred for 2024-25 already"):
        refer_misses(cast.scruco, "2024-25", [rows["K1"]], _bodies(), None, actor)
    declined = TypedReply(ReferralState.DECLINED, "Heard in June.", date(2026, 1, 12))
    reply_to_referral(get_referral(sent.reference), declined, actor)
    assert refer_misses(cast.scruco, "2024-25", [rows["K1"]], _bodies(), None, actor).referrals


@pytest.mark.parametrize(("codes", "says"), [([], "Tick at least one"), (["K5"], "in no board's remit")])
def test_what_cannot_be_referred_says_why(
    cast: Cast, rows: dict[str, BoardRow], session: scoped_session[Session], codes: list[str], says: str
) -> None:
    chosen = [rows[code] for code in codes]
    with pytest.raises(Refused, match=says):
        refer_misses(cast.scruco, "2024-25", chosen, _bodies(), None, by(cast.coordinator))


def test_the_board_shows_what_became_of_it(
    cast: Cast, client: FlaskClient, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    page = client.get(f"{ADDRESS}&code=K1&code=K3").text
    assert 'value="K1" checked' in page
    assert 'value="K2">' in page
    form = {"from_body": "SCRUCO", "codes": ["K1", "K3"], "step": "refer", "why": "Missed again."}
    sent = client.post(ADDRESS, data=form)
    assert sent.status_code == 302
    page = client.get(sent.location).text
    assert "2 referrals sent" in page
    assert page.count("Waiting for a reply") == 2
    reference = session.scalars(select(Referral.reference).where(Referral.to_body_id == cast.sb1.id)).one()
    board = client.get("/kpis?period=2024-25").text
    assert f'href="/referrals/{reference}">Referred to SB1</a>' in board
    assert f"/referrals/{reference}" in client.get("/kpis/K1").text


def test_a_note_is_asked_for_on_the_ticked(
    cast: Cast, client: FlaskClient, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    form = {"from_body": "SCRUCO", "codes": ["K1"], "step": "note", "whom": ""}
    assert "Say who is asked for the note." in client.post(ADDRESS, data=form).text
    past = {"due_on": ["1", "1", "2026"], "once": "a third"}
    assert "a day that has not passed" in client.post(ADDRESS, data=form | {"whom": "X"} | past).text
    client.post(ADDRESS, data=form | {"whom": "Director of Place", "once": "another"})
    note = session.scalars(select(FollowUp)).one()
    assert (note.whom, note.about_reference) == ("Director of Place", "K1")
    assert note.reference in client.get("/kpis/K1").text
    with pytest.raises(Refused):
        ask_for_note(cast.scruco, "2024-25", [], AskedOf(whom="Somebody"), by(cast.coordinator))


def test_one_note_on_several_measures_has_an_owner_and_stands_on_each(
    cast: Cast, client: FlaskClient, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    form = {"from_body": "SCRUCO", "codes": ["K1", "K5"], "step": "note", "why": "Before 5 March."}
    form |= {"owner": str(cast.officer.id), "due_on": ["2", "2", "2026"]}
    assert client.post(ADDRESS, data=form).status_code == 302
    note = session.scalars(select(FollowUp)).one()
    assert (note.owner_id, note.due_on) == (cast.officer.id, date(2026, 2, 2))
    assert note.what.splitlines()[-1] == "Before 5 March."
    for code in ("K1", "K5"):
        assert note.reference in client.get(f"/kpis/{code}").text
    board = client.get("/kpis?period=2024-25").text
    assert board.count(f'href="/follow-ups/{note.reference}">Note asked for</a>') == 2


def test_the_ticked_can_go_into_a_deep_dive(
    cast: Cast, client: FlaskClient, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    form = {"from_body": "SCRUCO", "codes": ["K1", "K2"], "step": "dive"}
    sent = client.post(ADDRESS, data=form)
    assert sent.location == "/deep-dives/take-up?code=K1&code=K2&body=SCRUCO&period=2024-25"
    assert client.get(sent.location).status_code == 200
    assert "Tick at least one measure." in client.post(ADDRESS, data=form | {"codes": [], "once": "x"}).text


@pytest.mark.parametrize("who", ["member", "officer", "performance", "stranger", "nobody"])
def test_others_may_not_refer(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    assert client.get(ADDRESS).status_code == 403
    assert client.get("/work-programme/measure-reviews").status_code == 403


def test_yearly_reviews_stand_on_each_boards_work_programme_once(
    cast: Cast, client: FlaskClient, rows: dict[str, BoardRow], session: scoped_session[Session]
) -> None:
    sign_in(client, "governance")
    for once in ("1", "2"):
        form = {"not_before_on-day": "", "not_before_on": ["1", "3", "2026"], "once": once}
        assert client.post("/work-programme/measure-reviews", data=form).status_code == 302
    session.expire_all()
    placed = session.scalars(select(WorkProgrammeRow).order_by(WorkProgrammeRow.id)).all()
    assert {row.record_reference for row in placed} == {"SB1-2025-26", "SB2-2025-26", "SCRUCO-2025-26"}
    assert {row.not_before_on for row in placed} == {date(2026, 3, 1)}
    assert len(place_reviews("2025-26", date(2026, 4, 1), [(cast.sb1, 2)], by(cast.coordinator))) == 1
    assert "in the remit of Learning and Care" in client.get("/kpis/health?review=SB1-2025-26").text
