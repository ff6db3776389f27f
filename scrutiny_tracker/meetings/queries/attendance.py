"""Who is on a meeting's list, and whom the offices of that day propose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ...council.models import MemberKind, Office
from ...council.queries import holding
from ...people.models import Person
from ...rules.permissions import Role
from ..models import Attendance


def list_attendance(meeting_id: int) -> Sequence[Attendance]:
    """A meeting's list in the order in which names were put on it."""
    return db.session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id)
    ).all()


def get_attendance(meeting_id: int, row_id: int) -> Attendance:
    """One name of a meeting's list. Raises NotFound."""
    row = db.session.scalar(
        select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.id == row_id)
    )
    if row is None:
        raise NotFound("This name is not on the list.")
    return row


def list_members_on(body_id: int, on: date) -> Sequence[tuple[Person, MemberKind | None]]:
    """The members of a body on a day, the chair first, each once, with the kind of membership."""
    rows = db.session.execute(
        select(Person, Office.member_kind, Office.role)
        .join(Office, Office.person_id == Person.id)
        .where(
            Office.body_id == body_id,
            Office.role.in_((Role.CHAIR, Role.COMMITTEE_MEMBER)),
            holding(on),
        )
        .order_by(Person.name)
    ).all()
    chairs = {row[0].id for row in rows if row[2] is Role.CHAIR}
    kinds = {row[0].id: row[1] for row in rows if row[2] is Role.COMMITTEE_MEMBER}
    people = {row[0].id: row[0] for row in rows}
    ordered = sorted(people.values(), key=lambda person: (person.id not in chairs, person.name))
    return [(person, kinds.get(person.id)) for person in ordered]


def list_invitable(on: date) -> Sequence[tuple[Person, str]]:
    """Cabinet Members and officers in office on a day, with the words of their role, by name."""
    rows = db.session.execute(
        select(Person, Office.role)
        .join(Office, Office.person_id == Person.id)
        .where(
            Office.role.in_(
                (Role.CABINET_MEMBER, Role.DIRECTOR, Role.RESPONSIBLE_OFFICER, Role.LINK_OFFICER)
            ),
            holding(on),
        )
        .order_by(Person.name, Office.id)
    )
    found: dict[int, tuple[Person, str]] = {}
    for person, role in rows:
        found.setdefault(person.id, (person, role.value))
    return list(found.values())
