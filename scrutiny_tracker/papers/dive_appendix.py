"""Appendix 1 of a deep dive's report: sessions, each measure with its figures and points, further work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..core.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Pairs,
    Paragraph,
    Run,
    Table,
    Words,
    cell,
    plain,
    words,
)
from ..core.filters import day_date, long_date
from ..core.prose import blocks_of
from ..deep_dives.models import DeepDiveSession, ScopedMeasure, SessionGuest
from ..kpis.charts import graph_of
from ..kpis.series import Series
from ..meetings.forms.fields import clock_words
from ..meetings.models import Capacity, Presence
from ..rules.performance import ReadingStatus
from ..rules.words import words_for
from . import dive_form as form
from .dive_facts import WHY, DiveFacts, Point

MOST_PERIODS = 5
ILLUSTRATIVE = "Figures that are called illustrative are made up for a demonstration."


def appendix_blocks(found: DiveFacts, facts: dict[str, Words]) -> list[Block]:
    """The whole appendix; every section has its number, whether anything is said there or not."""
    blocks: list[Block] = [Heading(form.APPENDIX_HEADING)]
    blocks += blocks_of(found.sections[form.APPENDIX.key].text, facts, 3)
    if any(one.is_illustrative for one in found.figures.values()):
        blocks.append(Paragraph(words(ILLUSTRATIVE), is_note=True))
    blocks += [Heading("Deep dive sessions", 3), _sessions(found)]
    for scoped in found.dive.scope:
        blocks += _measure(found, scoped, facts)
    further = found.points.get(found.further, ())
    blocks.append(Heading(f"Section {found.further}: {form.FURTHER.heading.lower()}", 3))
    blocks += blocks_of(found.sections[form.FURTHER.key].text, facts, 4)
    blocks.append(Bullets(_points(further)) if further else Paragraph(words("None.")))
    return blocks


def _sessions(found: DiveFacts) -> Table:
    columns = (
        Column("Session", 0.6),
        Column("Date", 1.1),
        Column("Measures", 2.4),
        Column("Who was there", 2.6),
    )
    rows = tuple(
        (
            cell(one.number),
            cell(long_date(one.on), clock_words(one.at)),
            cell(*(f"{of.section}. {of.kpi.name}" for of in found.dive.scope if of.session_id == one.id)),
            _there(found, one),
        )
        for one in found.dive.sessions
    )
    return Table("Each session, what it looked at and who was there", columns, rows)


def _there(found: DiveFacts, session: DeepDiveSession) -> Cell:
    """Posts and not officers' names, as in everything that is published; councillors by name."""
    said = [_guest(found, one) for one in session.guests if one.presence is not Presence.ABSENT]
    if not said and session.invited:
        said = session.invited.split("\n")
    return cell(*said) or cell("Nobody was invited")


def _guest(found: DiveFacts, one: SessionGuest) -> str:
    name = one.post or one.name
    if one.capacity is Capacity.CABINET_MEMBER:
        post = found.cabinet_posts.get(one.person_id or 0) or one.post
        name = ", ".join(filter(None, (one.name, post)))
    if one.presence is Presence.APOLOGIES:
        return f"{name} (apologies)"
    return f"{name} (represented)" if one.presence is Presence.REPRESENTED else name


def _measure(found: DiveFacts, scoped: ScopedMeasure, facts: dict[str, Words]) -> list[Block]:
    session, points = scoped.session, found.points.get(scoped.section, ())
    said_below = {one.text for one in points}
    note = scoped.note if scoped.note not in said_below else ""
    heard = f"{day_date(session.on)}. " if session is not None else "Not yet. "
    why = f"It {WHY[scoped.why]}."
    rows = [
        (f"Session {session.number}" if session is not None else "Session", cell(f"{heard}{why}", note)),
        ("Result", _result(found.figures.get(scoped.kpi_id))),
    ]
    comments = paragraphs_of(blocks_of(found.sections[form.key_of(scoped)].text, facts))
    if comments:
        rows.append(("Comments", comments))
    return [
        Heading(f"Section {scoped.section}: {scoped.kpi.name}", 3),
        *graph_blocks(found.figures.get(scoped.kpi_id)),
        Pairs((*rows, *([("Points", _points(points))] if points else ()))),
    ]


def graph_blocks(whole: Series | None) -> list[Block]:
    """The chart of a measure with its table, where there is enough to draw."""
    graph = graph_of(whole, MOST_PERIODS) if whole is not None else None
    if graph is None or graph.table is None:
        return []
    first, last = (plain(row[0][0]) for row in (graph.table.rows[0], graph.table.rows[-1]))
    return [replace(graph, title=f"Result and target, {first} to {last}")]


def _result(whole: Series | None) -> Cell:
    """The newest final figure against its target, and how it moved; a provisional one where it is the only
    one."""
    known = [one for one in whole.figures if one.value is not None] if whole is not None else []
    final = [one for one in known if one.reading_status is not ReadingStatus.PROVISIONAL]
    if not known:
        return cell("No figure has been given.")
    newest = (final or known)[-1]
    status = Run(f"{newest.period}: {words_for(newest.status)}. ", is_bold=True)
    return ((status, Run(f"{newest.reason} {newest.direction_reason}")),)


def _points(points: Sequence[Point]) -> Cell:
    """What is suggested, each with the recommendation that it belongs to."""
    return tuple(words(f"{one.text} ({one.under})") for one in points)


def paragraphs_of(blocks: Sequence[Block]) -> Cell:
    """A narrative as the paragraphs of one cell."""
    said: list[Words] = []
    for block in blocks:
        match block:
            case Paragraph():
                said.append(block.words)
            case Bullets():
                said.extend(block.items)
            case Heading():
                said.append((Run(block.text, is_bold=True),))
    return tuple(said)
