"""Who answers for measures, and so is invited to the session that looks at them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from ...core.extensions import db
from ...council.models import Office
from ...council.queries import holding
from ...kpis.models import Kpi
from ...meetings.models import Capacity
from ...people.models import Person
from ...rules.permissions import Role


def list_who_answer(kpis: Collection[Kpi], on: date) -> Sequence[tuple[Person, Capacity]]:
    """The Cabinet Members of the measures' portfolios and the directors of their directorates on a day,
    Cabinet Members first, each once."""
    portfolios = [kpi.portfolio_id for kpi in kpis if kpi.portfolio_id is not None]
    directorates = [kpi.directorate_id for kpi in kpis if kpi.directorate_id is not None]
    rows = db.session.execute(
        select(Person, Office.role)
        .join(Office, Office.person_id == Person.id)
        .where(
            holding(on),
            or_(
                and_(Office.role == Role.CABINET_MEMBER, Office.portfolio_id.in_(portfolios)),
                and_(Office.role == Role.DIRECTOR, Office.directorate_id.in_(directorates)),
            ),
        )
        .order_by(Office.role, Person.name)
    )
    found: dict[int, tuple[Person, Capacity]] = {}
    for person, role in rows:
        capacity = Capacity.CABINET_MEMBER if role is Role.CABINET_MEMBER else Capacity.OFFICER
        found.setdefault(person.id, (person, capacity))
    return list(found.values())
