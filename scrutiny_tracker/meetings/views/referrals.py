"""Referrals: sent to another body, and replied to."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...council.models import Standing
from ...council.queries import get_body, list_bodies
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import queries
from ..actions import referrals as actions
from ..clause_models import ReferralState
from ..forms.meetings import meeting_choices
from ..forms.owed import ReferralForm, ReplyForm, body_choices
from ..readable import matter_of, matter_of_referral, readable_history, readable_what, reads
from .blueprint import blueprint, one_form, put
from .items import editable_item


def _address(reference: str) -> str:
    return url_for("meetings.show_referral", reference=reference)


@blueprint.get("/referrals/<reference>")
@allow(Permission.HOUSE_READ)
def show_referral(reference: str) -> str:
    row = queries.get_referral(reference)
    matter = matter_of_referral(row)
    return render_template(
        "meetings/show_referral.html",
        row=row,
        what=readable_what(row, matter),
        reads_all=reads(row, matter),
        is_late=row.is_open and row.next_due_on < clock.today(),
        history=readable_history(list_history("referral", reference), matter, row),
        may_reply=may(Permission.REFERRAL_REPLY, matter_of({row.to_body_id})),
    )


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def send_referral() -> str | Response:
    item = editable_item(request.args["item"]) if request.args.get("item") else None
    form = ReferralForm()
    form.offer_paragraphs()
    everyone = body_choices(list_bodies(on=clock.today()))
    form.to_body.choices = everyone
    senders = [item.meeting.body] if item is not None else list_bodies(Standing.SCRUTINY)
    form.from_body.choices = body_choices(senders)
    if form.is_fresh() and item is not None:
        form.from_body.data, form.sent_on.data = item.meeting.body.code, item.meeting.on
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        sender, receiver = get_body(text(form.from_body)), get_body(text(form.to_body))
        require(Permission.FOLLOW_UP_EDIT, matter_of({sender.id}))
        try:
            row = actions.send_referral(
                sender, receiver, form.typed(), by_now(), sent_on=form.sent_on.data, item=item
            )
        except Refused as refused:
            put(form, refused, "what")
        else:
            taken(text(form.once), _address(row.reference))
            db.session.commit()
            return redirect(_address(row.reference))
    back = url_for(".show_item", reference=item.reference) if item is not None else url_for(".list_meetings")
    return one_form(form, "Refer something to another body", "Send the referral", back)


@blueprint.route("/referrals/<reference>/reply", methods=["GET", "POST"])
@allow(Permission.REFERRAL_REPLY)
def reply_to_referral(reference: str) -> str | Response:
    row = queries.get_referral(reference)
    require(Permission.REFERRAL_REPLY, matter_of({row.to_body_id}))
    form = ReplyForm()
    form.meeting.choices = [
        ("", "Choose"),
        *meeting_choices(queries.list_settleable(row.to_body_id, clock.today())),
    ]
    if form.is_fresh():
        form.on.data = clock.today()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        typed = actions.TypedReply(
            ReferralState(text(form.state)),
            text(form.reply) or None,
            day(form.on),
            queries.find_meeting(text(form.meeting)),
        )
        try:
            actions.reply_to_referral(row, typed, by_now())
        except Refused as refused:
            put(form, refused, "state")
        else:
            taken(text(form.once), _address(reference))
            db.session.commit()
            return redirect(_address(reference))
    intro = [readable_what(row, matter_of_referral(row)), f"{row.from_body.name} sees this reply."]
    caption = f"Referral {row.reference} to {row.to_body.name}"
    return one_form(
        form, "Reply to the referral", "Save the reply", _address(reference), caption=caption, intro=intro
    )
