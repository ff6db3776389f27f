"""What stands in somebody's calendar and in a committee's: public names only, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, or_, select

from ...core.access import NOBODY, readable
from ...core.extensions import db
from ...council.models import Body, Office, Standing
from ...council.queries import holding
from ...deep_dives.models import DeepDive, DeepDiveSession, SessionGuest
from ...meetings.clause_models import FollowUp
from ...meetings.models import Meeting, MeetingState
from ...meetings.queries.meetings import NEVER_SAT
from ...meetings.queries.publishing import last_day_for_papers
from ...people.models import Person
from ...recommendations.models import Action, Recommendation, Sending
from ...rules.permissions import Matter, Role
from ...rules.reminders import Kind
from ..feeds import Feed, Happening
from ..models import MessageChoice

A, R = Action, Recommendation
LOOKS_BACK = timedelta(days=400)
SHOWN_SINCE = timedelta(days=90)
TEAM = (Role.CO_ORDINATOR, Role.GOVERNANCE_OFFICER)
REVIEWERS = (*TEAM, Role.COMMITTEE_MEMBER, Role.CHAIR)


def find_feed_person(feed: Feed) -> Person | None:
    """Whose feed it is; None once the account has ended or a new address was asked for."""
    row = db.session.execute(
        select(Person, MessageChoice.feed_number)
        .outerjoin(MessageChoice, MessageChoice.person_id == Person.id)
        .where(Person.id == feed.person_id, Person.is_active)
    ).first()
    return row[0] if row is not None and (row[1] or 1) == feed.number else None


def find_body_of(body_id: int) -> Body | None:
    """The body of a feed."""
    return db.session.get(Body, body_id)


def list_my_bodies(person_id: int, today: date) -> Sequence[Body]:
    """The bodies that somebody serves on a day; all of scrutiny for the team of the whole council."""
    offices = db.session.execute(
        select(Office.role, Office.body_id).where(Office.person_id == person_id, holding(today))
    ).all()
    if any(row.role in TEAM and row.body_id is None for row in offices):
        wanted = Body.standing == Standing.SCRUTINY
    else:
        wanted = Body.id.in_({row.body_id for row in offices} - {None})
    return db.session.scalars(
        select(Body).where(wanted, or_(Body.to_on.is_(None), Body.to_on >= today)).order_by(Body.name)
    ).all()


def list_mine(person_id: int, today: date) -> list[Happening]:
    """Everything of a person: their bodies' meetings, sessions and papers days, and their own dates."""
    bodies = {body.id: body.name for body in list_my_bodies(person_id, today)}
    roles = set(db.session.scalars(select(Office.role).where(Office.person_id == person_id, holding(today))))
    found = [*_meetings(bodies, today, with_papers=bool(roles & set(TEAM)))]
    reviews = list(bodies) if roles & set(REVIEWERS) else []
    found += _sessions(reviews, person_id, today)
    return [*found, *_my_actions(person_id), *_my_follow_ups(person_id)]


def list_of_body(body: Body, today: date) -> list[Happening]:
    """A committee's meetings and papers days, and when the answers that it waits for are due."""
    return [*_meetings({body.id: body.name}, today, with_papers=True), *_answers(body.id, today)]


def _meetings(bodies: dict[int, str], today: date, *, with_papers: bool) -> Iterator[Happening]:
    rows = db.session.execute(
        select(
            Meeting.id,
            Meeting.reference,
            Meeting.body_id,
            Meeting.on,
            Meeting.at,
            Meeting.place,
            Meeting.state,
            Meeting.instead_id,
            Meeting.version,
        )
        .where(Meeting.body_id.in_(list(bodies)), Meeting.on >= today - LOOKS_BACK)
        .order_by(Meeting.on, Meeting.id)
    ).all()
    before = {row.instead_id: row for row in rows if row.instead_id is not None}
    for row in rows:
        if row.instead_id is not None or row.on < today - SHOWN_SINCE:
            continue
        chain = _chain(row, before)
        is_off = row.state in NEVER_SAT
        yield Happening(
            f"meeting-{chain[-1].reference}",
            sum(one.version for one in chain) - 1,
            bodies[row.body_id],
            row.on,
            row.at,
            row.place,
            f"/meetings/{row.reference}",
            is_off,
        )
        if with_papers and row.state in (MeetingState.PLANNED, *NEVER_SAT):
            yield Happening(
                f"papers-{chain[-1].reference}",
                sum(one.version for one in chain) - 1,
                f"Papers out: {bodies[row.body_id]}, {row.on.day} {row.on:%B}",
                last_day_for_papers(row.on),
                address=f"/meetings/{row.reference}",
                is_cancelled=is_off,
            )


