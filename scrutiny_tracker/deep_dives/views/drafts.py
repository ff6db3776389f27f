"""Draft recommendations: the list with its checklist, the form, and what the review group decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to
from ...core.panels import brought
from ...council.models import Body, Portfolio
from ...council.queries import list_bodies, list_portfolios
from ...history.journal import by_now, list_history
from ...rules.drafting import Advice, advise, section_of
from ...rules.permissions import Permission
from .. import actions
from ..alike import MOST_COMPARED, Alike, Wording
from ..forms import DraftForm
from ..models import DeepDive, DraftRecommendation, DraftState
from ..queries import get_deep_dive, matter_of
from ..queries.drafts import get_draft, list_drafts
from .blueprint import blueprint, clash, editable, kept

STATES = {"agree": DraftState.AGREED, "drop": DraftState.DROPPED, "reopen": DraftState.DRAFT}


@dataclass(frozen=True)
class ShownDraft:
    """A draft with its place in the report, its checklist, and what was recommended before."""

    draft: DraftRecommendation
    label: str
    advice: Sequence[Advice]
    alike: Sequence[Alike]
    is_carried: bool


def shown_drafts(dive: DeepDive, drafts: Sequence[DraftRecommendation]) -> list[ShownDraft]:
    """Recommendations in order, each followed by its points in the order of their sections."""
    last = max((scoped.section for scoped in dive.scope), default=0)
    alike: dict[int, list[Alike]] = {}
    wordings = [
        Wording(each.number, each.text, [scoped.kpi_id for scoped in each.measures])
        for each in drafts
        if each.state is not DraftState.DROPPED
    ]
    for found in brought("alike", (dive, wordings)):
        for number, earlier in found.items():
            alike.setdefault(number, []).extend(earlier)
    shown = []
    for place, draft in enumerate((each for each in drafts if each.parent_id is None), 1):
        carried = draft.printed_id is not None
        shown.append(_shown(draft, f"{place}", alike, carried))
        points = [(_section(each, last), each) for each in drafts if each.parent_id == draft.id]
        for section, point in sorted(points, key=lambda pair: (pair[0], pair[1].number)):
            shown.append(_shown(point, f"Section {section}", alike, carried))
    return shown


def _section(draft: DraftRecommendation, last: int) -> int:
    return section_of([scoped.section for scoped in draft.measures], last)


def _shown(
    draft: DraftRecommendation, label: str, alike: dict[int, list[Alike]], carried: bool
) -> ShownDraft:
    found = alike.get(draft.number, [])
    return ShownDraft(draft, label, advise(draft.text, draft.asked), found, carried)


@blueprint.get("/<reference>/drafts")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def drafts(reference: str) -> str:
    dive = get_deep_dive(reference)
    matter = matter_of(dive)
    require(Permission.DEEP_DIVE_READ_NOTES, matter)
    every = list_drafts(dive.id)
    return render_template(
        "deep_dives/drafts.html",
        dive=dive,
        shown=shown_drafts(dive, every),
        rough=_rough(dive, every),
        compared_with=MOST_COMPARED,
        may_edit=may(Permission.DEEP_DIVE_EDIT, matter),
        agreed=sum(
            each.state is DraftState.AGREED and each.printed_id is None and each.parent_id is None
            for each in every
        ),
    )


def _rough(dive: DeepDive, every: Sequence[DraftRecommendation]) -> list[tuple[int, str]]:
    """The rough lines of the sessions of which no draft begins with the same words yet."""
    begun = tuple(each.text.casefold() for each in every)
    return [
        (session.number, line.strip())
        for session in dive.sessions
        for line in (session.rough or "").splitlines()
        if line.strip() and not any(text.startswith(line.strip().casefold()) for text in begun)
    ]


@blueprint.route("/<reference>/drafts/add", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def add_draft(reference: str) -> str | Response:
    dive = editable(reference)
    form = DraftForm()
    every = list_drafts(dive.id)
    asked = _offer(form, dive, every)
    if form.is_fresh():
        form.text.data = request.args.get("text", "")[:4000]
        form.measures.data = request.args.getlist("measure")
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            draft = actions.add_draft(dive, _facts(form, dive, every, asked), by_now())
        except Refused as refused:
            form.refuse(refused.field or "text", refused.sentence)
        else:
            return kept(form, _list_address(dive), f"Draft {draft.number} is kept.")
    return render_template("deep_dives/add_draft.html", form=form, dive=dive)


@blueprint.route("/<reference>/drafts/<int:number>/change", methods=["GET", "POST"])
@allow(Permission.DEEP_DIVE_EDIT)
def change_draft(reference: str, number: int) -> str | Response:
    dive = editable(reference)
    draft = get_draft(dive, number)
    every = list_drafts(dive.id)
    form = DraftForm(data={**_typed(draft, every), "measures": [each.kpi.code for each in draft.measures]})
    asked = _offer(form, dive, every, draft)
    if form.validate_on_submit():
        if answer := clash(form, _typed(draft, every), draft.version):
            return answer
        try:
            actions.change_draft(dive, draft, _facts(form, dive, every, asked), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused.field or "text", refused.sentence)
        else:
            return kept(form, _list_address(dive), f"Draft {number} is saved.")
    if form.is_fresh():
        form.version.data = str(draft.version)
    return render_template(
        "deep_dives/change_draft.html",
        form=form,
        dive=dive,
        number=number,
        shown=next(each for each in shown_drafts(dive, every) if each.draft.number == number),
        history=list_history(actions.DRAFT_NOUN, actions.draft_reference(dive, draft)),
    )


@blueprint.post("/<reference>/drafts/<int:number>/<any(agree, drop, reopen):verb>")
@allow(Permission.DEEP_DIVE_EDIT)
def settle_draft(reference: str, number: int, verb: str) -> Response:
    dive = editable(reference)
    actions.settle_draft(dive, get_draft(dive, number), STATES[verb], by_now())
    db.session.commit()
    return redirect(url_for(".drafts", reference=reference, _anchor=f"draft-{number}"))


@blueprint.post("/<reference>/drafts/agree-all")
@allow(Permission.DEEP_DIVE_EDIT)
def agree_all(reference: str) -> Response:
    dive = editable(reference)
    waiting = [each for each in list_drafts(dive.id) if each.state is DraftState.DRAFT]
    for draft in waiting:
        actions.settle_draft(dive, draft, DraftState.AGREED, by_now())
    db.session.commit()
    flash(f"{len(waiting)} agreed by the review group.", "success")
    return redirect(_list_address(dive))


def _list_address(dive: DeepDive) -> str:
    return url_for("deep_dives.drafts", reference=dive.reference)


def _typed(draft: DraftRecommendation, every: Sequence[DraftRecommendation]) -> dict[str, str]:
    parent = next((str(each.number) for each in every if each.id == draft.parent_id), "")
    asked = f"body:{draft.body.code}" if draft.body else ""
    asked = asked or (f"portfolio:{draft.portfolio.code}" if draft.portfolio else "")
    return {"text": draft.text, "why": draft.why or "", "asked": asked, "parent": parent}


def _offer(
    form: DraftForm,
    dive: DeepDive,
    every: Sequence[DraftRecommendation],
    itself: DraftRecommendation | None = None,
) -> dict[str, Body | Portfolio]:
    """Fills the lists of who can be asked, of recommendations and of measures."""
    today = clock.today()
    asked: dict[str, Body | Portfolio] = {f"body:{body.code}": body for body in list_bodies(on=today)}
    if itself is not None and itself.body is not None:
        asked.setdefault(f"body:{itself.body.code}", itself.body)
    asked |= {f"portfolio:{portfolio.code}": portfolio for portfolio in list_portfolios(today)}
    if itself is not None and itself.portfolio is not None:
        asked.setdefault(f"portfolio:{itself.portfolio.code}", itself.portfolio)
    form.asked.choices = [
        ("", "Not yet"),
        *(
            (key, f"Cabinet Member for {one.name}" if isinstance(one, Portfolio) else one.name)
            for key, one in asked.items()
        ),
    ]
    whole = [each for each in every if each.parent_id is None and each is not itself]
    form.parent.choices = [
        ("", "A recommendation of its own"),
        *((str(each.number), f"In the appendix, under: {each.text[:80]}") for each in whole),
    ]
    form.measures.choices = [(each.kpi.code, f"{each.section}. {each.kpi.name}") for each in dive.scope]
    return asked


def _facts(
    form: DraftForm,
    dive: DeepDive,
    every: Sequence[DraftRecommendation],
    asked: dict[str, Body | Portfolio],
) -> actions.DraftFacts:
    whom = asked.get(text(form.asked))
    ticked = set(form.measures.data or ())
    return actions.DraftFacts(
        text=text(form.text),
        why=text(form.why) or None,
        body_id=whom.id if isinstance(whom, Body) else None,
        portfolio_id=whom.id if isinstance(whom, Portfolio) else None,
        parent=next((each for each in every if str(each.number) == text(form.parent)), None),
        measures=[scoped for scoped in dive.scope if scoped.kpi.code in ticked],
    )
