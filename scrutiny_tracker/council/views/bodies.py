"""Bodies as everybody in the house reads them."""

from __future__ import annotations

from datetime import date

from flask import render_template

from ...core import clock
from ...core.access import allow
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import list_history
from ...rules.offices import NO_CHAIR
from ...rules.permissions import Permission, Role
from ..models import Body, Standing
from ..queries import chairs, find_body, get_body, list_bodies, list_offices_for, list_predecessors
from . import blueprint

NONE_NOW = "No chair at present"


def bodies_sheet() -> Sheet:
    """Every body with its chair of today."""
    today, seated, every = clock.today(), chairs(clock.today()), list_bodies()
    names = {body.id: body.name for body in every}
    columns = (
        ("Body", 44),
        ("Code", 12),
        ("Kind", 24),
        ("Reports to", 36),
        ("Chair", 28),
        ("From", 13),
        ("Last day", 13),
    )
    rows = (
        (
            body.name,
            body.code,
            body.kind,
            names.get(body.parent_id or 0, ""),
            seated.get(body.id) or (NONE_NOW if _wants_chair(body, today) else ""),
            body.from_on,
            body.to_on,
        )
        for body in every
    )
    return Sheet("Bodies", columns, rows)


def _wants_chair(body: Body, on: date) -> bool:
    return body.standing is Standing.SCRUTINY and body.holds_on(on)


@blueprint.get("/bodies")
@allow(Permission.HOUSE_READ)
@listing(bodies_sheet)
def bodies() -> str:
    today = clock.today()
    return render_template(
        "council/bodies.html", bodies=list_bodies(), chairs=chairs(today), scrutiny=Standing.SCRUTINY
    )


@blueprint.get("/bodies/<code>")
@allow(Permission.HOUSE_READ)
def body(code: str) -> str:
    found, today = get_body(code), clock.today()
    serving = list_offices_for(found, today)
    return render_template(
        "council/body.html",
        body=found,
        exists=found.holds_on(today),
        parent=find_body(found.parent_id),
        predecessors=list_predecessors(found),
        chair=next((office for office in serving if office.role is Role.CHAIR), None),
        members=[office for office in serving if office.role is Role.COMMITTEE_MEMBER],
        no_chair=NO_CHAIR,
        remits=sorted(found.remits, key=lambda remit: remit.from_on, reverse=True),
        history=list_history("body", found.code),
        scrutiny=Standing.SCRUTINY,
    )
