"""Two people at one record, a session that runs out while somebody types, a double click: nothing lost,
nothing twice."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scrutiny_tracker.core.extensions import Base, db
from scrutiny_tracker.meetings.clause_models import FollowUp, Referral, WorkProgrammeRow
from scrutiny_tracker.meetings.models import Meeting
from scrutiny_tracker.recommendations.models import Action, Entry
from tests.access.whole_council import Kept
from tests.bad_input.pages import Sent, every_form, form_at, words
from tests.cast import email_of, sign_in, sign_out
from tests.factories import PASSWORD

MINE, THEIRS = "What I typed", "What they saved"
KEPT_NEVER = ("/password", "/admin/accounts/invite")


def written(form: Sent) -> str | None:
    """A box of words that the form has filled already, so that it can be saved as it stands."""
    boxes = [*form.paragraphs, *form.lines]
    return next((name for name in boxes if form.values.get(name)), None)


def test_two_people_at_one_record_see_both_and_choose(app: Flask, client: FlaskClient, kept: Kept) -> None:
    """The later one is shown both versions; keeping theirs changes nothing, keeping mine saves it."""
    tried = []
    for form in every_form(app, client, kept):
        box = written(form)
        if not form.values.get("version") or box is None:
            continue
        first = client.post(form.path, data={**form.values, box: THEIRS, "once": "theirs" + form.path})
        if first.status_code != 302:
            continue
        late = client.post(form.path, data={**form.values, box: MINE, "once": "mine" + form.path})
        assert late.status_code == 409, form.path
        page = words(late.text)
        assert "Nothing that you typed is lost." in page, form.path
        assert MINE in page, form.path
        assert THEIRS in page, form.path
        fresh = form_at(client, form.who, form.path)
        assert fresh is not None, form.path
        assert fresh.values[box] == THEIRS, form.path
        combined = {**form.values, box: f"{MINE} and {THEIRS}", "version": fresh.values["version"]}
        saved = client.post(form.path, data={**combined, "once": "both" + form.path})
        assert saved.status_code == 302, form.path
        tried.append(form.path)
    assert len(tried) >= 8, tried


def test_a_session_that_runs_out_loses_nothing_typed(app: Flask, client: FlaskClient, kept: Kept) -> None:
    """Sent signed out: to sign in, and back to the same page with the words in it."""
    tried, lost = 0, []
    for form in every_form(app, client, kept):
        boxes = [*form.paragraphs, *form.lines]
        if not boxes or form.path in KEPT_NEVER:
            continue
        sign_out(client)
        typed = f"{MINE} into {boxes[0]}"
        answer = client.post(form.path, data={**form.values, boxes[0]: typed})
        assert answer.status_code == 302, form.path
        assert answer.location.startswith("/sign-in?next="), form.path
        credentials = {"email": email_of(form.who), "password": PASSWORD}
        back = client.post(answer.location, data=credentials)
        assert back.status_code == 302, form.path
        assert back.location.endswith(form.path), form.path
        if typed not in words(client.get(form.path).text):
            lost.append(form.path)
        tried += 1
    assert not lost, "\n".join(lost)
    assert tried > 40


def count(of: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(of)) or 0


def test_a_double_click_makes_one(client: FlaskClient, kept: Kept) -> None:
    one = f"/recommendations/{kept.told.references[1]}"
    day = ["3", "3", "2026"]
    asked = {"kind": "action", "what": "Ring them", "due_precision": "vague", "publicity": "public"}
    created: list[tuple[str, str, dict[str, object], type[Base]]] = [
        ("coordinator", "/meetings/new", {"body": "SB1", "on": day}, Meeting),
        ("coordinator", "/work-programme/new", {"body": "SB1", "title": "Buses"}, WorkProgrammeRow),
        ("coordinator", "/follow-ups/new", {"body": "SB1", **asked}, FollowUp),
        (
            "coordinator",
            "/referrals/new",
            {"from_body": "SB1", "to_body": "SB2", "what": "Buses", "publicity": "public"},
            Referral,
        ),
        ("member", f"{one}/question", {"what": "How long?"}, FollowUp),
        ("coordinator", f"{one}/actions", {"what": "Do this", "precision": "vague"}, Action),
        ("coordinator", f"{one}/difference", {"value": "some", "note": "It did."}, Entry),
    ]
    for who, path, typed, model in created:
        form = form_at(client, who, path)
        assert form is not None, path
        sign_in(client, who)
        before = count(model)
        sent = {**form.values, **typed}
        first, second = client.post(path, data=sent), client.post(path, data=sent)
        assert first.status_code == second.status_code == 302, f"{path}: {first.status_code}"
        assert first.location == second.location, path
        db.session.expire_all()
        assert count(model) == before + 1, path
