"""Outstanding issues: one list of all that is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from markupsafe import Markup

from ...core import clock
from ...core.access import allow
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...core.words import tag
from ...meetings.clause_models import DatePrecision, FollowUpState
from ...meetings.queries.owed import FollowUpRow, ReferralRow
from ...meetings.readable import matter_of, readable_what, reads
from ...rules.clocks import NO_DATE
from ...rules.permissions import Permission
from ...rules.words import words_for
from ..exporting import shown
from ..queries.outstanding import KINDS, OutstandingFilter, Row, count_outstanding, list_outstanding
from .blueprint import blueprint


@dataclass(frozen=True)
class Outstanding:
    """One line of the list as this reader may see it."""

    kind: str
    name: str
    address: str
    reference: str
    body: str
    owner: str
    when: str
    due_on: date | None
    state: Markup
    is_late: bool


def _line(row: Row, today: date) -> Outstanding:
    due_on = None if row.next_due_on == NO_DATE else row.next_due_on
    late = due_on is not None and due_on < today
    if isinstance(row, FollowUpRow):
        is_open = row.state is FollowUpState.OPEN
        matter = matter_of({row.body_id}, row.owner_id, row.directorate_id)
        in_full = reads(row, matter)
        return Outstanding(
            kind=words_for(row.kind),
            name=readable_what(row, matter),
            address=f"/follow-ups/{row.reference}",
            reference=row.reference,
            body=row.body_name,
            owner=row.owner_name or (row.whom if in_full else "") or row.directorate_name or "",
            when=row.due_text or "" if in_full and row.due_precision is DatePrecision.VAGUE else "",
            due_on=row.due_on,
            state=tag(row.state),
            is_late=late and is_open,
        )
    if isinstance(row, ReferralRow):
        return Outstanding(
            kind="Referral",
            name=readable_what(row, matter_of({row.body_id, row.to_body_id})),
            address=f"/referrals/{row.reference}",
            reference=row.reference,
            body=row.from_name,
            owner=row.to_name,
            when="",
            due_on=due_on,
            state=tag(row.state),
            is_late=late,
        )
    one = shown(row)
    return Outstanding(
        kind="Recommendation",
        name=one.name,
        address=f"/recommendations/{row.reference}",
        reference=row.reference,
        body=row.followed_by,
        owner=row.owners or row.asked or "",
        when="",
        due_on=due_on,
        state=tag(row.decision) if not row.is_open else tag(row.answer_shown) + " " + tag(row.progress),
        is_late=row.late is not None,
    )


def outstanding_sheet() -> Sheet:
    """All that is owed within the filter, in the page's order and words."""
    chosen, today = OutstandingFilter.read(request.args), clock.today()
    columns = (
        ("What", 60),
        ("Kind", 20),
        ("Reference", 22),
        ("Committee", 40),
        ("Who", 30),
        ("Date", 13),
        ("When, in words", 20),
        ("Late", 8),
        ("State", 30),
    )
    lines = (_line(row, today) for row in every_row(lambda after: list_outstanding(chosen, after, today)))
    rows = (
        (
            one.name,
            one.kind,
            one.reference,
            one.body,
            one.owner,
            one.due_on,
            one.when,
            one.is_late,
            one.state.striptags(),
        )
        for one in lines
    )
    return Sheet("Outstanding issues", columns, rows)


@blueprint.get("/outstanding")
@allow(Permission.HOUSE_READ)
@listing(outstanding_sheet)
def outstanding() -> str:
    chosen = OutstandingFilter.read(request.args)
    today = clock.today()
    page = list_outstanding(chosen, request.args.get("after"), today)
    return render_template(
        "recommendations/outstanding.html",
        chosen=chosen,
        counts=count_outstanding(chosen, today),
        rows=[_line(row, today) for row in page.rows],
        after=page.after,
        kinds=KINDS,
    )
