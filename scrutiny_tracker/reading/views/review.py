"""The review of a paper: corrected proposal by proposal, checked, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, may
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import problems
from ...core.kept import kept_typing
from ...council.queries import list_bodies, list_portfolios
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import queries
from ..actions.bring import keep_review
from ..actions.confirm import confirm as confirm_review
from ..forms import WORDS, ConfirmForm, ReviewForm
from ..marking import mark_paper
from ..matching import Offers, Records, find_offers, forget_gone, forget_unoffered, take_all
from ..models import BroughtPaper, PaperState
from ..proposals import Review, Row
from .blueprint import blueprint, gather, reviewable


@blueprint.route("/papers-in/<reference>", methods=["GET", "POST"])
@allow(Permission.PAPER_BRING_IN)
def review(reference: str) -> str | Response:
    paper = reviewable(reference)
    if paper.state is not PaperState.OPEN:
        return redirect(url_for(".confirmed", reference=reference))
    kept = Review.from_json(paper.content)
    if request.method == "POST":
        return _posted(paper, kept)
    form = ReviewForm(kept, kept_typing())
    if not form.is_fresh():
        form.fill()
        if form.version_seen() != paper.version:
            return _stale(paper, form, "save")
    records = gather(kept, paper)
    offers = find_offers(kept, records)
    form.offer(records, offers)
    return _page(paper, form, offers)


def _form(review: Review, records: Records, offers: Offers) -> ReviewForm:
    form = ReviewForm(review)
    form.offer(records, offers)
    return form


def _posted(paper: BroughtPaper, review: Review) -> str | Response:
    form = ReviewForm(review, request.form)
    form.fill()
    verb, _, argument = request.form.get("do", "save").partition(":")
    if form.version_seen() != paper.version:
        return _stale(paper, form, verb)
    records = gather(review, paper)
    forget_gone(review, records)
    offers = find_offers(review, records)
    forget_unoffered(review, offers)
    form.offer(records, offers)
    if verb != "draft" and not form.is_readable():
        return _page(paper, form, offers)
    anchor = _do(verb, argument, review, offers)
    keep_review(paper, review, by_now())
    db.session.commit()
    if verb == "draft":
        answer = make_response("", 204)
        answer.headers["X-Version"] = str(paper.version)
        return answer
    if verb != "check":
        return redirect(url_for(".review", reference=paper.reference, _anchor=anchor))
    if form.check(offers, may_tally=may(Permission.KPI_EDIT)):
        return redirect(url_for(".check", reference=paper.reference))
    return _page(paper, form, offers)


def _do(verb: str, argument: str, review: Review, offers: Offers) -> str | None:
    """What a button asks beside saving what was typed; where the page stands then."""
    row = review.find(argument)
    match verb:
        case "split" if row is not None:
            below = review.split(argument)
            if below is None:
                flash(
                    "To split a proposal, put an empty line in its wording where the second begins.",
                    "warning",
                )
            return below.id if below is not None else argument
        case "join":
            above = review.join(argument)
            if above is None:
                flash("There is no proposal above it in this item to join it to.", "warning")
            return above.id if above is not None else argument
        case "drop" | "keep" if row is not None:
            row.dropped = verb == "drop"
        case "accept-all":
            for waiting in review.waiting():
                waiting.accepted = True
            return "foot"
        case "take-all":
            flash(f"{take_all(review, offers)} likely matches taken. Check each.", "success")
            return None
    return argument or None


def _stale(paper: BroughtPaper, form: ReviewForm, verb: str) -> Response:
    """Somebody else has saved meanwhile: what was typed stands on the page, theirs beside it."""
    if verb == "draft":
        return make_response("", 409)
    theirs = Review.from_json(paper.content)
    records = gather(theirs, paper)
    offers = find_offers(theirs, records)
    form.offer(records, offers)
    differ = {}
    for row_id in form.rows:
        mine, saved = form.review.find(row_id), theirs.find(row_id)
        if mine is not None and saved is not None and mine != saved:
            differ[row_id] = saved
    form.version.data = str(paper.version)
    return make_response(_page(paper, form, offers, differ), 409)


def _page(
    paper: BroughtPaper, form: ReviewForm, offers: Offers, theirs: Mapping[str, Row] | None = None
) -> str:
    form.version.data = str(paper.version)
    return render_template(
        "reading/review.html",
        paper=paper,
        form=form,
        review=form.review,
        offers=offers,
        theirs=theirs,
        lines=mark_paper(paper.text, form.review),
        problems=problems(form, *form.every()),
        words=WORDS,
        counts=form.review.counts(),
        waiting=len(form.review.waiting()),
    )


NOUNS = {
    "meeting": "Meeting",
    "item": "Agenda item",
    "clause": "Resolution",
    "recommendation": "Recommendation",
    "follow-up": "Request or action",
    "referral": "Referral",
    "work-programme": "On the work programme",
    "commitment": "Progress report",
    "scorecard": "Published tally of measures",
    "paper": "Report with its printed recommendations",
}
ADDRESSES = {
    "meeting": "/meetings/",
    "item": "/items/",
    "recommendation": "/recommendations/",
    "follow-up": "/follow-ups/",
    "referral": "/referrals/",
    "work-programme": "/work-programme/",
    "commitment": "/progress-reports/",
    "paper": "/papers/",
}


@blueprint.route("/papers-in/<reference>/check", methods=["GET", "POST"])
@allow(Permission.PAPER_BRING_IN)
def check(reference: str) -> str | Response:
    paper = reviewable(reference)
    if paper.state is not PaperState.OPEN:
        return redirect(url_for(".confirmed", reference=reference))
    kept = Review.from_json(paper.content)
    records = gather(kept, paper)
    offers = find_offers(kept, records)
    form = _form(kept, records, offers)
    if not form.check(offers, may_tally=may(Permission.KPI_EDIT)):
        return _page(paper, form, offers)
    button = ConfirmForm()
    if button.validate_on_submit():
        if button.version_seen() == paper.version:
            return _confirm(paper, kept)
        flash("Somebody changed the review meanwhile. Check it again.", "warning")
    button.version.data = str(paper.version)
    return render_template(
        "reading/check.html",
        paper=paper,
        review=kept,
        form=button,
        words=WORDS,
        counts=kept.counts(),
        meeting_on=date.fromisoformat(kept.meeting.on) if kept.meeting.on else None,
        bodies={body.code: body.name for body in list_bodies()},
        portfolios={portfolio.code: portfolio.name for portfolio in list_portfolios()},
    )


def _confirm(paper: BroughtPaper, review: Review) -> str | Response:
    reference = paper.reference
    try:
        confirm_review(paper, review, by_now())
    except Refused as refused:
        db.session.rollback()
        paper = reviewable(reference)
        records = gather(review, paper)
        offers = find_offers(review, records)
        form = _form(review, records, offers)
        if not form.refuse_at(refused.field or "", refused.sentence):
            flash(refused.sentence, "warning")
        return _page(paper, form, offers)
    db.session.commit()
    return redirect(url_for(".confirmed", reference=reference))


@blueprint.get("/papers-in/<reference>/confirmed")
@allow(Permission.PAPER_BRING_IN)
def confirmed(reference: str) -> str | Response:
    paper = reviewable(reference)
    if paper.state is PaperState.OPEN:
        return redirect(url_for(".review", reference=reference))
    kept = Review.from_json(paper.content)
    return render_template(
        "reading/confirmed.html",
        paper=paper,
        review=kept,
        lines=mark_paper(paper.text, kept),
        made=queries.list_made(paper.id),
        nouns=NOUNS,
        addresses=ADDRESSES,
    )
