"""Referrals: sent, replied to by the scrutiny team, and the receipt that the sender sees."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import referrals
from scrutiny_tracker.meetings.actions.referrals import TypedReferral, TypedReply
from scrutiny_tracker.meetings.clause_models import Referral, ReferralState
from scrutiny_tracker.meetings.queries import OwedFilter
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in


@pytest.fixture
def sent(cast: Cast) -> Referral:
    made = referrals.send_referral(
        cast.scruco, cast.sb1, TypedReferral("School places"), by(cast.coordinator), sent_on=date(2026, 1, 8)
    )
    db.session.commit()
    return queries.get_referral(made.reference)


def test_a_referral_is_sent_once_and_a_reply_is_expected(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    typed = {"from_body": "SCRUCO", "to_body": "SB1", "what": "Buses", "publicity": "public", "once": "r"}
    addresses = {client.post("/referrals/new", data=typed).location for _ in range(2)}
    assert addresses == {"/referrals/SCRUCO-2526-R-001"}
    page = client.get("/referrals/SCRUCO-2526-R-001").text
    assert "Waiting for a reply" in page
    assert "Expected by 19 January 2026 (our own deadline)" in page
    itself = client.post("/referrals/new", data={**typed, "to_body": "SCRUCO", "once": "s"}).text
    assert "Choose another body than the one that refers." in itself


def test_the_sender_sees_that_it_is_scheduled(cast: Cast, client: FlaskClient, sent: Referral) -> None:
    when = make.meeting(cast.sb1, date(2026, 3, 5))
    db.session.commit()
    sign_in(client, "governance")
    address = f"/referrals/{sent.reference}/reply"
    typed = {"state": "scheduled", "on": ["12", "1", "2026"], "reply": "Gladly"}
    assert "Choose the meeting." in client.post(address, data=typed).text
    assert client.post(address, data={**typed, "meeting": when.reference}).status_code == 302
    sign_in(client, "chair")
    page = client.get(f"/referrals/{sent.reference}").text
    for words in ("Scheduled", "Thursday 5 March 2026", "Gladly"):
        assert words in page
    placed = queries.find_placed("referral", sent.reference)
    assert placed is not None
    assert (placed.body_id, placed.meeting_id, placed.title) == (cast.sb1.id, when.id, "School places")


def test_a_refusal_needs_its_reason(cast: Cast, client: FlaskClient, sent: Referral) -> None:
    sign_in(client, "coordinator")
    typed = {"state": "declined", "on": ["12", "1", "2026"]}
    address = f"/referrals/{sent.reference}/reply"
    assert "Say why the referral is declined." in client.post(address, data=typed).text
    client.post(address, data={**typed, "reply": "Looked at in May"})
    db.session.expire_all()
    row = queries.get_referral(sent.reference)
    assert (row.state, row.is_open, row.replied_on) == (ReferralState.DECLINED, False, TODAY)
    assert queries.find_placed("referral", sent.reference) is None


def test_a_reply_can_be_corrected_and_the_work_programme_follows(cast: Cast, sent: Referral) -> None:
    when, actor = make.meeting(cast.sb1, date(2026, 3, 5)), by(cast.governance)

    def reply(state: ReferralState, words: str | None = None) -> None:
        referrals.reply_to_referral(sent, TypedReply(state, words, TODAY, when), actor)

    reply(ReferralState.SCHEDULED)
    placed = queries.find_placed("referral", sent.reference)
    assert placed is not None
    reply(ReferralState.ACCEPTED)
    assert (placed.meeting_id, sent.meeting_id) == (None, None)
    reply(ReferralState.DECLINED, "Looked at in May")
    assert placed.not_taken_up_on == TODAY
    reply(ReferralState.SCHEDULED)
    assert placed.meeting_id == when.id
    assert queries.get_programme_row(placed.reference).not_taken_up_reason is None


def test_wrong_replies_are_refused(cast: Cast, sent: Referral) -> None:
    others = make.meeting(cast.sb2, date(2026, 3, 5))
    for typed, field in (
        (TypedReply(ReferralState.SENT, None, TODAY), "state"),
        (TypedReply(ReferralState.ACCEPTED, None, date(2026, 1, 7)), "on"),
        (TypedReply(ReferralState.ACCEPTED, None, date(2026, 1, 13)), "on"),
        (TypedReply(ReferralState.SCHEDULED, None, TODAY, others), "meeting"),
    ):
        with pytest.raises(Refused) as refused:
            referrals.reply_to_referral(sent, typed, by(cast.coordinator))
        assert refused.value.field == field


@pytest.mark.parametrize("who", ["member", "chair", "officer", "cabinet_member", "nobody"])
def test_only_the_scrutiny_team_replies(cast: Cast, client: FlaskClient, sent: Referral, who: str) -> None:
    sign_in(client, who)
    assert client.get(f"/referrals/{sent.reference}/reply").status_code == 403
    assert "Only the scrutiny team can reply" in client.get(f"/referrals/{sent.reference}").text


def test_both_bodies_find_it_in_their_rows(cast: Cast, sent: Referral) -> None:
    make.referral(cast.sb2, cast.cabinet)
    for body in (cast.scruco, cast.sb1):
        rows = queries.list_referral_rows(OwedFilter(body_id=body.id, is_open=True)).rows
        assert [(row.reference, row.from_code, row.to_code) for row in rows] == [
            (sent.reference, "SCRUCO", "SB1")
        ]
    assert queries.count_referrals(OwedFilter(is_open=True)) == 2
    assert queries.count_referrals(OwedFilter(late_on=TODAY)) == 1