def _chain(row: Row[Any], before: dict[int, Row[Any]]) -> list[Row[Any]]:
    """A meeting and those in whose place it is held, back to the first that was planned."""
    chain = [row]
    while (earlier := before.get(chain[-1].id)) is not None and earlier not in chain:
        chain.append(earlier)
    return chain


def _sessions(body_ids: Iterable[int], person_id: int, today: date) -> Iterator[Happening]:
    """The sessions of some bodies' deep dives, and those to which somebody is invited."""
    invited = select(SessionGuest.session_id).where(SessionGuest.person_id == person_id)
    rows = db.session.execute(
        select(
            DeepDive.reference,
            DeepDiveSession.number,
            DeepDiveSession.on,
            DeepDiveSession.at,
            DeepDiveSession.version,
        )
        .join(DeepDive, DeepDive.id == DeepDiveSession.deep_dive_id)
        .where(
            or_(DeepDive.body_id.in_(list(body_ids)), DeepDiveSession.id.in_(invited)),
            DeepDiveSession.on >= today - SHOWN_SINCE,
        )
        .order_by(DeepDiveSession.on, DeepDiveSession.id)
    )
    for row in rows:
        yield Happening(
            f"session-{row.reference}-{row.number}",
            row.version - 1,
            f"Deep dive session {row.number}",
            row.on,
            row.at,
            address=f"/deep-dives/{row.reference}",
        )


def _my_actions(person_id: int) -> Iterator[Happening]:
    rows = db.session.execute(
        select(A.position, A.due_on, A.version, R.reference, R.short_name, R.public_name, R.publicity)
        .join(R, R.id == A.recommendation_id)
        .where(A.owner_id == person_id, A.is_open, R.is_open, A.due_on.is_not(None))
        .order_by(A.due_on, A.id)
    )
    for row in rows:
        instead = row.public_name or f"Private recommendation {row.reference}"
        name = readable(row.short_name, instead, row.publicity, Matter(), who=NOBODY).text
        yield Happening(
            f"action-{row.reference}-{row.position}",
            row.version - 1,
            f"To be done: {name}",
            row.due_on,
            address=f"/recommendations/{row.reference}",
        )


def _my_follow_ups(person_id: int) -> Iterator[Happening]:
    rows = db.session.scalars(
        select(FollowUp)
        .where(FollowUp.owner_id == person_id, FollowUp.is_open, FollowUp.due_on.is_not(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    for row in rows:
        assert row.due_on is not None
        what = readable(row.what, row.public_text, row.publicity, Matter(), who=NOBODY).text
        yield Happening(
            f"follow-up-{row.reference}",
            row.version - 1,
            f"Answer due: {what[:80]}",
            row.due_on,
            address=f"/follow-ups/{row.reference}",
        )


def _answers(body_id: int, today: date) -> Iterator[Happening]:
    rows = db.session.execute(
        select(Sending.reference, Sending.title, Sending.answer_due_on, Sending.version)
        .where(Sending.from_body_id == body_id, Sending.answer_due_on >= today - SHOWN_SINCE)
        .order_by(Sending.answer_due_on, Sending.id)
    )
    for row in rows:
        yield Happening(
            f"{Kind.ANSWER.value}-{row.reference}",
            row.version - 1,
            f"Answer due: {row.title}",
            row.answer_due_on,
            address=f"/sendings/{row.reference}",
        )
