"""A deep dive's agreed drafts go on the committee's agenda as a report, and to those who are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.errors import Refused
from ...council.models import Body, Portfolio, Standing
from ...deep_dives.actions import carry_drafts
from ...deep_dives.models import DeepDive, DraftRecommendation, DraftState
from ...history.journal import By
from ...meetings.actions.items import TypedItem, add_item
from ...meetings.actions.papers import TypedPaper, TypedPrint, add_paper, attach_paper, set_printed
from ...meetings.models import AgendaItem, Meeting, Paper, PrintedRecommendation
from ...meetings.queries.items import get_item
from ...meetings.queries.papers import get_paper
from ...rules.lifecycle import Origin
from ..models import Sending
from .sendings import NewSending, make_sending


@dataclass(frozen=True)
class SendTo:
    """A decision-maker to whom the report goes at once, and the meeting on whose agenda it stands."""

    to: Body | Portfolio
    meeting: Meeting | None = None


@dataclass(frozen=True)
class CarryFacts:
    """What is carried where: the report's title and whose it is, the committee's meeting, who is sent it."""

    title: str
    report_of: str
    meeting: Meeting
    send_to: Sequence[SendTo] = ()


@dataclass(frozen=True)
class Carried:
    """What one carrying made."""

    item: AgendaItem
    paper: Paper
    sendings: Sequence[Sending]


def ready_to_carry(drafts: Sequence[DraftRecommendation]) -> list[DraftRecommendation]:
    """The agreed recommendations that no report prints yet."""
    return [
        each
        for each in drafts
        if each.parent_id is None and each.state is DraftState.AGREED and each.printed_id is None
    ]


def carry(dive: DeepDive, drafts: Sequence[DraftRecommendation], facts: CarryFacts, by: By) -> Carried:
    """One step: the report's item at the committee, what it prints, and a sending to each decision-maker,
    subject to the committee's agreement. Drafts agreed later join the same report. Raises Refused."""
    ready = ready_to_carry(drafts)
    if not ready:
        raise Refused("The review group has agreed no draft that is not in the report yet.", "title")
    item = _item(dive, facts, by)
    paper = _paper(item, facts, by)
    printed = _print(paper, dive, ready, by)
    carry_drafts(dive, list(zip(ready, printed, strict=True)), item, paper, by)
    sent = [_send(dive, facts, one, item, paper, ready, printed, by) for one in facts.send_to]
    return Carried(item, paper, [sending for sending in sent if sending is not None])


def _item(dive: DeepDive, facts: CarryFacts, by: By) -> AgendaItem:
    known = dive.reports_to
    if known is not None and known.meeting_id == facts.meeting.id:
        return get_item(known.reference)
    added = add_item(facts.meeting, TypedItem(facts.title, facts.report_of), by)
    return get_item(added.reference)


def _paper(item: AgendaItem, facts: CarryFacts, by: By) -> Paper:
    paper = item.paper or add_paper(item, TypedPaper(facts.title, facts.report_of), by)
    return get_paper(paper.reference)


def _print(
    paper: Paper, dive: DeepDive, ready: Sequence[DraftRecommendation], by: By
) -> list[PrintedRecommendation]:
    """Prints the drafts after what the report prints already: first those to scrutiny itself, each
    addressee's numbered on its own. They come back in the order of the drafts."""
    standing = [
        TypedPrint(row.number, row.text, row.addressee_id, row.lead_in, row.id) for row in paper.printed
    ]
    numbers = Counter(row.addressee_id for row in paper.printed)
    ordered = sorted(ready, key=lambda each: (each.body_id != dive.body_id, each.number))
    added = []
    for draft in ordered:
        numbers[draft.body_id] += 1
        added.append(TypedPrint(str(numbers[draft.body_id]), draft.text, draft.body_id))
    set_printed(paper, [*standing, *added], by)
    rows = list(get_paper(paper.reference).printed)[len(standing) :]
    by_draft = {draft.number: row for draft, row in zip(ordered, rows, strict=True)}
    return [by_draft[draft.number] for draft in ready]


def _send(
    dive: DeepDive,
    facts: CarryFacts,
    one: SendTo,
    item: AgendaItem,
    paper: Paper,
    ready: Sequence[DraftRecommendation],
    printed: Sequence[PrintedRecommendation],
    by: By,
) -> Sending | None:
    body = one.to if isinstance(one.to, Body) else None
    portfolio = one.to if isinstance(one.to, Portfolio) else None
    own = [
        row
        for draft, row in zip(ready, printed, strict=True)
        if (draft.body_id, draft.portfolio_id)
        == (body.id if body is not None else None, portfolio.id if portfolio is not None else None)
    ]
    if not own:
        return None
    if one.meeting is not None:
        theirs = get_item(add_item(one.meeting, TypedItem(facts.title, facts.report_of), by).reference)
        attach_paper(theirs, get_paper(paper.reference), by)
    return make_sending(
        NewSending(
            title=facts.title,
            from_body=dive.body,
            to_body=body,
            to_portfolio=portfolio,
            printed=own,
            origin=Origin.DEEP_DIVE,
            paper=paper,
            on_agenda_of_id=one.meeting.id if one.meeting is not None else None,
            subject_to_id=item.meeting_id,
            sent_on=by.today,
        ),
        by,
    )


def asked_of(drafts: Sequence[DraftRecommendation]) -> list[Body | Portfolio]:
    """The decision-makers outside scrutiny whom some drafts ask, each once, in the order of the drafts."""
    found: dict[tuple[str, int], Body | Portfolio] = {}
    for draft in drafts:
        if draft.body is not None and draft.body.standing is not Standing.SCRUTINY:
            found.setdefault(("body", draft.body.id), draft.body)
        elif draft.portfolio is not None:
            found.setdefault(("portfolio", draft.portfolio.id), draft.portfolio)
    return list(found.values())
