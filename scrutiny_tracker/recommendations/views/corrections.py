"""Correcting an entry: the mistake stays readable, struck through, with the reason."""

from __future__ import annotations

from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions.corrections import correct_entry
from ..forms.corrections import CorrectForm
from ..queries.one import matter_of
from ..queries.page import get_entry
from .blueprint import blueprint
from .edit import opened, page, to_page
from .story import entry_lines


@blueprint.route("/recommendations/<reference>/correct/<int:entry_id>", methods=["GET", "POST"])
@allow(Permission.ENTRY_CORRECT)
def correct(reference: str, entry_id: int) -> str | Response:
    recommendation = opened(reference, Permission.ENTRY_CORRECT)
    wrong = get_entry(recommendation, entry_id)
    by = by_now()
    form = CorrectForm()
    form.offer(wrong)
    if form.validate_on_submit():
        said = form.particulars(wrong, by.today) if form.new_value() else None
        try:
            correct_entry(recommendation, wrong, form.new_value(), said, text(form.why), by, more=form.more())
        except Refused as refused:
            form.refuse(refused.field or "value", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, "Corrected. The mistake stays readable, struck through.", "#story")
    line = next(
        (
            each
            for each in entry_lines(recommendation, matter_of(recommendation))
            if each.entry_id == wrong.id
        ),
        None,
    )
    return page("correct.html", recommendation, form=form, wrong=wrong, line=line)
