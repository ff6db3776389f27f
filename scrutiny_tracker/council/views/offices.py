"""Offices: who holds what, giving and ending them, and the end of an account."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import NotFound, Refused, conflict
from ...core.extensions import db
from ...core.filters import day_date, plural
from ...core.forms import day, text
from ...core.kept import forget_typing, led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...history.journal import by_now
from ...people.queries import get_person
from ...rules.offices import HELD_FOR, NO_CHAIR, HeldFor
from ...rules.permissions import Permission, Role
from ...rules.words import words_for
from ..actions import offices as verbs
from ..forms import EndOfficeForm, GiveOfficeForm, named
from ..models import Body, Directorate, MemberKind, Office, Portfolio, Standing
from ..queries import (
    OfficeFilter,
    When,
    chairs,
    get_office,
    list_active_people,
    list_bodies,
    list_directorates,
    list_office_rows,
    list_offices_of,
    list_portfolios,
)
from . import blueprint

Word = TypeVar("Word", bound=StrEnum)
MEMBERS_OF = (Standing.SCRUTINY, Standing.EXECUTIVE, Standing.COUNCIL, Standing.OTHER)


def _asked(kind: type[Word], name: str) -> Word | None:
    """A word of an address; None for none, or for one that nobody made."""
    value = request.args.get(name, "")
    return kind(value) if value in set(kind) else None


def _wanted() -> OfficeFilter:
    return OfficeFilter(
        _asked(When, "when") or When.NOW, _asked(Role, "role"), request.args.get("body", type=int)
    )


def offices_sheet() -> Sheet:
    wanted, today = _wanted(), clock.today()
    columns = (("Who", 28), ("Office", 26), ("As", 14), ("For", 40), ("From", 13), ("Last day", 13))
    rows = (
        (
            row.person,
            words_for(row.role),
            words_for(row.member_kind) if row.member_kind else "",
            row.held_for or "The whole council",
            row.from_on,
            row.to_on,
        )
        for row in every_row(lambda after: list_office_rows(wanted, today, after))
    )
    return Sheet("Offices", columns, rows)


@blueprint.get("/admin/offices")
@allow(Permission.COUNCIL_EDIT)
@listing(offices_sheet)
def offices() -> str:
    today, bodies = clock.today(), list_bodies(*MEMBERS_OF)
    wanted = _wanted()
    seated = chairs(today)
    boards = [body for body in bodies if body.standing is Standing.SCRUTINY and body.holds_on(today)]
    return render_template(
        "council/offices.html",
        page=list_office_rows(wanted, today, request.args.get("after")),
        wanted=wanted,
        bodies=bodies,
        vacant=[body for body in boards if body.id not in seated],
        no_chair=NO_CHAIR,
        roles=list(Role),
        whens=list(When),
    )


@blueprint.get("/admin/offices/give")
@allow(Permission.COUNCIL_EDIT)
def choose_office() -> str:
    person_id = request.args.get("person", type=int)
    person = get_person(person_id) if person_id else None
    roles = [role for role in Role if _may_give(role)]
    return render_template("council/choose_office.html", person=person, roles=roles, held_for=HELD_FOR)


def _may_give(role: Role) -> bool:
    return role is not Role.ADMINISTRATOR or may(Permission.ACCOUNT_ADMINISTER)


def _holdable(role: Role) -> dict[str, Body | Portfolio | Directorate]:
    """What the office can be held for, by the value of its choice."""
    today = clock.today()
    found: dict[HeldFor, list[Body] | list[Portfolio] | list[Directorate]] = {
        HeldFor.PORTFOLIO: list(list_portfolios()),
        HeldFor.DIRECTORATE: list(list_directorates()),
        HeldFor.BODY: list(list_bodies(*MEMBERS_OF)),
        HeldFor.BODY_OR_COUNCIL: list(list_bodies(Standing.SCRUTINY)),
        HeldFor.COUNCIL: [],
    }
    return {str(each.id): each for each in found[HELD_FOR[role]] if each.to_on is None or each.to_on >= today}


@blueprint.route("/admin/offices/give/<role>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def give_office(role: str) -> str | Response:
    if role not in set(Role):
        raise NotFound("There is no such office.")
    office = Role(role)
    if office is Role.ADMINISTRATOR:
        require(Permission.ACCOUNT_ADMINISTER)
    form, holdable = _office_form(office)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            person = get_person(int(text(form.person)))
            kind = MemberKind(form.member_kind.data) if form.member_kind.data else None
            verbs.give_office(
                person,
                office,
                by_now(),
                from_on=day(form.from_on),
                to_on=form.to_on.data,
                held_for=holdable.get(text(form.held_for)),
                member_kind=kind,
            )
        except Refused as refused:
            fields = {"body": "held_for", "portfolio": "held_for", "directorate": "held_for"}
            field = refused.field or "held_for"
            form.refuse(fields.get(field, field), refused.sentence)
        else:
            address = _page_of(person.id)
            taken(text(form.once), address)
            db.session.commit()
            flash(f"{person.name}: {words_for(office)} from {day_date(form.from_on.data)}.", "success")
            return redirect(address)
    return render_template(
        "council/give_office.html",
        form=form,
        role=office,
        held=HELD_FOR[office],
        sits=office is Role.COMMITTEE_MEMBER,
    )


def _office_form(office: Role) -> tuple[GiveOfficeForm, dict[str, Body | Portfolio | Directorate]]:
    chosen = {"person": request.args.get("person", ""), "from_on": clock.today(), "member_kind": "councillor"}
    form, holdable = GiveOfficeForm(data=chosen), _holdable(office)
    form.person.choices = [("", "Choose"), *((str(p.id), p.name) for p in list_active_people())]
    nothing = "The whole council" if HELD_FOR[office] is HeldFor.BODY_OR_COUNCIL else "Choose"
    form.held_for.choices = [("", nothing), *named(holdable.values())]
    return form, holdable


def _page_of(person_id: int) -> str:
    if may(Permission.ACCOUNT_ADMINISTER):
        return url_for("people.person", person_id=person_id)
    return url_for("council.offices")


@blueprint.route("/admin/offices/<int:office_id>/end", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def end_office(office_id: int) -> str | Response:
    office = get_office(office_id)
    if office.role is Role.ADMINISTRATOR:
        require(Permission.ACCOUNT_ADMINISTER)
    form = EndOfficeForm(data={"to_on": office.to_on or clock.today(), "version": _seen(office)})
    if form.validate_on_submit():
        if form.version_seen() != _seen(office):
            theirs = f"{office.to_on.day} {office.to_on.month} {office.to_on.year}" if office.to_on else ""
            return conflict(form, {"to_on": theirs}, _seen(office))
        try:
            verbs.end_office(office, day(form.to_on), by_now(), why=text(form.why) or None)
        except Refused as refused:
            form.refuse(refused.field or "to_on", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            flash(f"The last day of this office is {day_date(form.to_on.data)}.", "success")
            return redirect(_page_of(office.person_id))
    return render_template("council/end_office.html", form=form, office=office)


def _seen(office: Office) -> int:
    """Stands for the version of an office: its last day is all that can change."""
    return office.to_on.toordinal() if office.to_on is not None else 1


@blueprint.route("/admin/accounts/<int:person_id>/deactivate", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_ADMINISTER)
def deactivate(person_id: int) -> str | Response:
    person = get_person(person_id)
    if request.method == "POST":
        ended = verbs.deactivate_person(person, by_now())
        db.session.commit()
        flash(f"{person.name} cannot sign in any more. {plural(ended, 'office')} ended with it.", "success")
        return redirect(url_for("people.person", person_id=person_id))
    today = clock.today()
    held = [o for o in list_offices_of(person.id) if o.to_on is None or o.to_on > today]
    return render_template("council/deactivate.html", person=person, offices=held)
