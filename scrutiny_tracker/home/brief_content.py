"""The chair's brief as a document: one side of A4, the same sections as its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core.content import Block, Bullets, Content, Heading, Paragraph, Words, words
from ..core.errors import NotFound
from ..core.filters import day_date, listed, long_date
from ..council.queries import find_holder, get_body
from ..meetings.queries import get_meeting
from ..rules.permissions import Role
from ..rules.words import words_for
from .days import hour_words
from .queries.meetings import list_coming, next_of
from .views.brief import MOST, Brief, Moved, Owed, brief_of

LONGEST = 110


def brief_content(reference: str | None, today: date) -> Content:
    """The brief for a committee (by its code, or by a meeting of it), else for the next meeting of all.

    Raises NotFound where nothing is in the calendar and no committee is named.
    """
    coming = [one for one in list_coming(today) if one.is_scrutiny]
    code = reference
    if reference is None:
        if not coming:
            raise NotFound("No meeting is in the calendar: name a committee by its code.")
        code = coming[0].body_code
    elif "-" in reference:
        code = get_meeting(reference).body.code
    body = get_body(str(code))
    meeting = next_of(coming, [body.id])
    chair = find_holder(Role.CHAIR, today, body_id=body.id)
    when = "No next meeting is in the calendar."
    if meeting is not None:
        when = f"{long_date(meeting.on)}{', ' + hour_words(meeting.at) if meeting.at else ''}."
    whom = f"For {chair.name}." if chair else "No chair at present: the co-ordinator acts."
    blocks = [Paragraph(words(f"{when} {whom} As at {day_date(today)}. Not for publication."))]
    return Content(
        "chairs-brief",
        "Chair’s brief",
        caption=body.name,
        footer=f"{body.name}: chair’s brief, not for publication",
        blocks=(*blocks, *_sections(brief_of(body, meeting, today))),
        is_dense=True,
    )


def _sections(brief: Brief) -> list[Block]:
    blocks: list[Block] = [Heading("Who is coming")]
    people = [f"Coming: {listed(brief.coming) or 'nobody has said so yet'}."]
    if brief.not_coming:
        people.append(f"Not coming: {listed(brief.not_coming)}.")
    if brief.invited:
        people.append(f"Asked, no reply: {listed(brief.invited)}.")
    blocks.append(Paragraph(words(" ".join(people))))
    for title, rows, empty in (
        ("To decide", brief.to_decide, "None."),
        ("Answers late", brief.late, "No answer is late."),
        ("Officers say done: sign off?", brief.done, "None."),
        ("Promised and not sent", brief.promised, "None."),
        ("Delayed, and why", brief.delayed, "None."),
    ):
        blocks += _section(title, [_owed(one) for one in rows], empty)
    blocks += _section("Measures that moved", [_moved(one) for one in brief.moved], "None since last year.")
    asked = [words(one) for one in brief.questions]
    blocks += _section("Questions that you could ask", asked, "The record suggests none.")
    if brief.letters:
        blocks += _section("Letters you could sign", [words(f"{one}.") for one in brief.letters], "")
    return blocks


def _section(title: str, rows: Sequence[Words], empty: str) -> list[Block]:
    if not rows:
        return [Heading(title), Paragraph(words(empty))]
    more = (words(f"and {len(rows) - MOST} more"),) if len(rows) > MOST else ()
    return [Heading(title), Bullets((*rows[:MOST], *more))]


def _owed(one: Owed) -> Words:
    name = one.name if len(one.name) <= LONGEST else f"{one.name[:LONGEST].rsplit(' ', 1)[0]}…"
    return words(f"{name}: {one.words}" if one.words else name)


def _moved(one: Moved) -> Words:
    figure = one.figure
    said = words_for(figure.direction).lower()
    return words(f"{figure.name}: {figure.shown} ({figure.period}), {said} {figure.arrow}".rstrip())
