"""Sending recommendations: choosing what goes to whom, and changing a sending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import options, text
from ...core.kept import led_to, taken
from ...council.models import Body, Portfolio, Standing
from ...council.queries import list_bodies, list_portfolios
from ...history.journal import by_now
from ...meetings.models import Paper, PrintedRecommendation
from ...rules.deadlines import Regime
from ...rules.lifecycle import Origin
from ...rules.naming import short_name
from ...rules.permissions import Matter, Permission
from ...rules.publicity import Publicity
from ..actions import sendings as verbs
from ..forms.sendings import REGIME_WORDS, EditSendingForm, SendingForm, meeting_choices, offer
from ..models import Recommendation, Sending
from ..queries.one import matter_of
from ..queries.page import name_of
from ..queries.sendings import (
    find_meeting,
    find_paper,
    list_agendas_with,
    list_meetings_around,
    list_papers_to_send,
    list_printed_without_record,
    list_to_send,
)
from .blueprint import blueprint
from .sendings import sending_to_change


class Choosing:
    """What a new sending may carry, and who may send it to whom: everything that its form offers."""

    def __init__(self) -> None:
        report, item = request.values.get("report"), request.values.get("item")
        references = request.values.getlist("r")
        self.paper: Paper | None = find_paper(report) if report else None
        self.printed: Sequence[PrintedRecommendation] = ()
        self.recommendations: Sequence[Recommendation] = ()
        if self.paper is not None or item or references:
            paper_id = self.paper.id if self.paper else None
            self.recommendations = list_to_send(paper_id=paper_id, item_reference=item, references=references)
        if self.paper is None and not references:
            self.paper = next((each.paper for each in self.recommendations if each.paper), None)
        if self.paper is not None and report:
            self.printed = list_printed_without_record(self.paper.id)
        today = clock.today()
        self.from_bodies = {each.code: each for each in list_bodies(Standing.SCRUTINY)}
        asked = [each for each in list_bodies(on=today) if each.standing is not Standing.SCRUTINY]
        self.bodies: dict[str, Body] = {f"body:{each.code}": each for each in asked}
        self.portfolios: dict[str, Portfolio] = {
            f"portfolio:{each.code}": each for each in list_portfolios(today)
        }

    def has_anything(self) -> bool:
        return bool(self.recommendations or self.printed)

    def offer(self, form: SendingForm) -> None:
        """Fills the form's lists, and on first sight proposes what is likely."""
        offer(form.from_body, [(code, each.name) for code, each in self.from_bodies.items()])
        names = [(key, each.name) for key, each in self.bodies.items()]
        names += [(key, f"Cabinet Member for {each.name}") for key, each in self.portfolios.items()]
        offer(form.to, names)
        form.carried.choices = [*map(_recommendation_choice, self.recommendations)]
        form.carried.choices += [*map(_printed_choice, self.printed)]
        meetings = list_meetings_around(clock.today())
        ours = [each for each in meetings if each.body.standing is Standing.SCRUTINY]
        theirs = [each for each in meetings if each.body.standing is not Standing.SCRUTINY]
        offer(form.on_agenda_of, meeting_choices(theirs), "No agenda")
        offer(form.subject_to, meeting_choices(ours), "Not subject to agreement")
        offer(form.regime, options(Regime, REGIME_WORDS), "The one that fits who is asked")
        if request.method == "GET" and not text(form.title):
            self._propose(form)

    def _propose(self, form: SendingForm) -> None:
        asked = Counter(_asked(each) for each in self.recommendations) + Counter(
            f"body:{each.addressee.code}" for each in self.printed if each.addressee
        )
        likely = next(
            (key for key, _ in asked.most_common() if key in {**self.bodies, **self.portfolios}), ""
        )
        form.to.data = likely
        form.carried.data = [
            *(each.reference for each in self.recommendations if _asked(each) == likely),
            *(f"printed:{each.id}" for each in self.printed if _printed_asks(each, likely)),
        ]
        self._propose_agendas(form, likely)
        made_by = Counter(each.made_by.code for each in self.recommendations)
        if made_by:
            form.from_body.data = made_by.most_common(1)[0][0]
        form.origin.data = Origin.DEEP_DIVE.value
        if self.paper is not None and self.paper.publicity is Publicity.PUBLIC:
            form.title.data = self.paper.title

    def _propose_agendas(self, form: SendingForm, likely: str) -> None:
        """The agendas on which the report stands say from whom it goes and subject to which meeting."""
        for meeting in list_agendas_with(self.paper.id) if self.paper else ():
            if meeting.body.standing is Standing.SCRUTINY:
                form.from_body.data = meeting.body.code
                if self.printed:
                    form.subject_to.data = meeting.reference
            elif likely == f"body:{meeting.body.code}":
                form.on_agenda_of.data = meeting.reference

    def chosen(self, form: SendingForm) -> verbs.NewSending:
        """What the form says, as the action takes it."""
        ticked = set(form.carried.data or [])
        on_agenda_of = find_meeting(text(form.on_agenda_of))
        subject_to = find_meeting(text(form.subject_to))
        return verbs.NewSending(
            title=text(form.title),
            from_body=self.from_bodies[text(form.from_body)],
            to_body=self.bodies.get(text(form.to)),
            to_portfolio=self.portfolios.get(text(form.to)),
            recommendations=[each for each in self.recommendations if each.reference in ticked],
            printed=[each for each in self.printed if f"printed:{each.id}" in ticked],
            origin=Origin(text(form.origin) or Origin.DEEP_DIVE),
            paper=self.paper,
            on_agenda_of_id=on_agenda_of.id if on_agenda_of else None,
            subject_to_id=subject_to.id if subject_to else None,
            sent_on=form.sent_on.data,
            notice_given_on=form.notice_given_on.data,
            received_on=form.received_on.data,
            regime=Regime(text(form.regime)) if form.regime.data else None,
            answer_needed_by=form.answer_needed_by.data,
            answer_needed_why=text(form.answer_needed_why) or None,
            copied_to=text(form.copied_to) or None,
        )


