"""A register of "what is due" queries: any room names what it wants people told; `reminders` tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flask import Flask, current_app

from ..rules.reminders import Stage


class Part(StrEnum):
    """Whom something is due from, by what they are to the record; who that is today `reminders` finds out."""

    TEAM = "team"
    OWNER = "owner"
    CLEARER = "clearer"
    CHAIR = "chair"
    CABINET_MEMBER_AND_DIRECTOR = "cabinet-member-and-director"
    PERFORMANCE = "performance"


@dataclass(frozen=True)
class Whose:
    """Whose something is: the ids that lead to the people who hold the parts today."""

    body_id: int | None = None
    owner_id: int | None = None
    owner_body_id: int | None = None
    directorate_id: int | None = None
    portfolio_ids: frozenset[int] = frozenset()
    clearer_id: int | None = None


@dataclass(frozen=True)
class Due:
    """One thing that is due: its ladder and date, from whom, and what a message says (public wording only).

    `parts` by stage name says who is told there; the empty name stands for every other stage. `part` numbers
    an action within its recommendation (0 for the whole record).
    """

    kind: str
    ladder: tuple[Stage, ...]
    due_on: date
    whose: Whose
    words: str
    address: str
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=lambda: {"": (Part.TEAM,)})
    part: int = 0
    action_id: int | None = None


@dataclass(frozen=True)
class Looked:
    """A record that a query looked at with all that is due for it now; nothing: whatever waits to be told of
    it is told no more. `row_ids` are the rows that are to be looked at again when its ladder moves."""

    noun: str
    reference: str
    dues: tuple[Due, ...]
    row_ids: tuple[int, ...] = ()


Query = Callable[[date], Iterable[list[Looked]]]
"""Batches of records for a London day."""


@dataclass(frozen=True)
class Source:
    """A noun's query; `looked` is told when each record of a batch is to be looked at next."""

    noun: str
    query: Query
    looked: Callable[[dict[int, date]], None] | None = None


def due_source(app: Flask, source: Source) -> None:
    """Registers what a room wants people told."""
    app.extensions.setdefault("due_sources", []).append(source)


def due_sources() -> list[Source]:
    """Every source, in the order in which rooms registered them."""
    found: list[Source] = current_app.extensions.get("due_sources", [])
    return found
