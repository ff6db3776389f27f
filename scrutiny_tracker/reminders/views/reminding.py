"""The scrutiny team reminds somebody, having seen whom and in which words."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import listed
from ...core.forms import text
from ...core.kept import led_to, taken
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.reminding import NOBODY, remind
from ..forms import RenewForm
from ..queries.reminded import find_remindable, last_reminded, names_of
from .blueprint import blueprint


@blueprint.route(
    "/remind/<any(sending, recommendation, 'follow-up'):noun>/<reference>", methods=["GET", "POST"]
)
@allow(Permission.CHASE_REMIND)
def remind_of(noun: str, reference: str) -> str | Response:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    what, form, refused = find_remindable(noun, reference, clock.today()), RenewForm(), ""
    require(Permission.CHASE_REMIND, what.matter)
    if form.validate_on_submit():
        try:
            names = remind(what, by_now())
        except Refused as problem:
            refused = problem.sentence
        else:
            taken(text(form.once), what.address)
            db.session.commit()
            flash(
                f"{listed(names)} {'is' if len(names) == 1 else 'are'} reminded with the next message.",
                "success",
            )
            return redirect(what.address)
    me = by_now().person_id
    asked = [
        (names_of(one.people), one.words) for one in what.asked if {p.person_id for p in one.people} != {me}
    ]
    return render_template(
        "reminders/remind.html",
        what=what,
        form=form,
        asked=asked,
        refused=refused,
        nobody=NOBODY,
        last=last_reminded([(noun, reference)]).get((noun, reference)),
    )
