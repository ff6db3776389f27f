"""The blueprint of the room, and what its pages share."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from ...core import clock
from ...core.access import require
from ...council.queries import find_body_by_code, list_active_people, list_bodies, list_portfolios
from ...kpis.queries import list_kpi_choices, list_plans, list_scorecards
from ...meetings.queries import find_meeting
from ...rules.performance import headline
from ...rules.permissions import Matter, Permission
from .. import queries
from ..matching import Offer, Records
from ..models import BroughtPaper
from ..proposals import Review, Sort
from ..versions import ALIKE_PAPERS, Compared, alike, compare

blueprint = Blueprint("reading", __name__)


def reviewable(reference: str) -> BroughtPaper:
    """A paper that whoever asks may review: that of a body, once it is known, is its co-ordinator's. Raises
    NotFound or Forbidden."""
    paper = queries.get_paper(reference)
    if paper.body_id is not None:
        require(Permission.PAPER_BRING_IN, Matter(body_ids=frozenset({paper.body_id})))
    return paper


def gather(review: Review, paper: BroughtPaper) -> Records:
    """The records among which a review looks for likely matches; a fixed number of queries."""
    on = date.fromisoformat(review.meeting.on) if review.meeting.on else clock.today()
    body = find_body_by_code(review.meeting.body) if review.meeting.body else None
    meetings = queries.list_meetings_near(body.id, on) if body is not None and review.meeting.on else []
    chosen = find_meeting(review.meeting.existing) if review.meeting.existing not in ("", "new") else None
    if chosen is None and len(meetings) == 1 and not review.meeting.existing:
        chosen = meetings[0]
    versions, compared = _versions(review, paper, chosen.id) if chosen is not None else ([], Compared())
    numbers = sorted({row.number for row in review.rows if row.sort is Sort.MINUTE and row.number})
    minuted = queries.list_minuted(body.id, numbers, on) if body is not None else []
    plans = list_plans()
    awaited = queries.count_awaited([item.id for item in minuted])
    kpis = [(code, words.partition(": ")[2]) for code, words in list_kpi_choices()]
    return Records(
        bodies=list_bodies(on=on),
        portfolios=list_portfolios(on),
        people=list_active_people(),
        measures=kpis,
        plans=[plan.name for plan in plans],
        recorded={
            (plan.name, card.period): headline(card.tally)
            for plan in plans
            for card in list_scorecards(plan.id)
            if card.is_published_tally or card.frozen_at is not None
        },
        meetings=meetings,
        items=queries.list_items_to_match(chosen.id) if chosen is not None else [],
        printed=queries.list_printed_at(chosen.id) if chosen is not None else [],
        versions=versions,
        compared=compared,
        known=queries.list_known(body.id, on) if body is not None else [],
        awaited={item.reference: awaited.get(item.id, 0) for item in minuted},
        earlier_minutes={
            number: [item for item in minuted if item.minute_number == number] for number in numbers
        },
    )


def _versions(review: Review, paper: BroughtPaper, meeting_id: int) -> tuple[list[Offer], Compared]:
    """The papers of the meeting that this one is likely to be a later version of, and how it differs from the
    one that was chosen."""
    offers: list[Offer] = []
    compared = Compared()
    for earlier in queries.list_confirmed_of(meeting_id, paper.id):
        share = alike(earlier.text, paper.text)
        if share < ALIKE_PAPERS:
            continue
        words = f"{earlier.reference}, {earlier.name}"
        offers.append(Offer(earlier.reference, words, f"{round(100 * share)}% of the words are the same"))
        if review.meeting.version_of == earlier.reference:
            made = [(line.row, line.noun, line.reference) for line in queries.list_made(earlier.id)]
            compared = compare(review, Review.from_json(earlier.content), made)
    return offers, compared
