"""The clearance of a deep dive's report: opened with its first row, sent to everybody in one step."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.extensions import db
from ...core.filters import plural
from ...deep_dives.queries import get_deep_dive, matter_of
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.clearances import send_for_clearing as send_rows
from ..actions.deep_dives import open_clearance as open_table
from ..queries.deep_dives import get_clearance_of
from .blueprint import blueprint, saved, workspace_of


@blueprint.post("/deep-dives/<reference>/open-clearance")
@allow(Permission.DEEP_DIVE_EDIT)
def open_clearance(reference: str) -> Response:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
    document = open_table(dive, by_now())
    db.session.commit()
    return redirect(url_for(".add_clearance", reference=document.reference))


@blueprint.post("/deep-dives/<reference>/send-for-clearing")
@allow(Permission.DEEP_DIVE_EDIT)
def send_dive_for_clearing(reference: str) -> Response:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
    document = get_clearance_of(dive)
    number = send_rows(document, by_now())
    return saved(None, workspace_of(document), f"Marked as sent to {plural(number, 'person', 'people')}.")
