"""`erase`: a marker in the place of a person's words, in one transaction, told in the history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import store
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.history.models import ErasurePermit, JournalEntry
from scrutiny_tracker.recommendations.actions import decisions
from scrutiny_tracker.recommendations.models import Entry
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from tests.cast import Cast, by
from tests.conftest import Program
from tests.factories_decisions import at_meeting, done, recommended

MARKER = "[words erased by law on 12 January 2026]"
WHY = "Request 7 under Article 17"


def test_everything_that_an_entry_says_is_replaced_and_the_facts_stay(cast: Cast, runner: Program) -> None:
    made = recommended(cast)
    entry = decisions.take_further(
        made, at_meeting(cast, note="Her illness"), by(cast.coordinator), how="A letter to her doctor"
    )
    db.session.commit()
    entry_id = entry.id
    told = runner.invoke(
        args=["erase", "--entry", str(entry_id), "--why", WHY, "--as", "governance@council.example"]
    )
    assert told.exit_code == 0, told.output
    db.session.expire_all()
    erased = db.session.get_one(Entry, entry_id)
    assert (erased.note, erased.detail["how"]) == (MARKER, MARKER)
    assert erased.detail["basis"] == "at-a-meeting"
    assert erased.minute == "31/25"
    line = list_history("recommendation", made.reference)[0]
    assert (line.tag, line.why, line.actor_name) == ("words:erased", WHY, cast.governance.name)


def test_a_name_is_replaced_wherever_it_stands(cast: Cast, runner: Program) -> None:
    made = recommended(cast)
    done(made, by(cast.officer), "Spoke to oren tull on Monday")
    db.session.commit()
    told = runner.invoke(args=["erase", "--words", "Oren Tull", "--why", WHY])
    assert told.exit_code == 0, told.output
    db.session.expire_all()
    [entry] = get_recommendation(made.reference).entries
    assert entry.evidence == f"Spoke to {MARKER} on Monday"
    assert entry.actor_name == MARKER
    found = db.session.scalars(select(JournalEntry).where(JournalEntry.tag == "words:erased")).all()
    assert [(line.noun, line.why, line.actor_name) for line in found] == [("council", WHY, "system")]


def test_only_within_the_recommendation_that_is_named(cast: Cast, runner: Program) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    for made in (one, other):
        done(made, by(cast.officer), "Ask Mr Harrow")
    db.session.commit()
    runner.invoke(args=["erase", "--words", "Mr Harrow", "--recommendation", one.reference, "--why", WHY])
    db.session.expire_all()
    assert get_recommendation(one.reference).entries[0].evidence == f"Ask {MARKER}"
    assert get_recommendation(other.reference).entries[0].evidence == "Ask Mr Harrow"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--words", "Nobody said this", "--why", WHY], "Nothing was found to erase."),
        (["--words", "Mr", "--why", WHY], "Give at least three letters"),
        (["--words", "Harrow", "--why", " "], "Say which lawful request"),
        (["--entry", "999999", "--why", WHY], "There is no entry 999999."),
        (["--why", WHY], "give one of --entry, --words or --file"),
        (["--words", "Harrow"], "--why"),
        (["--file", "survey.pdf", "--why", WHY], "No file called survey.pdf is kept."),
        (["--file", "survey.pdf", "--words", "Harrow", "--why", WHY], "give one of"),
        (["--words", "Harrow", "--recommendation", "NONE-1", "--why", WHY], "There is no recommendation"),
    ],
)
def test_bad_input_erases_nothing(cast: Cast, runner: Program, args: list[str], sentence: str) -> None:
    made = recommended(cast)
    done(made, by(cast.officer), "Ask Mr Harrow")
    db.session.commit()
    told = runner.invoke(args=["erase", *args])
    assert told.exit_code == 2
    assert sentence in told.output
    db.session.expire_all()
    assert get_recommendation(made.reference).entries[0].evidence == "Ask Mr Harrow"


def test_history_is_closed_again_afterwards(cast: Cast, runner: Program) -> None:
    made = recommended(cast)
    done(made, by(cast.officer), "Ask Mr Harrow")
    db.session.commit()
    runner.invoke(args=["erase", "--words", "Mr Harrow", "--why", WHY])
    assert db.session.scalars(select(ErasurePermit)).all() == []
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(update(Entry).values(note="Changed"))
    db.session.rollback()


def test_a_kept_file_is_replaced_by_the_marker(cast: Cast, runner: Program) -> None:
    at = datetime(2026, 1, 12, 9, tzinfo=UTC)
    wrong = store("letter.txt", "text/plain", b"Dear Mr Harrow", at)
    other = store("letter.txt", "text/plain", b"Dear all", at)
    db.session.commit()
    told = runner.invoke(args=["erase", "--file", "letter.txt", "--why", WHY])
    assert told.exit_code == 2
    assert wrong.sha256 in told.output
    sum_then = wrong.sha256
    told = runner.invoke(args=["erase", "--file", sum_then, "--why", WHY])
    assert told.exit_code == 0, told.output
    db.session.expire_all()
    assert (wrong.name, wrong.content.decode()) == ("erased.txt", f"{MARKER}\n")
    assert other.content == b"Dear all"
    assert [(line.tag, line.why) for line in list_history("file", sum_then)] == [("file:erased", WHY)]
