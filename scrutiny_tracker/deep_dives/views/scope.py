"""The scope: which measures, why each, in which section of the report and in which session."""

from __future__ import annotations

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.filters import plural, short_date
from ...core.forms import text
from ...core.kept import led_to
from ...core.panels import brought
from ...history.journal import by_now
from ...kpis.queries import get_kpi, list_kpi_choices
from ...rules.permissions import Permission
from .. import actions
from ..forms import PlaceForm, ProposeForm, ScopedForm, ScopeForm, TakeOutForm
from ..models import DeepDive, ScopeReason
from ..queries import get_scoped
from ..queries.proposing import list_proposed
from ..queries.said import said_about
from .blueprint import address_of, blueprint, clash, editable, kept


@blueprint.route("/<reference>/scope-measure", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def scope_measure(reference: str) -> str | Response:
    dive = editable(reference)
    form = ScopeForm()
    scoped_codes = {scoped.kpi.code for scoped in dive.scope}
    form.kpi.choices = [
        ("", "Choose"),
        *(
            (code, words)
            for code, words in list_kpi_choices()
            if code not in scoped_codes or form.is_submitted()
        ),
    ]
    _offer_sessions(form, dive)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            scoped = actions.scope_measure(dive, get_kpi(text(form.kpi)), _facts(form, dive), by_now())
        except Refused as refused:
            form.refuse(refused.field or "kpi", refused.sentence)
        else:
            return kept(form, address_of(dive), f"{scoped.kpi.name} is in the scope.")
    return render_template("deep_dives/scope_measure.html", form=form, dive=dive)


@blueprint.route("/<reference>/propose-scope", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def propose_scope(reference: str) -> str | Response:
    dive = editable(reference)
    form = ProposeForm()
    if form.is_submitted() and (seen := led_to(text(form.once))):
        return redirect(seen)
    everywhere = dive.body.parent_id is None or request.args.get("bodies") == "all"
    proposed = list_proposed(None if everywhere else [dive.body_id], {scoped.kpi_id for scoped in dive.scope})
    form.measures.choices = [(one.code, one.name) for one in proposed]
    if form.validate_on_submit():
        ticked = set(form.measures.data or ())
        chosen = [
            (get_kpi(one.code), actions.ScopeFacts(one.proposal.why, one.proposal.reason[:400], None, None))
            for one in proposed
            if one.code in ticked and one.proposal is not None
        ]
        try:
            added = actions.scope_all(dive, chosen, by_now())
        except Refused as refused:
            form.refuse("measures", refused.sentence)
        else:
            return kept(
                form, f"{address_of(dive)}#scope", f"{plural(len(added), 'measure')} put in the scope."
            )
    kpi_ids = [one.kpi_id for one in proposed]
    return render_template(
        "deep_dives/propose_scope.html",
        form=form,
        dive=dive,
        proposed=proposed,
        said=said_about(kpi_ids, dive, brought("said-before", kpi_ids)),
        everywhere=everywhere,
    )


@blueprint.route("/<reference>/place-in-sessions", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def place_in_sessions(reference: str) -> str | Response:
    dive = editable(reference)
    form = PlaceForm()
    if form.is_fresh():
        for scoped in dive.scope:
            number = str(scoped.session.number) if scoped.session else ""
            form.rows.append_entry({"scoped": str(scoped.id), "session": number})
    form.offer(
        [(str(each.number), f"Session {each.number}, {short_date(each.on)}") for each in dive.sessions]
    )
    if form.validate_on_submit():
        sessions = {str(each.number): each for each in dive.sessions}
        rows = [entry.form for entry in form.rows if text(entry.form.scoped).isdecimal()]
        chosen = {int(text(row.scoped)): sessions.get(text(row.session)) for row in rows}
        actions.place_in_sessions(dive, chosen, by_now())
        return kept(form, f"{address_of(dive)}#scope", "Saved.")
    by_id = {str(scoped.id): scoped for scoped in dive.scope}
    return render_template("deep_dives/place_in_sessions.html", form=form, dive=dive, by_id=by_id)


@blueprint.route("/<reference>/measures/<code>/change", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def change_scoped(reference: str, code: str) -> str | Response:
    dive = editable(reference)
    scoped = get_scoped(dive, code)
    typed = {
        "why": scoped.why.value,
        "note": scoped.note or "",
        "section": str(scoped.section),
        "session": str(scoped.session.number) if scoped.session else "",
    }
    form = ScopedForm(data=typed)
    _offer_sessions(form, dive)
    if form.validate_on_submit():
        if answer := clash(form, typed, scoped.version):
            return answer
        actions.change_scoped(dive, scoped, _facts(form, dive), by_now())
        return kept(form, address_of(dive), "Saved.")
    if form.is_fresh():
        form.version.data = str(scoped.version)
    return render_template("deep_dives/change_scoped.html", form=form, dive=dive, scoped=scoped)


@blueprint.route("/<reference>/measures/<code>/take-out", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def take_out(reference: str, code: str) -> str | Response:
    dive = editable(reference)
    form = TakeOutForm()
    if form.is_submitted() and (seen := led_to(text(form.once))):
        return redirect(seen)
    scoped = get_scoped(dive, code)
    if form.validate_on_submit():
        try:
            actions.take_out(dive, scoped, text(form.why), by_now())
        except Refused as refused:
            form.refuse("why", refused.sentence)
        else:
            return kept(form, address_of(dive), f"{scoped.kpi.name} is taken out of the scope.")
    return render_template("deep_dives/take_out.html", form=form, dive=dive, scoped=scoped)


def _offer_sessions(form: ScopedForm, dive: DeepDive) -> None:
    named = ((str(each.number), f"Session {each.number}, {short_date(each.on)}") for each in dive.sessions)
    form.session.choices = [("", "Not yet"), *named]


def _facts(form: ScopedForm, dive: DeepDive) -> actions.ScopeFacts:
    sessions = {str(each.number): each for each in dive.sessions}
    section = text(form.section)
    return actions.ScopeFacts(
        why=ScopeReason(text(form.why)),
        note=text(form.note) or None,
        section=int(section) if section else None,
        session=sessions.get(text(form.session)),
    )
