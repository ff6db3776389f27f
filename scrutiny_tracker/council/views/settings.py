"""The council's settings on one page."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from ..actions.settings import change_settings
from ..forms import SettingsForm
from ..queries import list_kept_settings
from ..settings import COUNCIL_SETTINGS, GROUPS, as_typed
from . import blueprint


@blueprint.route("/admin/settings", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def settings() -> str | Response:
    now = {setting.name: as_typed(setting) for setting in COUNCIL_SETTINGS}
    version = 1 + sum(
        row.version for row in list_kept_settings() if row.name in now
    )  # grows with every change of any setting
    form = SettingsForm(data={**now, "version": version})
    if form.validate_on_submit():
        typed = {name: text(form[name]) for name in now}
        if form.version_seen() != version:
            return conflict(form, {name: now[name] for name in now if now[name] != typed[name]}, version)
        try:
            changed = change_settings(typed, by_now())
        except Refused as refused:
            form.refuse(refused.field or "council_name", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            flash("Saved." if changed else "Nothing has changed.", "success")
            return redirect(url_for("council.settings"))
    history = list_history("council", "settings")
    return render_template("council/settings.html", form=form, groups=GROUPS, history=history)
