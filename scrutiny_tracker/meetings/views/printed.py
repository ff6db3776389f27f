"""The recommendations that a paper prints: pasted, read, corrected in a table, saved."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...council.models import Body
from ...council.queries import list_bodies
from ...history.journal import by_now
from ...rules.minutes.reports import read_printed
from ...rules.permissions import Permission
from ..actions.papers import set_printed
from ..forms.items import PrintedForm
from .blueprint import blueprint
from .papers import editable_paper


@blueprint.route("/papers/<reference>/recommendations", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def enter_printed(reference: str) -> str | Response:
    paper = editable_paper(reference)
    bodies = list_bodies()
    choices = [(str(body.id), body.name) for body in bodies]
    form = PrintedForm()
    if form.is_submitted():
        form.offer(choices)
    else:
        form.show(list(paper.printed), choices)
    if form.is_submitted() and request.form.get("do") == "read":
        _read_into(form, bodies)
        form.offer(choices)
    elif form.validate_on_submit():
        try:
            set_printed(paper, form.typed(), by_now())
        except Refused as refused:
            form.refuse("pasted", refused.sentence)
        else:
            db.session.commit()
            return redirect(url_for(".show_paper", reference=reference))
    return render_template("meetings/enter_printed.html", paper=paper, form=form)


def _read_into(form: PrintedForm, bodies: Sequence[Body]) -> None:
    """Adds what the pasted text prints to the table, below what stands there, and empties the box."""
    read = read_printed(text(form.pasted))
    if not read:
        form.refuse(
            "pasted", "No recommendation was found. Paste them with their numbers, or type them below."
        )
        return
    usual = text(form.body)
    names = {body.name.casefold(): str(body.id) for body in bodies}
    for one in read:
        asked = names.get((one.addressee or "").removeprefix("the ").casefold(), usual)
        form.add(one.number or "", one.text, asked, one.lead_in or "", "")
    form.pasted.data = ""
