"""Who holds a part on a day: leavers, absentees and vacant chairs are passed over for whoever stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ...core.due import Part, Whose
from ...core.extensions import db
from ...council.models import Body, Office, Standing
from ...council.queries import holding
from ...people.models import Person
from ...rules.permissions import Role
from ..models import MessageChoice

ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+")


@dataclass(frozen=True)
class Recipient:
    """A person, or an organisation without an account at the address that its record names. `follows` marks
    one for whom the thing is somebody else's."""

    person_id: int | None = None
    body_id: int | None = None
    follows: bool = False

    @property
    def key(self) -> str:
        return f"person:{self.person_id}" if self.person_id else f"body:{self.body_id}"


def address_in(contact: str | None) -> str | None:
    """The first e-mail address in an organisation's contact, if there is one."""
    found = ADDRESS.search(contact or "")
    return found.group().rstrip(".") if found else None


class People:
    """Everybody who holds an office on a day, read once: four short queries however much is due."""

    def __init__(self, today: date) -> None:
        offices = db.session.execute(
            select(Office.person_id, Office.role, Office.body_id, Office.portfolio_id, Office.directorate_id)
            .join(Person, Person.id == Office.person_id)
            .where(holding(today), Person.is_active)
            .order_by(Office.from_on, Office.id)
        ).all()
        self._offices = offices
        self._here = {row.person_id for row in offices}
        choices = db.session.execute(
            select(MessageChoice.person_id, MessageChoice.deputy_id, MessageChoice.away_until).where(
                MessageChoice.away_until >= today
            )
        )
        self._deputies = {row.person_id: row.deputy_id for row in choices if row.deputy_id in self._here}
        quiet = select(MessageChoice.person_id).where(MessageChoice.follows_others.is_(False))
        self._mind_their_own = set(db.session.scalars(quiet))
        outside = db.session.execute(select(Body.id, Body.standing, Body.contact, Body.name))
        self._bodies = {row.id: row for row in outside}

    def holders(self, role: Role, **held_for: int | None) -> list[int]:
        """The people in a role for a body, portfolio or directorate."""
        ((name, wanted),) = held_for.items()
        if wanted is None:
            return []
        return _once(
            row.person_id for row in self._offices if row.role is role and getattr(row, name) == wanted
        )

    def everybody(self, role: Role) -> list[Recipient]:
        """Everybody in a role, for whatever it is held."""
        return self.present(row.person_id for row in self._offices if row.role is role)

    def present(self, people: Iterable[int | None]) -> list[Recipient]:
        """Some people as recipients, each replaced by whoever stands in for them."""
        return [Recipient(one) for one in self._present(people)]

    def team(self, body_id: int | None) -> list[int]:
        """A body's co-ordinators: its own, else those of all bodies, else Governance Services."""
        every = [row for row in self._offices if row.role is Role.CO_ORDINATOR]
        own = [row.person_id for row in every if row.body_id is not None and row.body_id == body_id]
        for found in (own, [row.person_id for row in every if row.body_id is None]):
            if found:
                return self._present(found)
        return self._present(row.person_id for row in self._offices if row.role is Role.GOVERNANCE_OFFICER)

    def asked(self, part: Part, whose: Whose) -> list[Recipient]:
        """Whom a part of a record leads to today; the co-ordinator where nobody holds it."""
        found: list[int] = []
        match part:
            case Part.OWNER:
                return self._owner(whose)
            case Part.CLEARER:
                found = self._clearers(whose)
            case Part.CHAIR:
                found = self.holders(Role.CHAIR, body_id=whose.body_id)
            case Part.CABINET_MEMBER_AND_DIRECTOR:
                found = [*self._directors(whose), *self._cabinet_members(whose)]
            case Part.PERFORMANCE:
                found = [row.person_id for row in self._offices if row.role is Role.PERFORMANCE_OFFICER]
            case Part.TEAM:
                pass
        return [Recipient(one) for one in self._present(found) or self.team(whose.body_id)]

    def _owner(self, whose: Whose) -> list[Recipient]:
        if whose.owner_id in self._here:
            return [Recipient(one) for one in self._present([whose.owner_id])]
        body = self._bodies.get(whose.owner_body_id or 0)
        if body is not None and whose.owner_id is None:
            if body.standing is Standing.OUTSIDE and address_in(body.contact):
                return [Recipient(body_id=body.id)]
            return [Recipient(one) for one in self.team(body.id)]
        if whose.owner_id is None:
            return [Recipient(one) for one in self.team(whose.body_id)]
        instead = self._links(whose) or self._directors(whose)
        return [Recipient(one) for one in self._present(instead) or self.team(whose.body_id)]

    def followers(self, whose: Whose) -> list[Recipient]:
        """The link officers who collect for the owner's directorate, unless they asked for their own only."""
        wanted = [one for one in self._links(whose) if one not in self._mind_their_own]
        return [Recipient(one, follows=True) for one in wanted if one != whose.owner_id]

    def _clearers(self, whose: Whose) -> list[int]:
        if whose.clearer_id is not None and whose.clearer_id in self._here:
            return [whose.clearer_id]
        return self._directors(whose) or self._cabinet_members(whose)

    def _links(self, whose: Whose) -> list[int]:
        return self.holders(Role.LINK_OFFICER, directorate_id=whose.directorate_id)

    def _directors(self, whose: Whose) -> list[int]:
        return self.holders(Role.DIRECTOR, directorate_id=whose.directorate_id)

    def _cabinet_members(self, whose: Whose) -> list[int]:
        portfolios = sorted(whose.portfolio_ids)
        return _once(
            person_id
            for portfolio_id in portfolios
            for person_id in self.holders(Role.CABINET_MEMBER, portfolio_id=portfolio_id)
        )

    def _present(self, people: Iterable[int | None]) -> list[int]:
        """Those who are here, each replaced by the deputy named for their absence."""
        return _once(self._deputies.get(one, one) for one in people if one is not None)


def _once(people: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(people))
