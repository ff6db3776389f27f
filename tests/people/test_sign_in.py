"""Signing in: the real form, throttling, fresh sessions, and never off the site."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.people import actions
from scrutiny_tracker.people.models import SignInFailure
from tests import factories as make
from tests.cast import Cast, by, email_of, sign_in

WRONG = "not the password at all"


def _try(client: FlaskClient, who: str, password: str = make.PASSWORD, **more: str) -> TestResponse:
    return client.post("/sign-in", data={"email": email_of(who), "password": password}, query_string=more)


def test_the_right_password_opens_the_house_and_is_remembered(cast: Cast, client: FlaskClient) -> None:
    answer = _try(client, "member")
    assert (answer.status_code, answer.location) == (302, "/")
    assert "Mabel Fenn" in client.get("/").text
    db.session.expire_all()
    assert cast.member.last_signed_in_at is not None


def test_address_and_password_are_asked_for_in_sentences(cast: Cast, client: FlaskClient) -> None:
    page = client.post("/sign-in", data={}).text
    assert "Enter your e-mail address." in page
    assert "Enter your password." in page
    assert "<title>Error: " in page


def test_a_wrong_password_and_an_unknown_account_read_the_same(cast: Cast, client: FlaskClient) -> None:
    known = client.post("/sign-in", data={"email": email_of("member"), "password": WRONG}).text
    unknown = client.post("/sign-in", data={"email": "nobody@else.example", "password": WRONG}).text
    sentence = "The e-mail address or the password is wrong."
    assert sentence in known
    assert sentence in unknown


def test_a_deactivated_person_reads_the_same_sentence(cast: Cast, client: FlaskClient) -> None:
    actions.deactivate(cast.member, by(cast.admin))
    db.session.commit()
    assert "The e-mail address or the password is wrong." in _try(client, "member").text
    assert client.get("/").status_code == 302


def test_after_ten_failures_an_account_waits_even_with_the_right_password(
    cast: Cast, client: FlaskClient
) -> None:
    for _ in range(10):
        assert "is wrong" in _try(client, "member", WRONG).text
    assert "Too many attempts. Wait 15 minutes" in _try(client, "member").text
    assert _try(client, "officer").status_code == 302  # the address itself still has room


def test_an_address_that_tries_many_accounts_waits_too(cast: Cast) -> None:
    assert actions.check_password("guess@council.example", WRONG, "192.0.2.9", make.NOW) is None
    db.session.add_all(SignInFailure(key="address:192.0.2.9", at=make.NOW) for _ in range(48))
    db.session.flush()
    assert actions.check_password("another@council.example", WRONG, "192.0.2.9", make.NOW) is None
    with pytest.raises(actions.TooManyFailures):
        actions.check_password(email_of("member"), make.PASSWORD, "192.0.2.9", make.NOW)
    elsewhere = actions.check_password(email_of("member"), make.PASSWORD, "192.0.2.10", make.NOW)
    assert elsewhere == cast.member


def test_the_wait_ends_after_a_quarter_of_an_hour(cast: Cast) -> None:
    keys = [f"account:{email_of('member')}"] * 10
    db.session.add_all(SignInFailure(key=key, at=make.NOW) for key in keys)
    db.session.flush()
    with pytest.raises(actions.TooManyFailures):
        actions.check_password(email_of("member"), make.PASSWORD, "", make.NOW + timedelta(minutes=14))
    later = make.NOW + timedelta(minutes=16)
    assert actions.check_password(email_of("member"), make.PASSWORD, "", later) == cast.member


def test_a_sign_in_begins_a_fresh_session(cast: Cast, client: FlaskClient) -> None:
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"
        before["csrf_token"] = "known to somebody else"
    _try(client, "member")
    with client.session_transaction() as after:
        assert "planted" not in after
        assert after.get("csrf_token") != "known to somebody else"
        assert after["_user_id"] == cast.member.get_id()


def test_signing_out_leaves_nothing(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    assert client.post("/sign-out").location == "/sign-in"
    with client.session_transaction() as kept:
        assert "_user_id" not in kept
    assert client.get("/sign-out").status_code == 405


@pytest.mark.parametrize("wanted", ["/account", "/bodies/SB1?x=1"])
def test_the_way_leads_back_to_the_page_that_was_asked_for(
    cast: Cast, client: FlaskClient, wanted: str
) -> None:
    asked = client.get(wanted)
    assert asked.location.startswith("/sign-in?next=")
    answer = client.post(asked.location, data={"email": email_of("member"), "password": make.PASSWORD})
    assert answer.location == wanted


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
    ],
)
def test_the_way_never_leads_off_the_site(cast: Cast, client: FlaskClient, elsewhere: str) -> None:
    assert _try(client, "member", next=elsewhere).location == "/"
    assert client.get("/sign-in", query_string={"next": elsewhere}).location == "/"


def test_a_deactivation_ends_a_running_session_at_once(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    assert client.get("/account").status_code == 200
    actions.deactivate(cast.member, by(cast.admin))
    db.session.commit()
    assert client.get("/account").location.startswith("/sign-in")
    actions.activate(cast.member, by(cast.admin))
    db.session.commit()
    assert client.get("/account").location.startswith("/sign-in"), "the old session stays ended"


def test_a_new_password_ends_the_other_sessions(cast: Cast, client: FlaskClient) -> None:
    other = client.application.test_client()
    sign_in(client, "member")
    sign_in(other, "member")
    new = "marble lantern seven"
    answer = client.post("/password", data={"password": make.PASSWORD, "new_password": new, "again": new})
    assert answer.status_code == 302
    assert client.get("/account").status_code == 200
    assert other.get("/account").location.startswith("/sign-in")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": WRONG, "new_password": "marble lantern seven"}, "This is not your password now."),
        ({"new_password": "short"}, "Use 12 characters or more."),
        ({"new_password": "aaaaaaaaaaaaaaa"}, "Use more than a few different characters."),
        ({"new_password": "marble member lantern"}, "Do not use your e-mail address"),
        ({"new_password": "marble lantern seven", "again": "another"}, "The two passwords differ."),
    ],
)
def test_a_password_that_cannot_be_taken_says_why(
    cast: Cast, client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    sign_in(client, "member")
    form = {"password": make.PASSWORD, "again": typed["new_password"], **typed}
    page = client.post("/password", data=form)
    assert sentence in page.text.replace("&#39;", "'")
    assert typed["new_password"] not in page.text
