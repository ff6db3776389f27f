"""Portfolios and directorates."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import day, text
from ...core.kept import forget_typing, led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission, Role
from ..actions import areas as verbs
from ..forms import AddAreaForm, AddDirectorateForm, AreaForm, DirectorateForm
from ..models import Directorate, Portfolio
from ..queries import (
    get_directorate,
    get_portfolio,
    list_directorates,
    list_offices,
    list_portfolios,
)
from . import blueprint

CLEARING = {True: "yes", False: "no", None: "council"}


def _holders() -> dict[int | None, str]:
    return {o.portfolio_id: o.person.name for o in list_offices(clock.today(), Role.CABINET_MEMBER)}


def _directors() -> dict[int | None, str]:
    return {o.directorate_id: o.person.name for o in list_offices(clock.today(), Role.DIRECTOR)}


def portfolios_sheet() -> Sheet:
    holders = _holders()
    columns = (("Portfolio", 40), ("Code", 12), ("Cabinet Member", 28), ("From", 13), ("Last day", 13))
    rows = ((o.name, o.code, holders.get(o.id, "Vacant"), o.from_on, o.to_on) for o in list_portfolios())
    return Sheet("Portfolios", columns, rows)


@blueprint.get("/admin/portfolios")
@allow(Permission.COUNCIL_EDIT)
@listing(portfolios_sheet)
def portfolios() -> str:
    return render_template("council/portfolios.html", portfolios=list_portfolios(), holders=_holders())


def directorates_sheet() -> Sheet:
    directors = _directors()
    columns = (
        ("Directorate", 40),
        ("Code", 12),
        ("Director", 28),
        ("Updates are cleared", 18),
        ("Last day", 13),
    )
    clearing = {True: "Yes", False: "No", None: "As the council"}
    rows = (
        (o.name, o.code, directors.get(o.id, "Nobody entered"), clearing[o.updates_need_clearing], o.to_on)
        for o in list_directorates()
    )
    return Sheet("Directorates", columns, rows)


@blueprint.get("/admin/directorates")
@allow(Permission.COUNCIL_EDIT)
@listing(directorates_sheet)
def directorates() -> str:
    return render_template(
        "council/directorates.html", directorates=list_directorates(), directors=_directors()
    )


@blueprint.route("/admin/portfolios/add", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def add_portfolio() -> str | Response:
    form = AddAreaForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            verbs.add_portfolio(
                text(form.code), text(form.name), day(form.from_on), form.to_on.data, by_now()
            )
        except Refused as refused:
            form.refuse(refused.field or "code", refused.sentence)
        else:
            return _saved(form, url_for("council.portfolios"))
    return render_template("council/add_portfolio.html", form=form)


@blueprint.route("/admin/directorates/add", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def add_directorate() -> str | Response:
    form = AddDirectorateForm(data={"clearing": "council"})
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        dates = (day(form.from_on), form.to_on.data)
        clearing = form.needs_clearing()
        try:
            verbs.add_directorate(
                text(form.code), text(form.name), *dates, by_now(), updates_need_clearing=clearing
            )
        except Refused as refused:
            form.refuse(refused.field or "code", refused.sentence)
        else:
            return _saved(form, url_for("council.directorates"))
    return render_template("council/add_directorate.html", form=form)


def _saved(form: AreaForm, address: str) -> Response:
    taken(text(form.once), address)
    forget_typing()
    db.session.commit()
    flash(f"{text(form.name)}: saved.", "success")
    return redirect(address)


def _now(area: Portfolio | Directorate) -> dict[str, object]:
    return {"name": area.name, "from_on": area.from_on, "to_on": area.to_on, "version": area.version}


def _theirs(area: Portfolio | Directorate) -> dict[str, str]:
    return {"name": area.name, "from_on": _as_typed(area.from_on), "to_on": _as_typed(area.to_on)}


def _as_typed(on: date | None) -> str:
    return "" if on is None else f"{on.day} {on.month} {on.year}"


@blueprint.route("/admin/portfolios/<code>/change", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def change_portfolio(code: str) -> str | Response:
    found = get_portfolio(code)
    form = AreaForm(data=_now(found))
    if form.validate_on_submit():
        if form.version_seen() != found.version:
            return conflict(form, _theirs(found), found.version)
        try:
            verbs.change_portfolio(found, text(form.name), day(form.from_on), form.to_on.data, by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return _saved(form, url_for("council.portfolios"))
    history = list_history("portfolio", found.code)
    return render_template("council/change_portfolio.html", form=form, area=found, history=history)


@blueprint.route("/admin/directorates/<code>/change", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def change_directorate(code: str) -> str | Response:
    found = get_directorate(code)
    clearing = CLEARING[found.updates_need_clearing]
    form = DirectorateForm(data={**_now(found), "clearing": clearing})
    if form.validate_on_submit():
        if form.version_seen() != found.version:
            return conflict(form, {**_theirs(found), "clearing": clearing}, found.version)
        dates = (day(form.from_on), form.to_on.data)
        try:
            verbs.change_directorate(
                found, text(form.name), *dates, by_now(), updates_need_clearing=form.needs_clearing()
            )
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return _saved(form, url_for("council.directorates"))
    history = list_history("directorate", found.code)
    return render_template("council/change_directorate.html", form=form, area=found, history=history)
