"""Which meeting's resolutions are to be logged."""

from __future__ import annotations

from flask import render_template, request

from ...core import clock
from ...core.access import allow
from ...meetings.readable import matter_of, readable_title
from ...rules.permissions import Permission
from ..queries.meetings import list_not_logged
from .blueprint import blueprint


@blueprint.get("/resolutions")
@allow(Permission.RESOLUTION_LOG)
def not_logged() -> str:
    page = list_not_logged(clock.today(), request.args.get("after"))
    rows = [
        (
            meeting,
            [
                (item.reference, item.number, readable_title(item, matter_of({meeting.body_id})))
                for item in meeting.items
            ],
        )
        for meeting in page.rows
    ]
    return render_template("home/not_logged.html", rows=rows, after=page.after)
