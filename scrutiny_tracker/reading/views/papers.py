"""Papers that were brought in: listed, brought in, downloaded, set aside."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.files import FileRefused, as_download, find_file
from ...core.filters import clock_time
from ...core.forms import text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...council.uploads import allowed_upload
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import queries
from ..actions import bring as actions
from ..forms import BringForm
from ..matching import name_exactly
from ..models import BroughtPaper, PaperState
from ..proposals import Review
from .blueprint import blueprint, gather, reviewable

TABS = {
    PaperState.OPEN: "Being reviewed",
    PaperState.CONFIRMED: "Confirmed",
    PaperState.SET_ASIDE: "Set aside",
}


def _tab() -> PaperState:
    tab = request.args.get("tab", "")
    return PaperState(tab) if tab in set(PaperState) else PaperState.OPEN


def papers_sheet() -> Sheet:
    state = _tab()
    columns = (
        ("Paper", 44),
        ("Reference", 18),
        ("Committee", 40),
        ("Meeting on", 13),
        ("Brought in by", 28),
        ("Brought in", 18),
        ("Last changed by", 28),
        ("Last changed", 18),
    )
    rows = (
        (
            paper.name,
            paper.reference,
            paper.meeting.body.name if paper.meeting else paper.body.name if paper.body else "Not known yet",
            paper.meeting.on if paper.meeting else None,
            paper.brought_by.name if paper.brought_by else "The system",
            paper.brought_at,
            paper.changed_by.name if paper.changed_by else "The system",
            paper.changed_at,
        )
        for paper in every_row(lambda after: queries.list_papers(state, after))
    )
    return Sheet(f"Papers brought in, {TABS[state].lower()}", columns, rows)


@blueprint.get("/papers-in")
@allow(Permission.PAPER_BRING_IN)
@listing(papers_sheet)
def list_papers() -> str:
    state = _tab()
    page = queries.list_papers(state, request.args.get("after"))
    return render_template("reading/list_papers.html", page=page, state=state, tabs=TABS)


@blueprint.route("/papers-in/new", methods=["GET", "POST"])
@allow(Permission.PAPER_BRING_IN)
def bring() -> str | Response:
    form = BringForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            brought = actions.bring_in(_sent(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "pasted", refused.sentence)
        else:
            return _brought(form, brought)
    return render_template("reading/bring.html", form=form)


def _sent(form: BringForm) -> actions.Sent:
    file = request.files.get("file")
    if file is not None and file.filename:
        try:
            name, _, data = allowed_upload(file)
        except FileRefused as refused:
            raise Refused(str(refused), "file") from refused
        finally:
            file.close()
        return actions.Sent(name, data, True, _link(form))
    if not text(form.pasted):
        raise Refused("Paste the paper or choose a file.", "pasted")
    return actions.Sent("Pasted paper", text(form.pasted).encode(), False, _link(form))


def _link(form: BringForm) -> str | None:
    link = text(form.link)
    if link and not link.startswith(("http://", "https://")):
        raise Refused("Enter a link that begins with https:// or http://.", "link")
    return link or None


def _brought(form: BringForm, brought: actions.Brought) -> Response:
    paper = brought.paper
    if brought.is_new:
        review = Review.from_json(paper.content)
        name_exactly(review, gather(review, paper))
        actions.keep_review(paper, review, by_now())
    else:
        flash(_here_before(paper), "warning")
    where = url_for(".review", reference=paper.reference)
    taken(text(form.once), where)
    db.session.commit()
    return redirect(where)


def _here_before(paper: BroughtPaper) -> str:
    who = paper.brought_by.name if paper.brought_by else "the system"
    return (
        f"This paper was brought in before, by {who} on {clock_time(paper.brought_at)}. Nothing was changed."
    )


@blueprint.get("/papers-in/<reference>/file")
@allow(Permission.PAPER_BRING_IN)
def download(reference: str) -> Response:
    paper = reviewable(reference)
    file = find_file(paper.file_id) if paper.file_id is not None else None
    if file is None:
        raise NotFound("This paper was pasted: there is no file of it.")
    return as_download(file)


@blueprint.post("/papers-in/<reference>/set-aside")
@allow(Permission.PAPER_BRING_IN)
def set_aside(reference: str) -> Response:
    actions.set_aside(reviewable(reference), by_now())
    db.session.commit()
    return redirect(url_for(".list_papers"))


@blueprint.post("/papers-in/<reference>/take-up-again")
@allow(Permission.PAPER_BRING_IN)
def take_up_again(reference: str) -> Response:
    actions.take_up_again(reviewable(reference), by_now())
    db.session.commit()
    return redirect(url_for(".review", reference=reference))
