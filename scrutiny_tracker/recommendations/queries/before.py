"""What was recommended before, as the rooms below ask: about a measure, or in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select

from ...core.extensions import db
from ...deep_dives.alike import MOST_COMPARED, Alike, Wording
from ...deep_dives.models import DeepDive
from ...deep_dives.queries.said import Said
from ...rules.alike import NEARLY_THE_SAME, likeness, telling_words
from ...rules.lifecycle import CLOSED_DECISIONS, Answer, Decision, Progress
from ...rules.publicity import Publicity
from ...rules.words import words_for
from ..models import MeasureLink, Recommendation, Sending

MOST_SAID, MOST_SHOWN = 400, 3


@dataclass(frozen=True)
class _Before:
    """An earlier public recommendation, as it is compared and shown."""

    reference: str
    short_name: str
    text: str
    made_on: date
    answer: Answer
    progress: Progress
    decision: Decision

    @property
    def address(self) -> str:
        return f"/recommendations/{self.reference}"

    @property
    def became(self) -> str:
        """Agreed, signed off; not agreed; waiting for an answer."""
        words = [words_for(self.answer).lower()]
        if self.decision in CLOSED_DECISIONS:
            words.append(words_for(self.decision).lower())
        elif self.answer not in (Answer.WAITING, Answer.NOT_AGREED):
            words.append(words_for(self.progress).lower())
        return ", ".join(words)


R = Recommendation
_COLUMNS = (R.reference, R.short_name, R.text, R.made_on, R.answer, R.progress, R.decision)


def _public(*more: Any) -> Select[Any]:  # noqa: ANN401 - further columns of any type
    return (
        select(*_COLUMNS, *more)
        .where(R.publicity == Publicity.PUBLIC, R.withdrawn_on.is_(None))
        .order_by(R.made_on.desc(), R.id.desc())
    )


def said_before(kpi_ids: Sequence[int]) -> dict[int, list[Said]]:
    """The recommendations about some measures, by measure, newest first; one query."""
    found: dict[int, list[Said]] = {}
    if not kpi_ids:
        return found
    query = _public(MeasureLink.kpi_id).join(MeasureLink, MeasureLink.recommendation_id == R.id)
    for row in db.session.execute(query.where(MeasureLink.kpi_id.in_(kpi_ids)).limit(MOST_SAID)):
        one = _Before(*row[: len(_COLUMNS)])
        found.setdefault(row.kpi_id, []).append(
            Said(one.made_on, f"{one.short_name}: {one.became}", one.address)
        )
    return found


def alike_drafts(asked: tuple[DeepDive, Sequence[Wording]]) -> dict[int, list[Alike]]:
    """For each draft the latest earlier recommendations in nearly the same words, nearest first; one query.

    All of the newest `MOST_COMPARED` are looked at, none of the deep dive's own report.
    """
    dive, wordings = asked
    if not wordings:
        return {}
    query = _public().where(R.parent_id.is_(None))
    if dive.paper_id is not None:
        query = query.where(R.paper_id.is_distinct_from(dive.paper_id))
    every = [_Before(*row) for row in db.session.execute(query.limit(MOST_COMPARED))]
    known = [(telling_words(one.text), one) for one in every]
    found: dict[int, list[Alike]] = {}
    for wording in wordings:
        own = telling_words(wording.text)
        near = [(likeness(own, words), one) for words, one in known]
        nearest = sorted((pair for pair in near if pair[0] >= NEARLY_THE_SAME), key=lambda pair: -pair[0])
        if nearest:
            found[wording.number] = [
                Alike(one.made_on, one.short_name, one.address, one.became) for _, one in nearest[:MOST_SHOWN]
            ]
    return found


def is_sent(dive: DeepDive) -> bool:
    """Whether a deep dive's report went to a decision-maker."""
    if dive.paper_id is None:
        return False
    return bool(db.session.scalar(select(exists().where(Sending.paper_id == dive.paper_id))))
