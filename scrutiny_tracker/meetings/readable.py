"""What one reader sees of an item, a request, a referral or a paper: in full, in its public wording, or that
there is something private. Upper rooms that show these ask here too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..core.access import may_read_closed, readable
from ..history.models import JournalEntry
from ..rules.permissions import Matter
from ..rules.publicity import Publicity
from .clause_models import Clause, FollowUp, Referral
from .models import AgendaItem

PRIVATE_ITEM = "Private item"
PRIVATE_PAPER = "Private paper"
PRIVATE_MATTER = "Private matter"


class _Closed(Protocol):
    @property
    def publicity(self) -> Publicity: ...
    @property
    def public_text(self) -> str | None: ...


class _Owed(_Closed, Protocol):
    @property
    def what(self) -> str: ...


class _Titled(_Closed, Protocol):
    @property
    def title(self) -> str: ...


def matter_of(body_ids: set[int], owner_id: int | None = None, directorate_id: int | None = None) -> Matter:
    """Whose a record of these bodies is, with who answers for it."""
    return Matter(
        body_ids=frozenset(body_ids),
        responsible_ids=frozenset() if owner_id is None else frozenset({owner_id}),
        directorate_ids=frozenset() if directorate_id is None else frozenset({directorate_id}),
    )


def matter_of_item(item: AgendaItem) -> Matter:
    """Whose an item is: the body's that meets. The item's meeting is loaded."""
    return matter_of({item.meeting.body_id})


def matter_of_follow_up(row: FollowUp) -> Matter:
    """Whose a request is: the body's that asked, and whoever is to answer it."""
    return matter_of({row.body_id}, row.owner_id, row.directorate_id)


def matter_of_referral(row: Referral) -> Matter:
    """Whose a referral is: both bodies'."""
    return matter_of({row.from_body_id, row.to_body_id})


def reads(row: _Closed, matter: Matter) -> bool:
    """Whether whoever asks reads the whole of a record."""
    return row.publicity is Publicity.PUBLIC or may_read_closed(matter)


def readable_title(row: _Titled, matter: Matter, private: str = PRIVATE_ITEM) -> str:
    """The title of an item or paper for whoever asks; its public wording or “Private item” where it is closed
    to them."""
    return readable(row.title, row.public_text or private, row.publicity, matter).text


def readable_what(row: _Owed, matter: Matter) -> str:
    """What a request or referral (or its row in a list) says, as whoever asks may read it."""
    return readable(row.what, row.public_text or PRIVATE_MATTER, row.publicity, matter).text


def readable_clause(clause: Clause, matter: Matter) -> str:
    """A clause's wording as whoever asks may read it."""
    return readable(clause.text, clause.public_text, clause.publicity, matter).text


def readable_history(
    entries: Sequence[JournalEntry], matter: Matter, record: _Closed | None = None
) -> list[JournalEntry]:
    """A record's history as whoever asks may read it: nothing of a record that is closed to them, and nothing
    of what happened while it was."""
    if may_read_closed(matter):
        return list(entries)
    if record is not None and record.publicity is not Publicity.PUBLIC:
        return []
    return [entry for entry in entries if entry.publicity is Publicity.PUBLIC]
