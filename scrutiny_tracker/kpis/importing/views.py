"""Bringing in a spreadsheet of figures: upload, what was understood, what its rows do, take it or drop it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, stream_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import FileRefused
from ...core.forms import Form, text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...core.spreadsheets import UnreadableSheet, open_spreadsheet
from ...council.uploads import allowed_upload
from ...history.journal import By, by_now
from ...rules.permissions import Permission
from . import actions, queries
from .forms import NEW_GROUP, ROLES, MeasuresForm, SheetForm, UploadForm, WholeFileForm
from .found import counts_of
from .models import ImportState, KpiImport
from .said import Group, Said, SheetSaid, from_json
from .understood import UnderstoodSheet, areas_listed, problems, understand_sheets

blueprint = Blueprint("importing", __name__, url_prefix="/imports")
LARGE = 4_000
"""From so many rows on, the page shows how far the check has come."""
TABS = ("new", "changed", "errors", "unchanged")
SHOWN_AT_ONCE = 50
ROLE_WORDS = dict(ROLES)
STALE = "Somebody has worked on this file since you opened the page: look at it again."
TYPED = (
    "Somebody has worked on this file since you opened the page. What you chose stands below: "
    "check it and send it again, or open the page anew."
)


def imports_sheet() -> Sheet:
    columns = (
        ("Spreadsheet", 40),
        ("State", 16),
        ("Sent", 18),
        ("By", 28),
        ("New", 10),
        ("Changed", 10),
        ("Unchanged", 10),
        ("With errors", 10),
    )
    rows = (
        (
            row.name,
            "In the record" if row.state is ImportState.TAKEN else "Draft",
            row.started_at,
            row.started_by,
            *(row.counts[name] if row.counts else None for name in ("new", "changed", "unchanged", "errors")),
        )
        for row in every_row(lambda after: queries.list_imports(int(after) if after else None))
    )
    return Sheet("Spreadsheets brought in", columns, rows)


@blueprint.get("")
@allow(Permission.KPI_EDIT)
@listing(imports_sheet)
def register() -> str:
    after = request.args.get("after", type=int)
    page = queries.list_imports(after)
    next_address = url_for(".register", after=page.after) if page.after else None
    return render_template("kpis/importing/register.html", page=page, next_address=next_address)


@blueprint.route("/start", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
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
            address = url_for(".understood", import_id=draft.id)
            taken(text(form.once), address)
            db.session.commit()
            return redirect(address)
    return render_template("kpis/importing/start.html", form=form)


def _uploaded(file: FileStorage | None) -> tuple[str, str, bytes]:
    """Raises FileRefused with the sentence to show beside the field."""
    if file is None or not file.filename:
        raise FileRefused("Choose a spreadsheet.")
    name, content_type, content = allowed_upload(file)
    if not name.lower().endswith((".xlsx", ".ods", ".csv", ".txt")):
        raise FileRefused(f"“{name}” is not a spreadsheet: choose an XLSX, ODS or CSV file.")
    return name, content_type, content


@blueprint.route("/<int:import_id>", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def understood(import_id: int) -> ResponseReturnValue:
    draft = queries.get_import(import_id)
    if draft.state is ImportState.TAKEN:
        return render_template("kpis/importing/taken.html", draft=draft)
    said = from_json(draft.said)
    sheets = understand_sheets(actions.opened(draft), said)
    form = WholeFileForm()
    plans = queries.list_plan_choices()
    form.offer(sheets, queries.list_groups(), plans)
    if form.is_fresh():
        usual = plans[0][0] if plans else None
        form.show(said, queries.find_group_id(said.group.name if said.group else ""), usual)
    if form.validate_on_submit() and _is_current(draft, form):
        by = by_now()
        try:
            said = form.said(said, _chosen_group(form, said))
            actions.say(draft, said, by)
            asked = problems(understand_sheets(actions.opened(draft), said), said)
        except (FileRefused, UnreadableSheet) as refused:
            form.refuse("group_file", str(refused))
        else:
            db.session.commit()
            if not asked:
                return _checked(draft, sheets, by)
            form.refuse("area", " ".join(asked)) if "ours" in asked[-1] else form.form_errors.extend(asked)
    form.version.data = str(draft.version)
    return render_template(
        "kpis/importing/understood.html",
        draft=draft,
        form=form,
        sheets=sheets,
        asked=problems(sheets, said),
        role_words=ROLE_WORDS,
        has_areas=any(sheet.has_many_areas for sheet in sheets),
    )


def _chosen_group(form: WholeFileForm, said: Said) -> Group | None:
    """The list to compare with: one of the record, a new one from its file, or the new one kept before.

    Raises FileRefused or UnreadableSheet with the sentence to show.
    """
    chosen = text(form.group)
    if not chosen:
        return None
    if chosen != NEW_GROUP:
        name = dict(queries.list_groups())[int(chosen)]
        return Group(name, queries.areas_of(int(chosen)))
    file: FileStorage | None = form.group_file.data
    if not file and said.group is not None and said.group.name == text(form.group_name):
        return said.group
    name, _, content = _uploaded(file)
    areas = areas_listed(open_spreadsheet(name, content))
    if not areas:
        raise FileRefused(f"“{name}” has no column of area codes or names.")
    return Group(text(form.group_name) or name.rpartition(".")[0], areas)


def _checked(draft: KpiImport, sheets: tuple[UnderstoodSheet, ...], by: By) -> ResponseReturnValue:
    """Checks every row; a large file shows how far it has come while it does."""
    address = url_for(".rows", import_id=draft.id)
    many = sum(sheet.sheet.height for sheet in sheets if sheet.is_read)
    if many < LARGE:
        for _ in actions.check(draft, by):
            pass
        db.session.commit()
        return redirect(address)

    import_id, name = draft.id, draft.name

    def steps() -> Iterator[int]:
        """Runs while the page is sent, when the request's own session has been given back."""
        yield from actions.check(queries.get_import(import_id), by)
        db.session.commit()

    return stream_template(
        "kpis/importing/checking.html",
        import_id=import_id,
        name=name,
        many=many,
        steps=steps(),
        address=address,
    )


