"""What this room adds to the pages of the records that were read from a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...core.access import may
from ...meetings.clause_models import FollowUp, Referral
from ...meetings.models import AgendaItem, Meeting
from ...meetings.readable import matter_of, matter_of_item, readable_title, reads
from ...recommendations.models import Recommendation
from ...rules.permissions import Permission
from .. import queries
from ..models import SourceLine


@dataclass(frozen=True)
class ReadFrom:
    """Where a record stands in a paper; the scrutiny team also sees which paper it is."""

    what: str
    place: str
    paper: SourceLine | None


@dataclass(frozen=True)
class EarlierOrLater:
    """An item that this one refers to (or that refers to this one), by a minute's number."""

    number: str
    reference: str | None
    words: str


@dataclass(frozen=True)
class ItemSources:
    """Where an item and its resolutions were read, and the minutes that it shares a thread with."""

    sources: Sequence[ReadFrom]
    earlier: Sequence[EarlierOrLater]
    later: Sequence[EarlierOrLater]


def of_item(item: AgendaItem) -> ItemSources | None:
    """Two queries for the sources, one for each side of the earlier minutes."""
    matter = matter_of_item(item)
    if not reads(item, matter):
        return None
    shown = may(Permission.PAPER_BRING_IN, matter)
    named = {clause.reference: f"Resolution {clause.number or clause.position}" for clause in item.clauses}
    found = [
        *queries.list_sources("item", [item.reference]),
        *queries.list_sources("clause", list(named)),
    ]
    sources = [
        ReadFrom(named.get(one.reference, "This item"), one.place, one if shown else None) for one in found
    ]
    earlier = [
        EarlierOrLater(row.number, found.reference if found else None, _title(found) if found else "")
        for row, found in queries.list_earlier_minutes(item.id)
    ]
    later = [
        EarlierOrLater(number, one.reference, _title(one))
        for number, one in queries.list_later_references(item)
    ]
    return ItemSources(sources, earlier, later) if sources or earlier or later else None


def _title(item: AgendaItem) -> str:
    title = readable_title(item, matter_of({item.meeting.body_id}))
    return f"{title}, {item.meeting.body.name}, {item.meeting.on:%-d %B %Y}"


def of_meeting(meeting: Meeting) -> Sequence[ReadFrom]:
    """The papers that were confirmed for a meeting; one query, none for those who bring no papers in."""
    if not may(Permission.PAPER_BRING_IN, matter_of({meeting.body_id})):
        return []
    return [ReadFrom(paper.name, paper.reference, None) for paper in queries.list_confirmed_of(meeting.id, 0)]


def _read_from(noun: str, reference: str, body_id: int) -> ReadFrom | None:
    found = queries.list_sources(noun, [reference])
    if not found:
        return None
    shown = may(Permission.PAPER_BRING_IN, matter_of({body_id}))
    return ReadFrom(reference, found[0].place, found[0] if shown else None)


def of_recommendation(row: Recommendation) -> ReadFrom | None:
    return _read_from("recommendation", row.reference, row.made_by_id)


def of_follow_up(row: FollowUp) -> ReadFrom | None:
    return _read_from("follow-up", row.reference, row.body_id)


def of_referral(row: Referral) -> ReadFrom | None:
    return _read_from("referral", row.reference, row.from_body_id)


ONE: dict[str, Callable[..., ReadFrom | None]] = {
    "recommendation": of_recommendation,
    "follow-up": of_follow_up,
    "referral": of_referral,
}
