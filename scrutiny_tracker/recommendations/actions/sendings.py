"""Sending recommendations to a decision-maker: notice, receipt and due date once for all that is carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body, Portfolio
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...meetings.models import Paper, PrintedRecommendation
from ...rules.deadlines import Regime
from ...rules.lifecycle import Origin
from ...rules.publicity import Publicity
from ..models import Addressee, Recommendation, Sending, SentLine, Wording, WordingSource
from ..queries.sendings import get_sending, list_carried
from .commitments import refresh_of
from .due import due_date, proposed_regime
from .make import Asked, NewRecommendation, make
from .settle import settle

DATES = {"sent_on": "sent", "notice_given_on": "announced by a notice", "received_on": "received"}


@dataclass(frozen=True)
class NewSending:
    """What a sending carries and says. Exactly one of `to_body`, `to_portfolio`; dates are London's.

    `printed` are a report's printed recommendations that are no records yet: the sending makes them,
    not agreed, with `origin`. Without a `regime` the one that fits the decision-maker is taken.
    """

    title: str
    from_body: Body
    to_body: Body | None = None
    to_portfolio: Portfolio | None = None
    recommendations: Sequence[Recommendation] = ()
    printed: Sequence[PrintedRecommendation] = ()
    origin: Origin = Origin.DEEP_DIVE
    paper: Paper | None = None
    on_agenda_of_id: int | None = None
    subject_to_id: int | None = None
    sent_on: date | None = None
    notice_given_on: date | None = None
    received_on: date | None = None
    regime: Regime | None = None
    answer_needed_by: date | None = None
    answer_needed_why: str | None = None
    copied_to: str | None = None


@dataclass(frozen=True)
class SendingChanges:
    """All that can be changed about a sending after it was made; every field replaces what stands."""

    title: str
    on_agenda_of_id: int | None
    subject_to_id: int | None
    sent_on: date | None
    notice_given_on: date | None
    received_on: date | None
    regime: Regime
    answer_needed_by: date | None
    answer_needed_why: str | None
    copied_to: str | None


def make_sending(new: NewSending, by: By) -> Sending:
    """Sends recommendations to one decision-maker; before the committee has agreed, too.

    A recommendation that does not ask this decision-maker yet asks it from now on. Raises Refused where
    nothing is sent, nobody is asked, something is closed, or dates cannot be.
    """
    if (new.to_body is None) == (new.to_portfolio is None):
        raise Refused("Choose who the report is sent to.", "to")
    if not new.title.strip():
        raise Refused("Give the title of the report or letter.", "title")
    carried = [*new.recommendations, *(_made_of(printed, new, by) for printed in new.printed)]
    if not carried:
        raise Refused("Tick at least one recommendation to send.", "carried")
    for one in carried:
        if not one.is_open:
            raise Refused(f"{one.reference} is closed, so it cannot be sent.", "carried")
    sending = Sending(
        reference=mint(f"{new.from_body.code}-{year_code(new.sent_on or by.today)}-S", digits=2),
        title=new.title.strip(),
        from_body_id=new.from_body.id,
        to_body_id=new.to_body.id if new.to_body else None,
        to_portfolio_id=new.to_portfolio.id if new.to_portfolio else None,
        paper_id=new.paper.id if new.paper else None,
        on_agenda_of_id=new.on_agenda_of_id,
        subject_to_id=new.subject_to_id,
        sent_on=new.sent_on,
        notice_given_on=new.notice_given_on,
        received_on=new.received_on,
        regime=new.regime or proposed_regime(new.to_body),
        answer_needed_by=new.answer_needed_by,
        answer_needed_why=new.answer_needed_why,
        copied_to=new.copied_to,
    )
    _check_dates(sending, by)
    _count(sending)
    db.session.add(sending)
    db.session.flush()
    for position, one in enumerate(carried, 1):
        asked = _addressee(one, new)
        db.session.add(
            SentLine(sending_id=sending.id, addressee_id=asked.id, position=position, wording=one.text)
        )
        _keep_wording(one, sending, by)
    after = {
        "to": (new.to_body or new.to_portfolio).name,  # type: ignore[union-attr]
        "sent_on": new.sent_on,
        "notice_given_on": new.notice_given_on,
        "received_on": new.received_on,
        "recommendations": ", ".join(one.reference for one in carried),
    }
    record(by, Tag.SENDING_MADE, "sending", sending.reference, after=after)
    return _settled(sending, by)


def _made_of(printed: PrintedRecommendation, new: NewSending, by: By) -> Recommendation:
    """A printed recommendation as a record that the committee has not agreed yet."""
    paper = new.paper
    asked = Asked(
        body_id=new.to_body.id if new.to_body else None,
        portfolio_id=new.to_portfolio.id if new.to_portfolio else None,
    )
    return make(
        NewRecommendation(
            text=printed.text,
            made_by=new.from_body,
            made_on=_made_on(new, by),
            origin=new.origin,
            asked=(asked,),
            paper_id=printed.paper_id,
            printed_id=printed.id,
            printed_number=printed.number,
            printed_position=printed.position,
            publicity=paper.publicity if paper else Publicity.PUBLIC,
            exempt_paragraph=paper.exempt_paragraph if paper else None,
            exempt_reason=paper.exempt_reason if paper else None,
            where=f"Report, {paper.reference}" if paper else None,
        ),
        by,
    )


def _made_on(new: NewSending, by: By) -> date:
    """The day of the report: its publication, or the sending of it, or today."""
    published_on = new.paper.published_on if new.paper else None
    return min(day for day in (published_on, new.sent_on, by.today) if day is not None)


def _addressee(one: Recommendation, new: NewSending) -> Addressee:
    """The addressee that this decision-maker is; a remit still to be allocated becomes it."""
    body_id = new.to_body.id if new.to_body else None
    portfolio_id = new.to_portfolio.id if new.to_portfolio else None
    for asked in one.addressees:
        if asked.body_id == body_id and asked.portfolio_id == portfolio_id:
            return asked
    for asked in one.addressees:
        if asked.body_id is None and asked.portfolio_id is None:
            asked.body_id, asked.portfolio_id, asked.to_be_allocated = body_id, portfolio_id, None
            return asked
    asked = Addressee(recommendation_id=one.id, body_id=body_id, portfolio_id=portfolio_id)
    db.session.add(asked)
    db.session.flush()
    return asked


def _keep_wording(one: Recommendation, sending: Sending, by: By) -> None:
    db.session.add(
        Wording(
            recommendation_id=one.id,
            source=WordingSource.SENT,
            text=one.text,
            on=sending.sent_on or by.today,
            recorded_at=by.at,
            where=sending.reference,
        )
    )


def record_notice(sending: Sending, on: date, by: By) -> Sending:
    """Written notice was given, so that the legal clock can run. Raises Refused if entered before."""
    if sending.notice_given_on is not None:
        raise Refused("Notice has been entered already. Change it under “Change this sending”.", "on")
    sending.notice_given_on = on
    return _dates_changed(sending, Tag.SENDING_NOTICED, by)


def record_receipt(sending: Sending, on: date, by: By) -> Sending:
    """The decision-maker received the report or notice. Raises Refused if entered before."""
    if sending.received_on is not None:
        raise Refused("Receipt has been entered already. Change it under “Change this sending”.", "on")
    sending.received_on = on
    return _dates_changed(sending, Tag.SENDING_RECEIVED, by)


def record_receipts(sendings: Sequence[Sending], on: date, by: By) -> None:
    """One receipt for several sendings at once; refused for all where it is for one."""
    if not sendings:
        raise Refused("Tick at least one sending.", "sendings")
    for sending in sendings:
        try:
            record_receipt(sending, on, by)
        except Refused as refused:
            raise Refused(f"{sending.title}: {refused.sentence}", refused.field) from None


def expect(sending: Sending, on: date | None, why: str | None, by: By) -> None:
    """The date on which an answer is expected, and why; it moves no legal date. None takes it away."""
    if on is not None and not (why or "").strip():
        raise Refused("Say why the answer is expected on that date.", "expected_why")
    sending.expected_on, sending.expected_why = on, why if on else None
    record_changes(by, Tag.SENDING_CHANGED, "sending", sending.reference, sending)
    db.session.flush()


def confirm(sending: Sending, by: By, on: date | None = None) -> Sending:
    """The committee agreed what was sent subject to it, on the day given or that of the last agreement.

    Raises Refused while a recommendation that it carries is neither agreed nor withdrawn.
    """
    if sending.confirmed_on is not None:
        raise Refused("The committee's agreement has been confirmed already.")
    carried = list_carried(sending.id)
    waiting = [one for one in carried if one.agreed_on is None and one.withdrawn_on is None]
    if waiting:
        numbers = ", ".join(one.printed_number or one.reference for one in waiting)
        raise Refused(f"The committee has not agreed {numbers} yet. Log its resolutions first.")
    agreed = [one.agreed_on for one in carried if one.agreed_on is not None]
    if not agreed:
        raise Refused("Everything that this sending carries was withdrawn.")
    sending.confirmed_on = on or max(agreed)
    record_changes(by, Tag.SENDING_CONFIRMED, "sending", sending.reference, sending)
    return _settled(sending, by)


def change(sending: Sending, new: SendingChanges, by: By) -> Sending:
    """Changes what a sending says; its due date is worked out anew. Raises Refused where dates cannot be."""
    if not new.title.strip():
        raise Refused("Give the title of the report or letter.", "title")
    for name, value in vars(new).items():
        setattr(sending, name, value)
    return _dates_changed(sending, Tag.SENDING_CHANGED, by)


def _dates_changed(sending: Sending, tag: Tag, by: By) -> Sending:
    with db.session.no_autoflush:
        _check_dates(sending, by)
        _count(sending)
        record_changes(by, tag, "sending", sending.reference, sending)
    return _settled(sending, by)


def _check_dates(sending: Sending, by: By) -> None:
    for name, words in (
        ("sent_on", "sent"),
        ("notice_given_on", "notice given"),
        ("received_on", "received"),
    ):
        on = getattr(sending, name)
        if on is not None and on > by.today:
            raise Refused(f"The date on which it was {words} must be today or earlier.", name)
    if sending.received_on is None:
        return
    if sending.sent_on is None:
        raise Refused("Enter the date on which it was sent before its receipt.", "received_on")
    if sending.received_on < sending.sent_on:
        raise Refused("It cannot have been received before it was sent.", "received_on")


def _count(sending: Sending) -> None:
    """Works out when the answer is due, and keeps the sentence that says how."""
    due = due_date(sending)
    sending.answer_due_on, sending.answer_due_rule = due.due_on, due.sentence
    sending.answer_due_is_legal = due.legal


def _settled(sending: Sending, by: By) -> Sending:
    """Every recommendation that the sending carries has its clocks brought up to date."""
    db.session.flush()
    for one in list_carried(sending.id):
        settle(one)
        refresh_of(one, by)
    db.session.expire(sending)
    return get_sending(sending.reference)
