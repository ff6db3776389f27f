"""Every recommendation's kept values against what its entries alone say, some hundreds at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from ...core.extensions import db
from ...rules.lifecycle import Answer, Witnessed
from ...rules.lifecycle.rebuilding import Rebuilt, rebuild
from ..models import Action, Addressee, Entry, Recommendation

AT_A_TIME = 500


@dataclass(frozen=True)
class Discrepancy:
    """A kept value that its entries do not say."""

    reference: str
    what: str
    kept: str
    rebuilt: str


@dataclass
class _Rows:
    """What hangs below some recommendations, by their ids."""

    addressees: defaultdict[int, list[Row[Any]]]
    actions: defaultdict[int, list[Row[Any]]]
    entries: defaultdict[int, list[Witnessed]]


def iterate_recommendations(at_a_time: int = AT_A_TIME) -> Iterator[tuple[str, list[Discrepancy]]]:
    """Each recommendation's reference with what differs; never more rows in memory than a batch has."""
    after = 0
    columns = (
        Recommendation.id,
        Recommendation.reference,
        Recommendation.parent_id,
        Recommendation.withdrawn_on,
        Recommendation.answer,
        Recommendation.progress,
        Recommendation.decision,
        Recommendation.difference,
        Recommendation.is_open,
    )
    while True:
        batch = db.session.execute(
            select(*columns).where(Recommendation.id > after).order_by(Recommendation.id).limit(at_a_time)
        ).all()
        if not batch:
            return
        after = batch[-1].id
        below = _rows_below({row.id for row in batch} | {row.parent_id for row in batch if row.parent_id})
        for row in batch:
            yield row.reference, _differences(row, below)


def _rows_below(ids: set[int]) -> _Rows:
    wanted = sorted(ids)
    found = _Rows(defaultdict(list), defaultdict(list), defaultdict(list))
    for asked in db.session.execute(
        select(Addressee.id, Addressee.recommendation_id, Addressee.answer, Addressee.answered_on).where(
            Addressee.recommendation_id.in_(wanted)
        )
    ):
        found.addressees[asked.recommendation_id].append(asked)
    for action in db.session.execute(
        select(Action.id, Action.recommendation_id, Action.progress, Action.is_open, Action.updated_on).where(
            Action.recommendation_id.in_(wanted)
        )
    ):
        found.actions[action.recommendation_id].append(action)
    for entry in db.session.execute(
        select(
            Entry.id,
            Entry.recommendation_id,
            Entry.thread,
            Entry.addressee_id,
            Entry.action_id,
            Entry.value,
            Entry.effective_on,
            Entry.corrects_id,
        ).where(Entry.recommendation_id.in_(wanted))
    ):
        found.entries[entry.recommendation_id].append(
            Witnessed(
                entry.id,
                entry.thread,
                entry.addressee_id or entry.action_id,
                entry.value,
                entry.effective_on,
                entry.corrects_id,
            )
        )
    return found


def _parents_answers(parent_id: int | None, below: _Rows) -> Sequence[Answer]:
    if parent_id is None:
        return ()
    asked = [row.id for row in below.addressees[parent_id]]
    whole = rebuild(below.entries[parent_id], asked, [])
    return [answer for answer, _since in whole.answers.values()]


def _differences(row: Row[Any], below: _Rows) -> list[Discrepancy]:
    addressees, actions = below.addressees[row.id], below.actions[row.id]
    said = rebuild(
        below.entries[row.id],
        [each.id for each in addressees],
        [each.id for each in actions],
        is_withdrawn=row.withdrawn_on is not None,
        parents_answers=_parents_answers(row.parent_id, below),
    )
    return [
        Discrepancy(row.reference, what, _shown(kept), _shown(rebuilt))
        for what, kept, rebuilt in _pairs(row, addressees, actions, said)
        if kept != rebuilt
    ]


def _pairs(
    row: Row[Any], addressees: Sequence[Row[Any]], actions: Sequence[Row[Any]], said: Rebuilt
) -> Iterator[tuple[str, Any, Any]]:
    for name in ("answer", "progress", "decision", "difference", "is_open"):
        yield name, getattr(row, name), getattr(said, name)
    for each in addressees:
        answer, since = said.answers[each.id]
        yield f"addressee {each.id} answer", each.answer, answer
        yield f"addressee {each.id} answered_on", each.answered_on, since
    for each in actions:
        progress, since = said.actions[each.id]
        yield f"action {each.id} progress", each.progress, progress
        yield f"action {each.id} updated_on", each.updated_on, since
        yield f"action {each.id} is_open", each.is_open, said.is_action_open(each.id)


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
