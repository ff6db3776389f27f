"""One agenda item: shown, added, changed, moved, minuted."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, may, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.filters import short_date
from ...core.forms import text
from ...core.kept import led_to, taken
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import queries
from ..actions import items as actions
from ..forms.items import ItemForm, MinuteForm
from ..models import AgendaItem, AgendaState
from ..queries import OwedFilter
from ..readable import (
    PRIVATE_PAPER,
    matter_of,
    matter_of_item,
    readable_clause,
    readable_history,
    readable_title,
    readable_what,
    reads,
)
from .blueprint import blueprint, one_form, put


def address_of(item: AgendaItem) -> str:
    """The page of an item."""
    return url_for("meetings.show_item", reference=item.reference)


def editable_item(reference: str) -> AgendaItem:
    """An item that whoever asks may change; raises NotFound or Forbidden."""
    item = queries.get_item(reference)
    require(Permission.MEETING_EDIT, matter_of_item(item))
    return item


def caption_of(item: AgendaItem) -> str:
    return f"{item.meeting.body.name}, {short_date(item.meeting.on)}, item {item.number}"


@blueprint.get("/items/<reference>")
@allow(Permission.HOUSE_READ)
def show_item(reference: str) -> str:
    item = queries.get_item(reference)
    matter = matter_of_item(item)
    owed = OwedFilter(item_id=item.id)
    arising = queries.list_matters_arising(item.id)
    return render_template(
        "meetings/show_item.html",
        item=item,
        title=readable_title(item, matter),
        reads_all=reads(item, matter),
        further=queries.list_further_papers(item.id),
        paper_title=lambda paper: readable_title(paper, matter, PRIVATE_PAPER),
        reads_paper=lambda paper: reads(paper, matter),
        clause_text=lambda clause: readable_clause(clause, matter),
        title_of=lambda other: readable_title(other, matter_of_item(other)),
        what_of=lambda row: readable_what(row, matter_of({row.body_id}, row.owner_id, row.directorate_id)),
        arising=arising,
        follow_ups=queries.list_follow_up_rows(owed).rows,
        referrals=queries.list_referral_rows(owed).rows,
        history=readable_history(list_history("item", reference), matter, item),
        is_draft=item.meeting.agenda_state is AgendaState.DRAFT,
        may_edit=may(Permission.MEETING_EDIT, matter),
        may_ask=may(Permission.FOLLOW_UP_EDIT, matter),
    )


@blueprint.route("/meetings/<reference>/items/new", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def add_item(reference: str) -> str | Response:
    meeting = queries.get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    form = ItemForm()
    form.offer_paragraphs()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            item = actions.add_item(meeting, form.typed(), by_now())
        except Refused as refused:
            put(form, refused, "title")
        else:
            taken(text(form.once), address_of(item))
            db.session.commit()
            return redirect(address_of(item))
    back = url_for(".show_meeting", reference=reference)
    caption = f"{meeting.body.name}, {short_date(meeting.on)}"
    return one_form(form, "Add an agenda item", "Add the item", back, caption=caption)


@blueprint.route("/items/<reference>/change", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def change_item(reference: str) -> str | Response:
    item = editable_item(reference)
    form = ItemForm()
    form.offer_paragraphs()
    if form.is_fresh():
        form.version.data = str(item.version)
        form.show(item)
    if form.validate_on_submit():
        if form.version_seen() != item.version:
            theirs = {"title": item.title, "report_of": item.report_of or ""}
            theirs["arises_from"] = item.arises_from_text or ""
            return conflict(form, theirs, item.version)
        try:
            actions.change_item(item, form.typed(), by_now())
        except Refused as refused:
            put(form, refused, "title")
        else:
            db.session.commit()
            return redirect(address_of(item))
    return one_form(form, "Change the item", "Save", address_of(item), caption=caption_of(item))


@blueprint.post("/items/<reference>/<any(earlier, later):way>")
@allow(Permission.MEETING_EDIT)
def move_item(reference: str, way: str) -> Response:
    item = editable_item(reference)
    actions.move_item(item, by_now(), earlier=way == "earlier")
    db.session.commit()
    return redirect(url_for(".show_meeting", reference=item.meeting.reference, _anchor="agenda"))


@blueprint.post("/items/<reference>/remove")
@allow(Permission.MEETING_EDIT)
def remove_item(reference: str) -> Response:
    item = editable_item(reference)
    address = url_for(".show_meeting", reference=item.meeting.reference)
    actions.remove_item(item, by_now())
    db.session.commit()
    return redirect(address)


@blueprint.route("/items/<reference>/minute", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def record_minute(reference: str) -> str | Response:
    item = editable_item(reference)
    form = MinuteForm()
    if form.is_fresh():
        form.version.data = str(item.version)
        form.minute_number.data, form.minute.data, form.vote.data = item.minute_number, item.minute, item.vote
    if form.validate_on_submit():
        if form.version_seen() != item.version:
            theirs = {"minute_number": item.minute_number or "", "minute": item.minute or ""}
            return conflict(form, {**theirs, "vote": item.vote or ""}, item.version)
        actions.record_minute(item, text(form.minute_number), text(form.minute), text(form.vote), by_now())
        db.session.commit()
        return redirect(address_of(item))
    return one_form(form, "Minute", "Save", address_of(item), caption=caption_of(item))
