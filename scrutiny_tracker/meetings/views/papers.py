"""Papers: shown, added, attached, changed, downloaded."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core.access import allow, may, require
from ...core.errors import NotFound, Refused, conflict
from ...core.extensions import db
from ...core.files import FileRefused, as_download, find_file
from ...core.forms import text
from ...core.kept import led_to, taken
from ...council.uploads import allowed_upload
from ...history.journal import by_now, list_history
from ...rules.permissions import Matter, Permission
from .. import queries
from ..actions import papers as actions
from ..forms.items import AttachForm, PaperForm
from ..models import Paper
from ..readable import PRIVATE_PAPER, matter_of, readable_history, readable_title, reads
from .blueprint import blueprint, one_form, put
from .items import address_of, caption_of, editable_item


def matter_of_paper(paper: Paper) -> Matter:
    """Whose a paper is: every body's on whose agenda it stands."""
    return matter_of({item.meeting.body_id for item in queries.list_items_with_paper(paper.id)})


def editable_paper(reference: str) -> Paper:
    """A paper that whoever asks may read and change; raises NotFound or Forbidden."""
    paper = queries.get_paper(reference)
    matter = matter_of_paper(paper)
    require(Permission.MEETING_EDIT, matter)
    if not reads(paper, matter):
        require(Permission.EXEMPT_READ, matter)
    return paper


def _uploaded() -> actions.NewFile | None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    return _checked(sent)


def _checked(sent: FileStorage) -> actions.NewFile:
    try:
        return allowed_upload(sent)
    except FileRefused as refused:
        raise Refused(str(refused), "file") from refused
    finally:
        sent.close()


@blueprint.get("/papers/<reference>")
@allow(Permission.HOUSE_READ)
def show_paper(reference: str) -> str:
    paper = queries.get_paper(reference)
    items = queries.list_items_with_paper(paper.id)
    matter = matter_of({item.meeting.body_id for item in items})
    return render_template(
        "meetings/show_paper.html",
        paper=paper,
        title=readable_title(paper, matter, PRIVATE_PAPER),
        reads_all=reads(paper, matter),
        items=items,
        title_of=lambda item: readable_title(item, matter_of({item.meeting.body_id})),
        history=readable_history(list_history("paper", reference), matter, paper),
        may_edit=may(Permission.MEETING_EDIT, matter) and reads(paper, matter),
    )


@blueprint.get("/papers/<reference>/file")
@allow(Permission.HOUSE_READ)
def download_paper(reference: str) -> Response:
    paper = queries.get_paper(reference)
    matter = matter_of_paper(paper)
    if not reads(paper, matter):
        require(Permission.EXEMPT_READ, matter)
    file = find_file(paper.file_id) if paper.file_id is not None else None
    if file is None:
        raise NotFound("This paper has no file.")
    return as_download(file)


@blueprint.route("/items/<reference>/papers/new", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def add_paper(reference: str) -> str | Response:
    item = editable_item(reference)
    form = PaperForm()
    form.offer_paragraphs()
    if form.is_fresh():
        form.title.data, form.report_of.data = item.title, item.report_of
        form.show_publicity(item)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            paper = actions.add_paper(item, form.typed(_uploaded()), by_now())
        except Refused as refused:
            put(form, refused, "title")
        else:
            address = url_for(".show_paper", reference=paper.reference)
            taken(text(form.once), address)
            db.session.commit()
            return redirect(address)
    return one_form(
        form, "Add a paper", "Add the paper", address_of(item), caption=caption_of(item), upload=True
    )


@blueprint.route("/items/<reference>/papers/attach", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def attach_paper(reference: str) -> str | Response:
    item = editable_item(reference)
    form = AttachForm()
    if form.validate_on_submit():
        paper = queries.get_paper(text(form.paper))
        if not reads(paper, matter_of_paper(paper)):
            raise NotFound(f"There is no paper {paper.reference}.")
        try:
            actions.attach_paper(item, paper, by_now())
        except Refused as refused:
            put(form, refused, "paper")
        else:
            db.session.commit()
            return redirect(address_of(item))
    words = request.args.get("q", "")
    found = queries.search_papers(words)
    bodies = queries.list_bodies_of_papers([paper.id for paper in found])
    shown = [paper for paper in found if reads(paper, matter_of(bodies.get(paper.id, set())))]
    return render_template("meetings/attach_paper.html", item=item, form=form, words=words, found=shown)


@blueprint.post("/items/<reference>/papers/<paper_reference>/detach")
@allow(Permission.MEETING_EDIT)
def detach_paper(reference: str, paper_reference: str) -> Response:
    item = editable_item(reference)
    actions.detach_paper(item, queries.get_paper(paper_reference), by_now())
    db.session.commit()
    return redirect(address_of(item))


@blueprint.route("/papers/<reference>/change", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def change_paper(reference: str) -> str | Response:
    paper = editable_paper(reference)
    form = PaperForm()
    form.offer_paragraphs()
    if form.is_fresh():
        form.version.data = str(paper.version)
        form.show(paper)
    address = url_for(".show_paper", reference=reference)
    if form.validate_on_submit():
        if form.version_seen() != paper.version:
            theirs = {"title": paper.title, "report_of": paper.report_of or "", "link": paper.link or ""}
            return conflict(form, theirs, paper.version)
        try:
            actions.change_paper(paper, form.typed(_uploaded()), by_now())
        except Refused as refused:
            put(form, refused, "title")
        else:
            db.session.commit()
            return redirect(address)
    kept = [f"The file now is {paper.file.name}. Choose one only to replace it."] if paper.file else []
    return one_form(form, "Change the paper", "Save", address, intro=kept, upload=True)
