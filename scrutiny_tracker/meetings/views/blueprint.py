"""The blueprint of the room, and what its pages share."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from ...core.errors import Refused
from ...core.forms import Form
from ...council.queries.held import Notice

blueprint = Blueprint("meetings", __name__)


def one_form(
    form: Form,
    title: str,
    submit: str,
    back: str,
    *,
    caption: str = "",
    intro: Sequence[str] = (),
    upload: bool = False,
    notice: Notice | None = None,
) -> str:
    """A page that is one form: its fields in order under a heading, sentences before them, one button; two
    where a sensitive period holds what it publishes."""
    return render_template(
        "meetings/one_form.html",
        form=form,
        title=title,
        submit_text=submit,
        back_to=back,
        caption_text=caption,
        intro=intro,
        upload=upload,
        notice=notice,
    )


RECORDS = {
    "deep-dive": "/deep-dives/",
    "kpi": "/kpis/",
    "measure-review": "/kpis/health?review=",
    "recommendation": "/recommendations/",
    "referral": "/referrals/",
}


def record_address(noun: str | None, reference: str | None) -> str | None:
    """The page of a record that another room names by noun and reference; None for a noun without pages."""
    return f"{RECORDS[noun]}{reference}" if noun in RECORDS and reference else None


def put(form: Form, refused: Refused, otherwise: str) -> None:
    """Puts a refusal beside the field that it is about, or beside another where the form has none such."""
    field = refused.field if refused.field and refused.field in form else otherwise
    form.refuse(field, refused.sentence)
