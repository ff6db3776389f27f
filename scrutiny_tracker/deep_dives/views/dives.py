"""The list of deep dives, a deep dive's workspace, and the forms that begin and change one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.filters import short_date
from ...core.forms import day, text
from ...core.kept import led_to
from ...core.listing import every_row, listing
from ...core.panels import brought
from ...core.sheets import Sheet
from ...council.models import Standing
from ...council.queries import get_body, list_bodies
from ...history.journal import by_now, list_history
from ...kpis.queries import figures_now
from ...meetings.models import AgendaItem
from ...meetings.queries import list_items_with_paper
from ...meetings.readable import PRIVATE_PAPER, matter_of, matter_of_item, readable_title
from ...rules.permissions import Matter, Permission
from .. import actions
from ..forms import AddDeepDiveForm, ChangeDeepDiveForm
from ..models import DeepDive
from ..planning import key_dates_of, phases_of
from ..queries import get_deep_dive, list_deep_dives, list_items_around, list_meetings_to_report_to
from ..queries import matter_of as matter_of_dive
from ..queries.working import count_working
from .blueprint import address_of, blueprint, clash, editable, kept


def dives_sheet() -> Sheet:
    columns = (
        ("Deep dive", 50),
        ("Reference", 20),
        ("Scrutiny body", 40),
        ("Began", 13),
        ("Ended", 13),
        ("Measures", 10),
        ("Sessions", 10),
    )
    rows = (
        (row.title, row.reference, row.body_name, row.began_on, row.ended_on, row.measures, row.sessions)
        for row in every_row(list_deep_dives)
    )
    return Sheet("Deep dives", columns, rows)


@blueprint.get("")
@allow(Permission.HOUSE_READ)
@listing(dives_sheet)
def register() -> str:
    page = list_deep_dives(request.args.get("after"))
    return render_template(
        "deep_dives/register.html",
        page=page,
        next_address=url_for(".register", after=page.after) if page.after else None,
    )


@blueprint.get("/<reference>")
@allow(Permission.HOUSE_READ)
def workspace(reference: str) -> str:
    dive = get_deep_dive(reference)
    working = count_working(dive.id)
    cleared = [row for rows in brought("deep-dive-clearance", dive) for row in rows]
    return render_template(
        "deep_dives/workspace.html",
        dive=dive,
        matter=matter_of_dive(dive),
        next_session=next((each for each in dive.sessions if each.finished_on is None), None),
        figures=figures_now([scoped.kpi_id for scoped in dive.scope]),
        agreed_at=_item_words(dive.agreed_at),
        reports_to=_item_words(dive.reports_to),
        paper=_paper_words(dive),
        history=list_history(actions.NOUN, dive.reference),
        working=working,
        phases=phases_of(dive, working, cleared, any(brought("deep-dive-sent", dive))),
        key_dates=key_dates_of(dive, cleared),
    )


def _item_words(item: AgendaItem | None) -> str | None:
    return None if item is None else readable_title(item, matter_of_item(item))


def _paper_words(dive: DeepDive) -> str | None:
    """The report's title, as those may read it who may read the items that it is the report of."""
    if dive.paper is None:
        return None
    bodies = {item.meeting.body_id for item in list_items_with_paper(dive.paper.id)}
    return readable_title(dive.paper, matter_of(bodies or {dive.body_id}), PRIVATE_PAPER)


@blueprint.route("/add", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def add() -> str | Response:
    form = AddDeepDiveForm()
    form.body.choices = [("", "Choose"), *((b.code, b.name) for b in list_bodies(Standing.SCRUTINY))]
    items = _offer(form, clock.today())
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        body = get_body(text(form.body))
        require(Permission.DEEP_DIVE_EDIT, Matter(body_ids=frozenset({body.id})))
        try:
            dive = actions.add(body, _facts(form, items), by_now())
        except Refused as refused:
            form.refuse(refused.field or "title", refused.sentence)
        else:
            return kept(form, address_of(dive), "Begun. Choose its measures and plan its sessions next.")
    return render_template("deep_dives/add.html", form=form)


@blueprint.route("/<reference>/change", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def change(reference: str) -> str | Response:
    dive = editable(reference)
    form = ChangeDeepDiveForm(data=_typed(dive))
    items = _offer(form, dive.began_on, dive)
    if form.validate_on_submit():
        try:
            if answer := clash(form, _typed(dive), dive.version):
                return answer
            actions.change(dive, _facts(form, items), by_now())
        except Refused as refused:
            form.refuse(refused.field or "title", refused.sentence)
        else:
            return kept(form, address_of(dive), "Saved.")
    if form.is_fresh():
        form.version.data = str(dive.version)
    return render_template("deep_dives/change.html", form=form, dive=dive)


def _typed(dive: DeepDive) -> dict[str, str | date | None]:
    """The deep dive as its form shows it."""
    return {
        "title": dive.title,
        "purpose": dive.purpose,
        "terms": dive.terms or "",
        "began_on": dive.began_on,
        "ended_on": dive.ended_on,
        "agreed_at": dive.agreed_at.reference if dive.agreed_at else "",
        "reports_at": dive.reports_at_reference or "",
        "reports_to": dive.reports_to.reference if dive.reports_to else "",
        "paper": dive.paper.reference if dive.paper else "",
    }


def _offer(form: ChangeDeepDiveForm, on: date, dive: DeepDive | None = None) -> Sequence[AgendaItem]:
    """Fills the lists of items, meetings and reports with those that whoever asks may know of."""
    also = (dive.agreed_at_id, dive.reports_to_id) if dive is not None else ()
    items = list_items_around(on, *also)
    meetings = list_meetings_to_report_to(on, dive.reports_at_reference if dive is not None else None)
    none = ("", "Not yet")
    named = [none, *((item.reference, _item_choice(item)) for item in items)]
    form.agreed_at.choices = form.reports_to.choices = named
    form.reports_at.choices = [
        none,
        *((each.reference, f"{short_date(each.on)}, {each.body.name}") for each in meetings),
    ]
    papers = {
        item.paper.reference: readable_title(item.paper, matter_of_item(item), PRIVATE_PAPER)
        for item in items
        if item.paper is not None
    }
    form.paper.choices = [none, *papers.items()]
    return items


def _item_choice(item: AgendaItem) -> str:
    title = readable_title(item, matter_of_item(item))
    return f"{short_date(item.meeting.on)}, {item.meeting.body.name}, item {item.number}: {title}"


def _facts(form: ChangeDeepDiveForm, items: Sequence[AgendaItem]) -> actions.DeepDiveFacts:
    by_reference = {item.reference: item.id for item in items}
    papers = {item.paper.reference: item.paper.id for item in items if item.paper is not None}
    return actions.DeepDiveFacts(
        title=text(form.title),
        purpose=text(form.purpose),
        began_on=day(form.began_on),
        ended_on=form.ended_on.data,
        agreed_at_id=by_reference.get(text(form.agreed_at)),
        reports_to_id=by_reference.get(text(form.reports_to)),
        paper_id=papers.get(text(form.paper)),
        terms=text(form.terms) or None,
        reports_at_reference=text(form.reports_at) or None,
    )
