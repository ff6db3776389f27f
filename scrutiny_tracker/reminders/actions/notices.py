"""Notices follow what is due: each recipient, record, kind and stage once; the rest is withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ...core.calendar import BankHolidays
from ...core.due import Due, Looked, Part
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.clocks import NO_DATE
from ...rules.reminders import EVENTS, TELLS_FOR, TOLD, Kind, Reached, is_told_already, reached, rung_reached
from ..models import Notice
from ..queries.events import News
from ..queries.notices import list_notices_of, list_waiting_of
from ..queries.people import People, Recipient
from ..queries.recommended import NOUN

FOLLOWED = frozenset({Kind.UPDATE.value, Kind.ACTION.value})
FOLLOWED_STAGES = frozenset({"due", "late", "stale", "late-28"})
Wanted = dict[tuple[str, int, str, str, date], tuple[Due, Recipient]]


class Clerk:
    """Makes the notices of one day; `made` counts them."""

    def __init__(self, people: People, bank_holidays: BankHolidays, by: By) -> None:
        self._people = people
        self._bank_holidays = bank_holidays
        self._by = by
        self.made = 0

    def follow(self, batch: Sequence[Looked]) -> dict[int, date]:
        """Brings the notices of some records to what is due for them today; when to look at each next."""
        kept: dict[tuple[str, str], list[Notice]] = defaultdict(list)
        for notice in list_notices_of({(one.noun, one.reference) for one in batch}):
            if notice.kind not in EVENTS:
                kept[notice.noun, notice.reference].append(notice)
        days: dict[int, date] = {}
        for looked in batch:
            next_on = self._follow_one(looked, kept[looked.noun, looked.reference])
            for row_id in looked.row_ids:
                days[row_id] = min(days.get(row_id, NO_DATE), next_on)
        db.session.flush()
        return days

    def _follow_one(self, looked: Looked, kept: list[Notice]) -> date:
        wanted: Wanted = {}
        next_on = NO_DATE
        for due in looked.dues:
            at = self._reached(due, kept)
            next_on = min(next_on, at.next_on)
            if at.stage is not None:
                for recipient in self._recipients(due, at.stage):
                    wanted[due.kind, due.part, at.stage, recipient.key, due.due_on] = (due, recipient)
        late = {due.due_on for due in looked.dues if due.kind == Kind.ESCALATION}
        stays = []
        for notice in kept:
            taken_up = (
                notice.kind == Kind.ESCALATION and notice.due_on in late
            )  # a person may go before the day
            if notice.message_id is None and _key(notice) not in wanted and not taken_up:
                db.session.delete(notice)
            else:
                stays.append(notice)
        self._make(looked, wanted, stays)
        return next_on

    def _make(self, looked: Looked, wanted: Wanted, stays: list[Notice]) -> None:
        recorded = set()
        for (kind, part, stage, recipient_key, due_on), (due, recipient) in wanted.items():
            same = [
                notice
                for notice in stays
                if (notice.kind, notice.part, notice.recipient) == (kind, part, recipient_key)
            ]
            if is_told_already([(notice.stage, notice.due_on) for notice in same], stage, due_on):
                continue
            self._add(looked.noun, looked.reference, stage, due, recipient)
            if kind == Kind.ESCALATION and stage not in recorded:
                recorded.add(stage)
                after = {"rung": stage, "late_since": due_on}
                record(self._by, Tag.CHASE_ESCALATED, looked.noun, looked.reference, after=after)

    def tell(self, news: Sequence[News]) -> None:
        """Makes the notices of events, for everybody but whoever did it."""
        records = {(NOUN, one.reference) for one in news}
        told = {
            (notice.reference, notice.recipient, notice.kind, notice.part, notice.due_on)
            for notice in list_notices_of(records)
        }
        for one in news:
            for recipient in self._recipients(one.due, TOLD):
                key = (one.reference, recipient.key, one.due.kind, one.due.part, one.due.due_on)
                is_actor = one.actor_id is not None and recipient.person_id == one.actor_id
                if not is_actor and key not in told:
                    told.add(key)
                    self._add(NOUN, one.reference, TOLD, one.due, recipient)
        db.session.flush()

    def _add(self, noun: str, reference: str, stage: str, due: Due, recipient: Recipient) -> None:
        db.session.add(
            Notice(
                noun=noun,
                reference=reference,
                part=due.part,
                kind=due.kind,
                stage=stage,
                recipient=recipient.key,
                person_id=recipient.person_id,
                body_id=recipient.body_id,
                due_on=due.due_on,
                words=due.words,
                address=due.address,
                action_id=due.action_id,
                made_on=self._by.today,
            )
        )
        self.made += 1

    def _reached(self, due: Due, kept: Sequence[Notice]) -> Reached:
        if due.kind == Kind.ESCALATION:
            told = {n.stage: n.made_on for n in kept if n.kind == due.kind and n.due_on == due.due_on}
            return rung_reached(due.ladder, due.due_on, self._by.today, told)
        tells_for = TELLS_FOR.get(Kind(due.kind)) if due.kind in set(Kind) else None
        return reached(
            due.ladder, due.due_on, self._by.today, bank_holidays=self._bank_holidays, tells_for=tells_for
        )

    def _recipients(self, due: Due, stage: str) -> Iterable[Recipient]:
        parts = due.parts.get(stage) or due.parts.get("", ())
        found = {one.key: one for part in parts for one in self._people.asked(part, due.whose)}
        if Part.OWNER in parts and due.kind in FOLLOWED and stage in FOLLOWED_STAGES:
            for one in self._people.followers(due.whose):
                found.setdefault(one.key, one)
        return found.values()


def _key(notice: Notice) -> tuple[str, int, str, str, date]:
    return notice.kind, notice.part, notice.stage, notice.recipient, notice.due_on


def withdraw_others(noun: str, looked_at: set[str]) -> None:
    """Takes back what waits to be told of records that a query of everything no longer finds."""
    for notice in list_waiting_of(noun):
        if notice.reference not in looked_at and notice.kind not in EVENTS:
            db.session.delete(notice)
    db.session.flush()
