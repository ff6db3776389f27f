"""Information requests, actions and questions: shown, added, changed, answered, withdrawn, reopened."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...council.models import Standing
from ...council.queries import get_body, list_active_people, list_bodies, list_directorates
from ...history.journal import By, by_now, list_history
from ...rules.permissions import Permission
from .. import queries
from ..actions import follow_ups as actions
from ..clause_models import FollowUp, FollowUpState
from ..forms.owed import KIND_WORDS, AnswerForm, FollowUpForm, ReasonForm
from ..readable import matter_of, matter_of_follow_up, readable_history, readable_what, reads
from .blueprint import blueprint, one_form, put, record_address
from .items import editable_item


def _address(reference: str) -> str:
    return url_for("meetings.show_follow_up", reference=reference)


def _caption(row: FollowUp) -> str:
    return f"{KIND_WORDS[row.kind]} {row.reference}"


@blueprint.get("/follow-ups/<reference>")
@allow(Permission.HOUSE_READ)
def show_follow_up(reference: str) -> str:
    row = queries.get_follow_up(reference)
    matter = matter_of_follow_up(row)
    return render_template(
        "meetings/show_follow_up.html",
        row=row,
        kind=KIND_WORDS[row.kind],
        about=record_address(row.about_noun, row.about_reference),
        what=readable_what(row, matter),
        reads_all=reads(row, matter),
        is_late=row.is_open and row.next_due_on < clock.today(),
        is_answered=row.state is FollowUpState.ANSWERED,
        history=readable_history(list_history("follow-up", reference), matter, row),
        may_edit=may(Permission.FOLLOW_UP_EDIT, matter),
        may_answer=may(Permission.FOLLOW_UP_ANSWER, matter),
    )


def _form() -> FollowUpForm:
    form = FollowUpForm()
    today = clock.today()
    form.offer(list_bodies(Standing.SCRUTINY), list_active_people(), list_directorates(today))
    return form


@blueprint.route("/follow-ups/new", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def add_follow_up() -> str | Response:
    item = editable_item(request.args["item"]) if request.args.get("item") else None
    form = _form()
    if item is not None:
        form.body.choices = [(item.meeting.body.code, item.meeting.body.name)]
    if form.is_fresh():
        form.body.data = item.meeting.body.code if item is not None else request.args.get("body", "")
        form.asked_on.data = item.meeting.on if item is not None else None
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        body = get_body(text(form.body))
        require(Permission.FOLLOW_UP_EDIT, matter_of({body.id}))
        try:
            row = actions.add_follow_up(body, form.typed(), by_now(), asked_on=form.asked_on.data, item=item)
        except Refused as refused:
            put(form, refused, "what")
        else:
            taken(text(form.once), _address(row.reference))
            db.session.commit()
            return redirect(_address(row.reference))
    back = url_for(".show_item", reference=item.reference) if item is not None else url_for(".list_meetings")
    return one_form(form, "Add a request, action or question", "Add", back)


@blueprint.route("/follow-ups/<reference>/change", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def change_follow_up(reference: str) -> str | Response:
    row = _editable(reference)
    form = _form()
    form.body.choices = [(row.body.code, row.body.name)]
    if row.owner is not None and not row.owner.is_active:
        form.owner.choices = [*(form.owner.choices or []), (str(row.owner.id), row.owner.name)]
    if form.is_fresh():
        form.version.data = str(row.version)
        form.show(row)
    if form.validate_on_submit():
        if form.version_seen() != row.version:
            theirs = {"what": row.what, "whom": row.whom or "", "due_words": row.due_text or ""}
            return conflict(form, theirs, row.version)
        try:
            actions.change_follow_up(row, form.typed(), None, by_now())
        except Refused as refused:
            put(form, refused, "what")
        else:
            db.session.commit()
            return redirect(_address(reference))
    return one_form(form, "Change what is asked", "Save", _address(reference), caption=_caption(row))


def _editable(reference: str) -> FollowUp:
    row = queries.get_follow_up(reference)
    matter = matter_of_follow_up(row)
    require(Permission.FOLLOW_UP_EDIT, matter)
    if not reads(row, matter):
        require(Permission.EXEMPT_READ, matter)
    return row


@blueprint.route("/follow-ups/<reference>/answer", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_ANSWER)
def answer_follow_up(reference: str) -> str | Response:
    row = queries.get_follow_up(reference)
    matter = matter_of_follow_up(row)
    require(Permission.FOLLOW_UP_ANSWER, matter)
    form = AnswerForm()
    if form.is_fresh():
        form.version.data = str(row.version)
        form.on.data = clock.today()
        form.answer.data = row.answer if reads(row, matter) else None
    if form.validate_on_submit():
        if form.version_seen() != row.version:
            return conflict(form, {"answer": row.answer or ""}, row.version)
        try:
            actions.answer_follow_up(row, text(form.answer), day(form.on), by_now())
        except Refused as refused:
            put(form, refused, "answer")
        else:
            db.session.commit()
            return redirect(_address(reference))
    intro = [
        readable_what(row, matter),
        f"The members of {row.body.name} are shown this answer.",
    ]
    return one_form(
        form, "Answer", "Save the answer", _address(reference), caption=_caption(row), intro=intro
    )


def _with_reason(
    reference: str, title: str, submit: str, action: Callable[[FollowUp, str, By], None]
) -> str | Response:
    row = _editable(reference)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            action(row, text(form.reason), by_now())
        except Refused as refused:
            put(form, refused, "reason")
        else:
            db.session.commit()
            return redirect(_address(reference))
    return one_form(form, title, submit, _address(reference), caption=_caption(row))


@blueprint.route("/follow-ups/<reference>/withdraw", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def withdraw_follow_up(reference: str) -> str | Response:
    return _with_reason(reference, "No longer asked for", "Withdraw", actions.withdraw_follow_up)


@blueprint.route("/follow-ups/<reference>/reopen", methods=["GET", "POST"])
@allow(Permission.FOLLOW_UP_EDIT)
def reopen_follow_up(reference: str) -> str | Response:
    return _with_reason(reference, "Open this again", "Reopen", actions.reopen_follow_up)
