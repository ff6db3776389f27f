"""Closed days and sensitive periods."""

from __future__ import annotations

from itertools import chain

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from ..actions import calendar as verbs
from ..forms import ClosedDayForm, SensitivePeriodForm
from ..queries import get_closed_day, get_sensitive_period, list_closed_days, list_sensitive_periods
from . import blueprint

HELD, WARNED = "Held until it is over", "Warned about"


def calendar_sheet() -> Sheet:
    """Closed days, then sensitive periods."""
    columns = (("What", 20), ("From", 13), ("To", 13), ("Why", 40), ("Publications", 24))
    closed = (("Closed day", day.on, day.on, day.reason, "") for day in list_closed_days())
    sensitive = (
        (
            "Sensitive period",
            each.from_on,
            each.to_on,
            each.reason,
            HELD if each.holds_publication else WARNED,
        )
        for each in list_sensitive_periods()
    )
    return Sheet("Closed days and sensitive periods", columns, chain(closed, sensitive))


@blueprint.get("/admin/calendar")
@allow(Permission.COUNCIL_EDIT)
@listing(calendar_sheet)
def calendar() -> str:
    return render_template(
        "council/calendar.html",
        closed_days=list_closed_days(),
        periods=list_sensitive_periods(),
        history=list_history(*verbs.CALENDAR),
    )


@blueprint.route("/admin/closed-days/add", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def add_closed_day() -> str | Response:
    form = ClosedDayForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            verbs.add_closed_day(day(form.on), text(form.reason), by_now())
        except Refused as refused:
            form.refuse(refused.field or "on", refused.sentence)
        else:
            return _saved(form)
    return render_template("council/add_closed_day.html", form=form)


@blueprint.route("/admin/sensitive-periods/add", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def add_sensitive_period() -> str | Response:
    form = SensitivePeriodForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        dates, holds = (day(form.from_on), day(form.to_on)), bool(form.holds_publication.data)
        try:
            verbs.add_sensitive_period(*dates, text(form.reason), by_now(), holds_publication=holds)
        except Refused as refused:
            form.refuse(refused.field or "from_on", refused.sentence)
        else:
            return _saved(form)
    return render_template("council/add_sensitive_period.html", form=form)


def _saved(form: ClosedDayForm | SensitivePeriodForm) -> Response:
    address = url_for("council.calendar")
    taken(text(form.once), address)
    db.session.commit()
    flash(f"{text(form.reason)}: saved.", "success")
    return redirect(address)


@blueprint.post("/admin/closed-days/<int:day_id>/remove")
@allow(Permission.COUNCIL_EDIT)
def remove_closed_day(day_id: int) -> Response:
    verbs.remove_closed_day(get_closed_day(day_id), by_now())
    db.session.commit()
    flash("Removed.", "success")
    return redirect(url_for("council.calendar"))


@blueprint.post("/admin/sensitive-periods/<int:period_id>/remove")
@allow(Permission.COUNCIL_EDIT)
def remove_sensitive_period(period_id: int) -> Response:
    verbs.remove_sensitive_period(get_sensitive_period(period_id), by_now())
    db.session.commit()
    flash("Removed.", "success")
    return redirect(url_for("council.calendar"))
