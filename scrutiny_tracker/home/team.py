"""What needs the co-ordinator and Governance Services today, as sentences: pure, from facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..kpis.queries import LateStage
from ..recommendations.queries.sending_list import SendingRow, Waiting, WaitsFor
from ..rules.clocks import NO_DATE
from .days import day_words, how_many, weekday_words
from .queries.meetings import Coming
from .queries.tallies import Tallies
from .queries.team import ReportToCome, Unsent
from .today import Awaited, Broken, Todo

PAPERS_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class TeamFacts:
    """What the scrutiny team's part is made from."""

    today: date
    tallies: Tallies
    sendings: Waiting
    late_sendings: Sequence[SendingRow]
    unsent: Sequence[Unsent]
    to_check: int
    to_check_since: date | None
    coming: Sequence[Coming]
    committee: Coming | None
    reports: Sequence[ReportToCome] = field(default_factory=tuple)


def team_rows(facts: TeamFacts) -> list[Todo]:
    """What the co-ordinator and Governance Services do now."""
    return [
        *_to_send(facts),
        *_to_enter(facts),
        *_to_look_at(facts),
        *_to_publish(facts),
        *_to_place(facts.reports, facts.today),
    ]


def _to_send(facts: TeamFacts) -> Iterable[Todo]:
    for group in facts.unsent:
        query = "&".join(f"r={reference}" for reference in group.references)
        agreed = day_words(group.agreed_on, facts.today)
        what = how_many(len(group.references), "recommendation")
        yield Todo(
            f"Send notice for {what} agreed {agreed}",
            "Not sent",
            "red",
            f"/sendings/new?{query}",
            group.agreed_on,
        )


_SENDINGS = (
    (WaitsFor.NOTICE, "Give notice of {}", "Notice not given", "red"),
    (WaitsFor.RECEIPT, "Enter when {} arrived", "Receipt not recorded", "yellow"),
)


def _to_enter(facts: TeamFacts) -> Iterable[Todo]:
    for thing, sentence, tag, colour in _SENDINGS:
        number = facts.sendings.by_thing.get(thing, 0)
        if number:
            words = sentence.format(how_many(number, "report or letter", "reports or letters"))
            yield Todo(words, tag, colour, f"/sendings?waits={thing}", facts.sendings.since[thing])
    if facts.sendings.late:
        what = how_many(facts.sendings.late, "answer that is late", "answers that are late")
        since = facts.sendings.late_since
        yield Todo(f"Enter or chase {what}", "Answer late", "red", "/sendings?late=yes", since)


@dataclass(frozen=True)
class _Words:
    """A count as a row: its name, its sentence for one and for many, its tag, and where it leads."""

    name: str
    one: str
    many: str
    tag: str
    colour: str
    address: str


_COUNTED = (
    _Words(
        name="papers_in",
        one="paper brought in waits to be reviewed",
        many="papers brought in wait to be reviewed",
        tag="To review",
        colour="yellow",
        address="/papers-in",
    ),
    _Words(
        name="needs_details",
        one="recommendation needs an officer or a date",
        many="recommendations need an officer or a date",
        tag="Needs details",
        colour="yellow",
        address="/recommendations?status=needs-details",
    ),
    _Words(
        name="look_again",
        one="recommendation is past the day to look again",
        many="recommendations are past the day to look again",
        tag="Look again",
        colour="yellow",
        address="/recommendations?status=late&late=review",
    ),
    _Words(
        name="questions",
        one="question from members needs an answer",
        many="questions from members need an answer",
        tag="Question",
        colour="blue",
        address="/outstanding?kind=question",
    ),
    _Words(
        name="not_logged",
        one="meeting has no resolutions logged",
        many="meetings have no resolutions logged",
        tag="Not logged",
        colour="yellow",
        address="/resolutions",
    ),
)


def _to_look_at(facts: TeamFacts) -> Iterable[Todo]:
    if facts.to_check:
        what = how_many(facts.to_check, "update")
        verb = "is" if facts.to_check == 1 else "are"
        yield Todo(
            f"{what} {verb} waiting for you to check",
            "To check",
            "yellow",
            "/updates/waiting#to-check",
            facts.to_check_since or NO_DATE,
        )
    for words in _COUNTED:
        tally = facts.tallies[words.name]
        if tally.number:
            sentence = how_many(tally.number, words.one, words.many)
            if tally.since is not None and words.name == "needs_details":
                sentence = f"{sentence}, the first from {day_words(tally.since, facts.today)}"
            yield Todo(sentence, words.tag, words.colour, words.address, tally.since or NO_DATE)


def _to_publish(facts: TeamFacts) -> Iterable[Todo]:
    for one in facts.coming:
        if not one.is_scrutiny or one.is_published or one.papers_by > facts.today + PAPERS_AHEAD:
            continue
        late = one.papers_by < facts.today
        out = "were due by" if late else "out by"
        yield Todo(
            f"Publish the agenda of {one.body_name}, {weekday_words(one.on, facts.today)}: papers {out} "
            f"{weekday_words(one.papers_by, facts.today)}",
            "Papers late" if late else "Draft agenda",
            "red" if late else "yellow",
            f"/meetings/{one.reference}",
            one.papers_by,
        )


