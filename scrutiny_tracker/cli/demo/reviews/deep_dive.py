"""The deep dive of 2025, with the days on which it really goes so: papers cross, the answer is learnt
second-hand."""

from __future__ import annotations

from datetime import date

from ....core.extensions import db
from ....deep_dives import actions as dives
from ....deep_dives.actions.notes import GENERAL, ROUGH
from ....deep_dives.models import DeepDive
from ....deep_dives.queries import get_deep_dive, get_session
from ....kpis.queries import get_kpi
from ....meetings.actions.follow_ups import When
from ....meetings.actions.programme import finish
from ....meetings.clause_models import Becomes
from ....meetings.models import Capacity
from ....meetings.queries.papers import get_paper
from ....meetings.queries.programme import find_placed
from ....recommendations.actions import decisions, plans
from ....recommendations.actions.answers import Source, SourceKind
from ....recommendations.actions.make import link_also
from ....recommendations.actions.sendings import NewSending, confirm, make_sending
from ....recommendations.queries.one import list_parts
from ....recommendations.queries.sendings import get_sending
from ....rules.lifecycle import Answer, Origin, Progress
from ....rules.minutes.kinds import ClauseKind
from ....rules.session_notes import marked_lines
from ..diary import Entered, Invited, Item
from ..town import Story, Town
from ..verbs import Also, Said, Took, answers, notice, read, receive, resolve
from ..work import assign, at, call, told, update
from .deep_dive_drafts import agree, carry, clear, draft
from .deep_dive_heard import SENT, SESSIONS, Heard
from .deep_dive_report import publish, write
from .deep_dive_words import SECTIONS, TO_CABINET, TO_THE_COMMITTEE

TITLE = "Deep dive 2025: measures that missed target"
PURPOSE = "Why targets were missed, whether the measures are the right ones, and what would help."
TERMS = (
    "In scope: every measure of the plan that missed its target in 2024-25, and biodiversity net gain.\n"
    "Not in scope: measures that other boards already follow; budgets.\n"
    "How: five sessions with the Cabinet Members and officers who answer, each in private.\n"
    "Report: to the committee on 30 October, and to Cabinet on 4 November."
)
YEARLY_TITLE = "Hallowmere Plan: annual performance report, April 2024 to March 2025"
YEARLY = Item(
    "yearly25",
    YEARLY_TITLE,
    "Director of Planning and Performance",
    minute_number=15,
    minute="Members went through the measures that had missed target. The Committee decided to look at them "
    "in sessions of its own with Cabinet Members and officers, and added biodiversity net gain.",
    invited=(Invited("leader"), Invited("director.plan"), Invited("performance")),
)
YEARLY_AT_CABINET = Item(
    "yearly25.cabinet",
    YEARLY_TITLE,
    "Director of Planning and Performance",
    paper_of="yearly25",
    minute="Cabinet noted the report, and that scrutiny would look at missed targets.",
)
REPORT = Item(
    "deepdive",
    TITLE,
    "Scrutiny Co-ordinator",
    printed=(*TO_THE_COMMITTEE, *TO_CABINET),
    minute_number=27,
    minute="The Chair presented the report of five sessions. Cabinet's papers had gone out on Monday "
    "subject to "
    "this meeting. The Committee asked for a progress report in 12 months' time.",
    invited=(Invited("leader"), Invited("performance"), Invited("director.plan")),
)
AT_CABINET = Item(
    "deepdive.cabinet", TITLE, "Chair of the Scrutiny Co-ordination Committee", paper_of="deepdive"
)
MATTERS = Item(
    "deepdive.matters",
    "Matters arising: the deep dive at Cabinet",
    "Scrutiny Co-ordinator",
    arises_from="@deepdive",
    has_paper=False,
    minute="Members were told that Cabinet had agreed the recommendations on 4 November. Scrutiny's own "
    "follow.",
)
OWN_PART = Item(
    "deepdive.next",
    "Deep dive: what scrutiny does about its own recommendations",
    "Scrutiny Co-ordinator",
    arises_from="@deepdive.matters",
)
ENTERED: tuple[Entered, ...] = (
    ("SCRUCO", date(2025, 8, 21), YEARLY),
    ("CABINET", date(2025, 8, 26), YEARLY_AT_CABINET),
    ("SCRUCO", date(2025, 10, 30), REPORT),
    ("CABINET", date(2025, 11, 4), AT_CABINET),
    ("SCRUCO", date(2025, 11, 20), MATTERS),
    ("SCRUCO", date(2026, 1, 22), OWN_PART),
)


