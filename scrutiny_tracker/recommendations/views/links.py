"""What a recommendation is linked to: its measures, and the same one made to others."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing
from ...history.journal import by_now
from ...kpis.queries import get_kpi, list_kpi_choices
from ...rules.permissions import Permission
from ..actions.edit import unlink_also
from ..actions.make import link_also
from ..actions.measures import link_measure, unlink_measure
from ..forms.edit import AlsoForm, MeasureForm, UnlinkForm
from ..models.plans import LinkReason
from ..queries.measures import get_link, list_then_and_now
from ..queries.one import get_recommendation, list_also_recommended, matter_of
from ..queries.page import find_also_link
from .blueprint import blueprint
from .edit import opened, page, to_page
from .one import shown_name


@blueprint.route("/recommendations/<reference>/measures", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def measures(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    form = MeasureForm()
    linked = {link.kpi.code for link in recommendation.measures}
    form.kpi.choices = [("", "Choose"), *(each for each in list_kpi_choices() if each[0] not in linked)]
    if form.validate_on_submit():
        try:
            link_measure(recommendation, get_kpi(text(form.kpi)), LinkReason(text(form.why)), by_now())
        except Refused as refused:
            form.refuse(refused.field or "kpi", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return redirect(url_for("recommendations.measures", reference=reference))
    found = list_then_and_now(recommendation.measures)
    return page("measures.html", recommendation, form=form, measures=found)


@blueprint.route("/recommendations/<reference>/measures/<code>/unlink", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def unlink(reference: str, code: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    link = get_link(recommendation, code)
    form = UnlinkForm()
    if form.validate_on_submit():
        try:
            unlink_measure(recommendation, link, by_now(), why=text(form.why))
        except Refused as refused:
            form.refuse("why", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return redirect(url_for("recommendations.measures", reference=reference))
    return page("unlink.html", recommendation, form=form, link=link)


@blueprint.route("/recommendations/<reference>/also", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def also(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    form = AlsoForm()
    if form.validate_on_submit():
        try:
            link_also(recommendation, get_recommendation(text(form.reference)), by_now())
        except (Refused, LookupError) as refused:
            form.refuse("reference", str(refused))
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, "Saved. The two are linked.")
    linked = [(each, shown_name(each, matter_of(each))) for each in list_also_recommended(recommendation.id)]
    return page("also.html", recommendation, form=form, linked=linked)


@blueprint.post("/recommendations/<reference>/also/<other>/unlink")
@allow(Permission.RECOMMENDATION_EDIT)
def unlink_other(reference: str, other: str) -> Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    second = get_recommendation(other)
    require(Permission.RECOMMENDATION_EDIT, matter_of(second))
    link = find_also_link(recommendation, second)
    if link is not None:
        unlink_also(link, recommendation, second, by_now())
        db.session.commit()
    return to_page(recommendation, "Saved. The two are no longer linked.")
