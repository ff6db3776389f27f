"""Confirming a review: the meeting, its items and all that hangs from them, by the ordinary actions."""

from __future__ import annotations

from datetime import date, time

from ...core.errors import Refused
from ...core.extensions import db
from ...council.queries import find_body_by_code, list_bodies, list_portfolios
from ...history.journal import By, record
from ...history.tags import Tag
from ...meetings.actions.calendar import add_meeting
from ...meetings.actions.items import TypedItem, add_item, note_minute
from ...meetings.actions.publicity import TypedPublicity
from ...meetings.actions.states import move_state
from ...meetings.models import AgendaItem, Meeting, MeetingState
from ...meetings.queries import get_item, get_meeting
from ...rules.publicity import Publicity
from ..models import BroughtPaper, PaperState, SourceLine
from ..proposals import ItemRow, Review, Row, Sort
from ..queries import get_paper
from .bring import NOUN
from .clauses import log_rows
from .hanging import make_rows
from .making import Making, RowRefused
from .printed import print_rows


def confirm(paper: BroughtPaper, review: Review, by: By) -> None:
    """Makes every record of a review, each with its source line; all of it or (by an exception) none.

    Raises Refused, naming the field of the review where it can, for a paper that is not being reviewed and
    for what the rooms' own actions refuse.
    """
    if paper.state is not PaperState.OPEN:
        raise Refused("This paper has been confirmed or set aside already.")
    making = Making(
        paper,
        by,
        {body.code: body for body in list_bodies()},
        {portfolio.code: portfolio.id for portfolio in list_portfolios()},
    )
    meeting = _meeting(review, making)
    if review.meeting.version_of not in ("", "no"):
        paper.earlier_id = get_paper(review.meeting.version_of).id
    paper.meeting_id, paper.body_id = meeting.id, meeting.body_id
    for item_row in review.items:
        if not item_row.dropped:
            _make_item(item_row, review, meeting, making)
    _keep_lines(making)
    paper.state, paper.confirmed_by_id, paper.confirmed_at = PaperState.CONFIRMED, by.person_id, by.at
    told = {"meeting": meeting.reference, "records": len(making.made)}
    record(by, Tag.PAPER_IN_CONFIRMED, NOUN, paper.reference, after=told)
    db.session.flush()


def _meeting(review: Review, making: Making) -> Meeting:
    row = review.meeting
    if row.existing and row.existing != "new":
        meeting = get_meeting(row.existing)
    else:
        body = find_body_by_code(row.body)
        if body is None or not row.on:
            raise Refused("Choose the committee and the day of the meeting.", "meeting-body")
        at = time.fromisoformat(row.at) if row.at else None
        meeting = add_meeting(body, date.fromisoformat(row.on), at, None, making.by)
        making.tell("meeting", meeting.reference, None)
    decided = any(one.sort is Sort.CLAUSE and not one.dropped for one in review.rows)
    if decided and meeting.state is MeetingState.PLANNED and meeting.on <= making.by.today:
        move_state(meeting, "hold", None, making.by)
    return meeting


def _make_item(row: ItemRow, review: Review, meeting: Meeting, making: Making) -> None:
    standing = review.standing(row.id)
    arises = next((one.number for one in standing if one.sort is Sort.MINUTE), None)
    if row.existing and row.existing != "new":
        item = get_item(row.existing)
        if item.meeting_id != meeting.id:
            raise RowRefused("Choose an item of the same meeting.", f"{row.id}-existing")
    else:
        typed = TypedItem(
            row.title or "Item without a title",
            row.report_of or None,
            arises_from=f"minute {arises}" if arises else None,
            publicity=_publicity(row),
        )
        try:
            item = get_item(add_item(meeting, typed, making.by).reference)
        except Refused as refused:
            about = refused.field if refused.field in ("exempt_paragraph", "exempt_reason") else "title"
            raise RowRefused(refused.sentence, f"{row.id}-{about}") from refused
        making.tell("item", item.reference, standing[0] if standing else None)
    if row.number and not item.minute_number and any(one.sort is Sort.CLAUSE for one in standing):
        note_minute(item, row.number, None, making.by)
    _make_all(item, row, standing, review, making)


def _make_all(item: AgendaItem, row: ItemRow, standing: list[Row], review: Review, making: Making) -> None:
    print_rows(item, [one for one in standing if one.sort is Sort.PRINTED], making)
    clauses = [one for one in standing if one.sort is Sort.CLAUSE]
    log_rows(get_item(item.reference), row, clauses, review, making)
    make_rows(get_item(item.reference), standing, making)


def _publicity(row: ItemRow) -> TypedPublicity:
    return TypedPublicity(
        Publicity(row.publicity or Publicity.PUBLIC.value),
        row.exempt_paragraph or None,
        row.exempt_reason or None,
        row.public_text or None,
    )


def _keep_lines(making: Making) -> None:
    for noun, reference, row in making.made:
        db.session.add(
            SourceLine(
                paper_id=making.paper.id,
                noun=noun,
                reference=reference,
                row=row.id if row is not None else "",
                place=row.place if row is not None else "1",
            )
        )
    db.session.flush()