@blueprint.route("/<int:import_id>/sheets/<int:index>", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def correct(import_id: int, index: int) -> str | Response:
    draft = _open_draft(import_id)
    said = from_json(draft.said)
    sheets = understand_sheets(actions.opened(draft), said)
    sheet = next((one for one in sheets if one.index == index), None)
    if sheet is None:
        raise NotFound("This workbook has no such sheet.")
    form = SheetForm()
    if form.is_fresh():
        form.show(sheet)
    if form.validate_on_submit() and _is_current(draft, form):
        own = form.said(sheet, said.sheets.get(index, SheetSaid()))
        actions.say(draft, replace(said, sheets={**said.sheets, index: own}), by_now())
        db.session.commit()
        flash("Understood anew, as you said.", "success")
        here = "look" in request.form
        return redirect(
            url_for(".correct", import_id=import_id, index=index)
            if here
            else url_for(".understood", import_id=import_id)
        )
    form.version.data = str(draft.version)
    columns = list(zip(form.columns, sheet.understanding.columns, strict=False))
    return render_template(
        "kpis/importing/correct.html", draft=draft, form=form, sheet=sheet, columns=columns
    )


@blueprint.route("/<int:import_id>/rows", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def rows(import_id: int) -> ResponseReturnValue:
    draft = _open_draft(import_id)
    if draft.found is None:
        return _look_again(draft)
    if request.method == "POST":
        if not _is_current(draft):
            flash(STALE, "warning")
            return redirect(url_for(".rows", import_id=import_id))
        actions.take(draft, by_now(), skip_errors="skip" in request.form, expected=counts_of(draft.found))
        db.session.commit()
        flash("The figures are in the record.", "success")
        return redirect(url_for(".understood", import_id=import_id))
    counts = draft.found["counts"]
    wanted = request.args.get("tab", "")
    tab = wanted if wanted in TABS else next((name for name in TABS if counts[name]), "new")
    begin = max(0, request.args.get("begin", 0, type=int))
    lines = draft.found["lines"][tab]
    more = begin + SHOWN_AT_ONCE < len(lines)
    return render_template(
        "kpis/importing/rows.html",
        draft=draft,
        counts=counts,
        measures=draft.found["measures"],
        tabs=TABS,
        tab=tab,
        lines=lines[begin : begin + SHOWN_AT_ONCE],
        begin=begin,
        kept=len(lines),
        next_address=url_for(".rows", import_id=import_id, tab=tab, begin=begin + SHOWN_AT_ONCE)
        if more
        else None,
    )


@blueprint.route("/<int:import_id>/measures", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def measures(import_id: int) -> ResponseReturnValue:
    draft = _open_draft(import_id)
    if draft.found is None:
        return _look_again(draft)
    found: list[dict[str, Any]] = draft.found["measures"]
    known = [(one.code, f"{one.code}: {one.name}") for one in queries.list_measures()]
    form = MeasuresForm()
    if form.is_fresh():
        form.show(found, known)
    else:
        form.offer(known)
    if form.validate_on_submit() and _is_current(draft, form):
        said = from_json(draft.said)
        by = by_now()
        actions.say(draft, replace(said, measures=form.chosen()), by)
        db.session.commit()
        return _checked(draft, understand_sheets(actions.opened(draft), said), by)
    form.version.data = str(draft.version)
    by_label = {measure["label"]: measure for measure in found}
    listed = [(entry.form, by_label.get(entry.form.label.data or "", {})) for entry in form.measures]
    return render_template("kpis/importing/measures.html", draft=draft, form=form, listed=listed)


@blueprint.post("/<int:import_id>/drop")
@allow(Permission.KPI_EDIT)
def drop(import_id: int) -> Response:
    draft = _open_draft(import_id)
    if not _is_current(draft):
        flash(STALE, "warning")
        return redirect(url_for(".understood", import_id=import_id))
    actions.drop(draft, by_now())
    db.session.commit()
    flash("The draft is dropped.", "success")
    return redirect(url_for(".register"))


def _look_again(draft: KpiImport) -> Response:
    """To what was understood, where the rows have not been checked since somebody corrected it."""
    if request.method == "POST":
        flash(STALE, "warning")
    return redirect(url_for(".understood", import_id=draft.id))


def _is_current(draft: KpiImport, form: Form | None = None) -> bool:
    """Whether the page that was sent showed the draft as it is now; a form says so where it did not."""
    seen = request.form.get("version", "")
    if seen == str(draft.version):
        return True
    if form is not None:
        form.form_errors.append(TYPED)
    return False


def _open_draft(import_id: int) -> KpiImport:
    """A draft that is still one. Raises NotFound where it was taken."""
    draft = queries.get_import(import_id)
    if draft.state is not ImportState.DRAFT:
        raise NotFound("This import was taken already.")
    return draft
