"""What the reports and letters that carry recommendations still wait for: a receipt, answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...core.due import Due, Looked, Part, Whose
from ...core.extensions import db
from ...core.filters import day_date
from ...core.prebuilt import run
from ...council.models import Standing
from ...council.settings import number_setting
from ...recommendations.models import Addressee, Recommendation, Sending, SentLine
from ...rules.lifecycle import Answer
from ...rules.reminders import LADDERS, Kind

R = Recommendation
SENDING = "sending"


def list_sendings(recommendation_ids: Collection[int]) -> list[Looked]:
    """The sendings that carry these recommendations, each once, with what they still wait for."""
    newest = (
        select(Addressee.recommendation_id, func.max(SentLine.sending_id).label("sending_id"))
        .join(Addressee, Addressee.id == SentLine.addressee_id)
        .where(Addressee.recommendation_id.in_(list(recommendation_ids)))
        .group_by(SentLine.addressee_id, Addressee.recommendation_id)
    )
    carried: dict[int, list[int]] = defaultdict(list)
    for row in run(newest):
        carried[row.sending_id].append(row.recommendation_id)
    if not carried:
        return []
    waiting = (
        select(func.count())
        .select_from(SentLine)
        .join(Addressee, Addressee.id == SentLine.addressee_id)
        .join(R, R.id == Addressee.recommendation_id)
        .where(SentLine.sending_id == Sending.id, Addressee.answer == Answer.WAITING, R.is_open)
        .correlate(Sending)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Sending, waiting.label("waiting"))
        .where(Sending.id.in_(carried))
        .order_by(Sending.id)
        .options(joinedload(Sending.to_body))
    )
    return [
        Looked(SENDING, sending.reference, tuple(_of_sending(sending, number)), tuple(carried[sending.id]))
        for sending, number in rows
    ]


def _of_sending(sending: Sending, waiting: int) -> Iterable[Due]:
    to_body = sending.to_body
    if not waiting or (to_body is not None and to_body.standing is Standing.SCRUTINY):
        return
    whose = Whose(
        body_id=sending.from_body_id,
        portfolio_ids=frozenset({sending.to_portfolio_id} - {None}),  # type: ignore[arg-type]
    )
    page = f"/sendings/{sending.reference}"
    told_on = sending.notice_given_on or sending.sent_on
    if told_on is not None and sending.received_on is None:
        on = told_on + timedelta(days=number_setting("receipt_days"))
        words = f"“{sending.title}” has no receipt: enter when it arrived"
        yield Due(Kind.RECEIPT.value, LADDERS[Kind.RECEIPT], on, whose, words, page)
    due_on = sending.answer_due_on or sending.answer_needed_by
    if due_on is not None:
        law = "by law" if sending.answer_due_is_legal else "our own deadline"
        words = f"The answer to “{sending.title}” ({waiting} waiting) is due {day_date(due_on)}, {law}"
        asked = (Part.TEAM, Part.CABINET_MEMBER_AND_DIRECTOR) if sending.to_portfolio_id else (Part.TEAM,)
        yield Due(Kind.ANSWER.value, LADDERS[Kind.ANSWER], due_on, whose, words, page, {"": asked})
