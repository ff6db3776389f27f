"""Files of many shapes come into the record whole or not at all, and once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.kpis.importing import actions
from scrutiny_tracker.kpis.importing.found import Findings, counts_of
from scrutiny_tracker.kpis.importing.models import ImportState, KpiImport
from scrutiny_tracker.kpis.importing.said import Said
from scrutiny_tracker.kpis.models import Kpi, KpiReading, KpiTarget, Polarity, ReadingStatus
from tests import factories as make
from tests.cast import Cast, by
from tests.kpis.importing.files import FILES, KNOWN, MESSY, File, text_table, xlsx


def _sent(cast: Cast, name: str, content: bytes) -> KpiImport:
    return actions.start(name, "text/csv", content, by(cast.performance))


def _taken(cast: Cast, name: str, content: bytes, *, skip_errors: bool = False) -> Findings:
    return actions.take(_sent(cast, name, content), by(cast.performance), skip_errors=skip_errors)


def _number(number: Decimal | None) -> str:
    return "none" if number is None else f"{number.normalize():f}"


def _record(session: scoped_session[Session]) -> list[str]:
    """Every reading with its target, as a line, in the order of the measures and periods."""
    rows = session.execute(
        select(Kpi.code, KpiReading).join(KpiReading, KpiReading.kpi_id == Kpi.id).order_by(KpiReading.id)
    ).all()
    targets = {(row.kpi_id, row.period): row for row in session.scalars(select(KpiTarget))}
    lines = []
    for code, reading in rows:
        words = [code, reading.period, _number(reading.value)]
        if reading.status is not ReadingStatus.FINAL:
            words.append(reading.status.value)
        if reading.numerator is not None:
            words.append(f"{_number(reading.numerator)}/{_number(reading.denominator)}")
        if reading.comparator is not None:
            words.append(f"beside {_number(reading.comparator)}")
        if target := targets.get((reading.kpi_id, reading.period)):
            words.append(f"[{_number(target.value)}]")
        lines.append(" ".join(words))
    return sorted(lines)


@pytest.fixture
def known(cast: Cast, session: scoped_session[Session]) -> Cast:
    for code, (name, unit) in KNOWN.items():
        make.kpi(code, name=name, unit=unit)
    session.commit()
    return cast


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_of_this_shape(known: Cast, session: scoped_session[Session], file: File) -> None:
    if file.errors:
        with pytest.raises(Refused, match="Some rows have errors"):
            _taken(known, file.name, file.content)
        session.rollback()
        assert _record(session) == []
    found = _taken(known, file.name, file.content, skip_errors=True)
    assert _record(session) == sorted(file.readings)
    cells = [f"{error['column']}{error['row']}" for error in found.errors]
    assert cells == [cell for cell, _ in file.errors]
    for error, (_, words) in zip(found.errors, file.errors, strict=True):
        assert words in error["message"]
    again = _taken(known, file.name, file.content, skip_errors=True)
    assert (again.counts.new, again.counts.changed) == (0, 0)
    assert again.counts.rows == found.counts.rows
    assert _record(session) == sorted(file.readings)


def test_an_import_is_one_line_of_history(known: Cast, session: scoped_session[Session]) -> None:
    before = session.scalars(select(JournalEntry.id)).all()
    found = _taken(known, "results.xlsx", MESSY)
    told = session.scalars(select(JournalEntry).where(JournalEntry.id.not_in(before))).all()
    [entry] = told
    assert (entry.tag, entry.noun, entry.actor_id) == ("kpis:imported", "kpi-import", known.performance.id)
    assert entry.after == {
        "file": "results.xlsx",
        "rows": 3,
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "errors": 0,
        "measures added": 0,
    }
    assert found.printed()["errors"] == []


def test_each_figure_says_from_which_cell_it_came(known: Cast, session: scoped_session[Session]) -> None:
    _taken(known, "results.xlsx", MESSY)
    [first, *_] = session.scalars(select(KpiReading).order_by(KpiReading.id))
    assert first.source_import == "results.xlsx, sheet ‘Results’, D6"
    assert (first.comment, first.recorded_by_id) == ("Garden waste down", known.performance.id)


def test_another_figure_for_a_settled_period_is_a_revision(
    known: Cast, session: scoped_session[Session]
) -> None:
    first = text_table([["Code", "Period", "Result", "Comments"], ["K1", "2022-23", "41.2", "As returned"]])
    second = text_table([["Code", "Period", "Result"], ["K1", "2022-23", "41.9"]])
    _taken(known, "first.csv", first)
    found = _taken(known, "second.csv", second)
    assert (found.counts.new, found.counts.changed) == (0, 1)
    [line] = found.shown["changed"]
    assert (line["was"], line["value"], line["status"]) == ("41.2%", "41.9%", "revised")
    rows = session.scalars(select(KpiReading).order_by(KpiReading.id)).all()
    assert [(row.value, row.status) for row in rows] == [
        (Decimal("41.2"), ReadingStatus.FINAL),
        (Decimal("41.9"), ReadingStatus.REVISED),
    ]
    assert rows[1].comment
    assert _taken(known, "second.csv", second).counts.unchanged == 1


def test_a_running_year_is_provisional_and_then_final(known: Cast, session: scoped_session[Session]) -> None:
    content = text_table([["Code", "Period", "Result"], ["K1", "2025-26", "41.2"]])
    _taken(known, "now.csv", content)
    [reading] = session.scalars(select(KpiReading))
    assert reading.status is ReadingStatus.PROVISIONAL
    assert _taken(known, "now.csv", content).counts.unchanged == 1


def test_a_new_measure_comes_with_what_the_sheet_says_of_it(
    known: Cast, session: scoped_session[Session]
) -> None:
    file = next(file for file in FILES if file.name == "a measure that is new.xlsx")
    _taken(known, file.name, file.content)
    kpi = session.scalars(select(Kpi).where(Kpi.code == "N-1")).one()
    assert (kpi.name, kpi.polarity, kpi.unit) == ("Trees planted", Polarity.HIGHER, "")


def test_names_stand_for_what_a_person_said(known: Cast, session: scoped_session[Session]) -> None:
    content = text_table([["Indicator", "2022/23"], ["Waste we recycle", "41.2"], ["Total", "7"]])
    draft = _sent(known, "own words.csv", content)
    said = Said(measures={"Waste we recycle": "K1", "Total": "-"})
    actions.say(draft, said, by(known.coordinator))
    found = actions.take(draft, by(known.coordinator))
    assert found.counts.rows == 1
    assert _record(session) == ["K1 2022-23 41.2"]


def test_what_was_checked_is_what_is_taken(known: Cast, session: scoped_session[Session]) -> None:
    draft = _sent(known, "results.xlsx", MESSY)
    assert list(actions.check(draft, by(known.performance))) == []
    assert draft.found is not None
    expected = counts_of(draft.found)
    make.kpi("K9", name="Another")
    _taken(known, "results.xlsx", MESSY)
    with pytest.raises(Refused, match="The record has changed since these rows were checked"):
        actions.take(draft, by(known.performance), expected=expected)


def test_an_import_is_taken_once(known: Cast, session: scoped_session[Session]) -> None:
    draft = _sent(known, "results.xlsx", MESSY)
    actions.take(draft, by(known.performance))
    assert draft.state is ImportState.TAKEN
    for verb in (actions.take, actions.drop):
        with pytest.raises(Refused, match="taken already"):
            verb(draft, by(known.performance))


def test_a_sheet_without_a_period_asks_for_it(known: Cast, session: scoped_session[Session]) -> None:
    content = xlsx({"S": [["Code", "Target", "Actual"], ["K1", "45%", "41.2%"]]})
    draft = _sent(known, "no period.xlsx", content)
    with pytest.raises(Refused, match="Say which period its figures are for"):
        actions.take(draft, by(known.performance))