def _asked(one: Recommendation) -> str:
    for asked in one.addressees:
        if asked.body is not None:
            return f"body:{asked.body.code}"
        if asked.portfolio is not None:
            return f"portfolio:{asked.portfolio.code}"
    return ""


def _printed_asks(one: PrintedRecommendation, key: str) -> bool:
    return one.addressee is None or f"body:{one.addressee.code}" == key


def _recommendation_choice(one: Recommendation) -> tuple[str, str]:
    name = name_of(one.short_name, one.public_name, one.publicity, one.reference, matter_of(one))
    asked = ", ".join(each.name for each in one.addressees) or "nobody yet"
    number = f"{one.printed_number}. " if one.printed_number else ""
    return one.reference, f"{number}{name} (asks {asked})"


def _printed_choice(one: PrintedRecommendation) -> tuple[str, str]:
    asked = one.addressee.name if one.addressee else "nobody named"
    return (
        f"printed:{one.id}",
        f"{one.number}. {short_name(one.text)} (asks {asked}; printed, not agreed yet)",
    )


@blueprint.route("/sendings/new", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def new_sending() -> str | Response:
    choosing, form = Choosing(), SendingForm()
    if not choosing.has_anything():
        return render_template("recommendations/choose_report.html", papers=list_papers_to_send())
    choosing.offer(form)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        new = choosing.chosen(form)
        require(Permission.SENDING_EDIT, Matter(body_ids=frozenset({new.from_body.id})))
        try:
            sending = verbs.make_sending(new, by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(known_field(form, refused.field), refused.sentence)
        else:
            return _saved(form, sending, "The sending is recorded.")
    return render_template("recommendations/new_sending.html", form=form, choosing=choosing)


def _saved(form: SendingForm | EditSendingForm, sending: Sending, sentence: str) -> Response:
    address = url_for("recommendations.sending", reference=sending.reference)
    taken(text(form.once), address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


def known_field(form: SendingForm | EditSendingForm, name: str | None) -> str:
    """The field that a refusal is about; the title where it is about none of this form."""
    return name if name is not None and name in form else "title"


EDITED = (
    "title", "sent_on", "notice_given_on", "received_on", "regime", "answer_needed_by", "answer_needed_why",
    "copied_to",
)  # fmt: skip


@blueprint.route("/sendings/<reference>/edit", methods=["GET", "POST"])
@allow(Permission.SENDING_EDIT)
def edit_sending(reference: str) -> str | Response:
    sending = sending_to_change(reference)
    form = EditSendingForm()
    meetings = meeting_choices(list_meetings_around(sending.sent_on or clock.today()))
    for field, meeting in ((form.on_agenda_of, sending.on_agenda_of), (form.subject_to, sending.subject_to)):
        own = meeting_choices([meeting]) if meeting else []
        offer(field, [*own, *(each for each in meetings if each not in own)], "None")
        if request.method == "GET" and meeting is not None and not field.data:
            field.data = meeting.reference
    if request.method == "GET" and not text(form.title):
        for name in EDITED:
            form[name].data = getattr(sending, name)
        form.version.data = str(sending.version)
    if form.validate_on_submit():
        if form.version_seen() != sending.version:
            theirs = {"title": sending.title, "copied_to": sending.copied_to or ""}
            return conflict(form, theirs, sending.version)
        try:
            verbs.change(sending, _changes(form), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(known_field(form, refused.field), refused.sentence)
        else:
            return _saved(form, sending, "Saved.")
    return render_template("recommendations/edit_sending.html", form=form, reference=reference)


def _changes(form: EditSendingForm) -> verbs.SendingChanges:
    on_agenda_of, subject_to = find_meeting(text(form.on_agenda_of)), find_meeting(text(form.subject_to))
    return verbs.SendingChanges(
        title=text(form.title),
        on_agenda_of_id=on_agenda_of.id if on_agenda_of else None,
        subject_to_id=subject_to.id if subject_to else None,
        sent_on=form.sent_on.data,
        notice_given_on=form.notice_given_on.data,
        received_on=form.received_on.data,
        regime=Regime(text(form.regime)),
        answer_needed_by=form.answer_needed_by.data,
        answer_needed_why=text(form.answer_needed_why) or None,
        copied_to=text(form.copied_to) or None,
    )
