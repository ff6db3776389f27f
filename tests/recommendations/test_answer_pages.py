"""Entering a decision-maker's answer, as Governance Services and the co-ordinator do it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions.make import add_part, agree
from scrutiny_tracker.recommendations.models import Recommendation, Sending
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.sendings import get_sending
from scrutiny_tracker.rules.lifecycle import Answer, Provenance
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import Cast, by, sign_in
from tests.recommendations.test_sending_pages import dated

BY_MINUTE = {"source": "meeting", "minute": "62/25", **dated("decided_on", given.DECIDED_ON)}


def a_sending(cast: Cast, count: int = 3, **more: object) -> Sending:
    who = by(cast.coordinator)
    ones = [given.agreed(cast, who, printed_number=str(number)) for number in range(1, count + 1)]
    sending = given.sent(cast, who, *ones, **more)
    db.session.commit()
    return get_sending(sending.reference)


def carried(sending: Sending) -> list[Recommendation]:
    db.session.expire_all()
    return [
        get_recommendation(line.addressee.recommendation.reference)
        for line in get_sending(sending.reference).lines
    ]


def field(sending: Sending, number: int, name: str) -> str:
    return f"r{sending.lines[number - 1].addressee_id}-{name}"


def check_and_save(client: FlaskClient, here: str, typed: dict[str, object]) -> TestResponse:
    """Checks, sees that nothing is saved yet, and saves."""
    page = client.post(here, data={**typed, "do": "check"})
    assert '<h1 class="govuk-heading-l">Check the answer</h1>' in page.text, page.text
    return client.post(here, data={**typed, "do": "save"})


def test_all_agreed_in_one_step(cast: Cast, client: FlaskClient) -> None:
    cabinet = make.meeting(cast.cabinet, given.DECIDED_ON)
    sending = a_sending(cast, 9)
    here = f"/sendings/{sending.reference}/answer"
    sign_in(client, "governance")
    page = client.get(here).text
    assert "Cabinet&#39;s answer: Deep dive 2025 (9 recommendations)" in page
    typed = {
        "once": "one",
        "source": "meeting",
        "meeting": cabinet.reference,
        "how": "all",
        "officer": str(cast.officer.id),
        "portfolio": "HOUSING",
        **dated("due_on", date(2026, 3, 31)),
    }
    check = client.post(here, data={**typed, "do": "check"}).text
    assert "9 agreed" in check
    assert "Wednesday 12 November 2025" in check
    assert [one.answer for one in carried(sending)] == [Answer.WAITING] * 9
    saved = client.post(here, data={**typed, "do": "save"})
    assert saved.location == f"/sendings/{sending.reference}/answered"
    for one in carried(sending):
        assert one.answer is Answer.AGREED
        assert one.addressees[0].in_force_on == date(2025, 11, 12)
        assert (one.actions[0].owner_id, one.needs_details) == (cast.officer.id, False)
    page = client.get(saved.location).text
    assert "is due on or after 4 November 2026; no meeting is in the calendar yet." in page
    assert "1 officer leads: Oren Tull." in page
    again = client.post(here, data={**typed, "do": "save"})
    assert again.location == saved.location
    assert [len(one.entries) for one in carried(sending)] == [1] * 9


def test_seven_agreed_one_with_changes_one_not_agreed(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 9)
    here = f"/sendings/{sending.reference}/answer"
    sign_in(client, "governance")
    typed: dict[str, object] = {**BY_MINUTE, "how": "different", "officer": str(cast.officer.id)}
    typed |= {field(sending, number, "value"): "agreed" for number in range(1, 8)}
    typed[field(sending, 8, "value")] = "agreed-with-changes"
    typed[field(sending, 9, "value")] = "not-agreed"
    typed[field(sending, 1, "officer")] = str(cast.link_officer.id)
    page = client.post(here, data={**typed, "do": "check"}).text
    assert "Recommendation 8: Give the wording that was agreed." in page
    assert "Recommendation 9: Give the reasons, or tick that the minute gives none." in page
    assert 'value="62/25"' in page, "everything typed is kept"
    typed[field(sending, 8, "changed_wording")] = "Publish every year."
    typed[field(sending, 9, "reasons")] = "There is no money for it."
    page = client.post(here, data={**typed, "do": "check"}).text
    assert "7 agreed, 1 agreed with changes, 1 not agreed" in page
    assert client.post(here, data={**typed, "do": "save"}).status_code == 302
    ones = carried(sending)
    assert ones[0].actions[0].owner_id == cast.link_officer.id
    assert ones[1].actions[0].owner_id == cast.officer.id
    assert ones[8].entries[-1].detail["reasons"] == "There is no money for it."
    assert ones[8].addressees[0].in_force_on is None


def test_back_from_the_check_everything_is_there(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast)
    sign_in(client, "governance")
    typed = {**BY_MINUTE, "how": "different", field(sending, 2, "value"): "noted"}
    page = client.post(f"/sendings/{sending.reference}/answer", data={**typed, "do": "change"}).text
    assert 'value="62/25"' in page
    assert '<option value="noted" selected>' in page
    assert "There is a problem" not in page


def test_some_may_wait(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast)
    here = f"/sendings/{sending.reference}/answer"
    sign_in(client, "governance")
    typed: dict[str, object] = {**BY_MINUTE, "how": "different", field(sending, 2, "value"): "noted"}
    assert "1 noted, no action stated, 2 not answered yet" in client.post(here, data=typed).text
    saved = check_and_save(client, here, typed)
    assert "2 recommendations still wait for an answer" in client.get(saved.location).text
    page = client.get(here).text
    assert "1 recommendation answered already" in page
    assert "Correct a mistake" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"how": "all"}, "Say where the answer comes from."),
        (BY_MINUTE, "Say whether all were agreed."),
        ({"how": "all", "source": "meeting"}, "Choose the meeting, or give its date and its minute."),
        ({"how": "all", "source": "letter"}, "Enter the date of the decision or letter."),
        ({"how": "all", "source": "told-at-a-later-meeting"}, "Choose the meeting at which it was told."),
        ({"how": "same", **BY_MINUTE}, "Choose the answer that was given to all."),
        ({"how": "same", **BY_MINUTE, "same-value": "deferred"}, "Say to which date or meeting"),
        ({"how": "different", **BY_MINUTE}, "Choose at least one answer."),
        (
            {"how": "all", "source": "letter", **dated("decided_on", date(2026, 3, 1))},
            "The date must be today or earlier.",
        ),
    ],
)
def test_what_is_missing_is_said(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    sending = a_sending(cast, 2)
    sign_in(client, "governance")
    page = client.post(f"/sendings/{sending.reference}/answer", data={**typed, "do": "save"})
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert [one.answer for one in carried(sending)] == [Answer.WAITING] * 2


def test_second_hand(cast: Cast, client: FlaskClient) -> None:
    later = make.meeting(cast.scruco, date(2025, 11, 20))
    sending = a_sending(cast, 1)
    sign_in(client, "coordinator")
    typed: dict[str, object] = {
        "source": "told-at-a-later-meeting",
        "told_at": later.reference,
        field(sending, 1, "value"): "agreed",
        **dated("decided_on", given.DECIDED_ON),
    }
    check_and_save(client, f"/sendings/{sending.reference}/answer", typed)
    entry = carried(sending)[0].entries[-1]
    assert (entry.provenance, entry.effective_on) == (Provenance.SECOND_HAND, given.DECIDED_ON)


def test_a_letter_is_attached_on_the_check_page(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 1, to_body=cast.trust)
    here = f"/sendings/{sending.reference}/answer"
    sign_in(client, "coordinator")
    typed: dict[str, object] = {
        "source": "letter",
        field(sending, 1, "value"): "deferred",
        **dated("decided_on", date(2025, 11, 24)),
        **dated(field(sending, 1, "until"), date(2026, 2, 10)),
    }
    assert "The hospital trust&#39;s answer" in client.get(here).text
    assert 'type="file"' in client.post(here, data={**typed, "do": "check"}).text
    wrong = {**typed, "do": "save", "letter": (io.BytesIO(b"x"), "letter.exe")}
    assert "is not a type of file that can be kept" in client.post(here, data=wrong).text
    assert carried(sending)[0].answer is Answer.WAITING
    right = {**typed, "do": "save", "letter": (io.BytesIO(b"%PDF-1.7"), "letter.pdf")}
    assert client.post(here, data=right).status_code == 302
    trusts = carried(sending)[0].addressees[1]
    assert (trusts.answer, trusts.in_force_on) == (Answer.DEFERRED, None)
    assert carried(sending)[0].entries[-1].evidence_file_id is not None


def test_which_wording_was_answered(cast: Cast, client: FlaskClient) -> None:
    who = by(cast.coordinator)
    one = given.agreed(cast, who, agreed_on=None, printed_number="3")
    sending = given.sent(cast, who, one)
    agree(get_recommendation(one.reference), given.AGREED_ON, who, text="Publish every figure monthly.")
    db.session.commit()
    sending = get_sending(sending.reference)
    here = f"/sendings/{sending.reference}/answer"
    sign_in(client, "governance")
    assert "carry earlier wording for 3. Which did it answer?" in client.get(here).text
    typed: dict[str, object] = {**BY_MINUTE, field(sending, 1, "value"): "agreed"}
    assert "Say which wording was answered." in client.post(here, data={**typed, "do": "check"}).text
    typed[field(sending, 1, "wording")] = "sent"
    check_and_save(client, here, typed)
    assert carried(sending)[0].entries[-1].detail["answered_wording"] == "sent"


def test_one_recommendation_alone_and_cabinet_decided_again(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 1)
    one = sending.lines[0].addressee.recommendation.reference
    here = f"/recommendations/{one}/answer"
    sign_in(client, "governance")
    typed: dict[str, object] = {**BY_MINUTE, field(sending, 1, "value"): "not-agreed"}
    typed[field(sending, 1, "gives_no_reasons")] = "y"
    assert check_and_save(client, here, typed).location == f"/recommendations/{one}"
    assert "Cabinet decided again" in client.get(here).text
    typed = {**BY_MINUTE, field(sending, 1, "value"): "agreed", **dated("decided_on", date(2025, 12, 9))}
    check_and_save(client, here, typed)
    [whole] = carried(sending)
    assert (whole.answer, len(whole.entries)) == (Answer.AGREED, 2)


def test_what_the_committee_has_not_agreed_cannot_be_answered(cast: Cast, client: FlaskClient) -> None:
    who = by(cast.coordinator)
    sending = given.sent(cast, who, given.agreed(cast, who, agreed_on=None))
    db.session.commit()
    sign_in(client, "governance")
    page = client.get(f"/sendings/{sending.reference}/answer").text
    assert "The committee has not agreed this recommendation yet." in page
    assert "Nothing is waiting for an answer." in page


def test_several_of_the_register_at_once(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 2)
    ones = [line.addressee.recommendation.reference for line in sending.lines]
    here = "/recommendations/answers?" + "&".join(f"r={one}" for one in ones)
    sign_in(client, "governance")
    check_and_save(client, here, {**BY_MINUTE, "how": "all"})
    assert [one.answer for one in carried(sending)] == [Answer.AGREED] * 2


@pytest.mark.parametrize("who", ["officer", "member", "chair", "cabinet_member", "admin"])
def test_only_governance_and_the_co_ordinator_enter_answers(
    cast: Cast, client: FlaskClient, who: str
) -> None:
    sending = a_sending(cast, 1)
    sign_in(client, who)
    answer = client.get(f"/sendings/{sending.reference}/answer")
    assert answer.status_code == 403
    assert "Only Governance Services or the scrutiny co-ordinator can enter an answer." in answer.text


def test_a_part_may_be_answered_separately(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 1)
    whole = get_recommendation(sending.lines[0].addressee.recommendation.reference)
    typed: dict[str, object] = {**BY_MINUTE, field(sending, 1, "value"): "noted"}
    part = add_part(whole, "Look at housing repairs", by(cast.coordinator))
    db.session.commit()
    sign_in(client, "governance")
    check_and_save(client, f"/recommendations/{part.reference}/answer", typed)
    db.session.expire_all()
    assert get_recommendation(part.reference).answer is Answer.NOTED
    assert get_recommendation(whole.reference).answer is Answer.WAITING


def test_who_leads_is_filled_down_only_where_somebody_agreed(cast: Cast, client: FlaskClient) -> None:
    sending = a_sending(cast, 2)
    sign_in(client, "governance")
    typed: dict[str, object] = {**BY_MINUTE, "how": "different", "officer": str(cast.officer.id)}
    typed |= {field(sending, 1, "value"): "agreed", field(sending, 2, "value"): "not-agreed"}
    typed[field(sending, 2, "gives_no_reasons")] = "y"
    check_and_save(client, f"/sendings/{sending.reference}/answer", typed)
    assert [one.actions[0].owner_id for one in carried(sending)] == [cast.officer.id, None]
