"""The register: a page, its filter, what people keep of it, and the same rows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from flask import Response, redirect, render_template, request, stream_with_context, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from ...core import clock
from ...core.access import allow, may, principal, readable
from ...core.drawn import drawn
from ...core.extensions import db
from ...core.forms import text
from ...core.sheets import safe_cell
from ...history.journal import by_now
from ...rules.permissions import Matter, Permission
from ...rules.publicity import Publicity
from ...rules.words import words_for
from ..actions.saved_views import forget_view, save_view
from ..forms.register import SaveViewForm, filter_choices, words_of_filter
from ..queries.register import RegisterRow, count_register, every_row, list_register
from ..queries.register_filter import RegisterFilter
from ..queries.saved_views import get_view, list_views
from .blueprint import blueprint


class ShownRow(NamedTuple):
    """A row of the register as this reader may see it."""

    row: RegisterRow
    name: str
    text: str
    is_closed: bool


def shown(row: RegisterRow) -> ShownRow:
    """The one way from a register row to a page, a print or a download."""
    if row.publicity is Publicity.PUBLIC:
        return ShownRow(row, row.short_name, row.text, is_closed=False)
    matter = Matter(body_ids=frozenset({row.made_by_id, row.followed_by_id}), responsible_ids=row.owner_ids)
    private = row.public_name or f"Private recommendation {row.reference}"
    name = readable(row.short_name, private, row.publicity, matter)
    wording = readable(row.text, row.public_text, row.publicity, matter)
    return ShownRow(row, name.text, wording.text, is_closed=True)


ROW = "recommendations/_register_row.html"


@blueprint.get("/recommendations")
@allow(Permission.HOUSE_READ)
def register() -> str:
    chosen = RegisterFilter.read(request.args)
    today = clock.today()
    page = list_register(chosen, request.args.get("after"), today, whole=False)
    can_edit = may(Permission.SENDING_EDIT)
    opened = request.args.get("filter") == "open"
    return render_template(
        "recommendations/register.html",
        chosen=chosen,
        counts=count_register(chosen, today),
        rows=Markup("").join(drawn(ROW, "register_row", shown(row), can_edit) for row in page.rows),
        can_edit=can_edit,
        after=page.after,
        applied=words_of_filter(chosen),
        choices=filter_choices(today) if opened else None,
        views=list_views(principal().person_id),
        form=SaveViewForm(query=chosen.address()) if opened else None,
    )


HEADINGS = (
    "Reference",
    "Short name",
    "Wording",
    "Report",
    "Number",
    "Committee",
    "Asked",
    "Answer",
    "Progress",
    "Committee's decision",
    "Agreed on",
    "Date",
    "First date",
    "Officer",
)


@blueprint.get("/recommendations.csv")
@allow(Permission.HOUSE_READ)
def register_csv() -> Response:
    chosen = RegisterFilter.read(request.args)
    return Response(
        stream_with_context(_csv(every_row(chosen, clock.today()))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=recommendations.csv"},
    )


def _csv(rows: Iterator[RegisterRow]) -> Iterator[str]:
    yield "\ufeff" + _line(HEADINGS)
    for row in rows:
        yield _line(cells_of(shown(row)))


def cells_of(one: ShownRow) -> tuple[object, ...]:
    """A row's cells under HEADINGS, as every download has them."""
    row = one.row
    return (
        row.reference,
        one.name,
        one.text,
        row.report,
        row.printed_number,
        row.followed_by,
        row.asked,
        words_for(row.answer_shown),
        words_for(row.progress),
        words_for(row.decision),
        row.agreed_on,
        row.due_on,
        row.first_due_on,
        row.owners,
    )


def _line(cells: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


BULK = {
    "send": "/sendings/new",
    "receipt": "/sendings/receipt",
    "assign": "/recommendations/assign",
    "answer": "/recommendations/answers",
}


@blueprint.get("/recommendations/many")
@allow(Permission.HOUSE_READ)
def many() -> AnyResponse:
    """Goes with the ticked rows to the page that does something to all of them."""
    wanted = BULK.get(request.args.get("do", ""), "")
    ticked = request.args.getlist("r")
    if not wanted or not ticked:
        return redirect(url_for(".register"))
    return redirect(wanted + "?" + "&".join(f"r={reference}" for reference in ticked))


@blueprint.post("/recommendations/views")
@allow(Permission.HOUSE_READ)
def keep_view() -> AnyResponse:
    form = SaveViewForm()
    kept = text(form.query)
    if form.validate_on_submit():
        save_view(principal().person_id, text(form.name), kept, by_now())
        db.session.commit()
        return redirect(f"{url_for('.register')}?{kept}")
    return redirect(f"{url_for('.register')}?{kept}&filter=open")


@blueprint.post("/recommendations/views/<int:view_id>/forget")
@allow(Permission.HOUSE_READ)
def drop_view(view_id: int) -> AnyResponse:
    forget_view(get_view(view_id, principal().person_id))
    db.session.commit()
    return redirect(url_for(".register"))
