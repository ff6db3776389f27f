"""A paper brought in by the page, and its review, for the tests of the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.reading.models import BroughtPaper
from scrutiny_tracker.reading.proposals import Review
from scrutiny_tracker.reading.queries import get_paper
from tests.bad_input.pages import Typed, form_at
from tests.cast import Cast, sign_in

Bring = Callable[..., str]
Do = Callable[..., TestResponse]
Typing = str | list[str]


@pytest.fixture
def bring(client: FlaskClient, cast: Cast) -> Bring:
    """`bring(text)` pastes a paper as the co-ordinator and returns the reference it got. The council has a
    plan, the measures of which are told in tallies."""
    plan = Plan(name="The Plan", starts_on=date(2024, 4, 1), ends_on=date(2028, 3, 31), is_current=True)
    db.session.add(plan)
    db.session.commit()

    def paste(text: str, who: str = "coordinator") -> str:
        sign_in(client, who)
        answer = client.post("/papers-in/new", data={"pasted": text, "once": ""})
        assert answer.status_code == 302, answer.text
        return str(answer.location.rpartition("/")[2])

    return paste


@pytest.fixture
def do(client: FlaskClient, cast: Cast) -> Do:
    """`do(reference, "check", **{"p3-asked": "body:CABINET"})` presses a button of the review as a browser
    would: everything that stands in the form is sent with what is typed."""

    def press(
        reference: str, button: str, who: str = "coordinator", **typed: str | list[str]
    ) -> TestResponse:
        fields = fields_of(client, reference, who)
        return client.post(f"/papers-in/{reference}", data={**fields, **typed, "do": button})

    return press


def fields_of(client: FlaskClient, reference: str, who: str = "coordinator") -> Typed:
    """What a browser that has the review open would send."""
    form = form_at(client, who, f"/papers-in/{reference}")
    assert form is not None
    return form.values


def review_of(reference: str) -> tuple[BroughtPaper, Review]:
    """A paper as it stands in the database, and its review."""
    db.session.expire_all()
    paper = get_paper(reference)
    return paper, Review.from_json(paper.content)