def look_deep(town: Town) -> Story:
    """Scope and five private sessions; drafts went round in late September and came back by 15 October."""
    yield date(2025, 8, 21)
    also = (
        Also("That the performance report be noted.", Becomes.NOTE, ClauseKind.NOTE),
        Also(
            "Deep dive into measures that missed target, with biodiversity net gain",
            Becomes.WORK_PROGRAMME,
            ClauseKind.AGREE,
        ),
    )
    resolve(town, "yearly25", Origin.PERFORMANCE_REPORT, also=also)
    agreed_at = town.item("yearly25").id
    facts = dives.DeepDiveFacts(
        TITLE, PURPOSE, town.today, None, agreed_at, None, None, TERMS, "SCRUCO-2025-10-30"
    )
    dive = dives.add(town.body("SCRUCO"), facts, town.by()).reference
    yield date(2025, 8, 27)
    for heard in SESSIONS:
        dives.add_session(_dive(dive), dives.SessionFacts(heard.on, heard.at, ""), town.by())
    for section, one in enumerate(SECTIONS, 1):
        whole = _dive(dive)
        session = get_session(whole, one.session)
        scoped = dives.ScopeFacts(one.why, one.suggestion, section, session)
        dives.scope_measure(whole, get_kpi(one.code), scoped, town.by())
    for number, heard in enumerate(SESSIONS, 1):
        _invite(town, _dive(dive), number, heard)
    for number, heard in enumerate(SESSIONS, 1):
        yield heard.on
        _hear(town, _dive(dive), number, heard)
    yield date(2025, 9, 19)
    draft(town, _dive(dive))
    yield date(2025, 9, 24)
    agree(town, _dive(dive))
    yield date(2025, 10, 22)
    clear(town, _dive(dive))
    carry(town, _dive(dive), town.item("deepdive"), get_paper(town.papers["deepdive"]))
    facts = dives.DeepDiveFacts(
        TITLE,
        PURPOSE,
        date(2025, 8, 21),
        date(2025, 10, 30),
        town.item("yearly25").id,
        town.item("deepdive").id,
        get_paper(town.papers["deepdive"]).id,
        TERMS,
        "SCRUCO-2025-10-30",
    )
    dives.change(_dive(dive), facts, town.by())
    db.session.expire(_dive(dive))  # its report and item were named by their ids
    write(town, _dive(dive))
    publish(town, _dive(dive))


def _dive(reference: str) -> DeepDive:
    return get_deep_dive(reference)


def _invite(town: Town, dive: DeepDive, number: int, heard: Heard) -> None:
    session = get_session(dive, number)
    for each in heard.guests:
        person = town.person(each.who)
        capacity = Capacity.CABINET_MEMBER if each.who.startswith("cabinet") else Capacity.OFFICER
        typed = dives.TypedGuest(person.name, person.post, capacity, person.id)
        guest = dives.invite(dive, session, typed, town.by())
        dives.set_presence(dive, session, guest, each.presence, town.by(), each.represented_by)


def _hear(town: Town, dive: DeepDive, number: int, heard: Heard) -> None:
    """Notes as the session went on; afterwards it is finished and what was promised is sent."""
    session = get_session(dive, number)
    texts = {**heard.notes, GENERAL: heard.anything_else, ROUGH: heard.rough}
    boxes = [dives.Box(key, dives.digest(""), words) for key, words in texts.items() if words]
    dives.write_notes(dive, session, boxes, town.by())
    dives.finish_session(dive, session, town.by())
    scoped = {each.kpi.code: each.id for each in dive.scope}
    for sent in (one for one in SENT if one.session == number):
        line = next(
            mark.text for mark in marked_lines(heard.notes[sent.code]) if mark.text.startswith(sent.what)
        )
        typed = dives.TypedPromise(
            line, scoped[sent.code], sent.what, town.person(sent.who), due=When.read(sent.due)
        )
        made = dives.send_promises(dive, session, [typed], town.by())
        town.follow_ups[f"session.{sent.who}"] = made[0].reference


