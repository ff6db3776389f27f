"""From resolutions to what hangs on them: recommendations, requests, actions, referrals, topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...council.models import Body, Portfolio
from ...history.journal import By
from ...meetings.actions.clauses import TypedClause, log_clauses
from ...meetings.actions.follow_ups import TypedFollowUp, When, add_follow_up
from ...meetings.actions.programme import place
from ...meetings.actions.referrals import TypedReferral, send_referral
from ...meetings.clause_models import (
    Becomes,
    Clause,
    FollowUp,
    FollowUpKind,
    Outcome,
    Referral,
    WorkProgrammeRow,
)
from ...meetings.models import AgendaItem
from ...meetings.readable import PRIVATE_MATTER
from ...rules.lifecycle import Origin
from ...rules.publicity import Publicity
from ..models import Recommendation
from ..queries.one import find_by_printed
from .drafted import take_from_draft
from .make import Asked, NewRecommendation, add_part, agree, make, withdraw

TAKEN = frozenset({Outcome.AGREED, Outcome.AGREED_WITH_CHANGES})


@dataclass(frozen=True)
class Resolved:
    """A clause with what only its offspring needs: the portfolio asked, by when in words, a short name."""

    clause: TypedClause
    portfolio: Portfolio | None = None
    when: str | None = None
    short_name: str | None = None


@dataclass
class Logged:
    """What one logging made."""

    clauses: list[Clause] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    topics: list[WorkProgrammeRow] = field(default_factory=list)


def log_resolutions(
    item: AgendaItem,
    resolved: Sequence[Resolved],
    origin: Origin,
    bodies: Mapping[int, Body],
    by: By,
) -> Logged:
    """Logs an item's clauses and makes from each what it is for; all of it or (by an exception) none.

    `item` comes from `meetings.queries.get_item`, `bodies` are all by id. A printed recommendation that
    was sent before is agreed (or, not agreed, withdrawn); any other makes a record. Raises Refused.
    """
    done = Logged(clauses=log_clauses(item, [one.clause for one in resolved], by))
    made: dict[int, Recommendation] = {}
    for index, (one, clause) in enumerate(zip(resolved, done.clauses, strict=True)):
        if clause.outcome not in TAKEN:
            _not_taken(clause, item, by)
            continue
        if clause.becomes is Becomes.RECOMMENDATION:
            parent = made.get(one.clause.parent) if one.clause.parent is not None else None
            made[index] = (
                add_part(parent, clause.text, by, number=clause.number)
                if parent is not None
                else _recommendation(item, one, clause, origin, by)
            )
            done.recommendations.append(made[index])
        elif clause.becomes in (Becomes.INFORMATION_REQUEST, Becomes.ACTION):
            done.follow_ups.append(_follow_up(item, one, clause, bodies, by))
        elif clause.becomes is Becomes.REFERRAL and clause.addressee_id is not None:
            body = bodies[clause.addressee_id]
            done.referrals.append(
                send_referral(
                    item.meeting.body,
                    body,
                    TypedReferral(what=clause.text),
                    by,
                    sent_on=item.meeting.on,
                    item=item,
                    clause=clause,
                )
            )
        elif clause.becomes is Becomes.WORK_PROGRAMME:
            body = bodies.get(clause.addressee_id or 0, item.meeting.body)
            done.topics.append(
                place(
                    by,
                    body,
                    _title(clause),
                    _why(item),
                    record_noun="clause",
                    record_reference=clause.reference,
                )
            )
    return done


def _title(clause: Clause) -> str:
    """What everybody may read on a work programme: a closed clause goes there in its public wording."""
    words = clause.text if clause.publicity is Publicity.PUBLIC else clause.public_text or PRIVATE_MATTER
    return words[:400]


def _why(item: AgendaItem) -> str:
    return f"Resolved on {item.meeting.on.day} {item.meeting.on:%B %Y}, item {item.number}"


def _recommendation(
    item: AgendaItem, one: Resolved, clause: Clause, origin: Origin, by: By
) -> Recommendation:
    where = f"{item.meeting.body.name}, {item.meeting.on.day} {item.meeting.on:%B %Y}, item {item.number}"
    known = find_by_printed(clause.printed_id) if clause.printed_id is not None else None
    if known is None:
        known = _made(item, one, clause, origin, where, by)
    if known.made_by_id != item.meeting.body_id:
        return known  # the body that is asked has only received what another recommends
    agreed = agree(
        known, item.meeting.on, by, text=clause.text, item_id=item.id, clause_id=clause.id, where=where
    )
    return take_from_draft(agreed, by)


def _made(
    item: AgendaItem, one: Resolved, clause: Clause, origin: Origin, where: str, by: By
) -> Recommendation:
    return make(
        NewRecommendation(
            text=clause.text,
            short_name=one.short_name,
            made_by=item.meeting.body,
            made_on=item.meeting.on,
            origin=origin,
            asked=[_asked(one, clause)],
            item_id=item.id,
            clause_id=clause.id,
            paper_id=clause.printed.paper_id if clause.printed else item.paper_id,
            printed_id=clause.printed_id,
            printed_number=clause.number,
            printed_position=clause.printed.position if clause.printed else clause.position,
            portfolio_id=one.portfolio.id if one.portfolio else None,
            publicity=clause.publicity,
            exempt_paragraph=clause.exempt_paragraph,
            exempt_reason=clause.exempt_reason,
            wording_settled_by=clause.wording_settled_by,
            wording_settled_until=clause.wording_settled_until,
            where=where,
        ),
        by,
    )


def _asked(one: Resolved, clause: Clause) -> Asked:
    if one.portfolio is not None:
        return Asked(portfolio_id=one.portfolio.id)
    if clause.addressee_id is not None:
        return Asked(body_id=clause.addressee_id)
    return Asked(to_be_allocated=clause.addressee_text)


def _follow_up(
    item: AgendaItem, one: Resolved, clause: Clause, bodies: Mapping[int, Body], by: By
) -> FollowUp:
    asked = bodies.get(clause.addressee_id or 0)
    typed = TypedFollowUp(
        kind=FollowUpKind(clause.becomes.value),
        what=clause.text,
        whom=asked.name if asked else clause.addressee_text,
        due=When.read(one.when),
    )
    return add_follow_up(item.meeting.body, typed, by, asked_on=item.meeting.on, item=item, clause=clause)


def _not_taken(clause: Clause, item: AgendaItem, by: By) -> None:
    """A recommendation that went out before the committee refused it is withdrawn; one put off waits."""
    known = find_by_printed(clause.printed_id) if clause.printed_id is not None else None
    if known is not None and clause.outcome is Outcome.NOT_AGREED and known.withdrawn_on is None:
        withdraw(known, f"Not agreed by {item.meeting.body.name} on {item.meeting.on:%-d %B %Y}.", by)
