"""From the board of measures into a deep dive: the ticked ones join one that runs, or begin another."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.filters import plural
from ...core.forms import text
from ...core.kept import led_to
from ...council.models import Body, Standing
from ...council.queries import get_body, list_bodies
from ...history.journal import By, by_now
from ...kpis.models import Kpi
from ...kpis.queries import get_kpi
from ...rules.permissions import Matter, Permission
from .. import actions
from ..forms import NEW_DIVE, TakeUpForm
from ..models import DeepDive, ScopeReason
from ..queries import get_deep_dive, list_scoping
from ..queries.proposing import find_proposals
from .blueprint import address_of, blueprint, editable, kept

MOST = 100


@blueprint.route("/take-up", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def take_up() -> str | Response:
    body = _asked_body()
    require(Permission.DEEP_DIVE_EDIT, Matter(body_ids=frozenset({body.id})))
    measures = [get_kpi(code) for code in dict.fromkeys(request.args.getlist("code")[:MOST])]
    form = TakeUpForm()
    running = list_scoping([each.id for each in _own_bodies()])
    form.dive.choices = [
        *((dive.reference, f"{dive.title} ({dive.body.name})") for dive in running),
        (NEW_DIVE, f"A new one of {body.name}"),
    ]
    form.codes.choices = [(kpi.code, kpi.name) for kpi in measures]
    if form.is_fresh():
        form.codes.data = [kpi.code for kpi in measures]
        form.dive.data = running[0].reference if running else NEW_DIVE
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        chosen = [kpi for kpi in measures if kpi.code in set(form.codes.data or ())]
        try:
            dive, number = _take_up(form, body, chosen, by_now())
        except Refused as refused:
            form.refuse(refused.field or "dive", refused.sentence)
        else:
            sentence = f"{plural(number, 'measure')} put in the scope."
            return kept(form, f"{address_of(dive)}#scope", sentence)
    return render_template(
        "deep_dives/take_up.html",
        form=form,
        back_to=url_for("kpis.glance", plan=request.args.get("plan"), period=request.args.get("period")),
    )


def _asked_body() -> Body:
    """The body in the address, else the first whose deep dives whoever asks may change. Raises NotFound."""
    code = request.args.get("body")
    if code is None and (own := _own_bodies()):
        return own[0]
    return get_body(code or "")


def _own_bodies() -> list[Body]:
    """The scrutiny bodies whose deep dives whoever asks may change."""
    return [
        body
        for body in list_bodies(Standing.SCRUTINY, on=clock.today())
        if may(Permission.DEEP_DIVE_EDIT, Matter(body_ids=frozenset({body.id})))
    ]


def _take_up(form: TakeUpForm, body: Body, measures: Sequence[Kpi], by: By) -> tuple[DeepDive, int]:
    """The deep dive, and how many measures joined its scope. Raises Refused for no measure, a new one without
    title or reason, and where all of the measures are in the scope already."""
    if not measures:
        raise Refused("Tick at least one measure.", "codes")
    if text(form.dive) == NEW_DIVE:
        dive = _begun(form, body, by)
    else:
        dive = editable(get_deep_dive(text(form.dive)).reference)
    held = {scoped.kpi_id for scoped in dive.scope}
    new = [kpi for kpi in measures if kpi.id not in held]
    if not new:
        raise Refused("All of these measures are in its scope already.", "dive")
    reasons = find_proposals([kpi.id for kpi in new])
    facts = []
    for kpi in new:
        proposal = reasons.get(kpi.id)
        why = ScopeReason.MEMBER_INTEREST if proposal is None else proposal.why
        note = None if proposal is None else proposal.reason[:400]
        facts.append((kpi, actions.ScopeFacts(why, note, None, None)))
    return dive, len(actions.scope_all(dive, facts, by))


def _begun(form: TakeUpForm, body: Body, by: By) -> DeepDive:
    if not text(form.title):
        raise Refused("Enter a title.", "title")
    if not text(form.purpose):
        raise Refused("Say why this deep dive is done.", "purpose")
    facts = actions.DeepDiveFacts(text(form.title), text(form.purpose), by.today, None, None, None, None)
    return actions.add(body, facts, by)
