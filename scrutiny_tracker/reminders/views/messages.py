"""How one wants to be told, what the next message will say, and the last ones."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, principal
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...council.queries import list_active_people
from ...history.journal import by_now
from ...rules.permissions import Permission
from ...rules.reminders import Rhythm
from ..actions.choices import Chosen, choose
from ..forms import ChoiceForm
from ..models import MessageChoice
from ..queries.choices import find_choice, list_messages_to, list_waiting_words
from .blueprint import blueprint


@blueprint.route("/messages", methods=["GET", "POST"])
@allow(Permission.HOUSE_READ)
def messages() -> str | Response:
    person_id = principal().person_id or 0
    choice, form = find_choice(person_id), ChoiceForm()
    form.offer([one for one in list_active_people() if one.id != person_id])
    if form.is_fresh():
        _fill(form, choice)
    if form.validate_on_submit():
        if form.version_seen() != (choice.version if choice else 0):
            return conflict(form, _typed(choice), choice.version if choice else 0)
        try:
            choose(person_id, _chosen(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "rhythm", refused.sentence)
        else:
            db.session.commit()
            flash("Saved. Your next message follows it.", "success")
            return redirect(url_for("reminders.messages"))
    return render_template(
        "reminders/messages.html",
        form=form,
        waiting=list_waiting_words(person_id),
        last=list_messages_to(person_id),
    )


def _fill(form: ChoiceForm, choice: MessageChoice | None) -> None:
    form.version.data = str(choice.version) if choice else "0"
    form.rhythm.data = (choice.rhythm if choice else Rhythm.DAILY).value
    form.follows.data = "no" if choice and not choice.follows_others else "yes"
    form.deputy.data = str(choice.deputy_id) if choice and choice.deputy_id else ""
    form.away_until.data = choice.away_until if choice else None


def _typed(choice: MessageChoice | None) -> dict[str, str]:
    shown = ChoiceForm(formdata=None)
    _fill(shown, choice)
    return {name: str(shown[name].data or "") for name in ("rhythm", "follows", "deputy")}


def _chosen(form: ChoiceForm) -> Chosen:
    deputy = text(form.deputy)
    return Chosen(
        Rhythm(text(form.rhythm)),
        form.follows.data == "yes",
        int(deputy) if deputy else None,
        form.away_until.data,
    )
