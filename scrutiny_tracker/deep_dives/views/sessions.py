"""Sessions: when they are, who is invited, and the notes that only the review group reads."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused
from ...core.forms import text
from ...core.kept import led_to
from ...history.journal import by_now, list_history
from ...kpis.queries import figures_now
from ...meetings.forms.fields import clock_words, read_clock
from ...rules.permissions import Permission
from .. import actions
from ..forms import NotesForm, SessionForm
from ..models import DeepDive, DeepDiveSession
from ..queries import get_deep_dive, get_session, matter_of
from .blueprint import address_of, blueprint, clash, editable, kept


@blueprint.get("/<reference>/sessions/<int:number>")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def session(reference: str, number: int) -> str:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive))
    one = get_session(dive, number)
    measures = [scoped for scoped in dive.scope if scoped.session_id == one.id]
    return render_template(
        "deep_dives/session.html",
        dive=dive,
        session=one,
        matter=matter_of(dive),
        measures=measures,
        figures=figures_now([scoped.kpi_id for scoped in measures]),
        history=list_history(actions.SESSION_NOUN, actions.session_reference(dive, one)),
    )


@blueprint.route("/<reference>/add-session", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def add_session(reference: str) -> str | Response:
    dive = editable(reference)
    form = SessionForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            added = actions.add_session(dive, _facts(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "on", refused.sentence)
        else:
            return kept(form, address_of(dive), f"Session {added.number} is added.")
    return render_template("deep_dives/add_session.html", form=form, dive=dive)


@blueprint.route("/<reference>/sessions/<int:number>/change", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def change_session(reference: str, number: int) -> str | Response:
    dive = editable(reference)
    one = get_session(dive, number)
    typed: dict[str, str | date | None] = {
        "on": one.on,
        "at": clock_words(one.at),
        "invited": one.invited,
    }
    form = SessionForm(data=typed)
    if form.validate_on_submit():
        try:
            if answer := clash(form, typed, one.version):
                return answer
            actions.change_session(dive, one, _facts(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "on", refused.sentence)
        else:
            return kept(form, address_of(dive), f"Session {number} is saved.")
    if form.is_fresh():
        form.version.data = str(one.version)
    return render_template("deep_dives/change_session.html", form=form, dive=dive, session=one)


@blueprint.route("/<reference>/sessions/<int:number>/write-notes", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def write_notes(reference: str, number: int) -> str | Response:
    dive = editable(reference)
    require(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive))
    one = get_session(dive, number)
    form = NotesForm(data={"notes": one.notes})
    if form.validate_on_submit():
        if answer := clash(form, {"notes": one.notes}, one.version):
            return answer
        actions.write_notes(dive, one, text(form.notes), by_now())
        return kept(form, _address_of_session(dive, one), "The notes are saved.")
    if form.is_fresh():
        form.version.data = str(one.version)
    return render_template("deep_dives/write_notes.html", form=form, dive=dive, session=one)


def _address_of_session(dive: DeepDive, one: DeepDiveSession) -> str:
    return url_for("deep_dives.session", reference=dive.reference, number=one.number)


def _facts(form: SessionForm) -> actions.SessionFacts:
    assert form.on.data is not None
    return actions.SessionFacts(form.on.data, read_clock(text(form.at)), text(form.invited))
