"""The verbs of the rooms as stories use them: by name, on the day that is being told, rows read afresh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...council.models import Body
from ...council.queries import find_directorate, list_bodies
from ...meetings.actions.clauses import TypedClause
from ...meetings.clause_models import Becomes, Outcome
from ...meetings.models import AgendaItem
from ...meetings.queries.meetings import get_meeting
from ...meetings.queries.papers import get_paper
from ...recommendations.actions.answers import GivenAnswer, Source, SourceKind, answer, answer_sending
from ...recommendations.actions.resolutions import Logged, Resolved, log_resolutions
from ...recommendations.actions.sendings import (
    NewSending,
    make_sending,
    record_notice,
    record_receipt,
)
from ...recommendations.models import Addressee, Recommendation
from ...recommendations.queries.one import get_recommendation
from ...recommendations.queries.sendings import get_sending
from ...rules.lifecycle import Answer, Origin
from ...rules.minutes.kinds import ClauseKind
from .town import Town

Said = dict[str, Answer | tuple[Answer, dict[str, Any]]]


@dataclass(frozen=True)
class Also:
    """A clause that the report did not print: a request, an action, a referral, a topic, a note."""

    text: str
    becomes: Becomes
    kind: ClauseKind = ClauseKind.REQUEST
    whom: str | None = None
    body: str | None = None
    when: str | None = None


@dataclass(frozen=True)
class Took:
    """What a meeting did with one printed recommendation, where it did not simply agree it as printed."""

    outcome: Outcome = Outcome.AGREED
    text: str = ""
    portfolio: str | None = None
    whom: str | None = None
    settled_by: str | None = None
    settled_until: date | None = None


def read(town: Town, name: str) -> Recommendation:
    """A recommendation by the name that stories give it (item name and printed number), whole."""
    return get_recommendation(town.recommendations[name])


def all_bodies() -> Mapping[int, Body]:
    return {body.id: body for body in list_bodies()}


def resolve(
    town: Town,
    name: str,
    origin: Origin,
    *,
    took: Mapping[str, Took] | None = None,
    also: Sequence[Also] = (),
    called: Mapping[str, str] | None = None,
    who: str = "coordinator",
) -> Logged:
    """Logs an item's resolutions: every printed recommendation (agreed unless `took` says else), then others.

    The recommendations are called `name.number` from then on; those to the meeting's own body `name.own-N`.
    """
    item = town.item(name)
    took, called, own = took or {}, called or {}, _asked_of_itself(item)
    resolved: list[Resolved] = []
    for printed in item.paper.printed if item.paper is not None else ():
        number = f"own-{printed.number}" if printed.id in own else printed.number
        how = took.get(number, Took())
        clause = TypedClause(
            text=how.text or printed.text,
            kind=ClauseKind.RECOMMEND,
            becomes=Becomes.RECOMMENDATION,
            number=printed.number,
            outcome=how.outcome,
            printed_id=printed.id,
            addressee_id=None if how.portfolio or how.whom else printed.addressee_id,
            addressee_text=how.whom or (f"Cabinet Member, {how.portfolio}" if how.portfolio else None),
            wording_settled_by=how.settled_by,
            wording_settled_until=how.settled_until,
        )
        portfolio = town.portfolio(how.portfolio) if how.portfolio else None
        resolved.append(Resolved(clause, portfolio, short_name=called.get(number)))
    for one in also:
        clause = TypedClause(
            text=one.text,
            kind=one.kind,
            becomes=one.becomes,
            addressee_id=town.body(one.body).id if one.body else None,
            addressee_text=one.whom,
        )
        resolved.append(Resolved(clause, when=one.when))
    logged = log_resolutions(item, resolved, origin, all_bodies(), town.by(who))
    for made in logged.recommendations:
        label = f"own-{made.printed_number}" if made.printed_id in own else made.printed_number
        town.recommendations[f"{name}.{label}"] = made.reference
    for place, row in enumerate(logged.clauses, 1):
        town.clauses[f"{name}.{place}"] = row.reference
    for referral in logged.referrals:
        town.follow_ups[f"{name}.to-{referral.to_body.code}"] = referral.reference
    for place, follow_up in enumerate(logged.follow_ups, 1):
        town.follow_ups[f"{name}.{place}"] = follow_up.reference
    return logged


def _asked_of_itself(item: AgendaItem) -> set[int]:
    """The printed recommendations that the meeting's body makes to itself."""
    printed = item.paper.printed if item.paper is not None else ()
    return {one.id for one in printed if one.addressee_id == item.meeting.body_id}


