"""The room's blueprint, and what its forms share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from ...core.access import require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.filters import day_date
from ...core.forms import Form, text
from ...core.kept import taken
from ...rules.permissions import Permission
from ..models import DeepDive, DeepDiveSession
from ..queries import get_deep_dive, matter_of

blueprint = Blueprint("deep_dives", __name__, url_prefix="/deep-dives")


def editable(reference: str) -> DeepDive:
    """A deep dive that whoever asks may change. Raises NotFound or Forbidden."""
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
    return dive


def address_of(dive: DeepDive) -> str:
    """The workspace's address."""
    return url_for("deep_dives.workspace", reference=dive.reference)


def address_of_session(dive: DeepDive, one: DeepDiveSession) -> str:
    """The address of a session's page."""
    return url_for("deep_dives.session", reference=dive.reference, number=one.number)


def clash(form: Form, saved: Mapping[str, str | date | None], version: int) -> Response | None:
    """What to answer where somebody else saved the record meanwhile: a page with both versions; None where
    nothing clashes. Raises Refused where dates differ, with theirs beside each field and all that was typed
    kept: saving again then settles it."""
    theirs = {
        name: day_date(value) if isinstance(value, date) else value or ""
        for name, value in saved.items()
        if (form[name].data or None) != (value or None)
    }
    if form.version_seen() == version or not theirs:
        return None
    if not any(isinstance(form[name].data, date) or isinstance(saved[name], date) for name in theirs):
        return conflict(form, theirs, version)
    form.version.data = str(version)
    first, *rest = (
        Refused(f"Somebody else saved “{words or 'nothing'}” here. Keep yours or take theirs.", name)
        for name, words in theirs.items()
    )
    for each in rest:
        form.refuse(each.field or "", each.sentence)
    raise first


def kept(form: Form, address: str, sentence: str) -> Response:
    """Commits and leads to an address; a second click of the same form leads there too."""
    taken(text(form.once), address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)
