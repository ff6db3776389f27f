"""The health of the set of measures: its gaps, reviews, strategies, and targets that may clash."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.forms import day, text
from ...core.kept import led_to
from ...core.listing import listing
from ...core.sheets import Sheet
from ...council.models import Standing
from ...council.queries import find_body_by_code, list_bodies
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import actions
from ..forms.keeping import ClashForm, DecideClashForm, ReviewForm
from ..health import Gap, gaps, matrix
from ..health import Standing as Kept
from ..models import Plan, ReviewOutcome
from ..queries import (
    Names,
    find_current_plan,
    get_clash,
    get_kpi,
    hold,
    list_clashes,
    list_kpi_choices,
    list_names,
    list_priorities,
    list_standings,
    list_strategy_rows,
    matter_of,
)
from ..years import reporting_year
from .blueprint import blueprint, done, measure_word, one_form, stale

GAPS = {
    Gap.NOT_REVIEWED: "Not reviewed this year",
    Gap.NOT_MEASURABLE: "Not measurable as written",
    Gap.NOT_DESIGNATED: "Neither national nor local",
    Gap.NO_FREQUENCY: "No frequency stated",
    Gap.NO_STRATEGY: "Serves no strategy",
    Gap.NO_TARGET: "No target this year",
}


def _measures_asked(plan: Plan | None, year: str, names: Names) -> tuple[Sequence[Kept], str]:
    """The measures of the set, or of the board whose review is named (SB4-2025-26), and its code."""
    measures = list_standings(None if plan is None else plan.id, year)
    code = request.args.get("review", "").removesuffix(f"-{year}")
    if code:
        body_id = names.body_id(code)
        measures = [one for one in measures if one.body_id == body_id]
    return measures, code


def _gap_asked() -> Gap:
    wanted = request.args.get("gap", "")
    return Gap(wanted) if wanted in list(Gap) else Gap.NOT_REVIEWED


def health_sheet() -> Sheet:
    """The measures with the gap that is shown."""
    year, names, gap = reporting_year(clock.today()).label, list_names(hold()), _gap_asked()
    measures, _code = _measures_asked(find_current_plan(), year, names)
    columns = ((measure_word(capital=True), 60), ("Code", 12), ("Scrutiny body", 40))
    rows = (
        (one.name, one.code, names.bodies[one.body_id][1] if one.body_id in names.bodies else "None")
        for one in gaps(measures)[gap]
    )
    return Sheet(GAPS[gap], columns, rows)


@blueprint.get("/health")
@allow(Permission.HOUSE_READ)
@listing(health_sheet)
def health() -> str:
    """`review` names a board's yearly review (SB4-2025-26) and keeps its measures alone."""
    year = reporting_year(clock.today()).label
    plan = find_current_plan()
    names = list_names(hold())
    measures, code = _measures_asked(plan, year, names)
    found = gaps(measures)
    return render_template(
        "kpis/health.html",
        plan=plan,
        year=year,
        number=len(measures),
        board=names.name_of(names.bodies, code) if code else "",
        review=request.args.get("review", ""),
        words_of=GAPS,
        gaps=found,
        gap=_gap_asked(),
        names=names,
        priorities=[(one.id, one.name) for one in list_priorities(plan.id)] if plan is not None else [],
        rows=matrix(list_strategy_rows(), measures),
    )


@blueprint.route("/<code>/review", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def review(code: str) -> str | Response:
    kpi = get_kpi(code)
    require(Permission.KPI_EDIT, matter_of(kpi))
    form = ReviewForm()
    form.body.choices = [("", "None"), *((b.code, b.name) for b in list_bodies(Standing.SCRUTINY))]
    if form.is_fresh():
        form.year.data = reporting_year(clock.today()).label
        form.body.data = kpi.body.code if kpi.body else ""
        form.reviewed_on.data = clock.today()
    back = url_for(".health", gap=Gap.NOT_REVIEWED, review=request.args.get("review"))
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        facts = actions.ReviewFacts(
            text(form.year),
            ReviewOutcome(text(form.outcome)),
            text(form.reason),
            day(form.reviewed_on),
            text(form.is_measurable) == "yes",
            find_body_by_code(text(form.body)),
        )
        try:
            actions.review(kpi, facts, by_now())
        except Refused as refused:
            form.refuse(refused.field or "reason", refused.sentence)
        else:
            return done(form, back, f"The review of {kpi.name} is recorded.")
    return one_form(form, "Review for relevance", "Record the review", back, caption=f"{code}, {kpi.name}")


def clashes_sheet() -> Sheet:
    columns = (
        ("First", 44),
        ("Second", 44),
        ("Reference", 16),
        ("Why", 50),
        ("Raised by", 24),
        ("Raised on", 13),
        ("Decision", 50),
        ("Decided by", 24),
        ("Decided on", 13),
    )
    rows = (
        (
            row.first.name,
            row.second.name,
            row.reference,
            row.why,
            row.raised_by,
            row.raised_on,
            row.decision or "Not decided",
            row.decided_by,
            row.decided_on,
        )
        for row in list_clashes()
    )
    return Sheet("Targets that may clash", columns, rows)


@blueprint.get("/clashes")
@allow(Permission.HOUSE_READ)
@listing(clashes_sheet)
def clashes() -> str:
    return render_template("kpis/clashes.html", rows=list_clashes())


@blueprint.route("/clashes/raise", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def raise_clash() -> str | Response:
    form = ClashForm()
    form.first.choices = form.second.choices = [("", "Choose"), *list_kpi_choices()]
    if form.is_fresh():
        form.raised_on.data = clock.today()
        form.first.data = request.args.get("first", "")
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        facts = actions.ClashFacts(text(form.why), text(form.raised_by), day(form.raised_on))
        try:
            actions.raise_clash(get_kpi(text(form.first)), get_kpi(text(form.second)), facts, by_now())
        except Refused as refused:
            form.refuse(refused.field or "second", refused.sentence)
        else:
            return done(form, url_for(".clashes"), "The pair is in the register.")
    return one_form(form, "Two targets that may clash", "Put into the register", url_for(".clashes"))


@blueprint.route("/clashes/<reference>/decide", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def decide_clash(reference: str) -> str | Response:
    row = get_clash(reference)
    form = DecideClashForm()
    theirs = {name: getattr(row, name) for name in ("decision", "decided_by", "decided_on")}
    if form.is_fresh():
        form.process(data=theirs)
        form.decided_on.data = row.decided_on or clock.today()
        form.version.data = str(row.version)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        if row.decision is not None and (both := stale(form, row.version, theirs)):
            return both
        try:
            actions.decide_clash(
                row, text(form.decision), text(form.decided_by), day(form.decided_on), by_now()
            )
        except Refused as refused:
            form.refuse(refused.field or "decision", refused.sentence)
        else:
            return done(form, url_for(".clashes"), "The decision is recorded.")
    intro = [f"{row.first.name} and {row.second.name}.", row.why]
    return one_form(
        form, "What was decided", "Record the decision", url_for(".clashes"), caption=reference, intro=intro
    )


@blueprint.get("/clashes/<reference>")
@allow(Permission.HOUSE_READ)
def clash(reference: str) -> str:
    row = get_clash(reference)
    history = list_history(actions.keeping.CLASH, reference)
    return render_template("kpis/clash.html", row=row, history=history)
