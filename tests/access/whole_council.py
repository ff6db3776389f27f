"""One of everything that a council keeps, hanging from one agenda item, public or closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import (
    ClosedDay,
    CouncilSetting,
    HeldKind,
    HeldPublication,
    SensitivePeriod,
)
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.deep_dives import actions as deep_dives
from scrutiny_tracker.deep_dives.actions.notes import GENERAL, ROUGH
from scrutiny_tracker.deep_dives.models import DeepDive, ScopeReason
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.kpis.importing import actions as importing
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import clauses, follow_ups, items, papers, referrals
from scrutiny_tracker.meetings.actions.publicity import OPEN, TypedPublicity
from scrutiny_tracker.meetings.clause_models import Becomes, FollowUpKind, ReferralState, WorkProgrammeRow
from scrutiny_tracker.meetings.models import AgendaItem, Attendance, Capacity, Meeting, Paper, Presence
from scrutiny_tracker.outbox.models import Message, MessageStatus
from scrutiny_tracker.papers.models import Document
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.reading.trackers import actions as trackers
from scrutiny_tracker.recommendations.actions.resolutions import Logged, Resolved, log_resolutions
from scrutiny_tracker.recommendations.models import SavedView
from scrutiny_tracker.rules.lifecycle import Origin
from scrutiny_tracker.rules.minutes.kinds import ClauseKind
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.access import documents_made
from tests.access.measured import Measured, measure
from tests.access.papers_in import bring_in_two
from tests.access.recommended import Told, tell
from tests.cast import Cast, by

PUBLIC_WORDING = "A property matter"


@dataclass(frozen=True)
class Kept:
    """What stands for the argument of an address: every record of that kind."""

    item: AgendaItem
    past: Meeting
    coming: Meeting
    paper: Paper
    late: Paper
    logged: Logged
    told: Told
    topics: list[WorkProgrammeRow]
    dive: DeepDive
    draft: Document
    published: Document
    spare: Person
    owner: Person
    papers_in: list[str]
    ids: dict[str, int]
    measures: Measured


def keep(cast: Cast, word: str, owner: Person, publicity: TypedPublicity = OPEN) -> Kept:
    """Makes and commits everything. `word` stands in every text; `owner` answers for the actions."""
    actor = by(cast.coordinator)
    ids = _set_up(cast)
    past = make.meeting(cast.scruco, reference="SCRUCO-2025-10-30")
    coming = make.meeting(cast.scruco, date(2026, 1, 29), reference="SCRUCO-2026-01-29")
    make.meeting(cast.scruco, date(2026, 11, 12), reference="SCRUCO-2026-11-12")
    make.meeting(cast.sb1, date(2026, 1, 29), reference="SB1-2026-01-29")
    cabinet = make.meeting(cast.cabinet, date(2025, 11, 4), reference="CABINET-2025-11-04")
    came = Attendance(meeting_id=past.id, name="A guest", capacity=Capacity.GUEST, presence=Presence.PRESENT)
    db.session.add(came)
    item = items.add_item(past, items.TypedItem(f"Buying {word}", word, publicity=publicity), actor)
    item = queries.get_item(item.reference)
    paper, late = _papers(item, cast, word, actor)
    items.record_minute(item, "28/25", f"About {word}", f"{word} voted against", actor)
    logged = _log(queries.get_item(item.reference), cast, word, actor)
    draft = {"clauses-0-wording": [f"Draft {word}"], "vote": [word]}
    clauses.keep_draft(item, cast.coordinator.id, draft, actor.at)
    _reply(logged, cast, word, owner)
    told = tell(cast, logged.recommendations, word, owner, paper, cabinet)
    ids = _set_sheets(cast, ids)
    dive, working = _review(cast, queries.get_item(item.reference), word, actor)
    report, published = documents_made.draft(cast, told, word), documents_made.published(cast)
    ids |= {"part": report.contributions[0].id, "clearance": report.clearances[-1].id}
    ids |= {"dive_clearance": documents_made.dive_report(cast, dive).clearances[-1].id}
    ids |= {"asked": documents_made.asked(cast).id}
    papers_in = bring_in_two(cast, word, past)
    measures = measure(cast.scruco.id, actor)
    held = HeldPublication(
        kind=HeldKind.MINUTES,
        reference=past.reference,
        title="Scrutiny Co-ordination Committee, 30 October 2025",
        address=f"/meetings/{past.reference}",
        body_id=cast.scruco.id,
        details={"state": "draft"},
        reason="Local elections",
        until_on=date(2025, 12, 31),
        held_on=date(2025, 12, 1),
        held_by="Gwen Varne",
    )
    db.session.add(held)
    db.session.commit()
    db.session.expire_all()
    ids |= {"row": came.id, "held": held.id, **told.ids, **working}
    topics = list(db.session.scalars(select(WorkProgrammeRow)))
    made = (dive, report, published)
    return Kept(
        item,
        past,
        coming,
        paper,
        late,
        logged,
        told,
        topics,
        *made,
        make_spare(),
        owner,
        papers_in,
        ids,
        measures,
    )


def make_spare() -> Person:
    """Somebody whom a page may deactivate."""
    spare = make.person("Spare Person")
    db.session.commit()
    return spare


def _set_up(cast: Cast) -> dict[str, int]:
    day = ClosedDay(on=date(2025, 12, 24), reason="Christmas Eve")
    period = SensitivePeriod(from_on=date(2026, 3, 23), to_on=date(2026, 5, 7), reason="Local elections")
    view = SavedView(person_id=cast.coordinator.id, name="Mine", query="state=open", saved_at=make.NOW)
    checked = CouncilSetting(name="updates_are_checked", value=True)
    office = make.office(cast.nobody, Role.PERFORMANCE_OFFICER, to_on=date(2025, 6, 1))
    lost = Message(
        key="digest:1",
        recipient="somebody@council.example",
        subject="One thing",
        status=MessageStatus.UNKNOWN,
        created_at=make.NOW,
        trouble="The line broke.",
    )
    db.session.add_all([day, period, view, checked, lost])
    cast.place.updates_need_clearing = True
    db.session.commit()
    forget_settings()
    return {"day": day.id, "period": period.id, "view": view.id, "office": office.id, "message": lost.id}


def _papers(item: AgendaItem, cast: Cast, word: str, actor: By) -> tuple[Paper, Paper]:
    typed = papers.TypedPaper(
        f"Price of {word}",
        word,
        f"https://x.example/{word}",
        file=(f"{word}.txt", "text/plain", word.encode()),
    )
    paper = queries.get_paper(papers.add_paper(item, typed, actor).reference)
    late = papers.add_paper(queries.get_item(item.reference), papers.TypedPaper(f"Late {word}"), actor)
    prints = [
        papers.TypedPrint(str(n), f"That Cabinet buys {word} {n}", cast.cabinet.id, word) for n in (1, 2)
    ]
    papers.set_printed(paper, prints, actor)
    db.session.flush()
    return queries.get_paper(paper.reference), late


def _log(item: AgendaItem, cast: Cast, word: str, actor: By) -> Logged:
    asked = {
        Becomes.RECOMMENDATION: cast.cabinet,
        Becomes.INFORMATION_REQUEST: None,
        Becomes.ACTION: None,
        Becomes.REFERRAL: cast.sb1,
        Becomes.WORK_PROGRAMME: cast.scruco,
        Becomes.NOTE: None,
    }
    wanted = [Becomes.RECOMMENDATION] * 4 + [
        becomes for becomes in asked if becomes is not Becomes.RECOMMENDATION
    ]
    resolved = []
    for number, becomes in enumerate(wanted, 1):
        body = asked[becomes]
        typed = clauses.TypedClause(
            f"That {word} be bought {number}",
            ClauseKind.RECOMMEND,
            becomes,
            str(number),
            addressee_id=body.id if body else None,
            addressee_text=None if body else word,
            lead_in=word,
            wording_settled_by=word,
            wording_settled_until=date(2026, 2, 2),
        )
        resolved.append(Resolved(typed))
    bodies = {body.id: body for body in (cast.scruco, cast.sb1, cast.sb2, cast.cabinet)}
    return log_resolutions(item, resolved, Origin.DEEP_DIVE, bodies, actor)


def _reply(logged: Logged, cast: Cast, word: str, owner: Person) -> None:
    """One request is answered, another open; a referral is accepted."""
    actor = by(cast.coordinator)
    request, action = logged.follow_ups
    for row in (request, action):
        row.owner_id, row.directorate_id = owner.id, cast.place.id
    follow_ups.answer_follow_up(
        queries.get_follow_up(request.reference), f"{word} said no", actor.today, actor
    )
    sent = queries.get_referral(logged.referrals[0].reference)
    accepted = referrals.TypedReply(ReferralState.ACCEPTED, f"{word}!", actor.today)
    referrals.reply_to_referral(sent, accepted, actor)
    assert action.kind is FollowUpKind.ACTION


def _set_sheets(cast: Cast, ids: dict[str, int]) -> dict[str, int]:
    """A spreadsheet of figures and a tracker, checked and not taken yet."""
    actor = by(cast.performance)
    draft = importing.start("results.csv", "text/csv", b"Code,2023/24\nK1,91%\nK1x,about half\n", actor)
    assert list(importing.check(draft, actor)) == []
    sheet = b"Reference,Recommendation,Date,Status,Officer\nA1,That a map be printed,1/2/2025,Blue,Nobody\n"
    tracker = trackers.start("tracker.csv", "text/csv", sheet, by(cast.coordinator))
    assert list(trackers.check(tracker, by(cast.coordinator))) == []
    return {**ids, "import": draft.id, "tracker": tracker.id}


def _review(cast: Cast, item: AgendaItem, word: str, actor: By) -> tuple[DeepDive, dict[str, int]]:
    """A deep dive agreed at the item; its session's notes are working papers, public or not."""
    facts = deep_dives.DeepDiveFacts(
        "Measures that missed", "Why?", date(2025, 8, 21), None, item.id, item.id, item.paper_id
    )
    dive = deep_dives.add(cast.scruco, facts, actor)
    session = deep_dives.add_session(dive, deep_dives.SessionFacts(date(2025, 9, 2), None, "Director"), actor)
    kpi = make.kpi("K1", targets={"2024-25": 95}, readings={"2024-25": 90})
    deep_dives.scope_measure(dive, kpi, deep_dives.ScopeFacts(ScopeReason.MISSED, None, 1, session), actor)
    boxes = [
        deep_dives.Box(key, deep_dives.digest(""), f"Q Notes of {word}\n! A list of {word} (Director)")
        for key in ("K1", GENERAL, ROUGH)
    ]
    deep_dives.write_notes(dive, session, boxes, actor)
    guest = deep_dives.invite(dive, session, deep_dives.TypedGuest("Somebody", "Director"), actor)
    [scoped] = dive.scope
    drafted = deep_dives.DraftFacts(f"Publish {word}", f"Heard of {word}", cast.cabinet.id, measures=[scoped])
    deep_dives.add_draft(dive, drafted, actor)
    return dive, {"guest": guest.id}
