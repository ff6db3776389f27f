"""The committee's decisions: one function per verb, all of them entries that `say` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...council.settings import yes_no_setting
from ...history.journal import By, record
from ...history.tags import Tag
from ...meetings.models import AgendaItem, Meeting
from ...rules.lifecycle import (
    Basis,
    Decision,
    Grade,
    Particulars,
    Provenance,
    StopReason,
    Thread,
)
from ..models import DelegatedDecision, Entry, ForDecision, Recommendation
from ..queries.decisions import list_put
from .say import Said, say

BASIS_SETTINGS = {
    Basis.AT_A_MEETING: "basis_at_a_meeting",
    Basis.NOTING_A_SCHEDULE: "basis_noting_a_schedule",
    Basis.DELEGATED: "basis_delegated",
}


@dataclass(frozen=True)
class Decided:
    """How the committee decided and when (London date), whatever the decision was.

    A delegated decision names the minute that delegates it, the day the Chair was consulted and, where
    known, the meeting that it is to be reported to. `item` is the agenda item under which it was taken.
    """

    on: date
    basis: Basis = Basis.AT_A_MEETING
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    minute: str | None = None
    delegation: str | None = None
    chair_consulted_on: date | None = None
    report_to: Meeting | None = None
    note: str | None = None
    grade: Grade | None = None
    provenance: Provenance = Provenance.RECORDED
    source: str | None = None


def at_item(item: AgendaItem, *, minute: str | None = None, basis: Basis = Basis.AT_A_MEETING) -> Decided:
    """Decided at the meeting of an item (loaded with it), on its day, under its minute or the one given."""
    return Decided(
        on=item.meeting.on, basis=basis, meeting=item.meeting, item=item, minute=minute or item.minute_number
    )


def bases_in_use() -> list[Basis]:
    """The ways of deciding that this council's settings allow."""
    return [basis for basis, name in BASIS_SETTINGS.items() if yes_no_setting(name)]


def grades_in_use() -> bool:
    """Whether the committee grades recommendations beside its decisions."""
    return yes_no_setting("grades_are_used")


def particulars_of(
    decided: Decided,
    today: date,
    *,
    until: date | None = None,
    what: str | None = None,
    by_when: date | None = None,
    how: str | None = None,
    reason: StopReason | None = None,
) -> Particulars:
    """What the rule is asked about a decision."""
    return Particulars(
        effective_on=decided.on,
        today=today,
        note=decided.note or None,
        until=until,
        what=what,
        by_when=by_when,
        how=how,
        stop_reason=reason,
        basis=decided.basis,
        meeting=decided.meeting.reference if decided.meeting else None,
        minute=decided.minute or None,
        delegation=decided.delegation or None,
        chair_consulted_on=decided.chair_consulted_on,
        provenance=decided.provenance,
    )


def said_of(decided: Decided, *, replaced_by: str | None = None) -> Said:
    """What a decision's entry carries besides: where it was taken, the grade, what replaces it."""
    more = {
        "item": decided.item.reference if decided.item else None,
        "grade": decided.grade.value if decided.grade else None,
        "replaced_by": replaced_by,
        "report_to": decided.report_to.reference if decided.report_to else None,
    }
    return Said(
        meeting_id=decided.meeting.id if decided.meeting else None,
        source=decided.source,
        more=tuple((name, value) for name, value in more.items() if value),
    )


def keep_under_review(
    recommendation: Recommendation, decided: Decided, by: By, *, until: date | None = None
) -> Entry:
    """The committee keeps it under review, looking again on `until` where a date is set."""
    said = particulars_of(decided, by.today, until=until)
    return _decide(recommendation, Decision.UNDER_REVIEW, said, decided, by)


def ask_for_more(
    recommendation: Recommendation, decided: Decided, by: By, *, what: str, by_when: date | None
) -> Entry:
    """The committee asks for more: what, and by when."""
    said = particulars_of(decided, by.today, what=what, by_when=by_when)
    return _decide(recommendation, Decision.MORE_ASKED, said, decided, by)


