"""Everything that is still owed in one list: recommendations, requests, actions, questions and referrals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from sqlalchemy import Select, select

from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor
from ...council.models import Body
from ...meetings.clause_models import FollowUpKind
from ...meetings.models import Meeting
from ...meetings.queries.owed import (
    FollowUpRow,
    OwedFilter,
    ReferralRow,
    count_follow_ups,
    count_referrals,
    list_follow_up_rows,
    list_referral_rows,
)
from ...people.models import Person
from .register import RegisterRow, count_register, list_register
from .register_filter import RegisterFilter

Row = RegisterRow | FollowUpRow | ReferralRow
RANKS: tuple[type[Row], ...] = (RegisterRow, FollowUpRow, ReferralRow)
KINDS = ("recommendation", "information-request", "action", "question", "referral")
LAST_ID = 2**31 - 1


@dataclass(frozen=True)
class OutstandingFilter:
    """What the list is asked for; the keys of its address, codes and references as in the register."""

    kind: str = ""
    status: str = ""
    body: str = ""
    owner: str = ""
    meeting: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> OutstandingFilter:
        return cls(**{field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)})

    def address(self, **changes: str) -> str:
        """The query string with some keys changed."""
        chosen = replace(self, **changes)
        return urlencode({f.name: value for f in fields(self) if (value := getattr(chosen, f.name))})

    def of_register(self) -> RegisterFilter:
        return RegisterFilter(status=self.status, body=self.body, owner=self.owner, meeting=self.meeting)


def owed_filter(chosen: OutstandingFilter, today: date) -> OwedFilter:
    """The same filter for what the meetings room owes; a code that nobody has finds nothing."""
    kind = FollowUpKind(chosen.kind) if chosen.kind in set(FollowUpKind) else None
    return OwedFilter(
        body_id=_id(select(Body.id).where(Body.code == chosen.body), chosen.body),
        owner_id=_id(select(Person.id).where(Person.email == chosen.owner.lower()), chosen.owner),
        meeting_id=_id(select(Meeting.id).where(Meeting.reference == chosen.meeting), chosen.meeting),
        kind=kind,
        is_open=None if chosen.status == "all" else chosen.status != "closed",
        late_on=today if chosen.status == "late" else None,
    )


def _id(query: Select[tuple[int]], value: str) -> int | None:
    if not value:
        return None
    return db.session.scalar(query) or -1


def list_outstanding(chosen: OutstandingFilter, after: str | None, today: date) -> Page[Row]:
    """One page, soonest due first; what has no date comes last. Three short reads, merged."""
    at = _read(after)
    owed = owed_filter(chosen, today)
    found: list[Row] = []
    if chosen.kind in ("", "recommendation"):
        found += list_register(chosen.of_register(), _after(at, 0), today).rows
    if chosen.kind in ("", *FollowUpKind):
        found += list_follow_up_rows(owed, _after(at, 1)).rows
    if chosen.kind in ("", "referral") and not chosen.owner:
        found += list_referral_rows(owed, _after(at, 2)).rows
    found.sort(key=lambda row: (row.next_due_on, RANKS.index(type(row)), row.id))
    shown = found[:PAGE]
    if len(found) <= PAGE:
        return Page(shown, None)
    last = shown[-1]
    return Page(shown, f"{last.next_due_on.isoformat()}.{RANKS.index(type(last))}.{last.id}")


def _read(after: str | None) -> tuple[date, int, int] | None:
    parts = (after or "").split(".")
    if len(parts) != 3:
        return None
    try:
        return date.fromisoformat(parts[0]), int(parts[1]), int(parts[2])
    except ValueError:
        return None


def _after(at: tuple[date, int, int] | None, rank: int) -> str | None:
    """Where one of the three reads goes on: after the last row shown, in the order of the merged list."""
    if at is None:
        return None
    on, last_rank, last_id = at
    return cursor(on, last_id if rank == last_rank else LAST_ID if rank < last_rank else 0)


@dataclass(frozen=True)
class OutstandingCounts:
    """Bounded counts of the tabs and of the kinds within the shown tab."""

    open: int
    late: int
    kinds: dict[str, int]


def count_outstanding(chosen: OutstandingFilter, today: date) -> OutstandingCounts:
    """Counts for the page's sentence, tabs and links."""
    shown = owed_filter(replace(chosen, kind=""), today)
    register = count_register(chosen.of_register(), today)
    tab = chosen.of_register().shown_status
    kinds = {"recommendation": register.tab(tab)}
    for kind in FollowUpKind:
        kinds[kind.value] = count_follow_ups(replace(shown, kind=kind))
    kinds["referral"] = 0 if chosen.owner else count_referrals(shown)
    is_open = owed_filter(replace(chosen, kind="", status=""), today)
    is_late = replace(is_open, late_on=today)
    return OutstandingCounts(
        open=register.tab("open") + count_follow_ups(is_open) + count_referrals(is_open),
        late=register.tab("late") + count_follow_ups(is_late) + count_referrals(is_late),
        kinds=kinds,
    )
