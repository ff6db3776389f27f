"""Sessions: when they are, and their page: who comes, a box of notes for each measure, what was promised."""

from __future__ import annotations

from datetime import date

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to, taken
from ...core.panels import brought
from ...history.journal import by_now, list_history
from ...kpis.queries import figures_at, figures_now
from ...meetings.forms.fields import clock_words, read_clock
from ...rules.permissions import Permission
from .. import actions
from ..forms import NotesForm, SessionForm
from ..models import DeepDive, DeepDiveSession, ScopedMeasure
from ..queries import get_deep_dive, get_session, matter_of
from ..queries.said import said_about
from ..queries.working import list_measure_notes, list_promises
from .blueprint import address_of, address_of_session, blueprint, clash, editable, kept
from .notes import boxes_of, merge, page_of_promises, stretches

AnyResponse = str | Response


@blueprint.route("/<reference>/sessions/<int:number>", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_READ_NOTES)
def session(reference: str, number: int) -> AnyResponse:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive))
    one = get_session(dive, number)
    form = NotesForm()
    if request.method == "POST":
        require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
        if form.validate_on_submit():
            answer = _write(dive, one, form)
            if answer is not None:
                return answer
    return _page(dive, one, form)


def _write(dive: DeepDive, one: DeepDiveSession, form: NotesForm) -> Response | None:
    """Keeps the boxes; None where the page has to be shown again with what is wrong."""
    boxes = [
        actions.Box(text(row.key), text(row.seen), str(row.text.data or ""))
        for row in (entry.form for entry in form.boxes)
    ]
    is_draft = request.form.get("do") == "draft"
    try:
        digests = actions.write_notes(dive, one, boxes, by_now())
    except actions.NotesClash as both:
        db.session.commit()
        if is_draft:
            return jsonify(
                kept=both.kept,
                theirs={key: [words, actions.digest(words)] for key, words in both.theirs.items()},
            )
        merge(form, both)
        return None
    except Refused as refused:
        db.session.rollback()
        if is_draft:
            return jsonify(kept={}, theirs={}, sentence=refused.sentence)
        form.boxes.errors = [refused.sentence]
        flash(refused.sentence, "warning")
        return None
    if is_draft:
        db.session.commit()
        return jsonify(kept=digests, theirs={})
    if request.form.get("do") == "finish":
        actions.finish_session(dive, one, by_now())
    address = address_of_session(dive, one)
    taken(text(form.once), address)
    db.session.commit()
    flash(
        "The session is finished."
        if one.finished_on and request.form.get("do") == "finish"
        else "The notes are saved.",
        "success",
    )
    return redirect(address)


def _page(dive: DeepDive, one: DeepDiveSession, form: NotesForm) -> str:
    measures = measures_of(dive, one)
    notes = {row.scoped_id: row.text for row in list_measure_notes(one.id)}
    boxes = boxes_of(one, measures, notes, form)
    promises = list_promises(one.id)
    kpi_ids = [scoped.kpi_id for scoped in measures]
    matter = matter_of(dive)
    return render_template(
        "deep_dives/session.html",
        dive=dive,
        session=one,
        form=form,
        matter=matter,
        may_write=may(Permission.DEEP_DIVE_EDIT, matter),
        boxes=boxes,
        figures=figures_at(kpi_ids, one.finished_on) if one.finished_on else figures_now(kpi_ids),
        said=said_about(kpi_ids, dive, brought("said-before", kpi_ids)),
        promises=promises,
        waiting=page_of_promises(boxes, promises),
        history=stretches(list_history(actions.SESSION_NOUN, actions.session_reference(dive, one))),
    )


def measures_of(dive: DeepDive, one: DeepDiveSession) -> list[ScopedMeasure]:
    """The measures that a session looks at, in the order of their sections."""
    return [scoped for scoped in dive.scope if scoped.session_id == one.id]


@blueprint.route("/<reference>/add-session", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def add_session(reference: str) -> AnyResponse:
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
def change_session(reference: str, number: int) -> AnyResponse:
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


def _facts(form: SessionForm) -> actions.SessionFacts:
    assert form.on.data is not None
    return actions.SessionFacts(form.on.data, read_clock(text(form.at)), text(form.invited))
