"""Messages in trouble, and what a person settles about them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.extensions import db
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now, record
from ...history.tags import Tag
from ...outbox.actions import has_arrived, send_again
from ...outbox.models import Message, MessageStatus
from ...outbox.queries import get_message, list_troubled, worker_state
from ...rules.permissions import Permission
from . import blueprint


def troubles_sheet() -> Sheet:
    states = {MessageStatus.FAILED: "Failed", MessageStatus.UNKNOWN: "Unknown"}
    columns = (
        ("To", 34),
        ("Subject", 44),
        ("Made", 18),
        ("State", 14),
        ("Tried again", 18),
        ("What happened", 60),
    )
    rows = (
        (m.recipient, m.subject, m.created_at, states.get(m.status, "Tried again"), m.try_again_at, m.trouble)
        for m in list_troubled()
    )
    return Sheet("Messages in trouble", columns, rows)


@blueprint.get("/admin/messages")
@allow(Permission.ACCOUNT_ADMINISTER)
@listing(troubles_sheet)
def outbox_troubles() -> str:
    return render_template("people/outbox_troubles.html", messages=list_troubled(), worker=worker_state())


@blueprint.post("/admin/messages/<int:message_id>/again")
@allow(Permission.ACCOUNT_ADMINISTER)
def send_message_again(message_id: int) -> Response:
    message = get_message(message_id)
    send_again(message, clock.now())
    return _settled(message, Tag.MESSAGE_SENT_AGAIN, "It goes again with the next round.")


@blueprint.post("/admin/messages/<int:message_id>/arrived")
@allow(Permission.ACCOUNT_ADMINISTER)
def message_arrived(message_id: int) -> Response:
    message = get_message(message_id)
    has_arrived(message, clock.now())
    return _settled(message, Tag.MESSAGE_ARRIVED, "Kept as sent.")


def _settled(message: Message, tag: Tag, told: str) -> Response:
    record(by_now(), tag, "message", str(message.id))
    db.session.commit()
    flash(told, "success")
    return redirect(url_for("people.outbox_troubles"))
