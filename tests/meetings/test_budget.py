"""What a page asks of the database does not grow with the rows on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.clause_models import WorkProgrammeRow
from scrutiny_tracker.meetings.models import Attendance, Capacity, Meeting, Presence
from tests import factories as make
from tests.cast import Cast, sign_in

FEW, MANY = 10, 1000


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _meetings(cast: Cast, meeting: Meeting, first: int, last: int) -> None:
    for n in range(first, last):
        make.meeting(cast.sb1, date(2026, 2, 1) + timedelta(days=n % 400))


def _programme(cast: Cast, meeting: Meeting, first: int, last: int) -> None:
    db.session.add_all(
        WorkProgrammeRow(
            reference=f"W-{n}", body_id=cast.scruco.id, title=f"T{n}", not_before_on=date(2026, 2, 1 + n % 28)
        )
        for n in range(first, last)
    )


def _items(cast: Cast, meeting: Meeting, first: int, last: int) -> None:
    earlier = make.item(make.meeting(cast.scruco), minute_number=f"{first}/25")
    for n in range(first, min(last, 60)):
        item = make.item(meeting, position=n + 10, arises_from_id=earlier.id)
        make.paper(on=item)
    for n in range(first, last):
        make.follow_up(cast.scruco, item_id=earlier.id, due_on=date(2026, 1, 1 + n % 28))


def _hung(cast: Cast, meeting: Meeting, first: int, last: int) -> None:
    if first == 0:
        made = make.item(meeting, reference="I-1", position=1)
        make.paper(on=made)
        db.session.expire_all()
    item = queries.get_item("I-1")
    paper = item.paper
    assert paper is not None
    for _ in range(first, min(last, 100)):
        make.printed_recommendation(paper, addressee_id=cast.cabinet.id)
        make.clause(item, addressee_id=cast.cabinet.id)
        make.attached(item, make.paper())
    for _ in range(first, last):
        make.follow_up(cast.scruco, item_id=item.id, owner_id=cast.officer.id)
        make.referral(cast.scruco, cast.sb1, item_id=item.id)


def _attendance(cast: Cast, meeting: Meeting, first: int, last: int) -> None:
    db.session.add_all(
        Attendance(meeting_id=meeting.id, name=f"N{n}", capacity=Capacity.GUEST, presence=Presence.COMING)
        for n in range(first, min(last, 100))
    )


@pytest.mark.parametrize(
    ("grow", "address", "most"),
    [
        (_meetings, "/meetings", 12),
        (_programme, "/work-programme", 10),
        (_items, "/meetings/M-1", 18),
        (_hung, "/items/I-1", 18),
        (_attendance, "/meetings/M-1/attendance", 12),
    ],
    ids=["meetings", "programme", "one-meeting", "one-item", "attendance"],
)
def test_queries_are_the_same_at_ten_and_at_a_thousand_rows(
    cast: Cast, app: Flask, client: FlaskClient, grow: object, address: str, most: int
) -> None:
    assert callable(grow)
    meeting = make.meeting(cast.scruco, date(2026, 1, 29), reference="M-1")
    db.session.commit()
    sign_in(client, "coordinator")
    counts = []
    for first, last in ((0, FEW), (FEW, MANY)):
        grow(cast, meeting, first, last)
        db.session.commit()
        with counting(app) as sent:
            assert client.get(address).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= most, "\n".join(sent)
