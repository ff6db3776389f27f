"""What other councils' trackers print of a recommendation and our register does not: minute, area, dates of
answers, posts and what officers said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import aliased

from ...core.prebuilt import run
from ...council.models import Body, Directorate, Portfolio
from ...meetings.models import AgendaItem
from ...people.models import Person
from ...recommendations.models import Action, Addressee, Entry, Recommendation
from ...rules.lifecycle import Thread
from ...rules.publicity import Publicity


@dataclass
class Beside:
    """What stands beside one recommendation; `said` are the officers' words on their days."""

    made_by: str = ""
    minute: str = ""
    area: str = ""
    answered_on: date | None = None
    posts: list[str] = field(default_factory=list)
    said: list[tuple[date, str]] = field(default_factory=list)


def list_beside(body: Body) -> Mapping[int, Beside]:
    """By recommendation, for the open ones that a body follows; four queries."""
    open_here = (
        Recommendation.followed_by_id == body.id,
        Recommendation.is_open == true(),
        Recommendation.parent_id.is_(None),
    )
    found: dict[int, Beside] = defaultdict(Beside)
    for made, code, minute, portfolio, directorate in run(
        select(Recommendation.id, Body.code, AgendaItem.minute_number, Portfolio.name, Directorate.name)
        .join(Body, Body.id == Recommendation.made_by_id)
        .outerjoin(AgendaItem, AgendaItem.id == Recommendation.item_id)
        .outerjoin(Portfolio, Portfolio.id == Recommendation.portfolio_id)
        .outerjoin(Directorate, Directorate.id == Recommendation.directorate_id)
        .where(*open_here)
    ):
        found[made] = Beside(code, minute or "", portfolio or directorate or "")
    for made, on in run(
        select(Addressee.recommendation_id, func.max(Addressee.answered_on))
        .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
        .where(*open_here)
        .group_by(Addressee.recommendation_id)
    ):
        found[made].answered_on = on
    for made, post in _posts(open_here):
        if post and post not in found[made].posts:
            found[made].posts.append(post)
    for made, on, note in _said(open_here):
        found[made].said.append((on, note))
    return found


def _posts(open_here: Sequence[ColumnElement[bool]]) -> Sequence[tuple[int, str | None]]:
    """Posts, bodies and parts of the council; never a person's name."""
    theirs, directorate = aliased(Body), aliased(Directorate)
    rows = run(
        select(
            Action.recommendation_id,
            func.coalesce(theirs.name, func.nullif(Person.post, ""), directorate.name),
        )
        .join(Recommendation, Recommendation.id == Action.recommendation_id)
        .outerjoin(Person, (Person.id == Action.owner_id) & Person.is_active)
        .outerjoin(theirs, theirs.id == Action.body_id)
        .outerjoin(directorate, directorate.id == Action.directorate_id)
        .where(*open_here)
        .order_by(Action.recommendation_id, Action.position)
    )
    return [(made, post) for made, post in rows]


def _said(open_here: Sequence[ColumnElement[bool]]) -> Sequence[tuple[int, date, str]]:
    """What officers said of public recommendations, in order; what was corrected is left out."""
    corrected = select(Entry.corrects_id).where(Entry.corrects_id.is_not(None))
    rows = run(
        select(Entry.recommendation_id, Entry.effective_on, Entry.note)
        .join(Recommendation, Recommendation.id == Entry.recommendation_id)
        .where(
            *open_here,
            Recommendation.publicity == Publicity.PUBLIC,
            Entry.publicity == Publicity.PUBLIC,
            Entry.thread == Thread.PROGRESS,
            Entry.value.is_not(None),
            Entry.note.is_not(None),
            Entry.id.not_in(corrected),
        )
        .order_by(Entry.recommendation_id, Entry.effective_on, Entry.id)
    )
    return [(made, on, note) for made, on, note in rows]
