"""The grid: noted in two fields or item by item; nothing lost on an error; recorded again is a correction."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import AgendaItem
from scrutiny_tracker.recommendations.actions.make import add_parts
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Decision
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.factories_decisions import done, item_before, recommended


def address(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting.reference}/decisions/{item.reference}"


def rows(*chosen: tuple[Recommendation, dict[str, str]]) -> dict[str, str]:
    typed = {"mode": "item-by-item", "basis": "at-a-meeting"}
    for index, (recommendation, said) in enumerate(chosen):
        typed[f"rows-{index}-reference"] = recommendation.reference
        typed.update(
            {f"rows-{index}-{name}": value for name, value in {"decision": "under-review", **said}.items()}
        )
    return typed


def state(recommendation: Recommendation) -> Decision:
    db.session.expire_all()
    return get_recommendation(recommendation.reference).decision


def test_noted_takes_two_fields(cast: Cast, client: FlaskClient) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    item = item_before(cast, one, other)
    sign_in(client, "coordinator")
    answer = client.post(address(item), data={"mode": "noted", "until": ["1", "9", "2026"]})
    assert answer.location == f"{address(item)}/check"
    assert "2 under review until September 2026" in client.get(answer.location).text
    assert state(one) is state(other) is Decision.UNDER_REVIEW


def test_item_by_item_records_each_row_and_counts_them(cast: Cast, client: FlaskClient) -> None:
    one, other, third = (recommended(cast, name) for name in ("Publish", "Plant the trees", "Mend the roof"))
    done(one, by(cast.officer), "https://council.example/figures")
    item = item_before(cast, one, other, third)
    sign_in(client, "governance")
    typed = rows(
        (one, {"decision": "signed-off"}),
        (other, {"decision": "more-asked", "what": "The contract", "by_when": "1/2/2026"}),
        (third, {"until": "5 September 2026", "note": "In autumn"}),
    )
    answer = client.post(address(item), data=typed)
    assert answer.status_code == 302, answer.text
    page = client.get(answer.location).text
    assert "1 signed off, 1 more asked for, 1 under review until September 2026" in page
    assert state(one) is Decision.SIGNED_OFF
    assert state(other) is Decision.MORE_ASKED


def test_one_refused_row_records_none_and_loses_nothing(cast: Cast, client: FlaskClient) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    item = item_before(cast, one, other)
    sign_in(client, "coordinator")
    typed = rows((one, {"note": "Typed with care"}), (other, {"decision": "stopped"}))
    page = client.post(address(item), data=typed)
    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert "Choose why the committee stops following this." in page.text
    assert "Typed with care" in page.text
    assert "0 of 2 saved" in page.text
    assert state(one) is Decision.NONE


def test_a_date_that_does_not_exist_is_said_beside_its_row(cast: Cast, client: FlaskClient) -> None:
    one = recommended(cast)
    item = item_before(cast, one)
    sign_in(client, "coordinator")
    page = client.post(address(item), data=rows((one, {"until": "31 2 2026"}))).text
    assert "31 2 2026 is not a date that exists." in page
    assert 'value="31 2 2026"' in page


def test_a_row_is_saved_by_itself_while_others_stay_typed(cast: Cast, client: FlaskClient) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    item = item_before(cast, one, other)
    sign_in(client, "coordinator")
    typed = rows((one, {"until": "1 9 2026"}), (other, {"decision": "stopped", "note": "Half typed"}))
    page = client.post(address(item), data={**typed, "save": one.reference})
    assert "1 of 2 saved" in page.text
    assert "Half typed" in page.text
    assert state(one) is Decision.UNDER_REVIEW
    assert state(other) is Decision.NONE


def test_recording_again_corrects_and_the_same_again_changes_nothing(cast: Cast, client: FlaskClient) -> None:
    one = recommended(cast)
    item = item_before(cast, one)
    sign_in(client, "coordinator")
    client.post(address(item), data=rows((one, {})))
    client.post(address(item), data=rows((one, {})))
    db.session.expire_all()
    assert len(get_recommendation(one.reference).entries) == 1
    client.post(address(item), data=rows((one, {"decision": "taken-further", "how": "A letter"})))
    db.session.expire_all()
    first, second = get_recommendation(one.reference).entries
    assert second.corrects_id == first.id
    assert state(one) is Decision.TAKEN_FURTHER


def test_what_officers_say_is_done_is_chosen_at_once_and_warned_of(cast: Cast, client: FlaskClient) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    done(one, by(cast.officer))
    item = item_before(cast, one, other)
    sign_in(client, "coordinator")
    assert "Sign off all 1 that officers say are done" in client.get(address(item)).text
    filled = client.post(address(item), data={**rows((one, {}), (other, {})), "fill": "done"}).text
    assert len(re.findall(r'value="signed-off" selected', filled)) == 1
    assert state(one) is Decision.NONE
    typed = rows((one, {"decision": "signed-off"}), (other, {}))
    warned = client.post(address(item), data=typed).text
    assert f"Recommendation {one.printed_number} has no evidence. Sign off anyway?" in warned
    assert state(one) is Decision.NONE
    assert client.post(address(item), data={**typed, "anyway": "y"}).status_code == 302
    assert state(one) is Decision.SIGNED_OFF


def test_delegated_rows_are_to_be_reported(cast: Cast, client: FlaskClient) -> None:
    one = recommended(cast)
    item = item_before(cast, one)
    sign_in(client, "coordinator")
    typed: dict[str, object] = {**rows((one, {})), "basis": "delegated"}
    assert "Give the minute that delegates this decision." in client.post(address(item), data=typed).text
    typed |= {"delegation": "12/25", "chair_consulted_on": ["10", "1", "2026"]}
    assert client.post(address(item), data=typed).status_code == 302
    assert "To be reported" in client.get(address(item)).text


def test_parts_stand_below_theirs_and_another_items_row_is_ignored(cast: Cast, client: FlaskClient) -> None:
    one, strange = recommended(cast), recommended(cast, "Plant the trees")
    add_parts(one, "First point\nSecond point", by(cast.coordinator))
    item = item_before(cast, one)
    sign_in(client, "coordinator")
    page = client.get(address(item)).text
    assert re.findall(r'id="row-([^"]*)"', page) == [
        one.reference,
        f"{one.reference}-01",
        f"{one.reference}-02",
    ]
    client.post(address(item), data=rows((strange, {"decision": "signed-off"})) | {"anyway": "y"})
    assert state(strange) is Decision.NONE


def test_an_item_without_recommendations_takes_them_from_the_register(
    cast: Cast, client: FlaskClient
) -> None:
    one = recommended(cast)
    item = item_before(cast)
    sign_in(client, "coordinator")
    assert "This item has no recommendations." in client.get(address(item)).text
    assert client.post(f"{address(item)}/add", data={"chosen": [one.reference]}).status_code == 302
    assert one.short_name in client.get(address(item)).text


def test_members_officers_and_another_meetings_item_are_refused(cast: Cast, client: FlaskClient) -> None:
    item = item_before(cast, recommended(cast))
    elsewhere = make.meeting(cast.sb1)
    db.session.commit()
    for who in ("chair", "member", "officer", "nobody"):
        sign_in(client, who)
        assert client.get(address(item)).status_code == 403
    sign_in(client, "coordinator")
    assert client.get(f"/meetings/{elsewhere.reference}/decisions/{item.reference}").status_code == 404
