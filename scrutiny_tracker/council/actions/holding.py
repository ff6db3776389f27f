"""A publication is held until a sensitive period is over, and released: by a person, or on its day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...core.extensions import db
from ...core.held import do_held
from ...history.journal import By, record
from ...history.tags import Tag
from ..models import HeldKind, HeldOutcome, HeldPublication
from ..queries.held import Notice, find_held

NOUN = "held-publication"


@dataclass(frozen=True)
class ToPublish:
    """What is to be published: named by kind and reference, with a public title, its page, the body whose it
    is, and what its publication needs beside the record itself."""

    kind: HeldKind
    reference: str
    title: str
    address: str
    body_id: int
    details: dict[str, Any] = field(default_factory=dict)


def hold(what: ToPublish, notice: Notice, by: By) -> HeldPublication:
    """Keeps a publication back until the period is over; holding it again changes what it needs."""
    until_on: date | None = notice.until_on
    assert until_on is not None, "this period holds nothing"
    held = find_held(what.kind, what.reference) or HeldPublication(kind=what.kind, reference=what.reference)
    held.title, held.address, held.body_id = what.title, what.address, what.body_id
    held.details, held.reason, held.until_on = what.details, notice.reason, until_on
    held.held_on, held.held_by = by.today, by.name
    db.session.add(held)
    db.session.flush()
    told = {"title": what.title, "until": until_on, "reason": notice.reason}
    record(by, Tag.PUBLICATION_HELD, NOUN, str(held.id), after=told)
    return held


def release(held: HeldPublication, by: By) -> None:
    """Publishes what was held. Raises Refused where its record no longer allows it."""
    _end(held, HeldOutcome.RELEASED, by)
    do_held(held.kind, held, by)


def drop(held: HeldPublication, by: By) -> None:
    """It is not published after all; its record stays as it is."""
    _end(held, HeldOutcome.DROPPED, by)


def no_longer_held(kind: HeldKind, reference: str, outcome: HeldOutcome, by: By) -> None:
    """Ends the hold on what was published, or taken back, another way."""
    held = find_held(kind, reference)
    if held is not None:
        _end(held, outcome, by)


def _end(held: HeldPublication, outcome: HeldOutcome, by: By) -> None:
    if held.ended_on is not None:
        return
    held.ended_on, held.ended_by, held.outcome = by.today, by.name, outcome
    tag = Tag.PUBLICATION_DROPPED if outcome is HeldOutcome.DROPPED else Tag.PUBLICATION_RELEASED
    record(by, tag, NOUN, str(held.id), after={"title": held.title, "outcome": outcome.value})
    db.session.flush()
