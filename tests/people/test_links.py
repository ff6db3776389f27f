"""Single-use links: once, in time, and silent about who has an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import Message
from scrutiny_tracker.people import actions
from scrutiny_tracker.people.models import LinkPurpose, SingleUseLink
from tests import factories as make
from tests.cast import Cast, by, email_of

NEW = "marble lantern seven"
TYPED = {"new_password": NEW, "again": NEW}


def _asked_for(client: FlaskClient, email: str) -> list[str]:
    """The paths of the links that a request for a new password sends to an address."""
    client.post("/password/forgotten", data={"email": email})
    db.session.expire_all()
    bodies = db.session.scalars(select(Message.body).where(Message.recipient == email).order_by(Message.id))
    return [found.group(1) for body in bodies if (found := re.search(r"http://localhost(/\S+)", body))]


def test_a_link_sets_a_password_and_signs_in(cast: Cast, client: FlaskClient) -> None:
    [link] = _asked_for(client, email_of("member"))
    assert "Choose a password" in client.get(link).text
    assert client.post(link, data=TYPED).location == "/"
    assert "Mabel Fenn" in client.get("/account").text
    fresh = client.application.test_client()
    assert fresh.post("/sign-in", data={"email": email_of("member"), "password": NEW}).status_code == 302


def test_a_link_works_once(cast: Cast, client: FlaskClient) -> None:
    [link] = _asked_for(client, email_of("member"))
    client.post(link, data=TYPED)
    for answer in (client.get(link), client.post(link, data=TYPED)):
        assert answer.status_code == 410
        assert "This link has been used or has run out. Ask for a new one." in answer.text


def test_a_weak_password_leaves_the_link_as_it_was(cast: Cast, client: FlaskClient) -> None:
    [link] = _asked_for(client, email_of("member"))
    page = client.post(link, data={"new_password": "short", "again": "short"})
    assert "Use 12 characters or more." in page.text
    assert client.post(link, data=TYPED).status_code == 302


def test_of_two_that_use_one_link_at_once_one_wins(cast: Cast) -> None:
    token = actions.make_link(cast.member, LinkPurpose.PASSWORD, make.NOW)
    link = actions.usable_link(token, make.NOW)
    actions.use_link(link, NEW, by(cast.member))
    with pytest.raises(Refused, match="has been used"):
        actions.use_link(link, "another three words", by(cast.member))


@pytest.mark.parametrize(
    ("purpose", "lasts"),
    [(LinkPurpose.PASSWORD, timedelta(hours=2)), (LinkPurpose.INVITATION, timedelta(days=7))],
)
def test_a_link_runs_out(cast: Cast, purpose: LinkPurpose, lasts: timedelta) -> None:
    token = actions.make_link(cast.member, purpose, make.NOW)
    assert actions.usable_link(token, make.NOW + lasts).person == cast.member
    with pytest.raises(Refused, match="run out"):
        actions.usable_link(token, make.NOW + lasts + timedelta(seconds=1))


def test_a_new_link_ends_the_one_before(cast: Cast, client: FlaskClient) -> None:
    _asked_for(client, email_of("member"))
    first, second = _asked_for(client, email_of("member"))
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_link_of_a_deactivated_person_is_dead(cast: Cast, client: FlaskClient) -> None:
    [link] = _asked_for(client, email_of("member"))
    actions.deactivate(cast.member, by(cast.admin))
    db.session.commit()
    assert client.get(link).status_code == 410


def test_a_link_that_nobody_made_leads_nowhere(cast: Cast, client: FlaskClient) -> None:
    assert client.get("/password/link/made-up").status_code == 410


def test_the_database_holds_no_token(cast: Cast) -> None:
    token = actions.make_link(cast.member, LinkPurpose.PASSWORD, make.NOW)
    kept = db.session.scalars(select(SingleUseLink.token_hash)).all()
    assert all(token not in value for value in kept)
    assert len(kept) == 1


def test_forgotten_never_says_whether_an_account_exists(cast: Cast, client: FlaskClient) -> None:
    pages = {}
    for email in (email_of("member"), "unknown@else.example"):
        answer = client.post("/password/forgotten", data={"email": email})
        pages[email] = (answer.status_code, answer.text.replace(email, "THE ADDRESS"))
    assert len(set(pages.values())) == 1
    assert db.session.scalars(select(Message.recipient)).all() == [email_of("member")]


def test_nobody_is_flooded_with_links(cast: Cast, client: FlaskClient) -> None:
    for _ in range(5):
        _asked_for(client, email_of("member"))
    assert len(_asked_for(client, email_of("member"))) == 5
    assert len(_asked_for(client, email_of("officer"))) == 1
