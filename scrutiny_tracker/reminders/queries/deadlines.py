"""Every coming deadline between two days: meetings, papers, answers, actions, updates and what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select

from ...core.extensions import db
from ...council.models import Body, ClosedDay, SensitivePeriod, Standing
from ...kpis.queries.late import list_open_stages
from ...meetings.clause_models import FollowUp, Referral
from ...meetings.models import AgendaState, Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...meetings.queries.publishing import last_day_for_papers
from ...meetings.readable import matter_of_follow_up, matter_of_referral, readable_what
from ...recommendations.models import Commitment, Recommendation
from ...recommendations.queries.page import name_of
from ...rules.permissions import Matter

R = Recommendation
MOST_OF_EACH = 300
CLOCKS = (R.notice_due_on, R.receipt_due_on, R.answer_due_on, R.action_due_on, R.update_due_on, R.review_on)
PAPERS_AHEAD = timedelta(days=40)


class DeadlineKind(StrEnum):
    """What a deadline is of, as the filter names it."""

    MEETING = "meeting"
    PAPERS = "papers"
    ANSWER = "answer"
    RECOMMENDATION = "recommendation"
    OWED = "owed"
    PROGRESS_REPORT = "progress-report"
    CYCLE = "cycle"
    PERIOD = "period"


@dataclass(frozen=True)
class Deadline:
    """One line of the page: its London date, what it is of, words, its page, and its body's code."""

    on: date
    kind: DeadlineKind
    words: str
    address: str
    body: str = ""


@dataclass(frozen=True)
class Span:
    """From one day to another (both included), of one body (none: of all), of one kind (none: of all)."""

    from_on: date
    to_on: date
    body_id: int | None = None
    kind: DeadlineKind | None = None


def list_deadlines(span: Span) -> list[Deadline]:
    """The deadlines of a span in the order of their days; a fixed number of queries, each bounded."""
    parts = {
        DeadlineKind.MEETING: _meetings,
        DeadlineKind.RECOMMENDATION: _recommendations,
        DeadlineKind.OWED: _owed,
        DeadlineKind.PROGRESS_REPORT: _reports,
        DeadlineKind.CYCLE: _stages,
        DeadlineKind.PERIOD: _periods,
    }
    also = {DeadlineKind.PAPERS: DeadlineKind.MEETING, DeadlineKind.ANSWER: DeadlineKind.RECOMMENDATION}
    wanted = also.get(span.kind, span.kind) if span.kind else None
    found = [row for kind, part in parts.items() if wanted in (None, kind) for row in part(span)]
    kept = [row for row in found if span.kind in (None, row.kind) and span.from_on <= row.on <= span.to_on]
    return sorted(kept, key=lambda row: (row.on, row.kind, row.words))


def _meetings(span: Span) -> Iterator[Deadline]:
    query = (
        select(Meeting.reference, Meeting.on, Meeting.agenda_state, Body.name, Body.code)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.state.not_in(NEVER_SAT),
            Body.standing.in_((Standing.SCRUTINY, Standing.EXECUTIVE)),
            Meeting.on.between(span.from_on, span.to_on + PAPERS_AHEAD),
        )
        .order_by(Meeting.on, Meeting.id)
        .limit(MOST_OF_EACH)
    )
    if span.body_id is not None:
        query = query.where(Meeting.body_id == span.body_id)
    for row in db.session.execute(query):
        page = f"/meetings/{row.reference}"
        yield Deadline(row.on, DeadlineKind.MEETING, row.name, page, row.code)
        if row.agenda_state is not AgendaState.PUBLISHED:
            words = f"Papers out for {row.name}, {row.on.day} {row.on:%B}"
            yield Deadline(last_day_for_papers(row.on), DeadlineKind.PAPERS, words, page, row.code)