def _to_place(reports: Iterable[ReportToCome], today: date) -> Iterable[Todo]:
    for report in reports:
        address = f"/progress-reports/{report.reference}"
        if report.meeting_is_off:
            sentence = f"Choose another meeting for the progress report “{report.title}”"
            yield Todo(sentence, "Meeting is off", "red", address, report.not_before_on or NO_DATE)
        elif report.was_put_on is not None:
            put_on = day_words(report.was_put_on, today)
            sentence = f"Record the progress report “{report.title}” of {put_on}"
            yield Todo(sentence, "Not recorded", "yellow", f"{address}/reported", report.was_put_on)


def next_meeting_rows(facts: TeamFacts) -> list[Todo]:
    """What the next meeting needs; nothing where there is none in the calendar."""
    meeting = facts.committee
    if meeting is None:
        return []
    at, code = f"/meetings/{meeting.reference}", meeting.body_code
    items = f"The agenda has {how_many(meeting.items, 'item')}" if meeting.items else "The agenda is empty"
    rows = [
        Todo(items, "Published", "green", at) if meeting.is_published else Todo(items, "Draft", "grey", at),
        Todo("The chair’s brief is filled from the record", "To print", "blue", f"/committees/{code}/brief"),
    ]
    rows += [
        Todo(
            f"Progress report: {report.title}",
            "Settled" if report.is_settled else "Proposed",
            "green" if report.is_settled else "yellow",
            f"/progress-reports/{report.reference}",
        )
        for report in facts.reports
        if not report.meeting_is_off and report.was_put_on is None
    ]
    for words in _AT_THE_MEETING:
        number = facts.tallies[words.name].number
        if number:
            address = words.address.format(code=code, at=at)
            rows.append(Todo(how_many(number, words.one, words.many), words.tag, words.colour, address))
    return rows


_AT_THE_MEETING = (
    _Words(
        name="committee_done",
        one="recommendation that officers say is done: sign off?",
        many="recommendations that officers say are done: sign off?",
        tag="To decide",
        colour="blue",
        address="/recommendations?progress=reported-complete&body={code}",
    ),
    _Words(
        name="committee_look_again",
        one="recommendation to look at again",
        many="recommendations to look at again",
        tag="To decide",
        colour="blue",
        address="/recommendations?status=late&late=review&body={code}",
    ),
    _Words(
        name="committee_not_updated",
        one="recommendation without the update asked for",
        many="recommendations without the update asked for",
        tag="Updates missing",
        colour="yellow",
        address="/recommendations?status=late&late=update&body={code}",
    ),
    _Words(
        name="committee_referrals",
        one="referral to or from other bodies without a reply",
        many="referrals to or from other bodies without a reply",
        tag="No reply",
        colour="yellow",
        address="/outstanding?kind=referral&body={code}",
    ),
    _Words(
        name="committee_delegated",
        one="delegated decision to be reported",
        many="delegated decisions to be reported",
        tag="To be reported",
        colour="yellow",
        address="{at}/delegated-decisions",
    ),
)


def broken_rules(facts: TeamFacts) -> list[Broken]:
    """What breaks a rule today: answers late in law, papers that are not out in time."""
    found = []
    late = facts.sendings.late_in_law
    if late:
        legal = [row for row in facts.late_sendings if row.is_legal and row.is_late(facts.today)]
        whom = {row.to_name for row in legal}
        source = f" from {whom.pop()}" if len(whom) == 1 and len(legal) == late else ""
        verb = "is" if late == 1 else "are"
        found.append(Broken(f"{how_many(late, 'answer')}{source} {verb} late in law.", "/sendings?late=law"))
    found += [
        Broken(
            f"The papers of {one.body_name}, {weekday_words(one.on, facts.today)}, had to be out by "
            f"{weekday_words(one.papers_by, facts.today)} and are not published.",
            f"/meetings/{one.reference}",
        )
        for one in facts.coming
        if one.is_scrutiny and not one.is_published and one.papers_by < facts.today
    ]
    return found


def answers_awaited(rows: Iterable[SendingRow], today: date, most: int = 5) -> list[Awaited]:
    """The answers that decision-makers owe, soonest due first."""
    waiting = [row for row in rows if row.waits_for is WaitsFor.ANSWER or row.is_late(today)]
    found = []
    for row in waiting[:most]:
        due = "" if row.due_on == NO_DATE else f"due {day_words(row.due_on, today)}"
        is_late = row.is_late(today)
        found.append(
            Awaited(
                who=row.to_name,
                what=f"answer to “{row.title}”{', ' + due if due else ''}",
                address=f"/sendings/{row.reference}",
                since=row.received_on or row.notice_given_on or row.sent_on or row.due_on,
                tag="Answer late" if is_late else "Waiting for an answer",
                colour="red" if is_late else "grey",
                record=("sending", row.reference),
            )
        )
    return found


def stages_awaited(late: Iterable[LateStage]) -> list[Awaited]:
    """The stages of performance cycles that are past their day."""
    return [
        Awaited(one.who, f"“{one.name}” of {one.cycle}", "/kpis/cycles", one.due_on, "Late", "red")
        for one in late
    ]
