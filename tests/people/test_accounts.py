"""An administrator keeps the accounts; nobody else does."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.panels import Panel
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.outbox.models import JobRun, Message
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.people.queries import find_person_by_email
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in
from tests.counting import queries

INVITED = {"name": "Una Newby", "email": "Una.Newby@council.example", "post": "Clerk", "once": "first-click"}


def test_an_invitation_makes_an_account_and_sends_a_link(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = client.post("/admin/accounts/invite", data=INVITED)
    assert "Una Newby is invited" in page.text
    person = find_person_by_email("una.newby@council.example")
    assert person is not None
    assert person.password_hash is None
    message = db.session.scalars(select(Message)).one()
    assert message.recipient == "una.newby@council.example"
    link = re.search(r"http://localhost(/password/link/\S+)", message.body)
    assert link is not None
    assert link.group(1) in page.text
    typed = {"new_password": "marble lantern seven", "again": "marble lantern seven"}
    assert client.application.test_client().post(link.group(1), data=typed).status_code == 302
    assert [entry.tag for entry in list_history("person", str(person.id))] == [
        "person:password-set",
        "person:invited",
    ]


def test_a_double_click_invites_once(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    client.post("/admin/accounts/invite", data=INVITED)
    again = client.post("/admin/accounts/invite", data=INVITED)
    person = find_person_by_email("una.newby@council.example")
    assert person is not None
    assert again.location == f"/admin/accounts/{person.id}"
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter a name."),
        ({"email": "una"}, "Enter an e-mail address, such as name@council.example."),
        ({"email": "member@council.example"}, "There is an account with this e-mail address already."),
    ],
)
def test_an_invitation_that_cannot_be_sent_says_why_and_loses_nothing(
    cast: Cast, client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    sign_in(client, "admin")
    page = client.post("/admin/accounts/invite", data={**INVITED, **typed}).text
    assert sentence in page
    assert 'value="Clerk"' in page
    assert "<title>Error: " in page


def test_an_account_is_changed_and_the_change_is_written_down(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    address = f"/admin/accounts/{cast.officer.id}/change"
    form = {"name": "Oren Tull-Marsh", "email": "officer@council.example", "post": "Head of Homes"}
    assert client.post(address, data={**form, "version": "1"}).status_code == 302
    db.session.expire_all()
    assert (cast.officer.name, cast.officer.post) == ("Oren Tull-Marsh", "Head of Homes")
    told = list_history("person", str(cast.officer.id))[0]
    assert told.before == {"name": "Oren Tull", "post": None}
    assert told.after == {"name": "Oren Tull-Marsh", "post": "Head of Homes"}


def test_two_administrators_at_once_see_both_versions(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    address = f"/admin/accounts/{cast.officer.id}/change"
    form = {"name": "Oren Tull", "email": "officer@council.example"}
    client.post(address, data={**form, "post": "Theirs", "version": "1"})
    page = client.post(address, data={**form, "post": "Mine", "version": "1"})
    assert page.status_code == 409
    assert "Theirs" in page.text
    assert "Mine" in page.text
    assert client.post(address, data={**form, "post": "Mine", "version": "2"}).status_code == 302
    db.session.expire_all()
    assert cast.officer.post == "Mine"


def test_who_goes_has_their_open_work_listed_for_somebody_else(
    cast: Cast, client: FlaskClient, app: Flask
) -> None:
    panels: list[Panel] = app.extensions["panels"]
    work = Panel("person-open-work", lambda person: person.name, "email/invitation.subject.txt")
    panels.append(work)
    try:
        sign_in(client, "admin")
        address = f"/admin/accounts/{cast.officer.id}"
        page = client.get(f"{address}/deactivate").text
        assert "Open work that needs somebody else" in page
        assert "Responsible officer" in page
        client.post(f"{address}/deactivate")
        page = client.get(address).text
        assert "Nobody works on these now. Choose somebody else for each." in page
        assert "This account is deactivated" in page
    finally:
        panels.remove(work)


def test_a_deactivated_person_who_still_holds_an_office_is_pointed_out(
    cast: Cast, client: FlaskClient
) -> None:
    cast.officer.is_active = False
    db.session.commit()
    sign_in(client, "admin")
    page = client.get(f"/admin/accounts/{cast.officer.id}").text
    assert "Oren Tull cannot sign in but still holds 1 office. End them below." in page


def test_deactivation_and_activation(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    address = f"/admin/accounts/{cast.officer.id}"
    client.post(f"{address}/deactivate")
    assert client.post(f"{address}/send-link").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0
    assert "Oren Tull" in client.get("/admin/accounts?show=deactivated").text
    assert "Oren Tull" not in client.get("/admin/accounts").text
    client.post(f"{address}/activate")
    db.session.expire_all()
    assert cast.officer.is_active
    tags = [entry.tag for entry in list_history("person", str(cast.officer.id))]
    assert tags == ["person:activated", "person:deactivated"]


def test_ones_own_account_cannot_be_deactivated(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    address = f"/admin/accounts/{cast.admin.id}"
    assert "another administrator can deactivate it" in client.get(address).text
    page = client.post(f"{address}/deactivate", follow_redirects=True)
    assert "You cannot deactivate your own account." in page.text
    db.session.expire_all()
    assert cast.admin.is_active


def test_a_link_for_a_new_password_is_never_shown_to_the_administrator(
    cast: Cast, client: FlaskClient
) -> None:
    sign_in(client, "admin")
    page = client.post(f"/admin/accounts/{cast.officer.id}/send-link", follow_redirects=True)
    assert "is on its way to officer@council.example" in page.text
    assert "/password/link/" not in page.text


@pytest.mark.parametrize("who", [who for who in ROLES if who != "admin"])
def test_nobody_else_keeps_accounts(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    other = f"/admin/accounts/{cast.nobody.id}"
    for answer in (
        client.get("/admin/accounts"),
        client.get(other),
        client.post("/admin/accounts/invite", data=INVITED),
        client.post(f"{other}/change", data={"name": "X", "email": "x@council.example", "version": "1"}),
        client.post(f"{other}/deactivate"),
        client.post(f"{other}/activate"),
        client.post(f"{other}/send-link"),
    ):
        assert answer.status_code == 403
        assert "Only an administrator can change accounts." in answer.text
    assert db.session.scalar(select(func.count()).select_from(Person)) == len(ROLES)
    assert client.get("/admin").status_code == (200 if who == "governance" else 403)


def test_the_admin_door_shows_whether_the_worker_runs(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = client.get("/admin").text
    assert "The worker has not run yet" in page
    assert "None waits" in page
    db.session.add(JobRun(job="late-answers", last_run_at=make.NOW, trouble="no mail server"))
    db.session.add(Message(key="k", recipient="a@b.example", subject="s", body="b", created_at=make.NOW))
    db.session.commit()
    page = client.get("/admin").text
    assert "12 January 2026 at 10.00am" in page
    assert "no mail server" in page
    assert "Since 12 January 2026" in page
    sign_in(client, "governance")
    page = client.get("/admin").text
    assert "Messages and jobs" not in page
    assert "Municipal years" in page


def test_accounts_are_found_by_words_and_paged_by_name(cast: Cast, client: FlaskClient) -> None:
    for n in range(30):
        make.person(f"Page {n:02d}", post="Panel clerk" if n == 7 else None)
    make.person("100% Sure", email="percent@council.example")
    db.session.commit()
    sign_in(client, "admin")
    first = client.get("/admin/accounts?words=page").text
    assert "Page 24" in first
    assert "Page 25" not in first
    more = re.search(r'href="(/admin/accounts\?[^"]*after=[^"]*)"', first)
    assert more is not None
    second = client.get(more.group(1).replace("&amp;", "&")).text
    assert "Page 25" in second
    assert "Page 24" not in second
    assert "Page 07" in client.get("/admin/accounts?words=panel+clerk").text
    assert "100% Sure" in client.get("/admin/accounts?words=100%25").text
    assert "Page 00" not in client.get("/admin/accounts?words=100%25").text
    assert "No account matches “zzz”" in client.get("/admin/accounts?words=zzz").text


def test_everybody_sees_their_own_account(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    page = client.get("/account").text
    assert "Mabel Fenn" in page
    assert "Learning and Care Scrutiny Board (1)" in page
    assert "/end" not in page
    sign_in(client, "nobody")
    assert "You hold no office" in client.get("/account").text


@pytest.mark.parametrize("path", ["/admin/accounts", "/admin/accounts/{id}", "/admin"])
def test_the_number_of_queries_does_not_grow_with_accounts(
    cast: Cast, client: FlaskClient, path: str
) -> None:
    sign_in(client, "admin")
    path = path.format(id=cast.officer.id)
    client.get(path)
    with queries() as few:
        assert client.get(path).status_code == 200
    db.session.add_all(
        Person(name=f"P{n}", email=f"p{n}@council.example", created_at=make.NOW) for n in range(1000)
    )
    db.session.commit()
    with queries() as many:
        client.get(path)
    assert len(many) == len(few) <= 8
