"""What somebody still has to do, on the page of their account: nothing of a leaver's is orphaned."""

from __future__ import annotations

from dataclasses import dataclass

from ...meetings.queries.owed import FollowUpRow, OwedFilter, list_follow_up_rows
from ...meetings.readable import matter_of, readable_what
from ...people.models import Person
from ..queries.page import name_of
from ..queries.plans import MOST_SHOWN, OpenAction, count_open_actions, list_open_actions


@dataclass(frozen=True)
class OpenWork:
    """Somebody's open actions and requests, each with its name as the reader may see it."""

    actions: list[tuple[OpenAction, str]]
    count: int
    follow_ups: list[tuple[FollowUpRow, str]]


def open_work(person: Person) -> OpenWork | None:
    """The open work of a person; None, so that no panel shows, where there is none. Three queries."""
    actions = [
        (row, name_of(row.short_name, row.public_name, row.publicity, row.reference, row.matter))
        for row in list_open_actions(person.id)
    ]
    owed = list_follow_up_rows(OwedFilter(owner_id=person.id, is_open=True), size=MOST_SHOWN)
    follow_ups = [
        (row, readable_what(row, matter_of({row.body_id}, row.owner_id, row.directorate_id)))
        for row in owed.rows
    ]
    if not actions and not follow_ups:
        return None
    return OpenWork(actions, count_open_actions(person.id), follow_ups)
