"""Who may read a record: public, exempt under a numbered paragraph, or confidential, with a public
wording."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.columns import Closable
from ...core.errors import Refused
from ...council.settings import text_setting
from ...rules.deadlines import Nation
from ...rules.exempt_paragraphs import exempt_paragraphs
from ...rules.publicity import Publicity, strictest


@dataclass(frozen=True)
class TypedPublicity:
    """Who may read a record, as typed. `public_text` is what everybody reads instead, where one is
    written."""

    publicity: Publicity = Publicity.PUBLIC
    exempt_paragraph: str | None = None
    exempt_reason: str | None = None
    public_text: str | None = None


OPEN = TypedPublicity()


def set_publicity(row: Closable, typed: TypedPublicity) -> None:
    """Puts a publicity on a row. Raises Refused for an exempt one without its paragraph (of the council's
    nation) and reason, and for a confidential one without its reason.

    Source: Local Government Act 1972, s.100A and Schedule 12A.
    """
    if typed.publicity is Publicity.EXEMPT:
        if typed.exempt_paragraph not in exempt_paragraphs(Nation(text_setting("nation"))):
            raise Refused("Choose the paragraph under which this is exempt.", "exempt_paragraph")
        if not typed.exempt_reason:
            raise Refused("Say why keeping this private outweighs publishing it.", "exempt_reason")
    elif typed.publicity is Publicity.CONFIDENTIAL and not typed.exempt_reason:
        raise Refused("Say why this is confidential.", "exempt_reason")
    closed = typed.publicity is not Publicity.PUBLIC
    row.publicity = typed.publicity
    row.exempt_paragraph = typed.exempt_paragraph if typed.publicity is Publicity.EXEMPT else None
    row.exempt_reason = typed.exempt_reason if closed else None
    row.public_text = (typed.public_text or None) if closed else None


def close_like(above: Closable, row: Closable) -> bool:
    """Closes a row that hangs below a closed one at least as much, and says whether it did; what is closed
    more stays so, and a public wording of its own is its own to write."""
    if strictest(row.publicity, above.publicity) is row.publicity:
        return False
    row.publicity = above.publicity
    row.exempt_paragraph, row.exempt_reason = above.exempt_paragraph, above.exempt_reason
    return True
