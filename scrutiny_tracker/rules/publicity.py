"""Who may read what: public, exempt or confidential text (Local Government Act 1972, s.100A, Sch. 12A)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CLOSED_SENTENCE = "This part is not public."


class Publicity(StrEnum):
    PUBLIC = "public"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class Readable:
    """What one reader sees of a text, and whether something fuller stands behind it."""

    text: str
    is_public_wording: bool


def strictest(*levels: Publicity) -> Publicity:
    """What hangs below inherits: the most closed of the levels given."""
    order = list(Publicity)
    return max(levels, key=order.index, default=Publicity.PUBLIC)


def readable(text: str, public_text: str | None, publicity: Publicity, *, may_read_closed: bool) -> Readable:
    """The text as this reader may see it: in full, in its public wording, or as one sentence."""
    if publicity is Publicity.PUBLIC or may_read_closed:
        return Readable(text, is_public_wording=False)
    return Readable(public_text or CLOSED_SENTENCE, is_public_wording=True)
