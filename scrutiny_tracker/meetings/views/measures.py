"""From a scorecard to the boards: misses referred in one step, notes asked for, yearly reviews placed."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.filters import listed, plural
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...council.models import Body, Standing
from ...council.queries import get_body, list_active_people, list_bodies
from ...history.journal import by_now
from ...kpis.board import Board
from ...kpis.queries import find_board, find_current_plan, find_default_period, find_plan
from ...kpis.years import reporting_year
from ...rules.performance import NotAPeriodError, parse_period
from ...rules.permissions import Permission
from ..actions import measures as actions
from ..forms.measures import DIVE, NOTE, REFER, MissesForm, ReviewsForm
from ..forms.owed import body_choices
from ..queries.measures import list_referred
from ..readable import matter_of
from .blueprint import blueprint, one_form, put


@blueprint.route("/referrals/misses", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def refer_misses() -> str | Response:
    board = _asked_board()
    bodies = _own_bodies()
    form = MissesForm()
    form.from_body.choices = body_choices(bodies)
    form.offer(list_active_people())
    form.codes.choices = [(row.kpi.code, row.kpi.name) for row in board.rows]
    if form.is_fresh():
        form.codes.data = request.args.getlist("code") or None
        above = [body for body in bodies if body.parent_id is None]
        form.from_body.data = above[0].code if len(above) == 1 else ""
        form.step.data = REFER
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            done = _do(form, board)
        except Refused as refused:
            put(form, refused, "step")
        else:
            taken(text(form.once), done.location)
            db.session.commit()
            return done
    chosen = set(form.codes.data or ())
    return render_template(
        "meetings/refer_misses.html",
        form=form,
        board=board,
        groups=_groups(board, chosen),
        chosen=chosen,
        referred={row.kpi_id: row for row in list_referred(board.period.label)},
        back=url_for("kpis.glance", plan=request.args.get("plan"), period=board.period.label),
    )


def _do(form: MissesForm, board: Board) -> Response:
    """What was asked for; the answer leads to where it shows."""
    body = get_body(text(form.from_body))
    require(Permission.FOLLOW_UP_EDIT, matter_of({body.id}))
    rows = [row for row in board.rows if row.kpi.code in set(form.codes.data or ())]
    period = board.period.label
    if form.step.data == DIVE:
        if not rows:
            raise Refused("Tick at least one measure.", "codes")
        asked = {"code": [row.kpi.code for row in rows], "body": body.code, "period": period}
        plan = {"plan": request.args["plan"]} if request.args.get("plan") else {}
        return redirect(f"/deep-dives/take-up?{urlencode(asked | plan, doseq=True)}")
    if form.step.data == NOTE:
        owner = int(text(form.owner)) if text(form.owner) else None
        asked_of = actions.AskedOf(owner, text(form.whom), form.due_on.data, text(form.why) or None)
        note = actions.ask_for_note(body, period, rows, asked_of, by_now())
        flash(f"A note is asked for ({note.reference}).", "success")
        return redirect(url_for(".show_follow_up", reference=note.reference))
    everyone = list_bodies(Standing.SCRUTINY, on=clock.today())
    done = actions.refer_misses(body, period, rows, everyone, text(form.why) or None, by_now())
    words = [f"{row.reference} to {_name_of(everyone, row.to_body_id)}" for row in done.referrals]
    kept = f" {body.name} has its own on its work programme." if done.kept is not None else ""
    sent = f"{plural(len(words), 'referral')} sent: {listed(words)}." if words else ""
    flash(f"{sent}{kept}".strip(), "success")
    return redirect(url_for(".refer_misses", plan=request.args.get("plan"), period=period))


def _name_of(bodies: Sequence[Body], body_id: int) -> str:
    return next(body.name for body in bodies if body.id == body_id)


def _asked_board() -> Board:
    """The board of the plan and period in the address. Raises NotFound."""
    name = request.args.get("plan", "")
    plan = find_plan(name) if name else find_current_plan()
    if name and plan is None:
        raise NotFound(f"There is no plan called {name}.")
    plan_id = None if plan is None else plan.id
    words = request.args.get("period", "")
    try:
        period = parse_period(words) if words else find_default_period(plan_id)
    except NotAPeriodError as problem:
        raise NotFound(str(problem)) from None
    return find_board(plan_id, period or reporting_year(clock.today()))


def _own_bodies() -> list[Body]:
    """The scrutiny bodies for which whoever asks may refer."""
    everyone = list_bodies(Standing.SCRUTINY, on=clock.today())
    return [body for body in everyone if may(Permission.FOLLOW_UP_EDIT, matter_of({body.id}))]


def _groups(board: Board, chosen: set[str]) -> list[tuple[str, list[object]]]:
    """The ticked and the missed measures by the board whose remit they are."""
    names = {body.id: body.name for body in list_bodies(Standing.SCRUTINY, on=clock.today())}
    found: dict[str, list[object]] = {}
    for row in board.rows:
        if row.is_missed or row.kpi.code in chosen:
            found.setdefault(names.get(row.kpi.body_id or 0, "In no board's remit"), []).append(row)
    return sorted(found.items())


@blueprint.route("/work-programme/measure-reviews", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def place_reviews() -> str | Response:
    year = reporting_year(clock.today()).label
    plan = find_current_plan()
    board = find_board(None if plan is None else plan.id, reporting_year(clock.today()))
    numbers = [
        (body, sum(row.kpi.body_id == body.id for row in board.rows))
        for body in list_bodies(Standing.SCRUTINY, on=clock.today())
        if may(Permission.WORK_PROGRAMME_EDIT, matter_of({body.id}))
    ]
    numbers = [(body, number) for body, number in numbers if number]
    form = ReviewsForm()
    if form.is_fresh():
        form.not_before_on.data = clock.today()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        address = url_for("kpis.health")
        placed = actions.place_reviews(year, day(form.not_before_on), numbers, by_now())
        flash(f"{plural(len(placed), 'review')} placed on work programmes.", "success")
        taken(text(form.once), address)
        db.session.commit()
        return redirect(address)
    intro = [
        f"Each board that has measures gets a topic for {year}: keep, change or retire each of its measures. "
        "A review that is there already is changed, not placed twice.",
        *(f"{body.name}: {plural(number, 'measure')}" for body, number in numbers),
    ]
    return one_form(
        form,
        f"Place the reviews of {year} on work programmes",
        "Place them",
        url_for("kpis.health"),
        intro=intro,
    )