def papers_cross(town: Town) -> Story:
    """Out to Cabinet on 27 October subject to the committee of 30 October; notice on 31 October."""
    yield date(2025, 10, 27)
    paper = get_paper(town.papers["deepdive"])
    cabinet = town.body("CABINET")
    new = NewSending(
        title=TITLE,
        from_body=town.body("SCRUCO"),
        to_body=cabinet,
        printed=[one for one in paper.printed if one.addressee_id == cabinet.id],
        origin=Origin.DEEP_DIVE,
        paper=paper,
        on_agenda_of_id=town.meeting("CABINET", date(2025, 11, 4)).id,
        subject_to_id=town.meeting("SCRUCO", date(2025, 10, 30)).id,
        sent_on=town.today,
    )
    sent = make_sending(new, town.by("governance")).reference
    yield date(2025, 10, 30)
    took = {"own-2": Took(whom="The scrutiny body with the remit")}
    resolve(town, "deepdive", Origin.DEEP_DIVE, took=took)
    call(
        town,
        {
            "deepdive.1": "Review every measure each year with scrutiny",
            "deepdive.2": "Measures that count or show a service improving",
            "deepdive.4": "State how often each figure comes",
            "deepdive.5": "Targets for homes against targets for open space",
            "deepdive.8": "Name and celebrate the targets that were met",
            "deepdive.9": "Review sixteen measures beside scrutiny's comments",
            "deepdive.own-1": "Approve the nine recommendations to Cabinet",
            "deepdive.own-2": "Take up the further work in section 17",
            "deepdive.own-3": "Each scrutiny body reviews its measures yearly",
        },
    )
    for part in list_parts(read(town, "deepdive.9").id):
        town.recommendations[f"deepdive.9.{part.printed_number}"] = part.reference
    decisions.sign_off(read(town, "deepdive.own-1"), at(town, "deepdive"), town.by())
    topic = find_placed("clause", town.clauses["yearly25.2"])
    if topic is not None:
        finish(topic, town.today, town.by())
    yield date(2025, 10, 31)
    confirm(get_sending(sent), town.by())
    notice(town, sent)
    receive(town, sent)
    link_also(read(town, "deepdive.7"), read(town, "deepdive.own-3"), town.by())
    yield date(2025, 11, 20)
    told_of = town.meeting("SCRUCO", date(2025, 11, 20))
    source = Source(SourceKind.TOLD_LATER, date(2025, 11, 4), told_at=told_of)
    note = "Said at the meeting; Cabinet's own minute has not been seen."
    said: Said = {
        f"deepdive.{number}": (Answer.AGREED, {"in_force_on": date(2025, 11, 13), "note": note})
        for number in range(1, 10)
    }
    answers(town, said, source, who="coordinator", portfolio="LEADER")


def work_begins(town: Town) -> Story:
    """Most has somebody's name beside it by Christmas; some still needs details."""
    yield date(2025, 12, 1)
    summer = plans.month(2026, 6)
    for number in ("1", "2", "3", "4", "9"):
        assign(town, f"deepdive.{number}", "performance", "PLAN", summer)
    assign(town, "deepdive.5", "growth.officer", "GROWTH", plans.day(date(2026, 7, 31)))
    assign(town, "deepdive.6", "director.plan", "PLAN", plans.vague("with the next plan"))
    for section in (8, 12, 14, 15):
        officer, directorate = {8: ("homes.officer", "HOMES")}.get(section, ("growth.officer", "GROWTH"))
        assign(town, f"deepdive.9.{section}", officer, directorate, summer)
    own = read(town, "deepdive.own-3")
    plans.edit(own, own.actions[0], "A day in June for each body's measures", summer, town.by())
    plans.assign(own, own.actions[0], plans.Owner(body_id=town.body("SCRUCO").id), town.by())
    assign(town, "deepdive.9.9", "officer", "STREETS", summer)
    assign(town, "deepdive.9.10", "officer", "STREETS", plans.day(date(2026, 1, 9)))
    yield date(2025, 12, 18)
    told(
        town,
        "deepdive.3",
        "performance",
        Progress.ON_TRACK,
        "51 of 75 measures are marked; the rest by February.",
    )
    told(
        town,
        "deepdive.4",
        "performance",
        Progress.REPORTED_COMPLETE,
        "Nine come every second or third year.",
        outcome="Each measure says how often its figure comes.",
        evidence="https://www.demo.example/plan/measures",
    )
    yield date(2026, 1, 8)
    update(
        town,
        "deepdive.1",
        "performance",
        Progress.ON_TRACK,
        "The review is planned for March, with all six chairs.",
    )


STORIES = (look_deep, papers_cross, work_begins)
