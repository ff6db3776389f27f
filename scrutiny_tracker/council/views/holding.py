"""The publications that wait for the end of a sensitive period."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.kept import led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now
from ...rules.permissions import Matter, Permission
from ..actions.holding import drop, release
from ..models import HeldPublication
from ..queries.held import find_notice, get_held, list_ended, list_held
from . import blueprint

WORDS = {"update": "Update", "minutes": "Minutes", "progress-report": "Report"}


def held_sheet() -> Sheet:
    """What is held now, the soonest to be released first."""
    columns = (("What", 18), ("Title", 50), ("Held until", 13), ("Why", 40), ("Held by", 24), ("Since", 13))
    rows = (
        (WORDS[one.kind], one.title, one.until_on, one.reason, one.held_by, one.held_on)
        for one in list_held()
    )
    return Sheet("Held publications", columns, rows)


def _matter(held: HeldPublication) -> Matter:
    return Matter(body_ids=frozenset({held.body_id}))


@blueprint.get("/publications/held")
@allow(Permission.PUBLICATION_RELEASE)
@listing(held_sheet)
def held_publications() -> str:
    return render_template(
        "council/held.html",
        held=[(one, may(Permission.PUBLICATION_RELEASE, _matter(one))) for one in list_held()],
        ended=list_ended(),
        notice=find_notice(clock.today()),
        kinds=WORDS,
    )


@blueprint.post("/publications/held/<int:held_id>/release")
@allow(Permission.PUBLICATION_RELEASE)
def release_publication(held_id: int) -> Response:
    return _end(held_id, "Released.")


@blueprint.post("/publications/held/<int:held_id>/drop")
@allow(Permission.PUBLICATION_RELEASE)
def drop_publication(held_id: int) -> Response:
    return _end(held_id, "It is not published. Its record stays as it is.")


def _end(held_id: int, said: str) -> Response:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    held, where = get_held(held_id), url_for(".held_publications")
    require(Permission.PUBLICATION_RELEASE, _matter(held))
    try:
        (release if said == "Released." else drop)(held, by_now())
    except Refused as refused:
        db.session.rollback()
        flash(f"It cannot be published as it stands: {refused.sentence}", "error")
        return redirect(where)
    taken(request.form.get("once", ""), where)
    db.session.commit()
    flash(said, "success")
    return redirect(where)
