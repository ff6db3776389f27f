"""Sendings: the list, one, and the dates that are entered once for all that it carries."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import CivilDateField, text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...history.journal import by_now, list_history
from ...rules.clocks import NO_DATE
from ...rules.deadlines import call_in_open_to
from ...rules.permissions import Permission, why_not
from ..actions import sendings as verbs
from ..actions.due import clock_words
from ..forms.sendings import ExpectForm, NoticeForm, ReceiptForm, ReceiptsForm
from ..models import Sending, SentLine
from ..queries.one import matter_of
from ..queries.page import name_of
from ..queries.sending_list import UNANSWERED, WaitsFor, count_waiting, list_sendings
from ..queries.sendings import get_sending, list_sendings_by_reference, matter_of_sending
from .blueprint import blueprint


def _asked() -> tuple[WaitsFor | None, bool, bool]:
    """What the sendings wait for, whether they are late, and late in law."""
    wanted, late = request.args.get("waits", ""), request.args.get("late", "")
    return WaitsFor(wanted) if wanted in list(WaitsFor) else None, late in ("yes", "law"), late == "law"


def sendings_sheet() -> Sheet:
    (waits_for, is_late, in_law), today = _asked(), clock.today()
    columns = (
        ("Report or letter", 50),
        ("Reference", 20),
        ("From", 36),
        ("Sent to", 30),
        ("Sent", 13),
        ("Notice given", 13),
        ("Received", 13),
        ("Answer due", 13),
        ("Whose deadline", 18),
        ("Recommendations", 16),
        ("Unanswered", 12),
        ("Waits for", 12),
        ("Late", 8),
    )
    late_on = today if is_late else None
    found = every_row(lambda after: list_sendings(waits_for, late_on=late_on, in_law=in_law, after=after))
    rows = (
        (
            row.title,
            row.reference,
            row.from_name,
            row.to_name,
            row.sent_on,
            row.notice_given_on,
            row.received_on,
            None if row.due_on == NO_DATE else row.due_on,
            "" if row.due_on == NO_DATE else "Legal last day" if row.is_legal else "Our own deadline",
            row.lines,
            row.unanswered,
            row.waits_for.value.capitalize(),
            row.is_late(today),
        )
        for row in found
    )
    return Sheet("Sendings", columns, rows)


@blueprint.get("/sendings")
@allow(Permission.HOUSE_READ)
@listing(sendings_sheet)
def sendings() -> str:
    waits_for, is_late, in_law = _asked()
    today = clock.today()
    page = list_sendings(
        waits_for, late_on=today if is_late else None, in_law=in_law, after=request.args.get("after")
    )
    return render_template(
        "recommendations/sendings.html",
        page=page,
        waits=waits_for,
        is_late=is_late,
        in_law=in_law,
        counts=count_waiting(today),
        as_at=today,
    )


@blueprint.get("/sendings/<reference>")
@allow(Permission.HOUSE_READ)
def sending(reference: str) -> str:
    one = get_sending(reference)
    return render_template("recommendations/sending.html", **_facts(one))


def _facts(one: Sending) -> dict[str, Any]:
    matter = matter_of_sending(one)
    today = clock.today()
    due_on = one.answer_due_on or one.answer_needed_by
    waiting = [line for line in one.lines if line.addressee.answer in UNANSWERED]
    may_edit, may_answer = may(Permission.SENDING_EDIT, matter), may(Permission.ANSWER_ENTER, matter)
    return {
        "sending": one,
        "names": line_names(one),
        "clock_words": clock_words(one),
        "waiting": waiting,
        "is_late": bool(waiting) and due_on is not None and due_on < today,
        "changed": [line for line in one.lines if line.wording != _wording_now(line)],
        "changed_numbers": [number_of(line) for line in one.lines if line.wording != _wording_now(line)],
        "may_edit": may_edit,
        "may_answer": may_answer,
        "why_not": why_not(Permission.SENDING_EDIT if may_answer else Permission.ANSWER_ENTER),
        "can_be_confirmed": can_be_confirmed(one),
        "last_days": {line.id: call_in_open_to(line.addressee.in_force_on, today) for line in one.lines},
        "as_at": today,
        "history": list_history("sending", one.reference),
    }


def _wording_now(line: SentLine) -> str:
    return line.addressee.recommendation.text


def number_of(line: SentLine) -> str:
    """How a recommendation is numbered in print, else its reference."""
    return line.addressee.recommendation.printed_number or line.addressee.recommendation.reference


def line_names(one: Sending) -> dict[int, str]:
    """The name of each line's recommendation as this reader may see it."""
    return {line.id: _name(line) for line in one.lines}


