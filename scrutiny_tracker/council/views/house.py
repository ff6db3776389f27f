"""The council's house style: its colour, logo, footer and lists of sections on one page."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import NotFound, Refused, conflict
from ...core.extensions import db
from ...core.files import FileRefused
from ...core.forms import text
from ...core.house import STANDARD_COLOUR
from ...core.kept import forget_typing
from ...core.panels import brought
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from ...rules.section_lists import Listed, WrongList, read_sections, write_sections
from ..actions.house import TypedHouse, change_house
from ..forms import house_form
from ..house import NAMES, Sections, find_house, find_logo, kept_sections
from ..queries import list_kept_settings
from ..uploads import Picture, allowed_logo
from . import blueprint


def _offered() -> list[Sections]:
    """The kinds of documents whose sections can be chosen, as the rooms above say."""
    return [one for some in brought("document-sections", None) for one in some]


def _now() -> dict[str, str]:
    """What stands, as the form shows it."""
    house, kept = find_house(), kept_sections()
    shown = {
        one.field: write_sections(
            [Listed(*each) for each in kept[one.kind]] if one.kind in kept else one.standard, one.standard
        )
        for one in _offered()
    }
    logo_text = house.logo.alternative if house.logo is not None else ""
    return {"colour": house.colour, "footer": house.footer, "logo_text": logo_text, **shown}


@blueprint.route("/admin/house-style", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def house_style() -> str | Response:
    offered, now = _offered(), _now()
    version = 1 + sum(row.version for row in list_kept_settings() if row.name in NAMES)
    form = house_form(offered)(data={**now, "version": version})
    picture: Picture | None = None
    if form.is_submitted():
        form.validate()
        try:
            picture = _picture(form.logo.data)
        except FileRefused as refused:
            form.refuse("logo", str(refused))
        if not form.errors:
            if form.version_seen() != version:
                theirs = {name: now[name] for name in now if now[name] != text(form[name])}
                return conflict(form, theirs, version)
            try:
                typed = TypedHouse(
                    text(form.colour),
                    text(form.footer),
                    text(form.logo_text),
                    picture,
                    bool(form.remove_logo.data),
                    {one.kind: _read(text(form[one.field]), one) for one in offered},
                )
                changed = change_house(typed, by_now())
            except Refused as refused:
                form.refuse(refused.field or "colour", refused.sentence)
            else:
                forget_typing()
                db.session.commit()
                flash("Saved." if changed else "Nothing has changed.", "success")
                return redirect(url_for("council.house_style"))
    return render_template(
        "council/house_style.html",
        form=form,
        offered=offered,
        house=find_house(),
        standard=STANDARD_COLOUR,
        history=list_history("council", "house-style"),
    )


def _picture(upload: FileStorage | None) -> Picture | None:
    """The logo that was sent, if one was. Raises FileRefused."""
    return allowed_logo(upload) if upload is not None and upload.filename else None


def _read(typed: str, one: Sections) -> list[list[str]]:
    """The chosen sections of a kind; none where the standard ones stand. Raises Refused."""
    try:
        found = read_sections(typed, one.standard)
    except WrongList as wrong:
        raise Refused(str(wrong), one.field) from wrong
    return [] if found == list(one.standard) else [[each.key, each.heading] for each in found]


@blueprint.get("/admin/house-style/logo")
@allow(Permission.COUNCIL_EDIT)
def logo() -> FlaskResponse:
    found = find_logo()
    if found is None:
        raise NotFound("The council has no logo here yet.")
    return FlaskResponse(found.content, content_type=found.content_type)
