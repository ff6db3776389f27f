"""The register: a page, its filter, what people keep of it, and the same rows as CSV."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ...core import clock
from ...core.access import allow, may, principal
from ...core.drawn import drawn_rows
from ...core.extensions import db
from ...core.forms import text
from ...core.listing import as_download, listing
from ...core.sheets import Sheet
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.saved_views import forget_view, save_view
from ..exporting import as_sheet, shown
from ..forms.register import SaveViewForm, filter_choices, words_of_filter
from ..queries.register import count_register, every_row, list_register
from ..queries.register_filter import RegisterFilter
from ..queries.saved_views import get_view, list_views
from .blueprint import blueprint

ROW = "recommendations/_register_row.html"


def register_sheet() -> Sheet:
    """Every row of the register that the address keeps."""
    return as_sheet(every_row(RegisterFilter.read(request.args), clock.today()))


@blueprint.get("/recommendations")
@allow(Permission.HOUSE_READ)
@listing(register_sheet)
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
        rows=drawn_rows(ROW, "register_row", ((shown(row), can_edit) for row in page.rows)),
        can_edit=can_edit,
        after=page.after,
        applied=words_of_filter(chosen),
        choices=filter_choices(today) if opened else None,
        views=list_views(principal().person_id),
        form=SaveViewForm(query=chosen.address()) if opened else None,
    )


@blueprint.get("/recommendations.csv")
@allow(Permission.HOUSE_READ)
def register_csv() -> Response:
    """The address that spreadsheets and scripts have kept."""
    return as_download(register_sheet(), "csv")


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