def _recommendations(span: Span) -> Iterator[Deadline]:
    query = (
        select(
            R.reference,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            R.followed_by_id,
            R.answer_due_on,
            R.action_due_on,
            R.update_due_on,
            R.review_on,
            R.notice_due_on,
            R.receipt_due_on,
            Body.code,
        )
        .join(Body, Body.id == R.followed_by_id)
        .where(
            R.is_open,
            R.parent_id.is_(None),
            or_(*(clock.between(span.from_on, span.to_on) for clock in CLOCKS)),
        )
        .order_by(R.next_due_on, R.id)
        .limit(MOST_OF_EACH)
    )
    if span.body_id is not None:
        query = query.where(R.followed_by_id == span.body_id)
    for row in db.session.execute(query):
        matter = Matter(body_ids=frozenset({row.made_by_id, row.followed_by_id}))
        name = name_of(row.short_name, row.public_name, row.publicity, row.reference, matter)
        clocks = (
            (row.answer_due_on, DeadlineKind.ANSWER, "Answer due"),
            (row.action_due_on, DeadlineKind.RECOMMENDATION, "To be done"),
            (row.update_due_on, DeadlineKind.RECOMMENDATION, "Update due"),
            (row.review_on, DeadlineKind.RECOMMENDATION, "Look again"),
            (row.notice_due_on, DeadlineKind.RECOMMENDATION, "Notice to be given"),
            (row.receipt_due_on, DeadlineKind.RECOMMENDATION, "Receipt to be recorded"),
        )
        page = f"/recommendations/{row.reference}"
        for on, kind, what in clocks:
            if span.from_on <= on <= span.to_on:
                yield Deadline(on, kind, f"{what}: {name}", page, row.code)


def _stages(span: Span) -> Iterator[Deadline]:
    """The stages of performance cycles, which are of no one body."""
    if span.body_id is None:
        for row in list_open_stages():
            words = f"{row.cycle}: {row.name} ({row.who})"
            yield Deadline(row.due_on, DeadlineKind.CYCLE, words, "/kpis/cycles")


def _owed(span: Span) -> Iterator[Deadline]:
    requests = (
        select(FollowUp, Body.code)
        .join(Body, Body.id == FollowUp.body_id)
        .where(FollowUp.is_open, FollowUp.next_due_on.between(span.from_on, span.to_on))
        .order_by(FollowUp.next_due_on, FollowUp.id)
        .limit(MOST_OF_EACH)
    )
    referrals = (
        select(Referral, Body.code)
        .join(Body, Body.id == Referral.to_body_id)
        .where(Referral.is_open, Referral.next_due_on.between(span.from_on, span.to_on))
        .order_by(Referral.next_due_on, Referral.id)
        .limit(MOST_OF_EACH)
    )
    if span.body_id is not None:
        requests = requests.where(FollowUp.body_id == span.body_id)
        referrals = referrals.where(Referral.to_body_id == span.body_id)
    for request, code in db.session.execute(requests):
        words = _short(readable_what(request, matter_of_follow_up(request)))
        page = f"/follow-ups/{request.reference}"
        yield Deadline(request.next_due_on, DeadlineKind.OWED, f"Answer to: {words}", page, code)
    for referral, code in db.session.execute(referrals):
        words = _short(readable_what(referral, matter_of_referral(referral)))
        page = f"/referrals/{referral.reference}"
        yield Deadline(referral.next_due_on, DeadlineKind.OWED, f"Reply to the referral: {words}", page, code)


def _short(words: str) -> str:
    return words if len(words) <= 100 else f"{words[:100].rsplit(' ', 1)[0]} …"


def _reports(span: Span) -> Iterator[Deadline]:
    query = (
        select(Commitment.reference, Commitment.title, Commitment.not_before_on, Body.code)
        .join(Body, Body.id == Commitment.body_id)
        .where(Commitment.reported_on.is_(None), Commitment.not_before_on.between(span.from_on, span.to_on))
        .order_by(Commitment.not_before_on, Commitment.id)
        .limit(MOST_OF_EACH)
    )
    if span.body_id is not None:
        query = query.where(Commitment.body_id == span.body_id)
    for row in db.session.execute(query):
        words = f"Progress report due on or after this day: {row.title}"
        page = f"/progress-reports/{row.reference}"
        yield Deadline(row.not_before_on, DeadlineKind.PROGRESS_REPORT, words, page, row.code)


def _periods(span: Span) -> Iterator[Deadline]:
    """Sensitive periods as they begin and end, and days on which the offices are closed."""
    for period in db.session.scalars(select(SensitivePeriod).order_by(SensitivePeriod.from_on)):
        held = ", publications are held" if period.holds_publication else ""
        begins = f"Sensitive period begins: {period.reason}{held}"
        yield Deadline(period.from_on, DeadlineKind.PERIOD, begins, "")
        if period.to_on is not None:
            yield Deadline(period.to_on, DeadlineKind.PERIOD, f"Sensitive period ends: {period.reason}", "")
    for day in db.session.scalars(select(ClosedDay).where(ClosedDay.on.between(span.from_on, span.to_on))):
        yield Deadline(day.on, DeadlineKind.PERIOD, f"Offices closed: {day.reason}", "")
