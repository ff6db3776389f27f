"""What committees do about measures: refer misses to the boards whose remit they are, ask for a note, and
place the yearly review of each board's measures on its work programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...council.models import Body
from ...history.journal import By
from ...kpis.board import BoardRow
from ..clause_models import FollowUp, FollowUpKind, Referral, WorkProgrammeRow
from ..measure_models import FollowUpKpi, ReferredKpi
from ..queries.measures import list_referred
from .follow_ups import TypedFollowUp, When, add_follow_up
from .programme import place
from .referrals import TypedReferral, send_referral

REVIEW, OWN = "measure-review", "missed-measures"


@dataclass
class Referred:
    """What was sent to whom, and what stays with the body that refers because it is in its own remit."""

    referrals: list[Referral] = field(default_factory=list)
    kept: WorkProgrammeRow | None = None


def refer_misses(
    from_body: Body, period: str, rows: Sequence[BoardRow], bodies: Sequence[Body], why: str | None, by: By
) -> Referred:
    """Refers measures to the boards whose remit they are, one referral for each board; those in the body's
    own remit go on its own work programme. `bodies` are the scrutiny bodies of today.

    Raises Refused for no measure, one in nobody's remit, and one that was referred for the period already.
    """
    if not rows:
        raise Refused("Tick at least one measure.", "codes")
    by_id = {body.id: body for body in bodies}
    stray = [row.kpi.name for row in rows if row.kpi.body_id not in by_id]
    if stray:
        raise Refused(f"{stray[0]} is in no board's remit: say first whose it is.", "codes")
    again = list_referred(period, [row.kpi.kpi_id for row in rows])
    if again:
        raise Refused(f"{again[0].name} was referred for {period} already ({again[0].reference}).", "codes")
    done = Referred()
    for body in bodies:
        own = [row for row in rows if row.kpi.body_id == body.id]
        if not own:
            continue
        if body.id == from_body.id:
            title = f"{_topic(period, own)}: {_names(own)}"[:400]
            done.kept = place(by, body, title, why, OWN, f"{body.code}-{period}")
        else:
            done.referrals.append(_refer(from_body, body, period, own, why, by))
    db.session.flush()
    return done


def _refer(
    from_body: Body, to_body: Body, period: str, rows: Sequence[BoardRow], why: str | None, by: By
) -> Referral:
    what = "\n".join([_topic(period, rows), *(f"{row.kpi.name}: {judgement(row)}" for row in rows)])
    referral = send_referral(from_body, to_body, TypedReferral(what, why), by)
    for row in rows:
        db.session.add(
            ReferredKpi(
                referral_id=referral.id, kpi_id=row.kpi.kpi_id, period=period, judgement=judgement(row)
            )
        )
    return referral


@dataclass(frozen=True)
class AskedOf:
    """Who is asked, an account or in words, by when, and why."""

    owner_id: int | None = None
    whom: str = ""
    due_on: date | None = None
    why: str | None = None


def ask_for_note(body: Body, period: str, rows: Sequence[BoardRow], asked: AskedOf, by: By) -> FollowUp:
    """One request for a note on measures, shown on the page of each. Raises Refused for no measure, nobody to
    ask, and a day that has passed."""
    if not rows:
        raise Refused("Tick at least one measure.", "codes")
    if asked.owner_id is None and not asked.whom.strip():
        raise Refused("Say who is asked for the note.", "owner")
    if asked.due_on is not None and asked.due_on < by.today:
        raise Refused("Enter a day that has not passed.", "due_on")
    what = "\n".join(
        [
            f"A note on measures in {period}:",
            *(f"{row.kpi.name}: {judgement(row)}" for row in rows),
            *([asked.why] if asked.why else []),
        ]
    )
    due = When.day(asked.due_on) if asked.due_on is not None else When()
    typed = TypedFollowUp(
        FollowUpKind.INFORMATION_REQUEST, what, asked.whom.strip() or None, asked.owner_id, due=due
    )
    only = rows[0].kpi.code if len(rows) == 1 else None
    request = add_follow_up(
        body, typed, by, about_noun="kpi" if only else None, about_reference=only if only else None
    )
    db.session.add_all(FollowUpKpi(follow_up_id=request.id, kpi_id=row.kpi.kpi_id) for row in rows)
    db.session.flush()
    return request


def place_reviews(
    year: str, not_before_on: date, bodies: Sequence[tuple[Body, int]], by: By
) -> list[WorkProgrammeRow]:
    """Places the yearly review of measures on the work programme of each body that has any, with how many."""
    return [
        place(
            by,
            body,
            f"Review of the measures in the Board's remit, {year}",
            f"{number} {'measure' if number == 1 else 'measures'}: keep, change or retire each.",
            REVIEW,
            f"{body.code}-{year}",
            not_before_on,
            "The yearly performance report",
        )
        for body, number in bodies
    ]


def judgement(row: BoardRow) -> str:
    """How a measure stands, in words that a referral carries."""
    again = f" {row.missed.reason}" if row.missed.length > 1 else ""
    return f"{row.figure.reason}{again}"


def _topic(period: str, rows: Sequence[BoardRow]) -> str:
    number = "1 measure that" if len(rows) == 1 else f"{len(rows)} measures that"
    return f"{number} missed target in {period}"


def _names(rows: Sequence[BoardRow]) -> str:
    return ", ".join(row.kpi.name for row in rows)
