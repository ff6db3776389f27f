"""The two jobs of the room: find out what is due, then write each person's one message of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..core.calendar import BankHolidays
from ..core.due import due_sources
from ..core.extensions import db
from ..council.queries import list_closed_days
from ..council.settings import forget_settings, text_setting
from ..history.journal import By
from ..rules.deadlines import Nation
from ..rules.reminders import is_digest_day
from .actions.notices import Clerk, withdraw_others
from .queries.events import last_ids, list_news, set_mark
from .queries.notices import is_written, list_readers
from .queries.people import People, address_in
from .writing import write_message


@dataclass(frozen=True)
class Made:
    """How many notices, and how many messages."""

    notices: int = 0
    messages: int = 0


def find_what_is_due(today: date, now: datetime) -> Made:
    """Makes the notices of a London day; commits per batch. Running it again makes nothing."""
    forget_settings()
    by = By(None, "system", now, today)
    clerk = Clerk(People(today), BankHolidays(Nation(text_setting("nation"))), by)
    for source in due_sources():
        seen: set[str] = set()
        for batch in source.query(today):
            days = clerk.follow(batch)
            seen.update(looked.reference for looked in batch)
            if source.looked is not None:
                source.looked(days)
            db.session.commit()
        if source.looked is None:
            withdraw_others(source.noun, seen)
            db.session.commit()
    _tell_news(clerk, now)
    return Made(notices=clerk.made)


def _tell_news(clerk: Clerk, now: datetime) -> None:
    marks = last_ids()
    clerk.tell(list(list_news(now)))
    for name, last_id in marks.items():
        set_mark(name, last_id, now)
    db.session.commit()


def write_messages(today: date, now: datetime) -> Made:
    """One message for everybody for whom something waits and whose day it is; one commit each."""
    forget_settings()
    bank_holidays = BankHolidays(Nation(text_setting("nation")))
    closed = frozenset(day.on for day in list_closed_days())
    written = 0
    for reader, contact in list_readers():
        email = reader.email or address_in(contact)
        key = f"digest:{reader.recipient}:email:{today.isoformat()}"
        if not is_digest_day(reader.rhythm, today, bank_holidays, closed) or email is None or is_written(key):
            continue
        write_message(reader, email, key, today, now)
        db.session.commit()
        written += 1
    return Made(messages=written)
