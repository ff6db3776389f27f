"""Draft recommendations are written, checked, agreed or dropped by the review group, and read by it alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive, DraftState
from scrutiny_tracker.deep_dives.queries.drafts import get_draft, list_drafts
from scrutiny_tracker.rules.lifecycle import Answer, Progress
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, draft, scoped
from tests.journal import told_of

SECRET = "That the zebra crossing be opened."
REVIEW_GROUP = {"coordinator", "member", "chair"}
FORM: dict[str, Any] = {
    "text": "That Cabinet be asked to publish missed appointments each quarter.",
    "asked": "body:CABINET",
    "parent": "",
    "why": "Nobody could say how many there were.",
    "measures": ["K1"],
    "once": "n",
}


@pytest.fixture
def dive(cast: Cast, session: scoped_session[Session]) -> DeepDive:
    """A deep dive with two measures and a rough line."""
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive, rough="Publish the waiting times\nCount the heaps")
    for code in ("K1", "K2"):
        scoped(dive, make.kpi(code))
    session.commit()
    return dive


def test_a_draft_is_kept_with_why_and_its_measures_and_checked(
    client: FlaskClient, session: scoped_session[Session], dive: DeepDive
) -> None:
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/drafts"
    for _ in range(2):
        assert client.post(f"{address}/add", data=FORM).location == address
    session.expire_all()
    [kept] = list_drafts(dive.id)
    assert (kept.text, kept.why, kept.asked) == (FORM["text"], FORM["why"], "Cabinet")
    assert [each.kpi.code for each in kept.measures] == ["K1"]
    page = client.get(address).text
    for words in ("1, to Cabinet", FORM["why"], "One ask", "It says when: “each quarter”.", "Measure K1"):
        assert words in page
    assert "Count the heaps (session 1)" in page
    assert ">Publish the waiting times</textarea>" in client.get(
        f"{address}/add?text=Publish+the+waiting+times"
    ).text.replace("&#13;&#10;", "").replace("\n", "")


def test_what_was_recommended_before_stands_beside_it_with_what_became_of_it(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], dive: DeepDive
) -> None:
    make.recommendation(
        cast.sb1,
        "Publish missed appointments",
        text="That missed appointments be published each quarter by Cabinet.",
        answer=Answer.AGREED,
        progress=Progress.NOT_STARTED,
    )
    make.recommendation(
        cast.sb1, "Hidden", text="That missed appointments be published.", publicity=Publicity.CONFIDENTIAL
    )
    draft(dive, str(FORM["text"]))
    draft(dive, "That trees be planted along every road.")
    session.commit()
    sign_in(client, "member")
    page = client.get(f"/deep-dives/{dive.reference}/drafts").text
    assert page.count("Similar in 2025") == 1
    assert "Publish missed appointments</a>: agreed, not started." in page
    assert "Hidden" not in page


def test_a_point_of_the_appendix_stands_in_its_measure_s_section(
    client: FlaskClient, session: scoped_session[Session], dive: DeepDive, cast: Cast
) -> None:
    whole = draft(dive, "That the measures of the appendix be reviewed.", number=1, body=cast.cabinet)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/drafts"
    typed = FORM | {"asked": "", "parent": "1"}
    client.post(f"{address}/add", data=typed | {"measures": ["K2"], "text": "Count more.", "once": "a"})
    client.post(f"{address}/add", data=typed | {"measures": [], "text": "Look further.", "once": "b"})
    session.expire_all()
    assert [each.parent_id for each in list_drafts(dive.id)] == [None, whole.id, whole.id]
    page = client.get(address).text
    assert page.index("Section 2") < page.index("Count more.") < page.index("Section 3")
    under = client.post(f"{address}/1/change", data=typed | {"parent": "1", "version": "1"})
    assert under.status_code == 200
    assert "Not a valid choice" in under.text


def test_the_review_group_s_decision_is_kept_and_its_history_is_confidential(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], dive: DeepDive
) -> None:
    draft(dive, SECRET, number=1)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/drafts"
    client.post(f"{address}/1/agree")
    assert "Draft 1: say who is asked before it is agreed." in client.get(address).text
    changed = FORM | {"text": SECRET, "version": "1", "measures": ["K1", "K2"]}
    assert client.post(f"{address}/1/change", data=changed).location == address
    for verb, state in (
        ("agree", DraftState.AGREED),
        ("drop", DraftState.DROPPED),
        ("reopen", DraftState.DRAFT),
    ):
        client.post(f"{address}/1/{verb}")
        session.expire_all()
        assert get_draft(dive, 1).state is state
    client.post(f"{address}/agree-all")
    session.expire_all()
    assert get_draft(dive, 1).state is DraftState.AGREED
    told = told_of("deep-dive-draft", f"{dive.reference}/draft-1")
    assert [entry.tag for entry in told] == [
        "draft:agreed",
        "draft:reopened",
        "draft:dropped",
        "draft:agreed",
        "draft:changed",
    ]
    assert {entry.publicity for entry in told} == {Publicity.CONFIDENTIAL}
    assert told[-1].after["measures"] == "K1, K2"
    assert told_of("deep-dive", dive.reference) == []


def test_two_people_at_once_lose_nothing(
    client: FlaskClient, session: scoped_session[Session], dive: DeepDive
) -> None:
    draft(dive, "Before.", number=1)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/drafts/1/change"
    client.post(address, data=FORM | {"text": "Theirs.", "version": "1"})
    page = client.post(address, data=FORM | {"text": "Mine.", "version": "1"})
    assert page.status_code == 409
    assert "Theirs." in page.text
    assert "Mine." in page.text


@pytest.mark.parametrize("who", ROLES)
def test_only_the_review_group_reads_drafts(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], dive: DeepDive, who: str
) -> None:
    row = draft(dive, SECRET, number=1, body=cast.cabinet)
    session.commit()
    sign_in(client, who)
    address = f"/deep-dives/{dive.reference}/drafts"
    page = client.get(address)
    assert page.status_code == (200 if who in REVIEW_GROUP else 403)
    assert (SECRET in page.text) is (who in REVIEW_GROUP)
    assert "zebra" not in client.get(f"/deep-dives/{dive.reference}").text
    if who != "coordinator":
        for path in (f"{address}/add", f"{address}/1/change", f"/deep-dives/{dive.reference}/carry"):
            assert client.get(path).status_code == 403
        for path in (f"{address}/1/agree", f"{address}/agree-all"):
            assert client.post(path).status_code == 403
        session.expire_all()
        assert row.state is DraftState.DRAFT
