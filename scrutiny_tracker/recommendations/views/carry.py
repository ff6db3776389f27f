"""One page: a deep dive's agreed drafts go to the committee's meeting and to those who are asked."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import plural, short_date
from ...core.forms import text
from ...core.kept import led_to, taken
from ...council.models import Body, Portfolio
from ...deep_dives.models import DeepDive
from ...deep_dives.queries import get_deep_dive, matter_of
from ...deep_dives.queries.drafts import list_drafts
from ...deep_dives.views.drafts import shown_drafts
from ...history.journal import by_now
from ...meetings.models import Meeting
from ...meetings.queries.meetings import MeetingRow, get_meeting, list_settleable
from ...rules.permissions import Permission
from ..actions.carry import CarryFacts, SendTo, asked_of, carry, ready_to_carry
from ..forms.carry import CarryForm
from .blueprint import blueprint

REPORT_OF = "Scrutiny Co-ordinator"


@blueprint.route("/deep-dives/<reference>/carry", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def carry_drafts(reference: str) -> str | Response:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
    every = list_drafts(dive.id)
    ready = ready_to_carry(every)
    asked = {_key(one): one for one in asked_of(ready)}
    form = CarryForm()
    if form.is_submitted() and (seen := led_to(text(form.once))):
        return redirect(seen)
    theirs = {key: _meetings(one) for key, one in asked.items()}
    _offer(form, dive, theirs)
    if form.validate_on_submit():
        try:
            carried = carry(dive, every, _facts(form, asked), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(known_field(form, refused.field), refused.sentence)
        else:
            address = url_for("meetings.show_item", reference=carried.item.reference)
            taken(text(form.once), address)
            db.session.commit()
            flash(_done(len(ready), [each.title for each in carried.sendings]), "success")
            return redirect(address)
        dive = get_deep_dive(reference)
        every = list_drafts(dive.id)
    return render_template(
        "recommendations/carry_drafts.html",
        form=form,
        dive=dive,
        shown=[
            each
            for each in shown_drafts(dive, every)
            if each.draft.printed_id is None and each.draft.state.value == "agreed"
        ],
        left=sum(each.state.value == "draft" for each in every),
        names={key: _name(one) for key, one in asked.items()},
    )


def known_field(form: CarryForm, name: str | None) -> str:
    """The field that a refusal is about; the meeting where it is about none of this form."""
    return name if name is not None and name in form else "meeting"


def _key(one: Body | Portfolio) -> str:
    return f"{'body' if isinstance(one, Body) else 'portfolio'}:{one.code}"


def _name(one: Body | Portfolio) -> str:
    return one.name if isinstance(one, Body) else f"Cabinet Member for {one.name}"


def _meetings(one: Body | Portfolio) -> list[tuple[str, str]]:
    return _choices(list_settleable(one.id, clock.today())) if isinstance(one, Body) else []


def _choices(rows: Sequence[MeetingRow]) -> list[tuple[str, str]]:
    return [(row.reference, f"{short_date(row.on)}, {row.body_name}") for row in rows]


def _offer(form: CarryForm, dive: DeepDive, theirs: dict[str, list[tuple[str, str]]]) -> None:
    """Fills the lists; on first sight proposes the meeting that was meant, and theirs that follows it."""
    known: Meeting | None = dive.reporting_meeting
    rows = list_settleable(dive.body_id, clock.today())
    named = _choices(rows)
    if known is not None and known.reference not in dict(named):
        named.insert(0, (known.reference, f"{short_date(known.on)}, {dive.body.name}"))
    form.meeting.choices = [("", "Choose"), *named]
    if form.is_fresh():
        form.title.data, form.report_of.data = dive.title, REPORT_OF
        form.meeting.data = known.reference if known is not None else named[0][0] if named else ""
        for key, meetings in theirs.items():
            form.rows.append_entry({"key": key, "send": True, "meeting": meetings[0][0] if meetings else ""})
    form.offer(theirs)  # type: ignore[arg-type]


def _facts(form: CarryForm, asked: dict[str, Body | Portfolio]) -> CarryFacts:
    send_to = [
        SendTo(asked[key], get_meeting(text(row.meeting)) if text(row.meeting) else None)
        for row in (entry.form for entry in form.rows)
        if row.send.data and (key := text(row.key)) in asked
    ]
    return CarryFacts(text(form.title), text(form.report_of), get_meeting(text(form.meeting)), send_to)


def _done(number: int, sent: Sequence[str]) -> str:
    words = f"{plural(number, 'recommendation')} printed in the report of this item."
    return f"{words} Sent subject to this committee's agreement." if sent else words
