"""A year of a small council whose facts are entered on their days, and the days played by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from flask import current_app

from scrutiny_tracker.core.clock import LONDON
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.meetings import queries as meetings
from scrutiny_tracker.meetings.actions import agenda, follow_ups
from scrutiny_tracker.meetings.clause_models import DatePrecision, FollowUpKind
from scrutiny_tracker.outbox.models import Message
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.actions import answers, decisions, sendings, updates
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.actions.update_words import UpdateWords
from scrutiny_tracker.recommendations.models import Recommendation, Update
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.sendings import get_sending
from scrutiny_tracker.reminders.models import MessageChoice, Notice
from scrutiny_tracker.rules.lifecycle import Answer, DelayCause, Progress
from scrutiny_tracker.rules.reminders import Rhythm
from scrutiny_tracker.scheduler import tick
from tests import factories as make
from tests.cast import Cast

FIRST, LAST = date(2025, 10, 31), date(2026, 10, 9)
Told = tuple[date, str, str, str, str]


class Tale(Protocol):
    """What people enter on which day."""

    def days(self) -> dict[date, Callable[[date], None]]: ...


def expected(name: str = "year.txt") -> list[Told]:
    """The messages as they were written by hand."""
    lines = (Path(__file__).parent / name).read_text().splitlines()
    rows = [line.partition("#")[0].split() for line in lines]
    return [(date.fromisoformat(row[0]), row[1], row[2], row[3], row[4]) for row in rows if row]


def told() -> list[Told]:
    """What the messages of the outbox carried: day, first name, record, kind, stage."""
    nouns = {
        "recommendation": "REC",
        "sending": "SEND",
        "follow-up": "REQ",
        "meeting": "MEET",
        "measure": "FIG",
        "cycle": "CYC",
        "referral": "REF",
        "progress-report": "PR",
        "held-publication": "HELD",
    }
    rows = (
        db.session.query(Notice, Message.created_at, Person.name)
        .join(Message, Message.id == Notice.message_id)
        .join(Person, Person.id == Notice.person_id)
        .all()
    )
    return [
        (at.astimezone(LONDON).date(), name.split()[0], nouns[notice.noun], notice.kind, notice.stage)
        for notice, at, name in rows
    ]


def morning(day: date) -> None:
    """The worker at seven in the morning."""
    db.session.expire_all()
    current_app.config["SCRUTINY_TODAY"] = day
    tick(day, datetime.combine(day, time(7), LONDON).astimezone(UTC))


class Story:
    """What people enter on which day."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        cast.place.updates_need_clearing = True
        made = make.recommendation(
            cast.scruco,
            asked=cast.cabinet,
            directorate_id=cast.place.id,
            portfolio_id=cast.housing.id,
        )
        self.reference = made.reference
        made.actions[0].due_on = made.actions[0].first_due_on = None
        made.actions[0].due_precision = DatePrecision.VAGUE
        db.session.flush()
        db.session.expire_all()
        settle(get_recommendation(self.reference))
        self.meeting = make.meeting(cast.scruco, date(2025, 12, 11)).reference
        self.last_meeting = make.meeting(
            cast.scruco, date(2026, 10, 1), agenda_state="published", agenda_published_on=date(2026, 9, 23)
        ).reference
        db.session.add(MessageChoice(person_id=cast.chair.id, rhythm=Rhythm.WEEKLY))
        db.session.add(MessageChoice(person_id=cast.link_officer.id, follows_others=False))
        typed = follow_ups.TypedFollowUp(
            FollowUpKind.INFORMATION_REQUEST,
            "How many flats stand empty?",
            owner_id=cast.link_officer.id,
            due=follow_ups.When.day(date(2025, 11, 28)),
        )
        by = self.by(cast.coordinator, date(2025, 10, 30))
        self.request = follow_ups.add_follow_up(cast.scruco, typed, by, asked_on=by.today).reference
        db.session.commit()

    @staticmethod
    def by(who: Person, day: date) -> By:
        return By(who.id, who.name, datetime.combine(day, time(15), LONDON).astimezone(UTC), day)

    def whole(self) -> Recommendation:
        db.session.expire_all()
        return get_recommendation(self.reference)

    def days(self) -> dict[date, Callable[[date], None]]:
        return {
            date(2025, 11, 7): self.send,
            date(2025, 11, 17): self.receive,
            date(2025, 12, 2): self.reply,
            date(2025, 12, 3): self.publish,
            date(2026, 1, 14): self.answer,
            date(2026, 3, 31): self.delay,
            date(2026, 4, 8): self.give_back,
            date(2026, 4, 10): self.delay,
            date(2026, 4, 13): self.clear,
            date(2026, 9, 24): self.finish,
            date(2026, 9, 25): self.clear,
            date(2026, 10, 1): self.sign_off,
        }

    def send(self, day: date) -> None:
        new = sendings.NewSending(
            title="Deep dive",
            from_body=self.cast.scruco,
            to_body=self.cast.cabinet,
            recommendations=[self.whole()],
            sent_on=day,
            notice_given_on=day,
        )
        self.sending = sendings.make_sending(new, self.by(self.cast.coordinator, day)).reference

    def receive(self, day: date) -> None:
        sending = get_sending(self.sending)
        sendings.record_receipt(sending, date(2025, 11, 10), self.by(self.cast.coordinator, day))

    def reply(self, day: date) -> None:
        row = meetings.get_follow_up(self.request)
        follow_ups.answer_follow_up(row, "Eleven.", day, self.by(self.cast.link_officer, day))

    def publish(self, day: date) -> None:
        meeting = meetings.get_meeting(self.meeting)
        agenda.publish_agenda(meeting, day, None, self.by(self.cast.coordinator, day))

    def answer(self, day: date) -> None:
        one = self.whole()
        given = answers.GivenAnswer(
            one,
            one.addressees[0],
            Answer.AGREED,
            in_force_on=date(2026, 1, 21),
            officer=self.cast.officer,
            directorate_id=self.cast.place.id,
            due_on=date(2026, 3, 31),
        )
        source = answers.Source(answers.SourceKind.MEETING, date(2026, 1, 13), minute="70/25")
        answers.answer_sending([given], source, self.by(self.cast.coordinator, day))

    def _update(self, words: UpdateWords, day: date) -> None:
        one = self.whole()
        updates.send(one, one.actions[0], words, self.by(self.cast.officer, day))

    def delay(self, day: date) -> None:
        words = UpdateWords(
            Progress.DELAYED, "The contract is late.", new_due_on=date(2026, 6, 30), cause=DelayCause.FUNDING
        )
        self._update(words, day)

    def finish(self, day: date) -> None:
        words = UpdateWords(Progress.REPORTED_COMPLETE, outcome="Published every quarter since July.")
        self._update(words, day)

    def _waiting(self) -> tuple[Recommendation, Update]:
        one = self.whole()
        return one, one.actions[0].updates[-1]

    def give_back(self, day: date) -> None:
        one, update = self._waiting()
        by = self.by(self.cast.director, day)
        updates.return_update(one, one.actions[0], update, "Say which contract.", by)

    def clear(self, day: date) -> None:
        one, update = self._waiting()
        updates.clear(one, one.actions[0], update, self.by(self.cast.director, day))

    def sign_off(self, day: date) -> None:
        meeting = meetings.get_meeting(self.last_meeting)
        decided = decisions.Decided(on=day, meeting=meeting, minute="31/26")
        decisions.sign_off(self.whole(), decided, self.by(self.cast.coordinator, day))


def play(
    story: Tale,
    skipped: frozenset[date] = frozenset(),
    *,
    first: date = FIRST,
    last: date = LAST,
    worker: Callable[[date], None] = morning,
) -> Iterator[date]:
    """Plays every day: the worker in the morning (unless it is down), then what people enter."""
    entered = story.days()
    day = first
    while day <= last:
        if day not in skipped:
            worker(day)
            yield day
        if day in entered:
            db.session.expire_all()
            current_app.config["SCRUTINY_TODAY"] = day
            entered[day](day)
            db.session.commit()
        day += timedelta(days=1)
