"""The room's blueprint, and the council's word for what it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from ...core.errors import conflict
from ...core.extensions import db
from ...core.forms import Form, text
from ...core.kept import taken
from ...council.settings import text_setting

blueprint = Blueprint("kpis", __name__, url_prefix="/kpis")


def measure_word(number: int = 1, *, capital: bool = False) -> str:
    """The council's own word for a measure, one or several; KPI stays KPI."""
    word = text_setting("measure_word")
    word = word if number == 1 else f"{word}s"
    return word[:1].upper() + word[1:] if capital else word


def done(form: Form, address: str, sentence: str) -> Response:
    """Commits, says so and leads on; a second click of the same form leads there too."""
    taken(text(form.once), address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


def stale(form: Form, version: int, theirs: Mapping[str, object]) -> Response | None:
    """The page with both versions where the record changed since this form was opened; None where it did not,
    or where both say the same."""
    if form.version_seen() == version:
        return None
    as_typed = {name: _typed(value) for name, value in theirs.items()}
    if all(_typed(form[name].data) == value for name, value in as_typed.items()):
        return None
    return conflict(form, as_typed, version)


def _typed(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value.month} {value.year}"
    return "" if value is None else str(value)


def one_form(
    form: Form, title: str, submit: str, back: str, *, caption: str = "", intro: Sequence[str] = ()
) -> str:
    """A page that is one form: its fields in order under a heading, sentences before them, one button."""
    return render_template(
        "kpis/one_form.html",
        form=form,
        title=title,
        submit_text=submit,
        back_to=back,
        caption_text=caption,
        intro=intro,
    )
