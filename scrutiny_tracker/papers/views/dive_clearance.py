"""The clearance of a deep dive's report: opened with its first row, sent to everybody in one step."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.extensions import db
from ...core.filters import day_date, plural
from ...deep_dives.queries import get_deep_dive, matter_of
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.clearances import send_for_clearing as send_rows
from ..actions.deep_dives import open_clearance as open_table
from ..actions.documents import keep_version
from ..kinds import content_of
from ..queries.deep_dives import get_clearance_of
from ..queries.documents import list_versions
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
    by = by_now()
    number = send_rows(document, by)
    drafts = sum(not one.is_published for one in list_versions(document.id))
    label = f"Draft {drafts + 1}, sent for clearing {day_date(by.today)}"
    keep_version(document, content_of(document, by.today), label, by)
    return saved(None, workspace_of(document), f"Marked as sent to {plural(number, 'person', 'people')}.")
