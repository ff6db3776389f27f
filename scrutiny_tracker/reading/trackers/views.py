"""Bringing in a tracker: upload, what its columns hold, what its words mean, what its rows do, take it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, stream_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.files import FileRefused
from ...core.forms import text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...core.spreadsheets import UnreadableSheet
from ...council.queries import list_active_people
from ...council.uploads import allowed_upload
from ...history.journal import By, by_now
from ...rules.permissions import Permission
from . import actions, queries
from .forms import ColumnsForm, UploadForm, WordsForm
from .models import TrackerImport, TrackerState
from .said import from_json

blueprint = Blueprint("trackers", __name__, url_prefix="/trackers")
LARGE = 2_000
"""From so many rows on, the page shows how far the check has come."""
TABS = ("new", "changed", "errors", "unchanged")
SHOWN_AT_ONCE = 50
ENDINGS = (".xlsx", ".ods", ".csv", ".txt", ".docx")


def trackers_sheet() -> Sheet:
    columns = (
        ("Tracker", 40),
        ("State", 16),
        ("Sent", 18),
        ("By", 28),
        ("New", 10),
        ("Changed", 10),
        ("Unchanged", 10),
        ("With errors", 10),
    )
    names = ("new", "changed", "unchanged", "errors")
    rows = (
        (
            row.name,
            "In the register" if row.state is TrackerState.TAKEN else "Draft",
            row.started_at,
            row.started_by,
            *(row.found["counts"][name] if row.found else None for name in names),
        )
        for row in every_row(lambda after: queries.list_trackers(int(after) if after else None))
    )
    return Sheet("Trackers brought in", columns, rows)


@blueprint.get("")
@allow(Permission.RECOMMENDATION_EDIT)
@listing(trackers_sheet)
def register() -> str:
    page = queries.list_trackers(request.args.get("after", type=int))
    next_address = url_for(".register", after=page.after) if page.after else None
    return render_template("trackers/register.html", page=page, next_address=next_address)


@blueprint.route("/start", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def start() -> str | Response:
    form = UploadForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            draft = actions.start(*_uploaded(form.file.data), by_now())
        except (FileRefused, UnreadableSheet) as refused:
            form.refuse("file", str(refused))
        else:
            address = url_for(".columns", tracker_id=draft.id)
            taken(text(form.once), address)
            db.session.commit()
            return redirect(address)
    return render_template("trackers/start.html", form=form)


def _uploaded(file: FileStorage | None) -> tuple[str, str, bytes]:
    """Raises FileRefused with the sentence to show beside the field."""
    if file is None or not file.filename:
        raise FileRefused("Choose a tracker.")
    name, content_type, content = allowed_upload(file)
    if not name.lower().endswith(ENDINGS):
        raise FileRefused(f"“{name}” is not a tracker: choose an XLSX, ODS, CSV or DOCX file.")
    return name, content_type, content


@blueprint.route("/<int:tracker_id>", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def columns(tracker_id: int) -> ResponseReturnValue:
    draft = queries.get_tracker(tracker_id)
    if draft.state is TrackerState.TAKEN:
        return render_template("trackers/taken.html", draft=draft)
    said, parts = from_json(draft.said), actions.understood(draft)
    form = ColumnsForm()
    if form.is_fresh():
        form.show(parts, said)
    if form.validate_on_submit():
        by = by_now()
        actions.say(draft, form.said(parts, said), by)
        db.session.commit()
        parts = actions.understood(draft)
        if any(part.is_read for part in parts):
            return _checked(draft, sum(part.sheet.height for part in parts), by)
        form.form_errors.extend(part.understood.problems[0] for part in parts[:1])
    by_place = {(str(part.index), str(one.index)): one for part in parts for one in part.understood.columns}
    fields = [
        (entry.form, found)
        for entry in form.columns
        if (found := by_place.get((entry.form.sheet.data or "", entry.form.index.data or ""))) is not None
    ]
    return render_template("trackers/columns.html", draft=draft, form=form, parts=parts, fields=fields)


def _checked(draft: TrackerImport, many: int, by: By) -> ResponseReturnValue:
    """Checks every row; a large file shows how far it has come while it does."""
    address = url_for(".rows", tracker_id=draft.id)
    if many < LARGE:
        for _ in actions.check(draft, by):
            pass
        db.session.commit()
        return redirect(address)
    tracker_id, name = draft.id, draft.name

    def steps() -> Iterator[int]:
        """Runs while the page is sent, when the request's own session has been given back."""
        yield from actions.check(queries.get_tracker(tracker_id), by)
        db.session.commit()

    return stream_template(
        "trackers/checking.html", tracker_id=tracker_id, name=name, many=many, steps=steps(), address=address
    )


@blueprint.route("/<int:tracker_id>/words", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def words(tracker_id: int) -> ResponseReturnValue:
    draft = _open_draft(tracker_id)
    if draft.found is None:
        return redirect(url_for(".columns", tracker_id=tracker_id))
    form = WordsForm()
    if form.is_fresh():
        form.show(draft.found)
    form.offer([(person.id, person.name) for person in list_active_people()])
    if form.validate_on_submit():
        by = by_now()
        actions.say(draft, form.said(from_json(draft.said), draft.found), by)
        db.session.commit()
        return _checked(draft, sum(part.sheet.height for part in actions.understood(draft)), by)
    unknown = {one["word"] for one in draft.found["words"] if one["meaning"] is None}
    return render_template("trackers/words.html", draft=draft, form=form, unknown=unknown)


@blueprint.route("/<int:tracker_id>/rows", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def rows(tracker_id: int) -> ResponseReturnValue:
    draft = _open_draft(tracker_id)
    if draft.found is None:
        return redirect(url_for(".columns", tracker_id=tracker_id))
    if request.method == "POST":
        try:
            actions.take(draft, by_now(), skip_errors="skip" in request.form, expected=draft.found["counts"])
        except Refused as refused:
            db.session.rollback()
            flash(refused.sentence, "warning")
            return redirect(url_for(".rows", tracker_id=tracker_id))
        db.session.commit()
        flash("The recommendations are in the register.", "success")
        return redirect(url_for(".columns", tracker_id=tracker_id))
    counts = draft.found["counts"]
    wanted = request.args.get("tab", "")
    tab = wanted if wanted in TABS else next((name for name in TABS if counts[name]), "new")
    begin = max(0, request.args.get("begin", 0, type=int))
    lines = draft.found["lines"][tab]
    more = begin + SHOWN_AT_ONCE < len(lines)
    return render_template(
        "trackers/rows.html",
        draft=draft,
        counts=counts,
        unknown=[one["word"] for one in draft.found["words"] if one["meaning"] is None],
        found=draft.found,
        tabs=TABS,
        tab=tab,
        lines=lines[begin : begin + SHOWN_AT_ONCE],
        kept=len(lines),
        next_address=url_for(".rows", tracker_id=tracker_id, tab=tab, begin=begin + SHOWN_AT_ONCE)
        if more
        else None,
    )


@blueprint.post("/<int:tracker_id>/drop")
@allow(Permission.RECOMMENDATION_EDIT)
def drop(tracker_id: int) -> Response:
    actions.drop(_open_draft(tracker_id), by_now())
    db.session.commit()
    flash("The draft is dropped.", "success")
    return redirect(url_for(".register"))


def _open_draft(tracker_id: int) -> TrackerImport:
    """A draft that is still one. Raises NotFound where it was taken."""
    draft = queries.get_tracker(tracker_id)
    if draft.state is not TrackerState.DRAFT:
        raise NotFound("This tracker was taken already.")
    return draft
