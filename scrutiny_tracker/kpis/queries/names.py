"""Codes and names of what measures belong to, read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from ...core.prebuilt import run
from ...council.models import Body, Portfolio
from ..models import Priority
from .held import Held

B, P, Q = Body.__table__.c, Portfolio.__table__.c, Priority.__table__.c
_BODIES = select(B.id, B.code, B.name).order_by(B.name)
_PORTFOLIOS = select(P.id, P.code, P.name).order_by(P.name)
_PRIORITIES = select(Q.id, Q.plan_id, Q.position, Q.name).order_by(Q.plan_id, Q.position)

Named = Mapping[int | None, tuple[str, str]]


@dataclass(frozen=True)
class Names:
    """Code and name by row id."""

    bodies: Named
    portfolios: Named
    priorities: Named

    @staticmethod
    def _id(named: Named, code: str) -> int | None:
        return next((one for one, (own, _) in named.items() if own == code), -1)

    def body_id(self, code: str) -> int | None:
        """The row of a code; one that no measure has where there is none."""
        return self._id(self.bodies, code)

    def portfolio_id(self, code: str) -> int | None:
        return self._id(self.portfolios, code)

    def priority_id(self, code: str) -> int | None:
        return self._id(self.priorities, code)

    @staticmethod
    def name_of(named: Named, code: str) -> str:
        return next((name for own, name in named.values() if own == code), code)


def list_names(held: Held) -> Names:
    """All of them, read once for each change of one."""
    return held.once("names", make=_read)


def _read() -> Names:
    return Names(
        {row.id: (row.code, row.name) for row in run(_BODIES)},
        {row.id: (row.code, row.name) for row in run(_PORTFOLIOS)},
        {row.id: (f"{row.plan_id}.{row.position}", row.name) for row in run(_PRIORITIES)},
    )
