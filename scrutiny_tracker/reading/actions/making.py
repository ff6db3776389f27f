"""What one confirmation works with, and what it has made so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...core.errors import Refused
from ...council.models import Body
from ...history.journal import By
from ..models import BroughtPaper
from ..proposals import Row


class RowRefused(Refused):
    """A proposal cannot be made into a record; `field` is the field of the review that says why."""


@dataclass
class Making:
    """What one confirmation works with."""

    paper: BroughtPaper
    by: By
    bodies: dict[str, Body]
    portfolios: dict[str, int]
    made: list[tuple[str, str, Row | None]] = field(default_factory=list)

    @property
    def by_id(self) -> dict[int, Body]:
        return {body.id: body for body in self.bodies.values()}

    def asked_body(self, value: str) -> Body | None:
        return self.bodies.get(value.removeprefix("body:")) if value.startswith("body:") else None

    def tell(self, noun: str, reference: str, row: Row | None) -> None:
        """Notes that a record stands in the paper at a proposal's line; once for each record."""
        if all((noun, reference) != (known, ref) for known, ref, _ in self.made):
            self.made.append((noun, reference, row))
