"""The admin door, and one's own account."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from ...core.access import allow
from ...outbox.queries import worker_state
from ...rules.permissions import Permission
from ..queries import count_accounts, get_person
from . import blueprint


@blueprint.get("/admin")
@allow(Permission.COUNCIL_EDIT)
def admin() -> str:
    return render_template("people/admin.html", counts=count_accounts(), worker=worker_state())


@blueprint.get("/account")
@allow(Permission.HOUSE_READ)
def account() -> str:
    return render_template("people/account.html", person=get_person(current_user.id))
