"""Municipal years, and the page that starts one."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import long_date
from ...core.forms import day, problems, text
from ...core.kept import led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.years import start_year as start
from ..forms import StartYearForm
from ..queries import find_municipal_year, list_active_people, list_municipal_years
from . import blueprint
from .turning import TurnRows, read_turn, rows_on


def years_sheet() -> Sheet:
    columns = (("Year", 12), ("First day", 14), ("Last day", 14))
    rows = ((year.name, year.starts_on, year.ends_on) for year in list_municipal_years())
    return Sheet("Municipal years", columns, rows)


@blueprint.get("/admin/years")
@allow(Permission.COUNCIL_EDIT)
@listing(years_sheet)
def years() -> str:
    return render_template("council/years.html", years=list_municipal_years(), now=clock.today())


@blueprint.route("/admin/years/start", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def start_year() -> str | Response:
    form, rows = StartYearForm(data=_next_year(clock.today())), rows_on(clock.today())
    mistakes: dict[str, str] = {}
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        turn, mistakes = read_turn(rows, list_active_people())
        if not mistakes:
            dates = (day(form.starts_on), day(form.ends_on))
            try:
                start(text(form.name), *dates, turn, by_now())
            except Refused as refused:
                db.session.rollback()
                rows = rows_on(clock.today())
                mistakes = _beside(form, rows, refused)
            else:
                taken(text(form.once), url_for("council.years"))
                db.session.commit()
                flash(f"{text(form.name)} begins on {long_date(dates[0])}.", "success")
                return redirect(url_for("council.years"))
    return render_template(
        "council/start_year.html",
        form=form,
        rows=rows,
        people=list_active_people(),
        mistakes=mistakes,
        problems=[*problems(form), *((sentence, f"#{name}") for name, sentence in mistakes.items())],
    )


def _beside(form: StartYearForm, rows: TurnRows, refused: Refused) -> dict[str, str]:
    """Puts a rule's sentence beside its field or its row."""
    field = refused.field or "starts_on"
    if field in rows.fields:
        return {field: refused.sentence}
    form.refuse(field if field in form else "starts_on", refused.sentence)
    return {}


def _next_year(today: date) -> dict[str, object]:
    """The year after this one, as it is entered already or as it would be a year later."""
    now = find_municipal_year(today)
    first = (now.starts_on.year if now else today.year - (today.month < 5)) + 1
    name = f"{first}-{(first + 1) % 100:02d}"
    known = next((year for year in list_municipal_years() if year.name == name), None)
    if known is not None:
        return {"name": name, "starts_on": known.starts_on, "ends_on": known.ends_on}
    begins = now.ends_on + timedelta(days=1) if now else None
    return {"name": name, "starts_on": begins, "ends_on": begins and begins + timedelta(days=363)}
