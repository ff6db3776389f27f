"""The list of measures, one measure, and the forms that change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to, taken
from ...council.models import Standing
from ...council.queries import list_bodies, list_directorates, list_portfolios
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import actions
from ..charts import chart_of, svg
from ..forms import POLARITIES, AddKpiForm, ChangeKpiForm, ReadingForm, TargetForm
from ..models import Kpi, Polarity, ReadingStatus
from ..queries import Lacks, get_kpi, list_kpis, list_readings, matter_of, series
from .blueprint import blueprint


@blueprint.get("/measures")
@allow(Permission.HOUSE_READ)
def register() -> str:
    body, missed = request.args.get("body") or None, "missed" in request.args
    wanted = request.args.get("lacks", "")
    lacks = Lacks(wanted) if wanted in list(Lacks) else None
    listed = list_kpis(body, missed=missed, lacks=lacks, after=request.args.get("after"))
    after = listed.page.after
    only = "yes" if missed else None
    return render_template(
        "kpis/register.html",
        listed=listed,
        bodies=list_bodies(Standing.SCRUTINY),
        body=body,
        missed=missed,
        lacks=lacks,
        next_address=url_for(".register", after=after, body=body, missed=only, lacks=lacks)
        if after
        else None,
    )


@blueprint.get("/<code>")
@allow(Permission.HOUSE_READ)
def one(code: str) -> str:
    kpi = get_kpi(code)
    whole = series([kpi.id])[kpi.id]
    returned = [figure for figure in whole.figures if figure.reading_status is not None]
    return render_template(
        "kpis/one.html",
        kpi=kpi,
        matter=matter_of(kpi),
        polarities=dict(POLARITIES),
        series=whole,
        latest=returned[-1] if returned else None,
        chart=svg(chart_of(whole), "chart"),
        readings=list_readings(kpi),
        history=list_history(actions.NOUN, kpi.code),
    )


@blueprint.route("/add", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add() -> str | Response:
    form = AddKpiForm()
    _offer(form)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            kpi = actions.add(text(form.code), actions.KpiFacts(**_facts(form)), by_now())
        except Refused as refused:
            form.refuse(refused.field or "code", refused.sentence)
        else:
            return _kept(form, kpi, f"{kpi.name} is added. Set its target and enter its figures next.")
    return render_template("kpis/add.html", form=form)


@blueprint.route("/<code>/change", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def change(code: str) -> str | Response:
    kpi = get_kpi(code)
    require(Permission.KPI_EDIT, matter_of(kpi))
    form = ChangeKpiForm(data=_typed(kpi))
    _offer(form)
    if form.validate_on_submit():
        theirs = {
            name: str(value) for name, value in _typed(kpi).items() if str(form[name].data) != str(value)
        }
        if form.version_seen() != kpi.version and theirs:
            return conflict(form, theirs, kpi.version)
        actions.change(kpi, replace(actions.facts_of(kpi), **_facts(form)), by_now())
        return _kept(form, kpi, "Saved.")
    if form.is_fresh():
        form.version.data = str(kpi.version)
    return render_template("kpis/change.html", form=form, kpi=kpi)


@blueprint.route("/<code>/set-target", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def set_target(code: str) -> str | Response:
    kpi = get_kpi(code)
    require(Permission.KPI_EDIT, matter_of(kpi))
    form = TargetForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            target = actions.set_target(
                kpi, text(form.period), text(form.target), text(form.reason), by_now()
            )
        except Refused as refused:
            form.refuse(refused.field or "target", refused.sentence)
        else:
            verb = "set" if target.value is not None else "taken back"
            return _kept(form, kpi, f"The target for {target.period} is {verb}.")
    return render_template("kpis/set_target.html", form=form, kpi=kpi)


@blueprint.route("/<code>/enter-reading", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def enter_reading(code: str) -> str | Response:
    kpi = get_kpi(code)
    require(Permission.KPI_EDIT, matter_of(kpi))
    form = ReadingForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        status = ReadingStatus(text(form.status))
        try:
            reading = actions.enter_reading(
                kpi, text(form.period), text(form.figure), status, text(form.comment), by_now()
            )
        except Refused as refused:
            form.refuse(refused.field or "figure", refused.sentence)
        else:
            return _kept(form, kpi, f"The figure for {reading.period} is entered.")
    return render_template("kpis/enter_reading.html", form=form, kpi=kpi)


def _kept(form: ChangeKpiForm | TargetForm | ReadingForm, kpi: Kpi, sentence: str) -> Response:
    """Commits and leads to the measure; a second click of the same form leads there too."""
    address = url_for(".one", code=kpi.code)
    taken(text(form.once), address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


def _offer(form: ChangeKpiForm) -> None:
    nobody = ("", "None")
    form.body.choices = [nobody, *((body.code, body.name) for body in list_bodies(Standing.SCRUTINY))]
    form.portfolio.choices = [nobody, *((row.code, row.name) for row in list_portfolios())]
    form.directorate.choices = [nobody, *((row.code, row.name) for row in list_directorates())]


def _typed(kpi: Kpi) -> dict[str, str | bool]:
    """The measure as its form shows it."""
    return {
        "name": kpi.name,
        "definition": kpi.definition,
        "unit": kpi.unit,
        "decimals": str(kpi.decimals),
        "polarity": kpi.polarity.value,
        "body": kpi.body.code if kpi.body else "",
        "portfolio": kpi.portfolio.code if kpi.portfolio else "",
        "directorate": kpi.directorate.code if kpi.directorate else "",
        "is_illustrative": kpi.is_illustrative,
    }


def _facts(form: ChangeKpiForm) -> dict[str, Any]:
    bodies = {row.code: row.id for row in list_bodies(Standing.SCRUTINY)}
    portfolios = {row.code: row.id for row in list_portfolios()}
    directorates = {row.code: row.id for row in list_directorates()}
    return {
        "name": text(form.name),
        "definition": text(form.definition),
        "unit": text(form.unit),
        "decimals": int(text(form.decimals)),
        "polarity": Polarity(text(form.polarity)),
        "body_id": bodies.get(text(form.body)),
        "portfolio_id": portfolios.get(text(form.portfolio)),
        "directorate_id": directorates.get(text(form.directorate)),
        "is_illustrative": bool(form.is_illustrative.data),
    }