def take_further(
    recommendation: Recommendation, decided: Decided, by: By, *, how: str, until: date | None = None
) -> Entry:
    """The committee takes it further: a letter, the director called, Council."""
    said = particulars_of(decided, by.today, how=how, until=until)
    return _decide(recommendation, Decision.TAKEN_FURTHER, said, decided, by)


def sign_off(recommendation: Recommendation, decided: Decided, by: By) -> Entry:
    """The committee is satisfied and closes it; never the responsible officer, never a chair alone."""
    return _decide(recommendation, Decision.SIGNED_OFF, particulars_of(decided, by.today), decided, by)


def stop(
    recommendation: Recommendation,
    decided: Decided,
    by: By,
    *,
    reason: StopReason | None,
    replaced_by: str | None = None,
) -> Entry:
    """The committee stops following it, for a reason; `replaced_by` is the reference of what replaces it."""
    if reason is StopReason.REPLACED and not replaced_by:
        raise Refused("Give the reference of the recommendation that replaces this one.", "replaced_by")
    said = particulars_of(decided, by.today, reason=reason)
    return _decide(recommendation, Decision.STOPPED, said, decided, by, replaced_by=replaced_by)


def reopen(recommendation: Recommendation, decided: Decided, by: By) -> Entry:
    """The committee takes a closed recommendation up again; `decided.note` says why."""
    return _decide(recommendation, Decision.REOPENED, particulars_of(decided, by.today), decided, by)


def _decide(
    recommendation: Recommendation,
    value: Decision,
    said: Particulars,
    decided: Decided,
    by: By,
    *,
    replaced_by: str | None = None,
) -> Entry:
    if decided.provenance is Provenance.RECORDED and decided.basis not in bases_in_use():
        raise Refused("This council does not decide in this way: see its settings.", "basis")
    entry = say(recommendation, Thread.DECISION, value, said, by, said_of(decided, replaced_by=replaced_by))
    await_report(entry, decided)
    return entry


def await_report(entry: Entry, decided: Decided) -> None:
    """A delegated decision stands "to be reported" until a meeting has been told of it."""
    if decided.basis is Basis.DELEGATED:
        report_to = decided.report_to.id if decided.report_to else None
        db.session.add(DelegatedDecision(entry_id=entry.id, report_to_id=report_to))
        db.session.flush()


def note_schedule(
    item: AgendaItem,
    recommendations: Iterable[Recommendation],
    until: date | None,
    minute: str | None,
    by: By,
) -> list[Entry]:
    """The committee noted the item's report and keeps everything open under review, to look again `until`.

    What is closed already stays closed. Raises Refused where nothing is open.
    """
    decided = at_item(item, minute=minute, basis=Basis.NOTING_A_SCHEDULE)
    noted = [keep_under_review(each, decided, by, until=until) for each in recommendations if each.is_open]
    if not noted:
        raise Refused("Nothing on this item is still open.")
    return noted


def report_delegated(
    waiting: Sequence[DelegatedDecision], meeting: Meeting, minute: str | None, by: By
) -> None:
    """Delegated decisions (with entry and recommendation loaded) were reported to a meeting that was held."""
    if meeting.on > by.today:
        raise Refused("Choose a meeting that has been held.", "meeting")
    for one in waiting:
        if one.reported_on is not None:
            continue
        one.reported_at_id, one.reported_on, one.reported_minute = meeting.id, meeting.on, minute
        recommendation = one.entry.recommendation
        record(
            by,
            Tag.DECISION_REPORTED,
            "recommendation",
            recommendation.reference,
            after={"meeting": meeting.reference, "minute": minute},
            publicity=recommendation.publicity,
        )
    db.session.flush()


def put_for_decision(item: AgendaItem, recommendations: Sequence[Recommendation], by: By) -> int:
    """Puts recommendations before the committee under an item; those already there stay. Says how many."""
    there = {*list_put(item)}
    added = [each for each in recommendations if each.id not in there]
    for each in added:
        db.session.add(ForDecision(item_id=item.id, recommendation_id=each.id))
        record(
            by,
            Tag.RECOMMENDATION_PUT,
            "recommendation",
            each.reference,
            after={"item": item.reference},
            publicity=each.publicity,
        )
    db.session.flush()
    return len(added)
