"""The groups of areas that measures are compared with."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.forms import text
from ...core.kept import led_to
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import actions
from ..forms.keeping import ComparatorForm
from ..models import ComparatorArea
from ..queries import count_compared, get_group, list_areas, list_groups
from .blueprint import blueprint, done, one_form, stale

LONGEST_CODE, LONGEST_NAME, MOST_AREAS = 20, 200, 500
INTRO = (
    "The median of these areas is the line that a measure is compared with, in its chart and its table. "
    "Their figures come with a spreadsheet of areas."
)


@blueprint.get("/comparators")
@allow(Permission.HOUSE_READ)
def comparators() -> str:
    groups = list_groups()
    return render_template(
        "kpis/comparators.html",
        groups=groups,
        areas=list_areas(),
        compared=count_compared(),
    )


@blueprint.route("/comparators/add", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add_comparators() -> str | Response:
    form = ComparatorForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            areas = _areas(text(form.areas))
            actions.add_comparator_group(text(form.name), text(form.note) or None, areas, by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            sentence = "The group is added. Choose it on the page of each measure that it suits."
            return done(form, url_for(".comparators"), sentence)
    return one_form(form, "Add a comparator group", "Add", url_for(".comparators"), intro=[INTRO])


@blueprint.route("/comparators/<int:group_id>/change", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def change_comparators(group_id: int) -> str | Response:
    group = get_group(group_id)
    form = ComparatorForm()
    theirs = {"name": group.name, "note": group.note, "areas": _words(list_areas().get(group.id, []))}
    if form.is_fresh():
        form.process(data=theirs)
        form.version.data = str(group.version)
    if form.validate_on_submit():
        if both := stale(form, group.version, theirs):
            return both
        try:
            areas = _areas(text(form.areas))
            actions.change_comparator_group(group, text(form.name), text(form.note) or None, areas, by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".comparators"), "Saved.")
    address = url_for(".comparators")
    return one_form(form, "Change the comparator group", "Save", address, caption=group.name, intro=[INTRO])


def _words(areas: list[ComparatorArea]) -> str:
    return "\n".join(f"{area.code}; {area.name}" for area in areas)


def _areas(typed: str) -> list[tuple[str, str]]:
    """Code and name of each area, one a line. Raises Refused for a line whose code is not one word, one that
    is too long, a code twice and no area at all."""
    found: dict[str, str] = {}
    for line in typed.splitlines():
        code, _, name = (part.strip() for part in line.partition(";"))
        if not code and not name:
            continue
        if len(code.split()) != 1 or len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
            raise Refused(f"‘{line.strip()[:60]}’: write code; name, such as E08000025; Birmingham.", "areas")
        if code in found:
            raise Refused(f"{code} is there twice.", "areas")
        found[code] = name or code
    if not found:
        raise Refused("Enter at least one area.", "areas")
    if len(found) > MOST_AREAS:
        raise Refused(f"Enter {MOST_AREAS} areas or fewer.", "areas")
    return list(found.items())
