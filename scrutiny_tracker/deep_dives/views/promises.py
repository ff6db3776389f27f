"""What was promised in a session is sent to its owners, in one step."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import plural
from ...core.forms import text
from ...core.kept import kept_typing, led_to, taken
from ...council.queries import list_active_people
from ...history.journal import by_now
from ...meetings.actions.follow_ups import When
from ...meetings.clause_models import FollowUp
from ...people.actions import send_mail
from ...people.models import Person
from ...rules.permissions import Permission
from ...rules.session_notes import guess_owner
from .. import actions
from ..forms import NotesForm, PromisesForm
from ..models import DeepDive, DeepDiveSession
from ..queries import get_session
from ..queries.working import list_measure_notes, list_promises
from .blueprint import address_of_session, blueprint, editable
from .notes import Waiting, boxes_of, page_of_promises
from .sessions import measures_of


@blueprint.route("/<reference>/sessions/<int:number>/send-promises", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def send_promises(reference: str, number: int) -> str | Response:
    dive = editable(reference)
    one = get_session(dive, number)
    sent = list_promises(one.id)
    people = _people(one)
    form = PromisesForm()
    if request.method == "GET" and kept_typing() is None:
        _begin(form, _waiting(dive, one), people, one)
    form.offer([(str(person.id), _named(person)) for person in people])
    if request.method == "POST" and (seen := led_to(text(form.once))):
        return redirect(seen)
    if form.validate_on_submit():
        by_id = {str(person.id): person for person in people}
        rows = [entry.form for entry in form.rows if entry.form.taken.data]
        scoped = {each.kpi.code: each.id for each in dive.scope}
        typed = [
            actions.TypedPromise(
                line=text(row.line),
                scoped_id=scoped.get(text(row.key)),
                what=text(row.what),
                owner=by_id.get(text(row.owner)),
                whom=text(row.whom) or None,
                due=When.read(text(row.when)),
            )
            for row in rows
        ]
        try:
            made = actions.send_promises(dive, one, typed, by_now())
        except Refused as refused:
            db.session.rollback()
            place, _, name = (refused.field or "").partition(":")
            if name:
                rows[int(place)][name].errors = [refused.sentence]
            else:
                form.form_errors.append(refused.sentence)
        else:
            _tell_owners(dive, one, made)
            address = address_of_session(dive, one)
            taken(text(form.once), address)
            db.session.commit()
            flash(_sent_words(made), "success")
            return redirect(address)
    return render_template("deep_dives/send_promises.html", form=form, dive=dive, session=one, sent=sent)


def _waiting(dive: DeepDive, one: DeepDiveSession) -> list[Waiting]:
    notes = {row.scoped_id: row.text for row in list_measure_notes(one.id)}
    return page_of_promises(boxes_of(one, measures_of(dive, one), notes, NotesForm()), list_promises(one.id))


def _people(one: DeepDiveSession) -> list[Person]:
    """Whoever was invited comes first, then everybody else with an account."""
    invited = [guest.person_id for guest in one.guests if guest.person_id is not None]
    return sorted(list_active_people(), key=lambda person: person.id not in invited)


def _named(person: Person) -> str:
    return f"{person.name}, {person.post}" if person.post else person.name


def _begin(
    form: PromisesForm, waiting: Sequence[Waiting], people: Sequence[Person], one: DeepDiveSession
) -> None:
    """One row for each promise, with its owner and date as far as the notes say them."""
    invited = {guest.person_id for guest in one.guests}
    came = [person for person in people if person.id in invited]
    for each in waiting:
        owner = _owner(each.promise.whom, came) or _owner(each.promise.whom, people)
        form.rows.append_entry(
            {
                "line": each.line,
                "key": each.key,
                "taken": True,
                "what": each.promise.what,
                "owner": "" if owner is None else str(owner.id),
                "whom": each.promise.whom if owner is None else "",
                "when": each.promise.when,
            }
        )


def _owner(whom: str, people: Sequence[Person]) -> Person | None:
    place = guess_owner(whom, [(person.name, person.post or "") for person in people])
    return None if place is None else people[place]


def _tell_owners(dive: DeepDive, one: DeepDiveSession, made: Sequence[FollowUp]) -> None:
    """One message to each owner with an account, with all that they said they would send."""
    by, base = by_now(), current_app.config["SCRUTINY_BASE_URL"]
    people = {person.id: person for person in list_active_people()}
    for person_id in dict.fromkeys(row.owner_id for row in made):
        person = people.get(person_id or 0)
        if person is None:
            continue
        own = [row for row in made if row.owner_id == person_id]
        subject = render_template("email/promised.subject.txt", dive=dive, session=one).strip()
        addresses = [base + url_for("meetings.show_follow_up", reference=row.reference) for row in own]
        body = render_template(
            "email/promised.body.txt",
            person=person,
            dive=dive,
            session=one,
            own=zip(own, addresses, strict=True),
        )
        send_mail(person, f"promised:{own[0].reference}:{person.id}", subject, body, by.at)


def _sent_words(made: Sequence[FollowUp]) -> str:
    words = f"{plural(len(made), 'follow-up')} {'is' if len(made) == 1 else 'are'} sent"
    return f"{words} and now among the outstanding issues."
