"""Agenda items: added, changed, put in order, and minuted."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.publicity import Publicity
from ..clause_models import Referral
from ..models import AgendaItem, AgendaState, Meeting, Paper
from ..queries.items import find_item_by_minute, list_items_of, list_unresolved_matters, minute_number_in
from ..queries.owed import list_what_hangs
from ..queries.papers import list_papers_of_item_alone
from ..queries.publishing import last_day_for_papers
from .calendar import item_reference
from .papers import match_file
from .publicity import OPEN, TypedPublicity, close_like, set_publicity
from .referrals import hide_topic


@dataclass(frozen=True)
class TypedItem:
    """An agenda item as typed. `arises_from` is the earlier minute in words, such as “minute 27/25”."""

    title: str
    report_of: str | None = None
    is_urgent: bool = False
    urgent_reason: str | None = None
    arises_from: str | None = None
    publicity: TypedPublicity = field(default=OPEN)


def add_item(meeting: Meeting, typed: TypedItem, by: By) -> AgendaItem:
    """A new last item with the next number. Once the agenda is published and the last day for papers is over,
    an item comes on only as urgent, with the Chair's reason (Local Government Act 1972, s.100B(4)). Raises
    Refused."""
    if (
        meeting.agenda_state is AgendaState.PUBLISHED
        and not typed.is_urgent
        and by.today > last_day_for_papers(meeting.on)
    ):
        raise Refused(
            "The agenda is published and the last day for papers is over: an item can only be added as "
            "urgent, with the Chair's reason.",
            "is_urgent",
        )
    items = list_items_of(meeting.id)
    numbers = [int(item.number) for item in items if item.number.isdecimal()]
    item = AgendaItem(
        reference=item_reference(meeting),
        meeting_id=meeting.id,
        number=str(max(numbers, default=0) + 1),
        position=max((item.position for item in items), default=0) + 1,
    )
    _fill(item, typed, meeting.body_id)
    db.session.add(item)
    db.session.flush()
    told = {"number": item.number, "title": item.title, "urgent": item.is_urgent}
    record(by, Tag.ITEM_ADDED, "item", item.reference, after=told, publicity=item.publicity)
    return item


def change_item(item: AgendaItem, typed: TypedItem, by: By) -> None:
    """Changes an item. What hangs below a closed item (clauses, requests, referrals, papers that are on no
    public item) closes with it; nothing opens by itself. Raises Refused."""
    was = item.publicity
    _fill(item, typed, item.meeting.body_id)
    closed = was if was is not Publicity.PUBLIC else item.publicity
    record_changes(by, Tag.ITEM_CHANGED, "item", item.reference, item, publicity=closed)
    if item.publicity is not Publicity.PUBLIC:
        _close_below(item, by)
    db.session.flush()


def _close_below(item: AgendaItem, by: By) -> None:
    for row in (*list_what_hangs(item.id), *list_papers_of_item_alone(item.id)):
        if not close_like(item, row):
            continue
        noun = row.__tablename__.replace("_", "-")
        record_changes(by, Tag.RECORD_CLOSED, noun, row.reference, row, publicity=row.publicity)
        if isinstance(row, Referral):
            hide_topic(row, by)
        if isinstance(row, Paper):
            match_file(row)


def _fill(item: AgendaItem, typed: TypedItem, body_id: int) -> None:
    if typed.is_urgent and not typed.urgent_reason:
        raise Refused("Give the Chair's reason why this item is urgent.", "urgent_reason")
    set_publicity(item, typed.publicity)
    item.title = typed.title
    item.report_of = typed.report_of or None
    item.is_urgent = typed.is_urgent
    item.urgent_reason = typed.urgent_reason if typed.is_urgent else None
    item.arises_from_text = typed.arises_from or None
    earlier = find_item_by_minute(body_id, typed.arises_from)
    item.arises_from_id = earlier.id if earlier is not None and earlier is not item else None


def move_item(item: AgendaItem, by: By, *, earlier: bool) -> None:
    """Moves an item one place towards the beginning or the end of a draft agenda, whose items are numbered
    anew. At an end nothing happens. Raises Refused once the agenda is published: numbers stay."""
    _check_draft(item.meeting)
    items = list(list_items_of(item.meeting_id))
    place = items.index(item)
    other = place - 1 if earlier else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        _renumber(items, by)


def remove_item(item: AgendaItem, by: By) -> None:
    """Takes an item off a draft agenda. Raises Refused for one with resolutions, with anything asked under it
    or kept with it (a paper, a decision of an upper room), and once the agenda is published."""
    _check_draft(item.meeting)
    if list_what_hangs(item.id):
        raise Refused("This item has resolutions, requests or referrals: it cannot be removed.")
    told = {"number": item.number, "title": item.title}
    record(by, Tag.ITEM_REMOVED, "item", item.reference, before=told, publicity=item.publicity)
    rest = [one for one in list_items_of(item.meeting_id) if one is not item]
    try:
        with db.session.begin_nested():
            db.session.delete(item)
    except IntegrityError:
        raise Refused("Papers, drafts or decisions are kept with this item: it cannot be removed.") from None
    _renumber(rest, by)


def _check_draft(meeting: Meeting) -> None:
    if meeting.agenda_state is AgendaState.PUBLISHED:
        raise Refused("The agenda is published: its items keep their numbers.")


def _renumber(items: list[AgendaItem], by: By) -> None:
    """Numbers are unique within a meeting, so those that change step aside first."""
    changed = [
        (item, position)
        for position, item in enumerate(items, 1)
        if (item.position, item.number) != (position, str(position))
    ]
    before = {item.id: item.number for item, _ in changed}
    for item, position in changed:
        item.number, item.position = f"~{position}", position
    db.session.flush()
    for item, position in changed:
        item.number = str(position)
        moved = {"number": before[item.id]}, {"number": item.number}
        record(by, Tag.ITEM_CHANGED, "item", item.reference, before=moved[0], after=moved[1])
    db.session.flush()


def record_minute(
    item: AgendaItem, minute_number: str | None, minute: str | None, vote: str | None, by: By
) -> None:
    """Keeps an item's minute: its number as printed, its text, the vote or dissent. Later items whose matter
    arising names the number point to this one from then on."""
    number = minute_number_in(minute_number) or minute_number or None
    item.minute_number, item.minute, item.vote = number, minute or None, vote or None
    record_changes(by, Tag.ITEM_CHANGED, "item", item.reference, item, publicity=item.publicity)
    if number is not None:
        for later in list_unresolved_matters(item.meeting.body_id, number):
            if later is not item:
                later.arises_from_id = item.id
                record_changes(
                    by, Tag.ITEM_CHANGED, "item", later.reference, later, publicity=later.publicity
                )
    db.session.flush()


def note_minute(item: AgendaItem, minute_number: str | None, vote: str | None, by: By) -> None:
    """Keeps the minute's number and the vote where they are given, and leaves the rest of the minute as it
    is: what is known while resolutions are logged."""
    if minute_number or vote:
        record_minute(item, minute_number or item.minute_number, item.minute, vote or item.vote, by)
