"""Nothing typed is lost: after an expired session, an outdated page or a refusal it is all there again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.kept import KeptTyping, TakenForm
from scrutiny_tracker.council.actions.bodies import BodyFacts, change_body
from scrutiny_tracker.council.models import Body, Standing
from scrutiny_tracker.council.queries import find_body_by_code
from tests import factories as make
from tests.cast import Cast, by, email_of, sign_in, sign_out

LONG = "Roads & “streets” <and> paths, line one.\nLine two.\n" * 20 + "The end."
TYPED = {
    "name": "Travel Panel",
    "code": "TP1",
    "kind": "Panel",
    "standing": "scrutiny",
    "from_on": ["3", "May", "2026"],
    "remit": LONG,
    "once": "typed-once",
}


def _sign_in_again(client: FlaskClient, who: str, address: str) -> None:
    answer = client.post(address, data={"email": email_of(who), "password": make.PASSWORD})
    assert answer.status_code == 302


def _typed_again(page: str) -> dict[str, str | list[str]]:
    """What the browser would send from a page as it stands: the test's own reading of its HTML."""
    from bs4 import BeautifulSoup

    form = BeautifulSoup(page, "html.parser").select_one("main form")
    assert form is not None
    sent: dict[str, str | list[str]] = {}
    for field in form.select("input, textarea, select"):
        name, kind = str(field.get("name")), field.get("type")
        if kind in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        if field.name == "textarea":
            value = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            value = str(chosen["value"]) if chosen else ""
        else:
            value = str(field.get("value", ""))
        old = sent.get(name)
        sent[name] = value if old is None else [*([old] if isinstance(old, str) else old), value]
    return sent


def test_everything_typed_returns_after_an_expired_session(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    client.get("/admin/bodies/add")
    sign_out(client)
    away = client.post("/admin/bodies/add", data=TYPED)
    assert away.location == "/sign-in?next=/admin/bodies/add"
    _sign_in_again(client, "admin", away.location)
    page = client.get("/admin/bodies/add").text
    back = _typed_again(page)
    assert {name: back[name] for name in TYPED} == TYPED
    assert "<title>Error" not in page
    assert client.post("/admin/bodies/add", data=back).location == "/bodies/TP1"
    added = find_body_by_code("TP1")
    assert added is not None
    assert added.name == "Travel Panel"


def test_once_taken_the_typing_is_forgotten(cast: Cast, client: FlaskClient) -> None:
    away = client.post("/admin/bodies/add", data=TYPED)
    _sign_in_again(client, "admin", away.location)
    client.post("/admin/bodies/add", data=_typed_again(client.get("/admin/bodies/add").text))
    client.get("/")  # reads the message
    assert "Travel Panel" not in client.get("/admin/bodies/add").text


def test_typing_returns_to_its_own_page_and_browser_only(cast: Cast, client: FlaskClient) -> None:
    away = client.post("/admin/bodies/add", data=TYPED)
    _sign_in_again(client, "admin", away.location)
    assert "Travel Panel" not in client.get("/admin/portfolios/add").text
    other = client.application.test_client()
    sign_in(other, "admin")
    assert "Travel Panel" not in other.get("/admin/bodies/add").text


def test_passwords_are_never_kept(cast: Cast, client: FlaskClient) -> None:
    new = "marble lantern seven"
    client.post("/password", data={"password": make.PASSWORD, "new_password": new, "again": new, "x": "y"})
    kept = db.session.scalars(select(KeptTyping)).one()
    assert kept.fields == {"x": ["y"]}


def test_what_nobody_fetched_goes_after_two_days(cast: Cast, client: FlaskClient) -> None:
    client.post("/admin/bodies/add", data=TYPED)
    db.session.execute(update(KeptTyping).values(kept_at=make.NOW - timedelta(days=3)))
    db.session.commit()
    client.post("/admin/bodies/add", data=TYPED)
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).select_from(KeptTyping)) == 1


def test_a_change_of_somebody_else_while_away_is_still_noticed(cast: Cast, client: FlaskClient) -> None:
    """The version that was on the page comes back with the typing: no change is overwritten unseen."""
    address = "/admin/bodies/SB1/change"
    sign_in(client, "admin")
    sent = _typed_again(client.get(address).text)
    sign_out(client)
    away = client.post(address, data={**sent, "name": "Mine"})
    change_body(cast.sb1, BodyFacts("Theirs", "Board", Standing.SCRUTINY), by(cast.governance))
    db.session.commit()
    _sign_in_again(client, "admin", away.location)
    page = client.get(address).text
    assert 'value="Mine"' in page
    answer = client.post(address, data=_typed_again(page))
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    combined = _typed_again(answer.text)
    assert client.post(address, data={**combined, "name": "Both"}).status_code == 302
    db.session.expire_all()
    assert cast.sb1.name == "Both"


def test_a_double_click_makes_one_record(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    first = client.post("/admin/bodies/add", data=TYPED)
    second = client.post("/admin/bodies/add", data=TYPED)
    assert first.location == second.location == "/bodies/TP1"
    assert db.session.scalar(select(func.count()).where(Body.code == "TP1")) == 1
    assert db.session.scalar(select(func.count()).select_from(TakenForm)) == 1


@pytest.fixture
def checked(app: Flask) -> Iterator[None]:
    """The application as it runs in life: every form needs its token."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.usefixtures("checked")
def test_a_page_that_is_out_of_date_comes_back_with_everything(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    answer = client.post("/admin/bodies/add", data={**TYPED, "csrf_token": "old"})
    assert answer.location == "/admin/bodies/add"
    page = client.get("/admin/bodies/add").text
    assert "The page was out of date. Check what you typed and save again." in page
    assert 'value="Travel Panel"' in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    assert client.post("/admin/bodies/add", data=_typed_again(page)).location == "/bodies/TP1"


@pytest.mark.usefixtures("checked")
def test_no_form_is_taken_without_its_token(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    client.post("/admin/bodies/add", data=TYPED)
    client.post(f"/admin/accounts/{cast.officer.id}/deactivate")
    client.post(f"/admin/accounts/{cast.officer.id}/activate")
    db.session.expire_all()
    assert find_body_by_code("TP1") is None
    assert cast.officer.is_active


def test_a_date_that_does_not_exist_is_named_and_stays(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = client.post("/admin/bodies/add", data={**TYPED, "from_on": ["31", "2", "2026"]}).text
    assert "31 February 2026 is not a date that exists." in page
    assert _typed_again(page)["from_on"] == ["31", "2", "2026"]
    assert 'href="#from_on-day"' in page


def test_a_paste_of_ten_megabytes_gets_a_sentence(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = client.post("/admin/bodies/add", data={**TYPED, "remit": "x" * 10_000_000})
    assert page.status_code == 200
    assert "What it looks at: use 4,000 characters or fewer." in page.text
    assert 'value="Travel Panel"' in page.text
