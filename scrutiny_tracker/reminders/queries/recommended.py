"""What recommendations and the reports that carry them are waiting for: those whose day has come to be looked
at, in batches, so that a day with nothing due costs the same at any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Row, bindparam, select, tuple_, update

from ...core.access import NOBODY, readable
from ...core.clock import london
from ...core.due import Due, Looked, Part, Whose
from ...core.extensions import db
from ...core.filters import day_date
from ...core.prebuilt import run
from ...council.queries.held import held_update_ids
from ...council.settings import number_setting
from ...recommendations.models import Action, Addressee, Recommendation, Update
from ...recommendations.queries.rhythms import rhythms_of
from ...recommendations.queries.updates import ON_THEIR_WAY
from ...rules.clocks import NO_DATE, UpdateRhythm
from ...rules.lifecycle import Answer, UpdateState
from ...rules.permissions import Matter
from ...rules.reminders import LADDERS, Kind, Rung, escalation_ladder
from .sent import list_sendings

A, R, U = Action, Recommendation, Update
AT_ONCE = 200
NOUN = "recommendation"
OWNER, TEAM = {"": (Part.OWNER,)}, {"": (Part.TEAM,)}
RUNG_PARTS = {
    Rung.CO_ORDINATOR.value: (Part.TEAM,),
    Rung.CHAIR.value: (Part.CHAIR,),
    Rung.CABINET_MEMBER_AND_DIRECTOR.value: (Part.CABINET_MEMBER_AND_DIRECTOR,),
    Rung.CHIEF_EXECUTIVE.value: (Part.CHAIR, Part.TEAM),
}


@dataclass
class Facts:
    """One recommendation with what hangs below it, as plain rows."""

    row: Row[Any]
    actions: list[Row[Any]] = field(default_factory=list)
    asked: list[Row[Any]] = field(default_factory=list)
    on_their_way: dict[int, Row[Any]] = field(default_factory=dict)
    rhythm: UpdateRhythm = field(default_factory=UpdateRhythm)
    held: set[int] = field(default_factory=set)

    @property
    def reference(self) -> str:
        return str(self.row.reference)

    @property
    def name(self) -> str:
        """The name that a mail may carry: the public one."""
        instead = self.row.public_name or f"Private recommendation {self.reference}"
        return readable(self.row.short_name, instead, self.row.publicity, Matter(), who=NOBODY).text

    @property
    def since(self) -> date | None:
        """The day from which work is expected."""
        answered = [one.answered_on for one in self.asked if one.answered_on is not None]
        found: date | None = min(answered, default=self.row.agreed_on)
        return found

    def whose(self, action: Row[Any] | None = None, clearer_id: int | None = None) -> Whose:
        portfolios = {self.row.portfolio_id, *(one.portfolio_id for one in self.asked)} - {None}
        directorate = (action.directorate_id if action else None) or self.row.directorate_id
        return Whose(
            body_id=self.row.followed_by_id,
            owner_id=action.owner_id if action else None,
            owner_body_id=action.body_id if action else None,
            directorate_id=directorate,
            portfolio_ids=frozenset(portfolios),
            clearer_id=clearer_id,
        )


_COLUMNS = (
    R.id,
    R.reference,
    R.short_name,
    R.public_name,
    R.publicity,
    R.is_open,
    R.parent_id,
    R.agreed_on,
    R.followed_by_id,
    R.directorate_id,
    R.portfolio_id,
    R.update_every_months,
    R.update_before_meetings,
    R.needs_details,
    R.notice_due_on,
    R.remind_on,
    R.answer_due_on,
    R.action_due_on,
    R.update_due_on,
    R.review_on,
)


def look_at_recommendations(today: date) -> Iterator[list[Looked]]:
    """Every recommendation whose day has come, a batch at a time, with the sendings that carry it."""
    query = (
        select(*_COLUMNS)
        .where(
            R.remind_on <= today,
            tuple_(R.remind_on, R.id)
            > tuple_(bindparam("day", type_=Date()), bindparam("after", type_=Integer())),
        )
        .order_by(R.remind_on, R.id)
        .limit(AT_ONCE)
    )
    place: dict[str, object] = {"day": date.min, "after": 0}
    while rows := run(query, place).all():
        place = {"day": rows[-1].remind_on, "after": rows[-1].id}
        facts = _gather(rows)
        sendings = list_sendings(facts)
        yield [
            *(replace(_looked(one), row_ids=(one.row.id,)) for one in facts.values()),
            *sendings,
        ]


def set_next_look(days: dict[int, date]) -> None:
    """Says when each recommendation is to be looked at next; its version stays."""
    if days:
        statement = (
            update(R.__table__)  # type: ignore[arg-type]
            .where(R.__table__.c.id == bindparam("row"))
            .values(remind_on=bindparam("day"))
        )
        db.session.connection().execute(statement, [{"row": row, "day": day} for row, day in days.items()])


def _gather(rows: Sequence[Row[Any]]) -> dict[int, Facts]:
    rhythm = rhythms_of(rows)
    facts = {row.id: Facts(row, rhythm=rhythm(row)) for row in rows}
    open_ids = [row.id for row in rows if row.is_open]
    parents = {row.id: row.parent_id for row in rows if row.parent_id is not None and row.is_open}
    for action in run(
        select(
            A.id,
            A.recommendation_id,
            A.position,
            A.owner_id,
            A.body_id,
            A.directorate_id,
            A.due_on,
            A.updated_on,
        ).where(A.recommendation_id.in_(open_ids), A.is_open)
    ):
        facts[action.recommendation_id].actions.append(action)
    asked: dict[int, list[Row[Any]]] = defaultdict(list)
    for one in run(
        select(
            Addressee.recommendation_id,
            Addressee.portfolio_id,
            Addressee.answer,
            Addressee.answered_on,
            Addressee.in_force_on,
        ).where(Addressee.recommendation_id.in_([*open_ids, *parents.values()]))
    ):
        asked[one.recommendation_id].append(one)
    for row_id, one_facts in facts.items():
        one_facts.asked = asked[row_id] or asked[parents.get(row_id, 0)]
    for sent in run(
        select(U.id, U.action_id, U.state, U.sent_at, U.clearer_id, A.recommendation_id)
        .join(A, A.id == U.action_id)
        .where(A.recommendation_id.in_(open_ids), U.state.in_(ON_THEIR_WAY))
        .order_by(U.id)
    ):
        facts[sent.recommendation_id].on_their_way[sent.action_id] = sent
    waiting = [sent for one in facts.values() for sent in one.on_their_way.values()]
    held = held_update_ids() if any(sent.state is UpdateState.CLEARED for sent in waiting) else set()
    for one_facts in facts.values():
        one_facts.held = {key for key, sent in one_facts.on_their_way.items() if sent.id in held}
    return facts


def _looked(facts: Facts) -> Looked:
    if not facts.row.is_open:
        return Looked(NOUN, facts.reference, ())
    return Looked(NOUN, facts.reference, (*_whole(facts), *_of_actions(facts)))


def _page(facts: Facts) -> str:
    return f"/recommendations/{facts.reference}"


def _whole(facts: Facts) -> Iterator[Due]:
    """What the scrutiny team does about a recommendation, and the ladder of what stays late."""
    row, name, page, whose = facts.row, facts.name, _page(facts), facts.whose()

    def due(kind: Kind, on: date, words: str, address: str = page) -> Due:
        return Due(kind.value, LADDERS[kind], on, whose, words, address)

    if row.notice_due_on < NO_DATE and row.parent_id is None:
        agreed = f", agreed {day_date(row.agreed_on)}" if row.agreed_on else ""
        yield due(
            Kind.NOTICE,
            row.notice_due_on,
            f"Send notice of “{name}”{agreed}",
            f"/sendings/new?r={facts.reference}",
        )
    if row.review_on < NO_DATE:
        yield due(Kind.REVIEW, row.review_on, f"The committee looks again at “{name}”")
    if row.needs_details and facts.since is not None:
        yield due(Kind.DETAILS, facts.since, f"“{name}” needs an officer or a date")
    deferred = any(one.answer is Answer.DEFERRED for one in facts.asked)
    if deferred and row.answer_due_on < NO_DATE:
        yield due(Kind.ANSWER, row.answer_due_on, f"The deferred answer on “{name}” is due")
    late_since = min(row.answer_due_on, row.action_due_on, row.update_due_on)
    if late_since < NO_DATE:
        what = {row.update_due_on: "An update", row.action_due_on: "Action", row.answer_due_on: "An answer"}
        action = min(facts.actions, key=lambda one: one.due_on or NO_DATE, default=None)
        yield Due(
            Kind.ESCALATION.value,
            escalation_ladder(rung_days()),
            late_since,
            facts.whose(action),
            f"{what[late_since]} on “{name}” has been due since {day_date(late_since)}",
            f"{page}/chasing",
            RUNG_PARTS,
        )


def escalation_of(recommendation: Recommendation) -> Due:
    """The ladder of what is late, or will be, about one recommendation. Raises LookupError for none."""
    rows = run(select(*_COLUMNS).where(R.id == recommendation.id)).all()
    (facts,) = _gather(rows).values()
    for due in _whole(facts):
        if due.kind == Kind.ESCALATION:
            return due
    raise LookupError(f"nothing is waited for on {recommendation.reference}")


def rung_days() -> dict[Rung, int]:
    """After how many days late each rung is told, by the council's settings."""
    return {rung: number_setting(f"escalate_{rung.value.replace('-', '_')}_days") for rung in Rung}


