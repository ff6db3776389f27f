"""The pages of sendings, as the cast sees and fills them."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions.make import agree
from scrutiny_tracker.recommendations.models import Sending
from scrutiny_tracker.recommendations.queries.one import find_by_printed, get_recommendation
from scrutiny_tracker.recommendations.queries.sendings import get_sending
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import Cast, by, sign_in


def dated(name: str, on: date) -> dict[str, list[str]]:
    return {name: [str(on.day), str(on.month), str(on.year)]}


def find(reference: str) -> Sending:
    db.session.expire_all()
    found = db.session.query(Sending).filter_by(reference=reference).one()
    assert isinstance(found, Sending)
    return found


def a_sending(cast: Cast, count: int = 2, **more: object) -> Sending:
    who = by(cast.coordinator)
    sending = given.sent(cast, who, *(given.agreed(cast, who) for _ in range(count)), **more)
    db.session.commit()
    return get_sending(sending.reference)


def test_a_report_is_sent_before_the_committee_agrees(cast: Cast, client: FlaskClient) -> None:
    report = given.printed_report(cast, 2)
    printed = list(report.printed)
    committee = make.meeting(cast.scruco, given.AGREED_ON)
    db.session.commit()
    sign_in(client, "coordinator")
    assert report.title in client.get("/sendings/new").text
    page = client.get(f"/sendings/new?report={report.reference}")
    assert "Publish the figures of service 1" in page.text
    answer = client.post(
        f"/sendings/new?report={report.reference}",
        data={
            "once": "one",
            "from_body": "SCRUCO",
            "to": "body:CABINET",
            "title": "Deep dive 2025",
            "carried": [f"printed:{each.id}" for each in printed],
            "origin": "deep-dive",
            "subject_to": committee.reference,
            **dated("sent_on", given.SENT_ON),
        },
    )
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert "the committee has not agreed it yet" in page.text
    assert "not confirmed yet" in page.text
    assert "No notice given: our own deadline, 8 weeks from sending, Monday 22 December 2025." in page.text
    first, second = (find_by_printed(each.id) for each in printed)
    assert first is not None
    assert second is not None
    agree(first, given.AGREED_ON, by(cast.coordinator))
    agree(second, given.AGREED_ON, by(cast.coordinator), text="Publish every figure monthly.")
    db.session.commit()
    page = client.get(answer.location)
    assert "The wording of 2 was changed after it was sent: Cabinet has the earlier wording." in page.text
    assert "Confirm the committee" in page.text
    assert client.post(f"{answer.location}/confirm").status_code == 302
    assert "confirmed 30 October 2025" in client.get(answer.location).text


def test_notice_and_receipt_give_the_clock_in_words(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, notice_given_on=None, received_on=None)
    here = f"/sendings/{sending.reference}"
    sign_in(client, "governance")
    for verb, on in (("notice", given.NOTICE_ON), ("receipt", given.RECEIVED_ON)):
        assert client.get(f"{here}/{verb}").status_code == 200
        assert client.post(f"{here}/{verb}", data=dated("on", on)).status_code == 302
    page = client.get(here).text
    assert (
        "Legal last day Saturday 3 January 2026 (two months beginning with receipt of the notice); "
        "working day before: Friday 2 January."
    ) in page
    assert "Answer late" in page
    again = client.post(f"{here}/receipt", data=dated("on", given.RECEIVED_ON))
    assert "Receipt has been entered already" in again.text


def test_a_double_click_sends_once(cast: Cast, client: FlaskClient) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {
        "once": "same",
        "from_body": "SCRUCO",
        "to": "body:CABINET",
        "title": "Letter",
        "carried": one.reference,
        **dated("sent_on", given.SENT_ON),
    }
    places = {client.post(f"/sendings/new?r={one.reference}", data=typed).location for _ in range(2)}
    assert len(places) == 1
    assert db.session.query(Sending).count() == 1


def test_what_was_typed_stays_beside_an_error(cast: Cast, client: FlaskClient) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    typed: dict[str, object] = {"from_body": "SCRUCO", "to": "body:CABINET", "title": "Kept title"}
    wrong = {**typed, "sent_on": ["31", "2", "2026"]}
    page = client.post(f"/sendings/new?r={one.reference}", data=wrong)
    assert "31 February 2026 is not a date that exists." in page.text
    assert "Kept title" in page.text
    assert "<title>Error: " in page.text
    page = client.post(f"/sendings/new?r={one.reference}", data=typed)
    assert "Tick at least one recommendation to send." in page.text


def test_receipt_of_several_at_once(cast: Cast, client: FlaskClient) -> None:
    second, first = (a_sending(cast, 1, received_on=None) for _ in range(2))
    sign_in(client, "coordinator")
    carried = first.lines[0].addressee.recommendation.reference
    page = client.get(f"/sendings/receipt?r={carried}&s={second.reference}")
    assert page.text.count('type="checkbox"') == 2
    answer = client.post(
        "/sendings/receipt",
        data={
            "s": [first.reference, second.reference],
            "sendings": [first.reference, second.reference],
            **dated("on", given.RECEIVED_ON),
        },
    )
    assert answer.status_code == 302
    assert find(first.reference).received_on == find(second.reference).received_on == given.RECEIVED_ON


def test_changing_the_duty_works_the_date_out_anew(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast)
    here = f"/sendings/{sending.reference}"
    one = sending.lines[0].addressee.recommendation.reference
    sign_in(client, "coordinator")
    assert sending.title in client.get(f"{here}/edit").text
    typed = {
        "title": "Letter to the trust",
        "regime": "crime-and-disorder",
        **dated("sent_on", given.SENT_ON),
    }
    stale = client.post(f"{here}/edit", data={**typed, "version": "0"})
    assert stale.status_code == 409
    saved = client.post(f"{here}/edit", data={**typed, "version": str(sending.version)})
    assert saved.status_code == 302
    assert find(sending.reference).answer_due_on == date(2025, 11, 24)
    assert get_recommendation(one).answer_due_on == date(2025, 11, 24)


def test_when_the_answer_is_expected(cast: Cast, client: FlaskClient) -> None:
    here = f"/sendings/{a_sending(cast).reference}"
    sign_in(client, "coordinator")
    assert "Say why" in client.post(f"{here}/expected", data=dated("on", date(2026, 2, 10))).text
    typed = {**dated("on", date(2026, 2, 10)), "expected_why": "Cabinet was cancelled"}
    assert client.post(f"{here}/expected", data=typed).status_code == 302
    assert "Tuesday 10 February 2026: Cabinet was cancelled" in client.get(here).text


def test_the_list_shows_late_ones_first(cast: Cast, client: FlaskClient) -> None:
    a_sending(cast, 1, title="In time", sent_on=date(2025, 12, 1), received_on=date(2025, 12, 2))
    a_sending(cast, 1, title="Too late")
    a_sending(cast, 1, title="No notice", notice_given_on=None, received_on=None, sent_on=date(2026, 1, 5))
    sign_in(client, "member")
    page = client.get("/sendings").text
    assert page.index("Too late") < page.index("In time")
    assert "Waiting (3)" in page
    assert "For notice (1)" in page
    assert "Late (1)" in page
    late = client.get("/sendings?late=yes").text
    assert "Too late" in late
    assert "In time" not in late
    assert "No notice" in client.get("/sendings?waits=notice").text
    assert "Nothing here" in client.get("/sendings?waits=nothing").text


def test_an_empty_list_says_so(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    assert "Nothing is waiting for an answer." in client.get("/sendings").text


@pytest.mark.parametrize("verb", ["notice", "receipt", "edit", "expected", "answer"])
def test_an_officer_may_read_but_not_change(cast: Cast, client: FlaskClient, verb: str) -> None:
    sending = a_sending(cast)
    sign_in(client, "officer")
    page = client.get(f"/sendings/{sending.reference}")
    assert page.status_code == 200
    assert "Only Governance Services or the scrutiny co-ordinator can enter an answer." in page.text
    assert client.get(f"/sendings/{sending.reference}/{verb}").status_code == 403


def test_the_name_of_a_private_one_stays_private(cast: Cast, client: FlaskClient) -> None:
    who = by(cast.coordinator)
    one = given.agreed(cast, who, publicity="exempt", exempt_paragraph="3", short_name="Buy Acme Ltd")
    sending = given.sent(cast, who, one)
    db.session.commit()
    sign_in(client, "nobody")
    page = client.get(f"/sendings/{sending.reference}").text
    assert "Acme" not in page
    assert f"Private recommendation {one.reference}" in page
