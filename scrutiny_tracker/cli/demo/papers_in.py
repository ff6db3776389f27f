"""Papers that were brought in: minutes that became records, and a draft that waits for a colleague."""

from __future__ import annotations

from datetime import date

from ...council.queries import list_bodies, list_portfolios
from ...meetings.queries.items import list_items_of
from ...reading.actions.bring import Sent, bring_in, keep_review
from ...reading.actions.confirm import confirm
from ...reading.matching import Records, name_exactly
from ...reading.models import BroughtPaper
from ...reading.proposals import Review
from .town import Story, Town

SICKNESS = """Finance and Corporate Scrutiny Board (1) - Monday, 15 December 2025 2.00 pm

11. Sickness absence and agency staff

Report of the Director of Finance and Resources

The Board considered a report on sickness absence in the first half of the year. Members asked how the
figures were counted where somebody worked part of the week.

RESOLVED that the Board:-

1. Notes the figures for April to September 2025.

2. Welcomes the fall in agency staff since the summer.
"""
POTHOLES = """Draft minutes

Economy and Transport Scrutiny Board (3) - Wednesday, 10 December 2025 2.00 pm

12. Potholes and the highways programme

Report of the Director of Place

Further to minute 4/25, the Board considered how the highways programme was chosen. Members asked:

- why two wards had most of the repairs

- whether gullies were cleared before a road was resurfaced

RESOLVED that the Board:-

1. Notes the programme for 2026-27.

2. Recommends to Cabinet that the list of roads is printed with the reason for each. Asks the Director
of Place to send members the number of claims for damage.

3. Refers the gullies to Scrutiny Board 4.

ACTION:

What | Whom | When |
Send members the map of repairs by ward | Head of Highways | January 2026 |

The Board will receive a progress report in 6 months' time.
"""


def minutes_confirmed(town: Town) -> Story:
    """Governance Services bring in a board's minutes; what was noted is recorded with its lines."""
    yield date(2025, 12, 19)
    paper, review = _bring(town, "Minutes SB1 15 December.txt", SICKNESS, "governance")
    meeting = town.meeting("SB1", date(2025, 12, 15))
    review.meeting.existing = meeting.reference
    items = {item.title: item.reference for item in list_items_of(meeting.id)}
    for item in review.items:
        item.existing = items[item.title]
        item.number = ""  # the agenda's item has its minute number
    for row in review.rows:
        row.accepted = True
    keep_review(paper, review, town.by("governance"))
    confirm(paper, review, town.by("governance"))


def minutes_in_review(town: Town) -> Story:
    """Governance Services begin to review a draft and leave it to the co-ordinator."""
    yield date(2026, 1, 9)
    paper, review = _bring(town, "Draft minutes SB3 10 December.txt", POTHOLES, "governance")
    review.rows[0].accepted = True
    keep_review(paper, review, town.by("governance"))


def _bring(town: Town, name: str, text: str, who: str) -> tuple[BroughtPaper, Review]:
    paper = bring_in(Sent(name, text.encode(), is_file=True), town.by(who)).paper
    review = Review.from_json(paper.content)
    on = town.today
    name_exactly(
        review, Records(bodies=list_bodies(on=on), portfolios=list_portfolios(on), people=(), measures=())
    )
    return paper, review


STORIES = (minutes_confirmed, minutes_in_review)
