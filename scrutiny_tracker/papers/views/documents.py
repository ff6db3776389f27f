"""A draft to read, its sections to write, whose report it is, and the parts that come in."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, readable, require
from ...core.content import Content
from ...core.errors import Refused, conflict
from ...core.forms import day, text
from ...core.prose import blocks_of, cleaned
from ...council.queries import list_active_people
from ...history.journal import by_now, list_history
from ...recommendations.queries.one import get_recommendation
from ...recommendations.queries.one import matter_of as matter_of_recommendation
from ...rules.changed_words import changed_words
from ...rules.permissions import Permission
from ..actions import documents as verbs
from ..actions.contributions import receive
from ..forms.documents import ContributionForm, DetailsForm, SectionForm
from ..kinds import content_of, facts_for, section_for, sections_for
from ..models import Contribution, Document
from ..queries.documents import (
    get_contribution,
    get_document,
    list_versions,
    matter_of,
    matter_of_contribution,
)
from .blueprint import (
    address_of_draft,
    allowed,
    blueprint,
    published_already,
    refuse,
    saved,
    taken_before,
    workspace_of,
)


@blueprint.get("/documents/<reference>")
@allow(Permission.DOCUMENT_READ_DRAFT)
def draft(reference: str) -> str:
    return draft_page(allowed(reference, Permission.DOCUMENT_READ_DRAFT))


def draft_page(document: Document) -> str:
    """What a document would say today, its sections to write and its versions."""
    return render_template(
        "papers/draft.html",
        document=document,
        sections=sections_for(document),
        content=content_of(document, clock.today()),
        versions=list_versions(document.id),
        may_edit=may(Permission.DOCUMENT_EDIT, matter_of(document)) and document.frozen_on is None,
        workspace=workspace_of(document),
        history=list_history("document", document.reference),
    )


@blueprint.route("/documents/<reference>/sections/<key>", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_EDIT)
def write_section(reference: str, key: str) -> str | Response:
    document = allowed(reference, Permission.DOCUMENT_EDIT)
    if answer := published_already(document):
        return answer
    section, facts = section_for(document, key), facts_for(document, clock.today())
    form, changes = SectionForm(data={"text": section.text}), None
    if form.validate_on_submit() and request.form.get("do") == "compare":
        changes = changed_words(section.text, cleaned(text(form.text)))
    elif form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        if form.version_seen() != section.version and text(form.text) != section.text:
            return conflict(form, {"text": section.text}, section.version)
        try:
            verbs.write_section(document, section, text(form.text), facts, by_now())
        except Refused as refused:
            refuse(form, refused, "text")
            document = get_document(reference)
            section = section_for(document, key)
        else:
            return saved(form, address_of_draft(document), f"Saved: {section.heading}.")
    if form.is_fresh():
        form.version.data = str(section.version)
    return render_template(
        "papers/write_section.html",
        form=form,
        document=document,
        section=section,
        facts=facts,
        changes=changes,
        preview=Content("", "", blocks=tuple(blocks_of(cleaned(text(form.text)), facts))),
        draft=address_of_draft(document),
    )


@blueprint.route("/documents/<reference>/details", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_PUBLISH)
def change_details(reference: str) -> str | Response:
    document = allowed(reference, Permission.DOCUMENT_PUBLISH)
    if answer := published_already(document):
        return answer
    people = {str(person.id): person for person in list_active_people()}
    form = DetailsForm(data={"report_of": document.report_of or "", "author": str(document.author_id or "")})
    form.author.choices = [("", "The scrutiny team"), *((key, p.name) for key, p in people.items())]
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        theirs = {"report_of": document.report_of or "", "author": str(document.author_id or "")}
        if form.version_seen() != document.version and _differs(form, theirs):
            return conflict(form, theirs, document.version)
        author = people.get(text(form.author))
        verbs.change_details(document, text(form.report_of), author, by_now())
        return saved(form, workspace_of(document), "Saved.")
    if form.is_fresh():
        form.version.data = str(document.version)
    return render_template(
        "papers/details.html", form=form, document=document, workspace=workspace_of(document)
    )


def _differs(form: DetailsForm, theirs: dict[str, str]) -> bool:
    return any(text(form[name]) != value for name, value in theirs.items())


@blueprint.route("/documents/<reference>/parts/<int:part_id>", methods=["GET", "POST"])
@allow(Permission.CONTRIBUTION_GIVE)
def give_part(reference: str, part_id: int) -> str | Response:
    document = get_document(reference)
    part = get_contribution(document, part_id)
    require(Permission.CONTRIBUTION_GIVE, matter_of_contribution(document, part))
    if answer := published_already(document):
        return answer
    by, kept = by_now(), _kept_words(part)
    form = ContributionForm(data={"text": kept, "received_on": part.received_on or by.today})
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        if form.version_seen() != part.version and text(form.text) != kept:
            return conflict(form, {"text": kept}, part.version)
        typed_for_them = by.name if part.asked_of_id != by.person_id else None
        try:
            receive(document, part, text(form.text), day(form.received_on), typed_for_them, by)
        except Refused as refused:
            refuse(form, refused, "text")
            document = get_document(reference)
            part = get_contribution(document, part_id)
        else:
            return saved(form, workspace_of(document), "The part is in. It stands in the draft.")
    if form.is_fresh():
        form.version.data = str(part.version)
    return render_template(
        "papers/give_part.html", form=form, document=document, part=part, workspace=workspace_of(document)
    )


def _kept_words(part: Contribution) -> str:
    """The words of a part, to be corrected by whoever may read them: they are as closed as what they are
    about."""
    if part.action is None or not part.text:
        return part.text
    of = get_recommendation(part.action.recommendation.reference)
    found = readable(part.text, None, of.publicity, matter_of_recommendation(of))
    return "" if found.is_public_wording else found.text
