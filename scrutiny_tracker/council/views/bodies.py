"""Bodies as everybody in the house reads them."""

from __future__ import annotations

from flask import render_template

from ...core import clock
from ...core.access import allow
from ...history.journal import list_history
from ...rules.offices import NO_CHAIR
from ...rules.permissions import Permission, Role
from ..models import Standing
from ..queries import chairs, find_body, get_body, list_bodies, list_offices_for, list_predecessors
from . import blueprint


@blueprint.get("/bodies")
@allow(Permission.HOUSE_READ)
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
