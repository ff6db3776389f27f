"""What the review group takes into a session: who comes, three lines on each measure, room for notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..core.content import (
    BlankLines,
    Block,
    Bullets,
    Cell,
    Content,
    Heading,
    NewPage,
    Pairs,
    Paragraph,
    cell,
    words,
)
from ..core.filters import long_date, short_date
from ..core.panels import brought
from ..deep_dives.forms import WHY
from ..deep_dives.models import DeepDive, DeepDiveSession, ScopedMeasure, SessionGuest
from ..deep_dives.queries.said import Said, said_about
from ..kpis.figures import Kept, latest_figure
from ..kpis.queries import list_kept
from ..kpis.series import whole_series
from ..meetings.forms.fields import clock_words
from ..meetings.models import Presence
from ..rules.scoping import ScopeReason, suggested_question
from ..rules.words import words_for
from .dive_appendix import graph_blocks

NOTES, ANYTHING_ELSE = 6, 5
COMING = {
    Presence.INVITED: "has not answered",
    Presence.COMING: "coming",
    Presence.PRESENT: "coming",
    Presence.APOLOGIES: "apologies",
    Presence.ABSENT: "not coming",
}


def session_pack(dive: DeepDive, sessions: Sequence[DeepDiveSession], today: date) -> Content:
    """The pack of some sessions: a working paper of the review group. As many queries for all as for one."""
    scope = [one for one in dive.scope if one.session_id in {session.id for session in sessions}]
    kpi_ids = [one.kpi_id for one in scope]
    kept = list_kept(kpi_ids) if kpi_ids else {}
    said = said_about(kpi_ids, dive, brought("said-before", kpi_ids))
    blocks: list[Block] = []
    for place, session in enumerate(sessions):
        if place:
            blocks.append(NewPage())
        blocks += _session(session)
        for scoped in (one for one in scope if one.session_id == session.id):
            blocks += _measure(scoped, kept[scoped.kpi_id], said, today)
        blocks += [Heading("They agreed to send us: what, who, by when", 3), BlankLines(ANYTHING_ELSE)]
        blocks += [Heading("We might recommend", 3), BlankLines(ANYTHING_ELSE)]
    return Content(
        "session-pack",
        f"Session pack: {dive.title}",
        caption=f"{dive.body.name}, working paper of the review group",
        footer=f"{dive.body.name}, working paper: not for publication",
        blocks=tuple(blocks),
    )


def _session(session: DeepDiveSession) -> list[Block]:
    when = ", ".join(filter(None, (long_date(session.on), clock_words(session.at))))
    invited = tuple(map(_guest, session.guests)) + tuple(
        session.invited.split("\n") if session.invited else ()
    )
    blocks: list[Block] = [Heading(f"Session {session.number}: {when}"), Heading("Who is invited", 3)]
    if not invited:
        return [*blocks, Paragraph(words("Nobody yet."))]
    return [*blocks, Bullets(tuple(words(one) for one in invited))]


def _guest(one: SessionGuest) -> str:
    coming = f"represented by {one.represented_by}" if one.represented_by else COMING.get(one.presence, "")
    return f"{', '.join(filter(None, (one.name, one.post)))}: {coming}"


def _measure(
    scoped: ScopedMeasure, kept: Kept, said: Mapping[int, Sequence[Said]], today: date
) -> list[Block]:
    figure = latest_figure(kept, today)
    before = cell(*(f"{short_date(one.on)}: {one.words}" for one in said.get(scoped.kpi_id, ())))
    why = ". ".join(filter(None, (dict(WHY)[scoped.why.value], scoped.note)))
    period = f"{figure.period}: " if figure.period else ""
    direction = f" {figure.direction_reason}" if figure.value is not None else ""
    rows: list[tuple[str, Cell]] = [
        ("Result", cell(f"{period}{words_for(figure.status)}. {figure.reason}{direction}")),
        ("Scrutiny before", before or cell("Nothing is on record before this.")),
        ("Why it is here", cell(f"{why.rstrip('.')}.")),
        ("Questions", cell(*_questions(scoped))),
    ]
    return [
        Heading(f"{scoped.section}. {scoped.kpi.name}", 3),
        *graph_blocks(whole_series(kept, today)),
        Pairs(tuple(rows)),
        Paragraph(words("Notes"), is_note=True),
        BlankLines(NOTES),
    ]


def _questions(scoped: ScopedMeasure) -> list[str]:
    """The question that its reason suggests, and the one that every measure of the review is asked."""
    own = suggested_question(scoped.why)
    interest = suggested_question(ScopeReason.MEMBER_INTEREST)
    return list(dict.fromkeys((own, interest)))