def names_of(town: Town, name: str) -> list[str]:
    """What was recommended to others under an item, in printed order."""
    return [key for key in town.recommendations if key.startswith(f"{name}.") and "own-" not in key]


def send(
    town: Town,
    name: str,
    title: str,
    *,
    to: str | None = "CABINET",
    portfolio: str | None = None,
    only: Sequence[str] = (),
    noticed: bool = False,
    received: bool = False,
    who: str = "coordinator",
    **more: Any,  # noqa: ANN401 - the sending's own dates and texts
) -> str:
    """Sends what an item recommended to one decision-maker today; the sending's reference.

    `noticed` and `received`: notice was given, and it was received, on the same day.
    """
    item = town.item(name)
    chosen = only or names_of(town, name)
    new = NewSending(
        title=title,
        from_body=item.meeting.body,
        to_body=town.body(to) if to and not portfolio else None,
        to_portfolio=town.portfolio(portfolio) if portfolio else None,
        recommendations=[read(town, one) for one in chosen],
        paper=get_paper(town.papers[name]) if name in town.papers else None,
        sent_on=town.today,
        notice_given_on=town.today if noticed else None,
        received_on=town.today if received else None,
        **more,
    )
    return make_sending(new, town.by(who)).reference


def notice(town: Town, sending: str, who: str = "coordinator") -> None:
    """Written notice was given today."""
    record_notice(get_sending(sending), town.today, town.by(who))


def receive(town: Town, sending: str, who: str = "governance") -> None:
    """It was received today."""
    record_receipt(get_sending(sending), town.today, town.by(who))


def minute_of(town: Town, item: str) -> str:
    """An item's minute as papers name it, known from the day of its meeting."""
    return f"minute {town.numbers[town.items[item]]}"


def at_cabinet(town: Town, item: str) -> Source:
    """An answer that stands in Cabinet's minute of an item."""
    meeting = get_meeting(town.item(item).meeting.reference)
    return Source(SourceKind.MEETING, meeting.on, meeting=meeting, minute=minute_of(town, item))


def by_letter(on: date, minute: str | None = None) -> Source:
    return Source(SourceKind.LETTER, on, minute=minute)


def by_member(on: date, minute: str | None = None) -> Source:
    return Source(SourceKind.MEMBER_DECISION, on, minute=minute)


def answers(
    town: Town,
    said: Mapping[str, Answer | tuple[Answer, dict[str, Any]]],
    source: Source,
    who: str = "governance",
    *,
    portfolio: str | None = None,
) -> None:
    """Enters what a decision-maker said of several recommendations, in one step.

    Beside the value stand the particulars of `GivenAnswer`; `officer` is somebody's name in the stories.
    """
    given = []
    for name, what in said.items():
        value, more = what if isinstance(what, tuple) else (what, {})
        recommendation = read(town, name)
        more = {"portfolio": portfolio, **more} if portfolio else dict(more)
        if "officer" in more:
            more["officer"] = town.person(more["officer"])
        if "portfolio" in more:
            more["portfolio_id"] = town.portfolio(more.pop("portfolio")).id
        if "directorate" in more:
            directorate = find_directorate(more.pop("directorate"))
            more["directorate_id"] = directorate.id if directorate else None
        given.append(GivenAnswer(recommendation, _asked(recommendation, source), value, **more))
    if len(given) == 1:
        answer(given[0], source, town.by(who))
    else:
        answer_sending(given, source, town.by(who))


def _asked(recommendation: Recommendation, source: Source) -> Addressee:
    if source.meeting is not None:
        for asked in recommendation.addressees:
            if asked.body_id == source.meeting.body_id:
                return asked
    return recommendation.addressees[0]
