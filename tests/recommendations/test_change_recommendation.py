"""Changing a recommendation: its details and wording, who follows it, its parts and links, its withdrawal."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings.clause_models import FollowUp, FollowUpKind
from scrutiny_tracker.recommendations.actions.edit import Details, change, hand_over
from scrutiny_tracker.recommendations.actions.make import add_parts, withdraw
from scrutiny_tracker.recommendations.actions.measures import link_measure, unlink_measure
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.recommendations.queries.measures import FigureThen
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Decision
from tests import factories as make
from tests.cast import Cast, by, sign_in


@pytest.fixture
def rec(cast: Cast) -> Recommendation:
    made = make.recommendation(
        cast.scruco, asked=cast.cabinet, owner=cast.officer, directorate_id=cast.place.id
    )
    db.session.commit()
    db.session.expire_all()
    return get_recommendation(made.reference)


def version_on(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(address).text)
    assert found
    return found[1]


@pytest.mark.parametrize("who", ["member", "chair", "officer", "cabinet_member", "performance", "nobody"])
@pytest.mark.parametrize("verb", ["edit", "wording", "hand-over", "withdraw", "parts", "measures", "also"])
def test_only_the_scrutiny_team_changes_it(
    rec: Recommendation, client: FlaskClient, who: str, verb: str
) -> None:
    sign_in(client, who)
    assert client.get(f"/recommendations/{rec.reference}/{verb}").status_code == 403


@pytest.mark.parametrize("verb", ["edit", "wording", "hand-over", "withdraw", "parts", "measures", "also"])
def test_every_form_says_what_is_missing_and_keeps_what_was_typed(
    rec: Recommendation, client: FlaskClient, verb: str
) -> None:
    sign_in(client, "coordinator")
    answer = client.post(
        f"/recommendations/{rec.reference}/{verb}", data={"public_name": "Kept", "version": str(rec.version)}
    )
    assert answer.status_code == 200
    assert "<title>Error: " in answer.text
    if verb == "edit":
        assert 'value="Kept"' in answer.text


def test_a_short_name_has_at_most_ten_words(rec: Recommendation, cast: Cast) -> None:
    with pytest.raises(Refused, match="at most 10 words"):
        change(rec, Details(short_name=" ".join(["word"] * 11)), by(cast.coordinator))


def test_details_change_and_the_history_names_the_fields(rec: Recommendation, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    address = f"/recommendations/{rec.reference}/edit"
    typed = {"short_name": "Publish every figure", "version": version_on(client, address), "portfolio": ""}
    assert client.post(address, data=typed).status_code == 302
    page = client.get(f"/recommendations/{rec.reference}").text
    assert "Publish every figure" in page
    assert "Changed: short name" in page


def test_two_people_at_once_see_both_versions(rec: Recommendation, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    address = f"/recommendations/{rec.reference}/edit"
    seen = version_on(client, address)
    client.post(address, data={"short_name": "First to save", "version": seen})
    late = client.post(address, data={"short_name": "Second to save", "version": seen})
    assert late.status_code == 409
    assert "First to save" in late.text
    assert "Second to save" in late.text


def test_a_corrected_wording_keeps_the_earlier_one_and_shows_the_change_in_words(
    rec: Recommendation, client: FlaskClient
) -> None:
    sign_in(client, "coordinator")
    address = f"/recommendations/{rec.reference}/wording"
    text = "Publish the numbers every quarter."
    typed = {"text": text, "why": "Mistyped", "version": version_on(client, address)}
    assert client.post(address, data=typed).status_code == 302
    db.session.expire_all()
    changed = get_recommendation(rec.reference)
    assert changed.text == text
    assert changed.actions[0].text == text
    page = client.get(f"/recommendations/{rec.reference}").text
    assert "Mistyped" in page


def test_handing_over_takes_the_parts_along_and_says_since_when(
    rec: Recommendation, cast: Cast, client: FlaskClient
) -> None:
    add_parts(rec, "Do this\nDo that", by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"body": "SB1", "why": "The committee was merged"}
    assert client.post(f"/recommendations/{rec.reference}/hand-over", data=typed).status_code == 302
    db.session.expire_all()
    whole = get_recommendation(rec.reference)
    assert whole.followed_by_id == cast.sb1.id
    assert whole.made_by_id == cast.scruco.id
    page = client.get(f"/recommendations/{rec.reference}").text
    assert "Learning and Care Scrutiny Board (1), since 12 January 2026" in page
    assert "Now followed by Learning and Care Scrutiny Board (1), before by Scrutiny Co-ordination" in page


def test_a_body_that_has_ended_takes_nothing_over(rec: Recommendation, cast: Cast) -> None:
    ended = make.body("OLD", to_on=date(2025, 6, 1))
    with pytest.raises(Refused, match="does not exist on this day"):
        hand_over([rec], ended, "Merged", by(cast.coordinator))


def test_pasted_lines_become_parts_with_their_numbers(rec: Recommendation, cast: Cast) -> None:
    added = add_parts(rec, "(a) Mend the roof\n\n2. Paint the door\nSweep the hall", by(cast.coordinator))
    assert [(part.printed_number, part.text) for part in added] == [
        ("a", "Mend the roof"),
        ("2", "Paint the door"),
        ("3", "Sweep the hall"),
    ]
    assert not any(part.is_counted for part in added)
    with pytest.raises(Refused, match="A part cannot have parts"):
        add_parts(added[0], "Deeper", by(cast.coordinator))


def test_a_double_click_adds_parts_once(rec: Recommendation, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    for _ in range(2):
        answer = client.post(
            f"/recommendations/{rec.reference}/parts", data={"lines": "One\nTwo", "once": "the-same"}
        )
        assert answer.status_code == 302
    page = client.get(f"/recommendations/{rec.reference}").text
    assert "Parts (2)" in page


def test_a_linked_measure_keeps_the_figure_as_it_stood(rec: Recommendation, cast: Cast) -> None:
    kpi = make.kpi(targets={"2024-25": 95}, readings={"2024-25": 91})
    printed = FigureThen("2023-24", None, None, "not-available")
    link = link_measure(rec, kpi, LinkReason.MISSED_TARGET, by(cast.coordinator), on=date(2026, 1, 12))
    assert (link.period, link.status_then) == ("2024-25", "missed")
    assert [link.value_then, link.target_then] == [91, 95]
    with pytest.raises(Refused, match="linked already"):
        link_measure(rec, kpi, LinkReason.OTHER, by(cast.coordinator), printed=printed)
    unlink_measure(rec, link, by(cast.coordinator), why="The wrong one")
    assert rec.measures == []
    taken_off = list_history("recommendation", rec.reference)[0]
    assert taken_off.tag == "measure:unlinked"
    assert (taken_off.before or {})["period"] == "2024-25"


def test_the_same_one_made_to_others_is_linked_both_ways_and_apart_again(
    rec: Recommendation, cast: Cast, client: FlaskClient
) -> None:
    other = make.recommendation(cast.scruco, "Publish them at the trust", asked=cast.trust)
    db.session.commit()
    sign_in(client, "coordinator")
    address = f"/recommendations/{rec.reference}/also"
    assert "There is no recommendation" in client.post(address, data={"reference": "NONE-1"}).text
    assert client.post(address, data={"reference": other.reference}).status_code == 302
    for one, name in ((rec, "Publish them at the trust"), (other, rec.short_name)):
        page = client.get(f"/recommendations/{one.reference}").text
        assert name in page.split("Also recommended to")[1].split("</dd>")[0]
    assert client.post(f"{address}/{other.reference}/unlink").status_code == 302
    page = client.get(f"/recommendations/{rec.reference}").text
    assert "Nobody else" in page


def test_withdrawing_takes_its_parts_along_and_ends_everything(rec: Recommendation, cast: Cast) -> None:
    add_parts(rec, "Do this", by(cast.coordinator))
    withdraw(rec, "Overtaken by events", by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    for reference in (rec.reference, f"{rec.reference}-01"):
        withdrawn = get_recommendation(reference)
        assert not withdrawn.is_open
        assert withdrawn.withdrawn_why == "Overtaken by events"
    assert rec.decision is Decision.NONE
    with pytest.raises(Refused, match="already"):
        withdraw(get_recommendation(rec.reference), "Again", by(cast.coordinator))


def test_a_members_question_goes_to_the_body_that_follows_it(
    rec: Recommendation, cast: Cast, client: FlaskClient
) -> None:
    sign_in(client, "member")
    address = f"/recommendations/{rec.reference}/question"
    assert "may be released" in client.get(address).text
    assert client.post(address, data={"what": "Why so slow?", "once": "q"}).status_code == 302
    asked = db.session.query(FollowUp).filter_by(about_reference=rec.reference).one()
    assert (asked.kind, asked.what, asked.asked_by_id) == (
        FollowUpKind.QUESTION,
        "Why so slow?",
        cast.member.id,
    )
    sign_in(client, "stranger")
    assert client.get(address).status_code == 403
