"""The list of measures, one measure, and the forms that change it."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused, conflict
from ...core.forms import Form, text
from ...core.kept import led_to
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...council.models import Standing
from ...council.queries import list_bodies
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import actions
from ..forms.measures import AddKpiForm, ChangeKpiForm, ReadingForm, RedefineForm, TargetForm
from ..models import Kpi, ReadingStatus
from ..queries import (
    Lacks,
    get_kpi,
    list_definitions,
    list_kpis,
    list_readings,
    list_remits_of,
    list_reviews,
    list_targets,
    matter_of,
)
from .blueprint import blueprint, done, measure_word, one_form
from .facts import differences, facts, offer, typed
from .figure_cells import FIGURE_COLUMNS, figure_cells
from .page import find_page


def _asked() -> tuple[str | None, bool, Lacks | None]:
    """The body (by its code), whether missed ones alone, and what they lack, as the address says."""
    wanted = request.args.get("lacks", "")
    lacks = Lacks(wanted) if wanted in list(Lacks) else None
    return request.args.get("body") or None, "missed" in request.args, lacks


def measures_sheet() -> Sheet:
    body, missed, lacks = _asked()
    columns = ((measure_word(capital=True), 50), ("Code", 12), ("Scrutiny body", 40), *FIGURE_COLUMNS)
    found = every_row(lambda after: list_kpis(body, missed=missed, lacks=lacks, after=after).page)
    rows = ((row.name, row.code, row.body_name, *figure_cells(row.figure)) for row in found)
    return Sheet(measure_word(2, capital=True), columns, rows)


@blueprint.get("/measures")
@allow(Permission.HOUSE_READ)
@listing(measures_sheet)
def register() -> str:
    body, missed, lacks = _asked()
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
    return render_template("kpis/one.html", page=find_page(code))


@blueprint.route("/add", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add() -> str | Response:
    form = AddKpiForm()
    offer(form)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            kpi = actions.add(text(form.code), actions.KpiFacts(**facts(form)), by_now())
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
    form = ChangeKpiForm(data=typed(kpi))
    offer(form)
    if form.validate_on_submit():
        theirs = differences(form, kpi)
        if form.version_seen() != kpi.version and theirs:
            return conflict(form, theirs, kpi.version)
        try:
            actions.change(kpi, replace(actions.facts_of(kpi), **facts(form)), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
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
            beside = actions.Beside(
                form.numerator.number(), form.denominator.number(), form.comparator.number()
            )
            reading = actions.enter_reading(
                kpi, text(form.period), text(form.figure), status, text(form.comment), by_now(), beside
            )
        except Refused as refused:
            form.refuse(refused.field or "figure", refused.sentence)
        else:
            return _kept(form, kpi, f"The figure for {reading.period} is entered.")
    return render_template("kpis/enter_reading.html", form=form, kpi=kpi)


@blueprint.route("/<code>/redefine", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def redefine(code: str) -> str | Response:
    kpi = get_kpi(code)
    require(Permission.KPI_EDIT, matter_of(kpi))
    form = RedefineForm()
    if form.is_fresh():
        form.definition.data, form.calculation.data = kpi.definition, kpi.calculation
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            kept = actions.redefine(
                kpi,
                text(form.period),
                text(form.definition),
                text(form.calculation),
                text(form.why),
                by_now(),
            )
        except Refused as refused:
            form.refuse(refused.field or "definition", refused.sentence)
        else:
            return _kept(form, kpi, f"From {kept.period} on the new definition holds.")
    intro = (
        "No figure from this period on is compared with an earlier one. "
        "To put the words clearer, change the measure."
    )
    address = url_for(".one", code=code)
    return one_form(form, "Change the definition", "Change it", address, caption=kpi.name, intro=[intro])


@blueprint.get("/<code>/entered")
@allow(Permission.HOUSE_READ)
def entered(code: str) -> str:
    kpi = get_kpi(code)
    return render_template(
        "kpis/entered.html",
        kpi=kpi,
        readings=list_readings(kpi),
        targets=list_targets(kpi),
        definitions=list_definitions(kpi.id),
        remits=list_remits_of(kpi.id),
        reviews=list_reviews(kpi.id),
        history=list_history(actions.NOUN, kpi.code),
    )


def _kept(form: Form, kpi: Kpi, sentence: str) -> Response:
    return done(form, url_for(".one", code=kpi.code), sentence)
