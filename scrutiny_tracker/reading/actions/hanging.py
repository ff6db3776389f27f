"""What a paper says beside its clauses: actions, referrals, what is to come back, earlier minutes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from ...core.errors import Refused
from ...core.extensions import db
from ...council.models import Body
from ...kpis.actions.scorecards import Published, record_published
from ...kpis.queries import find_plan
from ...meetings.actions import TypedFollowUp, TypedReferral, When, add_follow_up, place, send_referral
from ...meetings.clause_models import Clause, FollowUpKind
from ...meetings.models import AgendaItem
from ...meetings.readable import PRIVATE_MATTER
from ...recommendations.actions.answers import GivenAnswer, Source, SourceKind, answer
from ...recommendations.actions.commitments import promise_after
from ...rules.deadlines import progress_report
from ...rules.lifecycle import Answer
from ...rules.minutes.dates import dates_in
from ...rules.naming import short_name
from ...rules.performance import Tally
from ...rules.publicity import Publicity
from ..models import EarlierMinute
from ..proposals import Row, Sort, This
from ..queries import find_commitment_at, find_item_id, list_awaited
from .making import Making, RowRefused


def make_rows(item: AgendaItem, rows: Sequence[Row], making: Making) -> None:
    """Makes what an item's proposals other than clauses and prints are for. Raises RowRefused."""
    by_line = {row.line: row for row in rows if row.sort is Sort.CLAUSE}
    clauses = {clause.source: clause for clause in item.clauses if clause.source}
    for row in rows:
        noun, _, reference = row.known.partition(":")
        if row.sort in (Sort.CLAUSE, Sort.PRINTED):
            continue
        if reference and row.sort is not Sort.MINUTE:
            making.tell(noun, reference, row)  # the earlier version of the paper made it
            continue
        above = by_line.get(row.line)
        clause = clauses.get(f"{making.paper.reference}, {above.place}") if above is not None else None
        try:
            _make(item, row, clause, making)
        except Refused as refused:
            about = refused.field if refused.field in ("plan", "period") else "text"
            raise RowRefused(refused.sentence, f"{row.id}-{about}") from refused


def _make(item: AgendaItem, row: Row, clause: Clause | None, making: Making) -> None:
    match row.this:
        case This.ACTION | This.INFORMATION_REQUEST:
            _follow_up(item, row, clause, making)
        case This.REFERRAL:
            _refer(item, row, clause, making)
        case This.PROGRESS_REPORT:
            _progress_report(item, row, making)
        case This.WORK_PROGRAMME:
            _place(item, row, making.asked_body(row.asked) or item.meeting.body, making)
        case This.EARLIER_MINUTE:
            _refer_back(item, row, making)
        case This.TALLY:
            _tally(item, row, making)


def _follow_up(item: AgendaItem, row: Row, clause: Clause | None, making: Making) -> None:
    kind = FollowUpKind(row.this.value)
    body = making.asked_body(row.asked)
    typed = TypedFollowUp(
        kind=kind,
        what=row.text,
        whom=row.asked_words or (body.name if body is not None else None),
        owner_id=int(row.owner) if row.owner.isdecimal() else None,
        due=When.read(row.when or None),
    )
    made = add_follow_up(
        item.meeting.body, typed, making.by, asked_on=item.meeting.on, item=item, clause=clause
    )
    making.tell("follow-up", made.reference, row)


def _refer(item: AgendaItem, row: Row, clause: Clause | None, making: Making) -> None:
    wanted = [body for value in (row.asked, *row.also) if (body := making.asked_body(value)) is not None]
    for body in dict.fromkeys(wanted):
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


def _progress_report(item: AgendaItem, row: Row, making: Making) -> None:
    """What was recommended at the item is reported on together; else the report is a topic by itself."""
    promised = find_commitment_at(item.id)
    if promised is not None and row.months is not None:
        promise_after(promised, row.months, making.by)
        making.tell("commitment", promised.reference, row)
    elif promised is None:
        _place(item, row, making.asked_body(row.asked) or item.meeting.body, making)


def _place(item: AgendaItem, row: Row, body: Body, making: Making) -> None:
    on = progress_report(item.meeting.on, row.months) if row.months is not None else None
    closed = item.publicity is not Publicity.PUBLIC
    title = item.public_text or PRIVATE_MATTER if closed else short_name(row.text)
    if row.this is This.PROGRESS_REPORT and not closed:
        title = f"Progress report: {item.title}"
    months = f"{row.months} month{'s' if row.months != 1 else ''} after " if row.months is not None else ""
    placed = place(
        making.by,
        body,
        title,
        f"{item.meeting.body.name}, {item.meeting.on:%-d %B %Y}",
        record_noun="paper-in",
        record_reference=f"{making.paper.reference}/{row.id}",
        not_before_on=on,
        base_event=f"{months}the meeting of {item.meeting.on:%-d %B %Y}" if months else None,
    )
    making.tell("work-programme", placed.reference, row)


def _tally(item: AgendaItem, row: Row, making: Making) -> None:
    """The published counts of a year, as the paper gives them."""
    plan = find_plan(row.plan)
    if plan is None:
        raise Refused("Choose the plan whose measures these are.", "plan")
    counts = row.counts
    tally = Tally(
        **{name: counts.get(name) for name in ("improved", "same", "worse", "cannot_say", "not_available")},
        **{
            f"recorded_{name}": counts.get(name)
            for name in ("improved_or_same", "directional", "total", "percent")
        },
    )
    is_public = item.publicity is Publicity.PUBLIC
    source = f"{making.paper.name}, {row.place}" if is_public else "A private paper"
    published = Published(source=source, published_on=item.meeting.on)
    made = record_published(plan, row.period, tally, published, making.by)
    making.tell("scorecard", f"{plan.name} {made.period}"[:60], row)


def _refer_back(item: AgendaItem, row: Row, making: Making) -> None:
    """An earlier minute that the paper names, of the body that meets or of the one that was chosen."""
    body = making.asked_body(row.asked) or item.meeting.body
    noun, _, reference = row.known.partition(":")
    earlier_id = find_item_id(reference) if noun == "item" else None
    if row.told and earlier_id is not None:
        _hear(item, earlier_id, row, making)
    reference_row = EarlierMinute(
        paper_id=making.paper.id,
        item_id=item.id,
        body_id=body.id,
        number=row.number[:40],
        place=row.place,
        earlier_id=earlier_id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(reference_row)
    except IntegrityError:
        return  # the paper names the same minute twice at one item


def _hear(item: AgendaItem, earlier_id: int, row: Row, making: Making) -> None:
    """The answer to what was recommended then, as this meeting was told it: second-hand."""
    days = dates_in(row.told_on)
    source = Source(
        SourceKind.TOLD_LATER, decided_on=days[0][2] if days else item.meeting.on, told_at=item.meeting
    )
    for recommendation in list_awaited(earlier_id):
        for addressee in recommendation.addressees:
            if addressee.answer is not Answer.WAITING or addressee.to_be_allocated:
                continue
            value = Answer(row.told)
            given = GivenAnswer(recommendation, addressee, value, gives_no_reasons=value is Answer.NOT_AGREED)
            answer(given, source, making.by)
            making.tell("recommendation", recommendation.reference, row)
