"""Who is invited to a session, and whether they come: one click each."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to
from ...council.queries import list_active_people
from ...history.journal import by_now
from ...meetings.models import Capacity, Presence
from ...rules.permissions import Permission
from .. import actions
from ..forms import GuestForm, RepresentedForm
from ..queries import get_guest, get_session
from .blueprint import address_of_session, blueprint, editable, kept


@blueprint.route("/<reference>/sessions/<int:number>/invite", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def invite(reference: str, number: int) -> str | Response:
    dive = editable(reference)
    one = get_session(dive, number)
    people = {str(person.id): person for person in list_active_people()}
    form = GuestForm()
    form.person.choices = [
        ("", "Choose"),
        *(
            (key, f"{person.name}, {person.post}" if person.post else person.name)
            for key, person in people.items()
        ),
    ]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        person = people.get(text(form.person))
        typed = actions.TypedGuest(
            name=person.name if person is not None else text(form.name),
            post=text(form.post) or (person.post if person is not None else None),
            capacity=Capacity(text(form.capacity)),
            person_id=person.id if person is not None else None,
        )
        try:
            guest = actions.invite(dive, one, typed, by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return kept(form, address_of_session(dive, one), f"{guest.name} is invited.")
    return render_template("deep_dives/invite.html", form=form, dive=dive, session=one)


@blueprint.post("/<reference>/sessions/<int:number>/invite-those-who-answer")
@allow(Permission.DEEP_DIVE_EDIT)
def invite_those_who_answer(reference: str, number: int) -> Response:
    dive = editable(reference)
    one = get_session(dive, number)
    invited = actions.invite_those_who_answer(dive, one, by_now())
    db.session.commit()
    names = ", ".join(guest.name for guest in invited)
    flash(f"Invited: {names}." if invited else "All who answer for these measures are invited.", "success")
    return redirect(address_of_session(dive, one))


@blueprint.post(
    "/<reference>/sessions/<int:number>/guests/<int:guest_id>/<any(invited, coming, apologies):presence>"
)
@allow(Permission.DEEP_DIVE_EDIT)
def set_presence(reference: str, number: int, guest_id: int, presence: str) -> Response:
    dive = editable(reference)
    one = get_session(dive, number)
    actions.set_presence(dive, one, get_guest(one, guest_id), Presence(presence), by_now())
    db.session.commit()
    return redirect(url_for(".session", reference=reference, number=number, _anchor="invited"))


@blueprint.route(
    "/<reference>/sessions/<int:number>/guests/<int:guest_id>/represented", methods=["GET", "POST"]
)
@allow(Permission.DEEP_DIVE_EDIT)
def represented(reference: str, number: int, guest_id: int) -> str | Response:
    dive = editable(reference)
    one = get_session(dive, number)
    guest = get_guest(one, guest_id)
    form = RepresentedForm(data={"represented_by": guest.represented_by})
    if form.validate_on_submit():
        actions.set_presence(dive, one, guest, Presence.REPRESENTED, by_now(), text(form.represented_by))
        return kept(form, address_of_session(dive, one), f"{guest.name} is represented.")
    return render_template("deep_dives/represented.html", form=form, dive=dive, session=one, guest=guest)


@blueprint.post("/<reference>/sessions/<int:number>/guests/<int:guest_id>/uninvite")
@allow(Permission.DEEP_DIVE_EDIT)
def uninvite(reference: str, number: int, guest_id: int) -> Response:
    dive = editable(reference)
    one = get_session(dive, number)
    guest = get_guest(one, guest_id)
    name = guest.name
    actions.uninvite(dive, one, guest, by_now())
    db.session.commit()
    flash(f"{name} is taken off the list.", "success")
    return redirect(address_of_session(dive, one))