def _of_actions(facts: Facts) -> Iterator[Due]:
    row, name = facts.row, facts.name
    expected = row.update_due_on < NO_DATE or row.action_due_on < NO_DATE
    for action in facts.actions:
        sent = facts.on_their_way.get(action.id)
        if action.id in facts.held:
            continue
        if sent is not None:
            yield _on_its_way(facts, action, sent)
            continue
        if not expected:
            continue
        address = f"{_page(facts)}/actions/{action.position}/update"
        whose = facts.whose(action)

        def due(
            kind: Kind,
            on: date,
            words: str,
            action: Row[Any] = action,
            whose: Whose = whose,
            address: str = address,
        ) -> Due:
            return Due(
                kind.value, LADDERS[kind], on, whose, words, address, OWNER, action.position, action.id
            )

        for one in facts.asked:
            if one.in_force_on is not None:
                yield due(
                    Kind.IN_FORCE, one.in_force_on, f"The decision on “{name}” is in force: work can begin"
                )
        if action.due_on is not None:
            yield due(Kind.ACTION, action.due_on, f"“{name}” is to be done by {day_date(action.due_on)}")
        since = action.updated_on or facts.since
        if since is not None:
            asked_by = facts.rhythm.asked_by(since, is_word=action.updated_on is not None)
            yield due(Kind.UPDATE, asked_by, f"Give an update on “{name}”")


def _on_its_way(facts: Facts, action: Row[Any], sent: Row[Any]) -> Due:
    kind = Kind.CLEARANCE if sent.state is UpdateState.SENT else Kind.CHECK
    words = f"{'Clear' if kind is Kind.CLEARANCE else 'Check'} the update on “{facts.name}”"
    return Due(
        kind.value,
        LADDERS[kind],
        london(sent.sent_at).date(),
        facts.whose(action, sent.clearer_id),
        words,
        "/updates/waiting",
        {"": (Part.CLEARER,)} if kind is Kind.CLEARANCE else TEAM,
        action.position,
    )
