"""From confirmed proposals to clauses, and by `recommendations.actions` to what hangs from them."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.errors import Refused
from ...core.extensions import db
from ...council.queries import get_portfolio
from ...kpis.queries import find_kpi
from ...meetings.actions.clauses import ClauseRefused, TypedClause, change_clause
from ...meetings.actions.referrals import TypedReferral, send_referral
from ...meetings.clause_models import Becomes, Clause, Outcome
from ...meetings.models import AgendaItem
from ...meetings.queries import get_clause
from ...recommendations.actions.edit import ask_also, correct_wording
from ...recommendations.actions.make import Asked, agree, link_also
from ...recommendations.actions.measures import link_measure
from ...recommendations.actions.resolutions import Resolved, log_resolutions
from ...recommendations.models import Recommendation
from ...recommendations.models.plans import LinkReason
from ...recommendations.queries.one import get_recommendation
from ...rules.lifecycle import Origin
from ...rules.minutes.clauses import ClauseKind
from ..proposals import ItemRow, Review, Row
from ..queries import find_printed, find_recommendation_of_clause
from .making import Making, RowRefused


def log_rows(
    item: AgendaItem, item_row: ItemRow, rows: Sequence[Row], review: Review, making: Making
) -> None:
    """Logs an item's clauses and makes what each is for. A clause that is known already is corrected where
    its words differ; one that is a known recommendation is agreed. Raises RowRefused."""
    new: list[Row] = []
    for row in rows:
        noun, _, reference = row.known.partition(":")
        if noun == "clause":
            _correct(get_clause(reference), row, making)
        else:
            new.append(row)
    if not new:
        return
    resolved = [_resolved(row, new, review, making) for row in new]
    try:
        logged = log_resolutions(item, resolved, Origin(item_row.origin), making.by_id, making.by)
    except ClauseRefused as refused:
        about = {"addressee": "asked"}.get(refused.field or "", "text")
        raise RowRefused(refused.sentence, f"{new[refused.index].id}-{about}") from refused
    made = iter(logged.recommendations)
    follow_ups = {one.clause_id: one for one in logged.follow_ups}
    referrals = {one.clause_id: one for one in logged.referrals}
    topics = {one.record_reference: one for one in logged.topics}
    recommended: dict[str, Recommendation] = {}
    for row, clause in zip(new, logged.clauses, strict=True):
        making.tell("clause", clause.reference, row)
        if clause.becomes is Becomes.RECOMMENDATION:
            recommended[row.id] = _recommended(next(made), row, making)
        elif clause.id in follow_ups:
            making.tell("follow-up", follow_ups[clause.id].reference, row)
        elif clause.id in referrals:
            making.tell("referral", referrals[clause.id].reference, row)
            _refer_also(item, clause, row, making)
        elif clause.reference in topics:
            making.tell("work-programme", topics[clause.reference].reference, row)
        if row.known.startswith("recommendation:"):
            _agree(row, item, clause, making)
    for row in new:
        other = recommended.get(row.known.removeprefix("row:"))
        if row.known.startswith("row:") and row.id in recommended and other is not None:
            link_also(recommended[row.id], other, making.by)


def _resolved(row: Row, rows: Sequence[Row], review: Review, making: Making) -> Resolved:
    noun, _, reference = row.known.partition(":")
    printed = find_printed(int(reference)) if noun == "printed" else None
    parent = review.parent(row)
    asks = parent if parent is not None and not (row.asked or row.asked_words) else row
    body = making.asked_body(asks.asked)
    code = asks.asked.removeprefix("portfolio:")
    portfolio = get_portfolio(code) if code != asks.asked else None
    changed = printed is not None and " ".join(printed.text.split()) != " ".join(row.text.split())
    words = portfolio.name if portfolio is not None else asks.asked_words
    clause = TypedClause(
        text=row.text,
        kind=ClauseKind(row.kind),
        becomes=Becomes.NOTE if noun == "recommendation" else Becomes(row.this.value),
        number=row.number or None,
        outcome=Outcome.AGREED_WITH_CHANGES if changed else Outcome.AGREED,
        printed_id=printed.id if printed is not None else None,
        addressee_id=body.id if body is not None else None,
        addressee_text=None if body is not None else words or None,
        lead_in=row.lead_in or None,
        source=f"{making.paper.reference}, {row.place}",
        parent=rows.index(parent) if parent is not None and parent in rows else None,
    )
    return Resolved(clause, portfolio, row.when or None)


def _recommended(made: Recommendation, row: Row, making: Making) -> Recommendation:
    making.tell("recommendation", made.reference, row)
    for value in row.also:
        body = making.asked_body(value)
        if body is not None:
            made = ask_also(made, Asked(body_id=body.id), making.by)
    for code in row.measures:
        kpi = find_kpi(code)
        if kpi is not None and all(link.kpi_id != kpi.id for link in made.measures):
            link_measure(made, kpi, LinkReason.OTHER, making.by)
    return made


def _refer_also(item: AgendaItem, clause: Clause, row: Row, making: Making) -> None:
    for value in row.also:
        body = making.asked_body(value)
        if body is not None and value != row.asked:
            sent = send_referral(
                item.meeting.body,
                body,
                TypedReferral(what=row.text),
                making.by,
                sent_on=item.meeting.on,
                item=item,
                clause=clause,
            )
            making.tell("referral", sent.reference, row)


def _agree(row: Row, item: AgendaItem, clause: Clause, making: Making) -> None:
    known = get_recommendation(row.known.partition(":")[2])
    if known.agreed_on is None:
        where = f"{item.meeting.body.name}, {item.meeting.on:%-d %B %Y}, item {item.number}"
        agree(
            known,
            item.meeting.on,
            making.by,
            text=row.text,
            item_id=item.id,
            clause_id=clause.id,
            where=where,
        )
    making.tell("recommendation", known.reference, row)


def _correct(clause: Clause, row: Row, making: Making) -> None:
    """A clause that is logged takes the words of the paper that a person has confirmed."""
    making.tell("clause", clause.reference, row)
    if " ".join(clause.text.split()) == " ".join(row.text.split()):
        return
    why = f"As {making.paper.reference} reads, {row.place}"
    typed = TypedClause(
        text=row.text,
        kind=ClauseKind(row.kind),
        becomes=clause.becomes,
        number=row.number or clause.number,
        outcome=Outcome.AGREED_WITH_CHANGES if clause.printed_id else clause.outcome,
        printed_id=clause.printed_id,
        addressee_id=clause.addressee_id,
        addressee_text=clause.addressee_text,
        lead_in=clause.lead_in,
        wording_settled_by=clause.wording_settled_by,
        wording_settled_until=clause.wording_settled_until,
        source=f"{making.paper.reference}, {row.place}",
    )
    try:
        change_clause(clause, typed, making.by, why)
        made = find_recommendation_of_clause(clause.id)
        if made is not None and made.text != row.text:
            correct_wording(made, row.text, why, making.by)
            making.tell("recommendation", made.reference, row)
    except Refused as refused:
        raise RowRefused(refused.sentence, f"{row.id}-text") from refused
    db.session.flush()
