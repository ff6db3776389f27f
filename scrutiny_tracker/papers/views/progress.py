"""A progress report's workspace, from opening to the next look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.filters import day_date, long_date, plural
from ...core.forms import text
from ...council.queries.held import find_notice
from ...history.journal import by_now, list_history
from ...meetings.actions.agenda import publishing_warnings
from ...recommendations.actions.commitments import base_words
from ...recommendations.actions.grid import find_recorded
from ...recommendations.models import Commitment, Recommendation
from ...recommendations.queries.commitments import get_commitment, matter_of_commitment, placing_of
from ...rules.permissions import Permission, why_not
from ...rules.placing import Place, Placing
from ...rules.progress_reports import ReportDates, Stage, Standing, stage_of
from ..actions import progress as verbs
from ..actions.contributions import to_be_asked
from ..forms.progress import ON, LookAgainForm, ShareForm
from ..jobs import freeze_and_publish, hold_report
from ..models import Contribution, Document, DocumentKind
from ..progress_facts import has_not_come, reported_rows
from ..queries.documents import find_about, get_document, matter_of, matter_of_contribution
from ..queries.progress import (
    NOUN,
    Came,
    commitments_of,
    dates_of,
    list_reported_on,
    list_shareable,
    list_updates_sent,
)
from .blueprint import allowed, blueprint, published_already, refuse, saved, taken_before, workspace_of


@dataclass(frozen=True)
class Part:
    """One contribution as the workspace shows it."""

    row: Contribution
    came: Came | None
    is_late: bool
    may_give: bool

    @property
    def is_in(self) -> bool:
        return not has_not_come(self.row, {} if self.came is None else {self.row.action_id or 0: self.came})


@blueprint.get("/progress-reports/<reference>")
@allow(Permission.HOUSE_READ)
def progress_report(reference: str) -> str:
    commitment, today = get_commitment(reference), clock.today()
    document = find_about(DocumentKind.PROGRESS, NOUN, reference)
    whose = matter_of_commitment(commitment)
    reads_draft = document is not None and may(Permission.DOCUMENT_READ_DRAFT, matter_of(document))
    about = list_reported_on([reference] if document is None else _references(document))
    given = document.contributions if document is not None and reads_draft else ()
    rows, _measures = reported_rows(about, given)
    where = placing_of(commitment, today)
    days = dates_of(where, commitment.not_before_on)
    parts = _parts(document, about, days, today) if document is not None and reads_draft else []
    standing = _standing(commitment, document, about, today)
    return render_template(
        "papers/progress_report.html",
        commitment=commitment,
        document=document,
        others=[] if document is None else [o for o in commitments_of(document) if o.id != commitment.id],
        placing=where,
        place=Place,
        days=days,
        base_words=base_words(commitment),
        rows=[row for row in rows if not row.is_part],
        inner={row.one.id: [each for each in rows if each.one.parent_id == row.one.id] for row in rows},
        parts=parts,
        standing=standing,
        stage=stage_of(standing),
        stages=Stage,
        reads_draft=reads_draft,
        may_edit=document is not None and may(Permission.DOCUMENT_EDIT, matter_of(document)),
        may_publish=may(Permission.DOCUMENT_PUBLISH, whose),
        may_schedule=may(Permission.PROGRESS_REPORT_SCHEDULE, whose),
        why_not=why_not(Permission.PROGRESS_REPORT_SCHEDULE),
        history=list_history("commitment", reference),
        as_at=today,
    )


def _references(document: Document) -> list[str]:
    return [subject.reference for subject in document.subjects]


def _parts(
    document: Document, about: Sequence[Recommendation], days: ReportDates | None, today: date
) -> list[Part]:
    came = list_updates_sent(action.id for one in about for action in one.actions)
    found = []
    for row in document.contributions:
        update = came.get(row.action_id or 0)
        update = update if update is not None and update.on >= row.asked_on else None
        is_late = days is not None and days.parts_due_on < today and row.received_on is None
        gives = may(Permission.CONTRIBUTION_GIVE, matter_of_contribution(document, row))
        found.append(Part(row, update, is_late and update is None, gives and document.frozen_on is None))
    return found


def _standing(
    commitment: Commitment, document: Document | None, about: Sequence[Recommendation], today: date
) -> Standing:
    whole = [one for one in about if one.parent_id is None]
    asked = set() if document is None else {row.action_id for row in document.contributions}
    waiting = [
        action
        for action in to_be_asked(about)
        if action.id not in asked and (action.owner_id or action.body_id or action.directorate_id)
    ]
    item = document.item if document is not None else None
    return Standing(
        is_open=document is not None,
        to_ask=len(waiting),
        is_sent_for_clearing=document is not None and document.sent_for_clearing_on is not None,
        is_frozen=document is not None and document.frozen_on is not None,
        is_held=item is not None and item.meeting.on <= today,
        to_decide=0 if item is None else sum(one.is_open and not find_recorded(one, item) for one in whole),
        still_open=sum(one.is_open for one in whole),
        is_reported=commitment.reported_on is not None,
    )


def _commitment(reference: str) -> Commitment:
    commitment = get_commitment(reference)
    require(Permission.DOCUMENT_PUBLISH, matter_of_commitment(commitment))
    return commitment


@blueprint.post("/progress-reports/<reference>/open")
@allow(Permission.DOCUMENT_PUBLISH)
def open_progress_report(reference: str) -> Response:
    commitment = _commitment(reference)
    if find_about(DocumentKind.PROGRESS, NOUN, reference) is not None:
        return redirect(f"/progress-reports/{reference}")
    made = verbs.open_report(commitment, by_now())
    asked = plural(len(made.contributions), "part")
    return saved(None, workspace_of(made), f"The report is open: drafted from the record, {asked} asked for.")


@blueprint.post("/documents/<reference>/ask")
@allow(Permission.DOCUMENT_EDIT)
def ask_for_parts(reference: str) -> Response:
    document = allowed(reference, Permission.DOCUMENT_EDIT)
    number = verbs.ask(document, by_now())
    return saved(None, workspace_of(document), f"{plural(number, 'part')} asked for.")


@blueprint.post("/documents/<reference>/agenda")
@allow(Permission.DOCUMENT_PUBLISH)
def put_on_agenda(reference: str) -> Response:
    document = allowed(reference, Permission.DOCUMENT_PUBLISH)
    item = verbs.put_on_agenda(document, by_now())
    sentence = f"It is item {item.number} of {long_date(item.meeting.on)}."
    return saved(None, workspace_of(document), sentence)


@blueprint.route("/documents/<reference>/share", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_PUBLISH)
def share_report(reference: str) -> str | Response:
    document, form = allowed(reference, Permission.DOCUMENT_PUBLISH), ShareForm()
    if answer := published_already(document):
        return answer
    [first, *_others] = commitments_of(document)
    offered = {one.reference: one for one in list_shareable(document, first)}
    form.other.choices = [
        ("", "Choose"),
        *(
            (key, f"{one.title}, due {day_date(one.not_before_on) or 'later'}")
            for key, one in offered.items()
        ),
    ]
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        try:
            verbs.share(document, offered[text(form.other)], by_now())
        except Refused as refused:
            refuse(form, refused, "other")
            document = get_document(reference)
        else:
            return saved(form, workspace_of(document), "Both are made in this report.")
    return render_template(
        "papers/share.html", form=form, document=document, workspace=workspace_of(document), any=bool(offered)
    )


@blueprint.route("/documents/<reference>/publish", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_PUBLISH)
def publish_report(reference: str) -> str | Response:
    document = allowed(reference, Permission.DOCUMENT_PUBLISH)
    if answer := published_already(document):
        return answer
    today, notice = clock.today(), find_notice(clock.today())
    if request.method == "POST":
        if notice is not None and notice.until_on is not None and request.form.get("publish") != "now":
            hold_report(document, notice, by_now())
            sentence = f"Held until {day_date(notice.until_on)}. It stands under Held publications."
            return saved(None, workspace_of(document), sentence)
        freeze_and_publish(document, by_now())
        return saved(None, workspace_of(document), "Published. As published it never changes.")
    commitment = commitments_of(document)[0]
    where = placing_of(commitment, today)
    return render_template(
        "papers/publish.html",
        document=document,
        placing=where,
        warnings=_warnings(document, where, today),
        notice=notice,
        workspace=workspace_of(document),
    )


def _warnings(document: Document, where: Placing, today: date) -> list[str]:
    """What is still missing; none of it bars publishing."""
    came = list_updates_sent(row.action_id for row in document.contributions if row.action_id is not None)
    silent = sum(has_not_come(row, came) for row in document.contributions)
    found = (
        [f"{plural(silent, 'part')} asked for {'has' if silent == 1 else 'have'} not come."] if silent else []
    )
    out = [row for row in document.clearances if row.is_outstanding or row.sent_on is None]
    if out:
        names = ", ".join(f"{row.name} ({row.post})" for row in out)
        found.append(f"Not cleared yet: {names}. A blank is printed as a blank.")
    if document.item is not None:
        found.extend(publishing_warnings(document.item.meeting, today))
    elif where.meeting is None:
        found.append("No meeting is in the calendar: choose one first.")
    return found


@blueprint.route("/documents/<reference>/look-again", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_PUBLISH)
def look_again(reference: str) -> str | Response:
    document, form = allowed(reference, Permission.DOCUMENT_PUBLISH), LookAgainForm()
    open_ones = [one for one in list_reported_on(_references(document)) if one.is_open and not one.parent_id]
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        months, on = form.chosen()
        if text(form.when) == ON and on is None:
            form.refuse("on", "Enter the day that the committee chose.")
        else:
            try:
                [first, *_others] = verbs.look_again(document, months, on, by_now())
            except Refused as refused:
                refuse(form, refused, "when")
                document = get_document(reference)
            else:
                address = f"/progress-reports/{first.reference}"
                return saved(form, address, f"Looked at again on or after {day_date(first.not_before_on)}.")
    return render_template(
        "papers/look_again.html",
        form=form,
        document=document,
        open_ones=len(open_ones),
        workspace=workspace_of(document),
    )


@blueprint.post("/documents/<reference>/made")
@allow(Permission.DOCUMENT_PUBLISH)
def report_made(reference: str) -> Response:
    """Everything is closed: the report was made and needs no next look."""
    document = allowed(reference, Permission.DOCUMENT_PUBLISH)
    verbs.report_made(document, by_now())
    return saved(None, workspace_of(document), "Recorded: the progress report was made.")
