"""A council of any size, written straight into a SQLite file: reports of ten recommendations each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.schema import look_at_sizes
from scrutiny_tracker.council.models import Body, Directorate, Office, Portfolio, Standing
from scrutiny_tracker.meetings.models import Meeting, Paper
from scrutiny_tracker.people.actions import HASHER
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.models import (
    Action,
    Addressee,
    Entry,
    Recommendation,
    Regime,
    Sending,
    SentLine,
    Wording,
    WordingSource,
)
from scrutiny_tracker.rules.clocks import NO_DATE
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Origin, Progress, Provenance, Thread
from scrutiny_tracker.rules.permissions import Role
from tests.bench.measures import fill_measures

TODAY = date(2026, 1, 12)
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
EMAIL, PASSWORD = "coordinator@bench.example", "a long enough password"
OFFICERS = 40
BODIES = 6
PER_REPORT = 10
OPEN_OF_FIVE = (0, 3)
MANY = 10_000


def fill(app: Flask, many: int) -> None:
    """Fills an empty, migrated database with a council and `many` recommendations."""
    with app.app_context():
        _people_and_bodies()
        chance = random.Random(20260112)
        rows: dict[type[Any], list[dict[str, Any]]] = {}
        for table, row in _recommendations(many, chance):
            kept = rows.setdefault(table, [])
            kept.append(row)
            if len(kept) >= 5_000:
                _write(rows)
        _write(rows)
        fill_measures(75 if many < MANY else 2_000, BODIES)
        db.session.commit()
        look_at_sizes()


def _write(rows: dict[type[Any], list[dict[str, Any]]]) -> None:
    for table in (Paper, Recommendation, Addressee, Action, Wording, Sending, SentLine, Entry):
        if rows.get(table):
            db.session.execute(insert(table), rows[table])
            rows[table].clear()


def _people_and_bodies() -> None:
    secret = HASHER.hash(PASSWORD)
    db.session.add(Person(id=1, email=EMAIL, name="Co Ordinator", password_hash=secret, created_at=NOW))
    for n in range(2, OFFICERS + 2):
        db.session.add(Person(id=n, email=f"officer{n}@bench.example", name=f"Officer {n}", created_at=NOW))
    began = date(2020, 5, 1)
    for n in range(1, BODIES + 1):
        db.session.add(
            Body(
                id=n,
                code=f"SB{n}",
                name=f"Scrutiny Board {n}",
                kind="Board",
                standing=Standing.SCRUTINY,
                from_on=began,
            )
        )
    db.session.add(
        Body(
            id=BODIES + 1,
            code="CABINET",
            name="Cabinet",
            kind="Cabinet",
            standing=Standing.EXECUTIVE,
            from_on=began,
        )
    )
    db.session.add(Portfolio(id=1, code="HOUSING", name="Housing", from_on=began))
    db.session.add(Directorate(id=1, code="PLACE", name="Place", from_on=began))
    db.session.flush()
    db.session.add(Office(person_id=1, role=Role.CO_ORDINATOR, from_on=began))
    db.session.add(Office(person_id=2, role=Role.RESPONSIBLE_OFFICER, directorate_id=1, from_on=began))
    for n in range(1, BODIES + 1):
        for month in (1, 3, 6):
            on = date(2026, month, 20)
            db.session.add(Meeting(reference=f"SB{n}-{on}", body_id=n, on=on))
    db.session.flush()


def _recommendations(many: int, chance: random.Random) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    answers, progresses = (Answer.AGREED, Answer.AGREED_WITH_CHANGES, Answer.NOT_AGREED), tuple(Progress)[:5]
    for n in range(1, many + 1):
        report = (n - 1) // PER_REPORT + 1
        made = TODAY - timedelta(days=chance.randrange(60, 2_000))
        if (n - 1) % PER_REPORT == 0:
            yield (
                Paper,
                {
                    "id": report,
                    "reference": f"PAPER-{report}",
                    "title": f"Review number {report}",
                    "publicity": "public",
                    "version": 1,
                },
            )
            yield (
                Sending,
                {
                    "id": report,
                    "reference": f"SEND-{report}",
                    "title": f"Review number {report}",
                    "from_body_id": n % BODIES + 1,
                    "to_body_id": BODIES + 1,
                    "sent_on": made,
                    "notice_given_on": made,
                    "received_on": made,
                    "regime": Regime.EXECUTIVE,
                    "answer_due_rule": "",
                    "answer_due_is_legal": True,
                    "version": 1,
                },
            )
        is_open = n % 5 in OPEN_OF_FIVE
        answer = chance.choice(answers)
        progress = chance.choice(progresses)
        due = TODAY + timedelta(days=chance.randrange(-40, 400))
        wording = f"That the council publishes figure {n} of its plan every quarter, with the reasons."
        yield Recommendation, {
            "id": n, "reference": f"SB{n % BODIES + 1}-2526-{n:06d}",
            "short_name": f"Publish figure {n} each quarter",
            "text": wording, "publicity": "public", "paper_id": report,
            "origin": chance.choice(tuple(Origin)),
            "printed_number": str((n - 1) % PER_REPORT + 1), "printed_position": (n - 1) % PER_REPORT + 1,
            "made_by_id": n % BODIES + 1, "agreed_by_id": n % BODIES + 1, "followed_by_id": n % BODIES + 1,
            "made_on": made, "agreed_on": made, "portfolio_id": 1, "directorate_id": 1, "is_counted": True,
            "answer": answer, "progress": progress, "difference": "not-judged",
            "decision": Decision.NONE if is_open else Decision.SIGNED_OFF, "is_open": is_open,
            "needs_details": is_open and chance.random() < 0.05, "notice_due_on": NO_DATE,
            "receipt_due_on": NO_DATE,
            "answer_due_on": NO_DATE, "action_due_on": due if is_open else NO_DATE,
            "update_due_on": due + timedelta(days=30) if is_open else NO_DATE, "review_on": NO_DATE,
            "next_due_on": due if is_open else NO_DATE, "version": 1,
        }  # fmt: skip
        yield (
            Addressee,
            {
                "id": n,
                "recommendation_id": n,
                "body_id": BODIES + 1,
                "answer": answer,
                "answered_on": made + timedelta(days=30),
            },
        )
        yield (
            Action,
            {
                "id": n,
                "recommendation_id": n,
                "position": 1,
                "text": wording,
                "owner_id": n % OFFICERS + 2,
                "directorate_id": 1,
                "due_on": due,
                "due_precision": "day",
                "first_due_on": due,
                "progress": progress,
                "is_open": True,
                "version": 1,
            },
        )
        yield (
            Wording,
            {
                "recommendation_id": n,
                "source": WordingSource.AGREED,
                "text": wording,
                "on": made,
                "recorded_at": NOW,
            },
        )
        yield SentLine, {"sending_id": report, "addressee_id": n, "position": n, "wording": wording}
        said = {
            "recommendation_id": n,
            "recorded_at": NOW,
            "actor_name": "Co Ordinator",
            "detail": {},
            "provenance": Provenance.RECORDED,
            "publicity": "public",
            "action_id": None,
            "addressee_id": None,
        }
        yield (
            Entry,
            said
            | {
                "thread": Thread.ANSWER,
                "addressee_id": n,
                "value": answer.value,
                "effective_on": made + timedelta(days=30),
            },
        )
        yield (
            Entry,
            said
            | {
                "thread": Thread.PROGRESS,
                "action_id": n,
                "value": progress.value,
                "effective_on": made + timedelta(days=40),
            },
        )
        if not is_open:
            yield (
                Entry,
                said
                | {
                    "thread": Thread.DECISION,
                    "value": "signed-off",
                    "effective_on": made + timedelta(days=50),
                },
            )
