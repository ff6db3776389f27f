"""One person's message of the day, from the notices that wait for them: plain text and HTML, with links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, render_template

from ..core.extensions import db
from ..core.filters import day_date, plural
from ..council.settings import yes_no_setting
from ..outbox.models import Message
from ..rules.reminders import Group, Kind, group_of, when_words
from .links import make_token
from .models import Notice
from .queries.linked import list_linkable
from .queries.notices import Reader, list_waiting_for

HEADINGS = {
    Group.LATE: "Late",
    Group.NOW: "To do now",
    Group.SOON: "Coming up",
    Group.NEWS: "News",
}
NO_COUNTING = frozenset(
    {
        Kind.CLEARANCE,
        Kind.CHECK,
        Kind.DETAILS,
        Kind.ESCALATION,
        Kind.REMINDED,
        Kind.RETURNED,
        Kind.PASSED_ON,
    }
)
ANSWERED_BY_LINK = frozenset({Kind.UPDATE, Kind.ACTION, Kind.CONTRIBUTION})
AT_MOST = 40


@dataclass(frozen=True)
class Item:
    """One line of a message: what, when, and the whole address of its page."""

    words: str
    when: str
    address: str


def write_message(reader: Reader, email: str, key: str, today: date, now: datetime) -> Message:
    """Puts the message of what waits for somebody into the outbox, with its notices, in one transaction."""
    notices = list_waiting_for(reader.recipient)
    groups = grouped(notices, today, _links(notices, reader, today))
    facts = {
        "name": reader.name,
        "groups": groups,
        "total": len(notices),
        "today": today,
        "is_person": reader.person_id is not None,
        "base": _base(),
    }
    message = Message(
        key=key,
        person_id=reader.person_id,
        recipient=email,
        subject=render_template("email/digest.subject.txt", **facts).strip(),
        body=render_template("email/digest.body.txt", **facts),
        html=render_template("email/digest.body.html", **facts),
        created_at=now,
    )
    db.session.add(message)
    db.session.flush()
    for notice in notices:
        notice.message_id = message.id
    db.session.flush()
    return message


def _links(notices: Sequence[Notice], reader: Reader, today: date) -> dict[int, str]:
    """The addresses, by action, that open an update without a sign-in, where the council allows it."""
    if not yes_no_setting("update_by_link"):
        return {}
    asked = [notice for notice in notices if notice.action_id is not None]
    body_id = next((notice.body_id for notice in notices), None)
    return {
        action_id: f"/update/{make_token(action_id, reader.person_id, body_id, today)}"
        for action_id in list_linkable({one.action_id for one in asked if one.action_id}, reader.person_id)
    }


def grouped(
    notices: Sequence[Notice], today: date, links: Mapping[int, str]
) -> list[tuple[str, list[Item], int]]:
    """The lines under each heading, and how many more there are than a message shows."""
    found: dict[Group, list[Notice]] = defaultdict(list)
    for notice in notices:
        found[group_of(notice.kind, notice.due_on, today)].append(notice)
    groups = []
    for group in Group:
        items = _items(found[group], today, links)
        if items:
            groups.append((HEADINGS[group], items[:AT_MOST], max(0, len(items) - AT_MOST)))
    return groups


def _items(notices: Sequence[Notice], today: date, links: Mapping[int, str]) -> list[Item]:
    """A line each; what is done in one step for several records is one line."""
    together: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        together[_step(notice)].append(notice)
    return [_item(same, today, links) for same in together.values()]


def _step(notice: Notice) -> str:
    """What is done in one step: an action's date and its update; the notices of one day; missing details."""
    if notice.action_id is not None and notice.kind in ANSWERED_BY_LINK:
        return f"action:{notice.action_id}"
    if notice.noun == "recommendation" and notice.kind in (Kind.NOTICE, Kind.DETAILS):
        return f"{notice.kind}:{notice.due_on}"
    if notice.kind == Kind.FIGURE:
        return f"{notice.kind}:{notice.due_on}"
    return f"notice:{notice.id}"


def _item(same: Sequence[Notice], today: date, links: Mapping[int, str]) -> Item:
    first = min(same, key=_weight)
    counts = first.kind not in NO_COUNTING and group_of(first.kind, first.due_on, today) is not Group.NEWS
    when = when_words(first.due_on, today) if counts else ""
    if first.kind in ANSWERED_BY_LINK:
        address = links.get(first.action_id or 0, first.address)
        also = ", and an update is asked for" if first.kind != Kind.UPDATE and len(same) > 1 else ""
        return Item(first.words + also, when, _base() + address)
    if len(same) == 1:
        address = (
            links.get(first.action_id or 0, first.address) if first.kind == Kind.REMINDED else first.address
        )
        return Item(first.words, when, _base() + address)
    if first.kind == Kind.FIGURE:
        words = f"The figures of {plural(len(same), 'measure')} are expected by {day_date(first.due_on)}"
        return Item(words, when, f"{_base()}/kpis")
    what = plural(len(same), "recommendation")
    if first.kind == Kind.NOTICE:
        query = "&".join(f"r={notice.reference}" for notice in same)
        return Item(f"Send notice of {what} agreed together", when, f"{_base()}/sendings/new?{query}")
    return Item(f"{what} need an officer or a date", when, f"{_base()}/recommendations?status=needs-details")


def _weight(notice: Notice) -> int:
    """Which of the notices that one step answers speaks for all: a report's part, then the action's date."""
    return {Kind.CONTRIBUTION.value: 0, Kind.ACTION.value: 1}.get(notice.kind, 2)


def _base() -> str:
    return str(current_app.config["SCRUTINY_BASE_URL"])
