"""The committee's decisions, verb by verb: who records them, what they need, what they change."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.recommendations.actions import decisions
from scrutiny_tracker.recommendations.actions.difference import judge
from scrutiny_tracker.recommendations.actions.make import add_part
from scrutiny_tracker.recommendations.queries.decisions import list_for_decision, list_to_be_reported
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Difference, StopReason
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.factories_decisions import (
    DECIDED_ON,
    at_meeting,
    delegated,
    done,
    item_before,
    recommended,
    settled,
)

VERBS = ("keep-under-review", "ask-for-more", "take-further", "sign-off", "stop")


@pytest.mark.parametrize("verb", [*VERBS, "reopen"])
@pytest.mark.parametrize(
    "who", ["member", "chair", "officer", "link_officer", "director", "cabinet_member", "nobody"]
)
def test_only_the_scrutiny_team_records_a_decision(
    cast: Cast, client: FlaskClient, verb: str, who: str
) -> None:
    made = recommended(cast)
    sign_in(client, who)
    assert client.post(f"/recommendations/{made.reference}/{verb}").status_code == 403


@pytest.mark.parametrize("who", ["coordinator", "governance"])
def test_each_verb_is_recorded_by_its_page(cast: Cast, client: FlaskClient, who: str) -> None:
    made = recommended(cast)
    meeting = make.meeting(cast.scruco, DECIDED_ON)
    db.session.commit()
    sign_in(client, who)
    how = {"basis": "at-a-meeting", "meeting": meeting.reference, "minute": "31/25"}
    for verb, typed, state in (
        ("keep-under-review", {"until": ["5", "9", "2026"]}, Decision.UNDER_REVIEW),
        ("ask-for-more", {"what": "The contract", "by_when": ["1", "2", "2026"]}, Decision.MORE_ASKED),
        ("take-further", {"how": "A letter"}, Decision.TAKEN_FURTHER),
        ("stop", {"reason": "overtaken"}, Decision.STOPPED),
        ("reopen", {"why": "It was not"}, Decision.REOPENED),
        ("sign-off", {"anyway": "y"}, Decision.SIGNED_OFF),
    ):
        answer = client.post(
            f"/recommendations/{made.reference}/{verb}", data={**how, **typed, "once": f"{who}-{verb}"}
        )
        assert answer.status_code == 302, f"{verb}: {answer.text}"
        db.session.expire_all()
        assert get_recommendation(made.reference).decision is state


def test_every_page_asks_for_what_its_verb_needs(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    sign_in(client, "coordinator")
    for verb, sentence in (
        ("keep-under-review", "Say how the committee decided."),
        ("ask-for-more", "Say what more is asked for."),
        ("take-further", "Say how it is taken further"),
        ("stop", "Choose why the committee stops following this."),
    ):
        page = client.post(f"/recommendations/{made.reference}/{verb}", data={"note": "Kept words"}).text
        assert "<title>Error: " in page
        assert sentence in page
        assert "Kept words" in page


def test_signing_off_without_evidence_is_asked_twice(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    meeting = make.meeting(cast.scruco, DECIDED_ON)
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"basis": "at-a-meeting", "meeting": meeting.reference, "once": "twice"}
    address = f"/recommendations/{made.reference}/sign-off"
    first = client.post(address, data=typed)
    assert first.status_code == 200
    assert "There is no evidence for this. Sign off anyway?" in first.text
    assert list_history("recommendation", made.reference) == []
    assert client.post(address, data={**typed, "anyway": "y"}).status_code == 302
    db.session.expire_all()
    assert not get_recommendation(made.reference).is_open


def test_a_double_click_decides_once(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    meeting = make.meeting(cast.scruco, DECIDED_ON)
    db.session.commit()
    sign_in(client, "coordinator")
    for _ in range(2):
        client.post(
            f"/recommendations/{made.reference}/keep-under-review",
            data={"basis": "at-a-meeting", "meeting": meeting.reference, "once": "double"},
        )
    db.session.expire_all()
    assert len(get_recommendation(made.reference).entries) == 1


def test_the_responsible_officer_never_signs_off_whatever_else_they_are(
    cast: Cast, client: FlaskClient
) -> None:
    made = recommended(cast)
    made.actions[0].owner_id = cast.coordinator.id
    made = settled(made)
    with pytest.raises(Refused, match="responsible officer cannot record"):
        decisions.sign_off(made, at_meeting(cast), by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    assert "The responsible officer cannot" in client.get(f"/recommendations/{made.reference}/sign-off").text


def test_a_part_is_decided_by_itself_and_keeps_its_parents_answer(cast: Cast) -> None:
    made = recommended(cast)
    part = add_part(made, "The first point", by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    part = get_recommendation(part.reference)
    decisions.sign_off(part, at_meeting(cast), by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    part = get_recommendation(part.reference)
    assert (part.decision, part.answer) == (Decision.SIGNED_OFF, Answer.WAITING)
    assert get_recommendation(made.reference).is_open


def test_a_basis_that_the_council_does_not_use_is_refused(cast: Cast) -> None:
    made = recommended(cast)
    db.session.add(CouncilSetting(name="basis_delegated", value=False))
    db.session.flush()
    forget_settings()
    with pytest.raises(Refused, match="does not decide in this way"):
        decisions.sign_off(made, delegated(), by(cast.coordinator))


def test_replaced_names_what_replaces_it(cast: Cast) -> None:
    made = recommended(cast)
    with pytest.raises(Refused, match="reference of the recommendation that replaces"):
        decisions.stop(made, at_meeting(cast), by(cast.coordinator), reason=StopReason.REPLACED)
    entry = decisions.stop(
        made, at_meeting(cast), by(cast.coordinator), reason=StopReason.REPLACED, replaced_by="SCRUCO-2526-1"
    )
    assert entry.detail["replaced_by"] == "SCRUCO-2526-1"


def test_a_delegated_decision_is_to_be_reported_until_a_meeting_is_told(
    cast: Cast, client: FlaskClient
) -> None:
    made = recommended(cast)
    decisions.sign_off(made, delegated(), by(cast.coordinator))
    told_at = make.meeting(cast.scruco, date(2026, 1, 8))
    db.session.commit()
    sign_in(client, "coordinator")
    assert "To be reported to the next meeting." in client.get(f"/recommendations/{made.reference}").text
    [waiting] = list_to_be_reported(cast.scruco.id)
    address = f"/meetings/{told_at.reference}/delegated-decisions"
    assert "12/25" in client.get(address).text
    client.post(address, data={"told": str(waiting.entry_id), "minute": "40/25"})
    db.session.expire_all()
    assert list_to_be_reported(cast.scruco.id) == []
    page = client.get(f"/recommendations/{made.reference}").text
    assert "Reported to the meeting of 8 January 2026." in page


def test_nothing_is_reported_to_a_meeting_that_has_not_been_held(cast: Cast) -> None:
    made = recommended(cast)
    decisions.sign_off(made, delegated(), by(cast.coordinator))
    with pytest.raises(Refused, match="has been held"):
        decisions.report_delegated(
            list_to_be_reported(cast.scruco.id),
            make.meeting(cast.scruco, date(2026, 2, 1)),
            None,
            by(cast.coordinator),
        )


def test_noting_a_schedule_keeps_what_is_open_under_review(cast: Cast) -> None:
    open_one, closed = recommended(cast), recommended(cast, "Plant the trees")
    decisions.sign_off(closed, at_meeting(cast), by(cast.coordinator))
    item = item_before(cast, open_one, closed)
    noted = decisions.note_schedule(
        item, list_for_decision(item), date(2026, 9, 1), "31/25", by(cast.coordinator)
    )
    assert [entry.recommendation_id for entry in noted] == [open_one.id]
    assert open_one.review_on == date(2026, 9, 1)
    decisions.sign_off(open_one, at_meeting(cast), by(cast.coordinator))
    with pytest.raises(Refused, match="Nothing on this item is still open"):
        decisions.note_schedule(item, [open_one, closed], None, None, by(cast.coordinator))


def test_difference_is_judged_at_any_time_also_once_closed(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    done(made, by(cast.officer), "https://council.example/report")
    decisions.sign_off(made, at_meeting(cast), by(cast.coordinator))
    judge(made, Difference.SOME, by(cast.coordinator), note="Complaints fell.")
    assert made.difference is Difference.SOME
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"value": "clear", "on": ["11", "1", "2026"], "once": "judged"}
    assert client.post(f"/recommendations/{made.reference}/difference", data=typed).status_code == 302
    late = client.post(
        f"/recommendations/{made.reference}/difference", data={**typed, "on": ["1", "2", "2026"], "once": "l"}
    )
    assert "The date must be today or earlier." in late.text
    sign_in(client, "member")
    assert client.get(f"/recommendations/{made.reference}/difference").status_code == 403