def _name(line: SentLine) -> str:
    carried = line.addressee.recommendation
    return name_of(
        carried.short_name, carried.public_name, carried.publicity, carried.reference, matter_of(carried)
    )


def can_be_confirmed(one: Sending) -> bool:
    """Whether the committee's agreement can be confirmed: asked for, not yet there, and all is agreed."""
    carried = [line.addressee.recommendation for line in one.lines]
    return (
        one.subject_to_id is not None
        and one.confirmed_on is None
        and any(each.agreed_on is not None for each in carried)
        and all(each.agreed_on is not None or each.withdrawn_on is not None for each in carried)
    )


def entered(field: CivilDateField) -> date:
    """The date in a field that the form requires."""
    on: date | None = field.data
    assert on is not None
    return on


def sending_to_change(reference: str) -> Sending:
    """A sending that whoever asks may change. Raises NotFound and Forbidden."""
    one = get_sending(reference)
    require(Permission.SENDING_EDIT, matter_of_sending(one))
    return one


@blueprint.route("/sendings/<reference>/notice", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def notice(reference: str) -> str | Response:
    one, form = sending_to_change(reference), NoticeForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            verbs.record_notice(one, entered(form.on), by_now())
        except Refused as refused:
            form.refuse("on", refused.sentence)
        else:
            return _saved(form, one, "Notice is recorded.")
    return render_template("recommendations/notice.html", form=form, sending=get_sending(reference))


@blueprint.route("/sendings/<reference>/receipt", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def receipt(reference: str) -> str | Response:
    one, form = sending_to_change(reference), ReceiptForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            verbs.record_receipt(one, entered(form.on), by_now())
        except Refused as refused:
            form.refuse("on", refused.sentence)
        else:
            return _saved(form, one, "Receipt is recorded.")
    return render_template("recommendations/receipt.html", form=form, sending=get_sending(reference))


def _saved(form: NoticeForm | ReceiptForm | ExpectForm, one: Sending, sentence: str) -> Response:
    address = url_for("recommendations.sending", reference=one.reference)
    taken(text(form.once), address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


@blueprint.route("/sendings/receipt", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def receipts() -> str | Response:
    form = ReceiptsForm()
    found = [
        one
        for one in list_sendings_by_reference(request.values.getlist("s"), request.values.getlist("r"))
        if one.received_on is None and may(Permission.SENDING_EDIT, matter_of_sending(one))
    ]
    form.sendings.choices = [(one.reference, f"{one.title}, to {one.to_name}") for one in found]
    if request.method == "GET" and not form.sendings.data:
        form.sendings.data = [one.reference for one in found]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        ticked = [one for one in found if one.reference in (form.sendings.data or [])]
        try:
            verbs.record_receipts(ticked, entered(form.on), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse("sendings" if refused.field == "sendings" else "on", refused.sentence)
        else:
            taken(text(form.once), url_for("recommendations.sendings"))
            db.session.commit()
            flash(
                f"Receipt is recorded for {len(ticked)} sending{'s' if len(ticked) != 1 else ''}.", "success"
            )
            return redirect(url_for("recommendations.sendings"))
    return render_template("recommendations/receipts.html", form=form, found=found)


@blueprint.route("/sendings/<reference>/expected", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def expected(reference: str) -> str | Response:
    one = sending_to_change(reference)
    form = ExpectForm(obj=one) if request.method == "POST" else ExpectForm()
    if form.is_fresh():
        form.on.data, form.expected_why.data = one.expected_on, one.expected_why
    if form.validate_on_submit():
        try:
            verbs.expect(one, form.on.data, text(form.expected_why), by_now())
        except Refused as refused:
            form.refuse("expected_why", refused.sentence)
        else:
            return _saved(form, one, "The expected date is saved.")
    return render_template("recommendations/expected.html", form=form, sending=one)


@blueprint.post("/sendings/<reference>/confirm")
@allow(Permission.SENDING_EDIT)
def confirm_sending(reference: str) -> Response:
    verbs.confirm(sending_to_change(reference), by_now())
    db.session.commit()
    flash("The committee's agreement is confirmed.", "success")
    return redirect(url_for("recommendations.sending", reference=reference))
