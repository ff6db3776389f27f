"""`import kpis`: the counts and errors as JSON, all rows or none; published files against figures counted by
hand, where they are kept."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask_sqlalchemy.session import Session
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.extensions import Base
from scrutiny_tracker.kpis.importing.models import KpiImport
from scrutiny_tracker.kpis.models import ComparatorReading, Kpi, KpiReading, Polarity
from scrutiny_tracker.rules.performance import Missing, PeriodKind
from tests import factories as make
from tests.cast import Cast
from tests.conftest import Program
from tests.kpis.importing.files import KNOWN, MESSY, text_table

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "kpi"
OURS = "E08000009"
published = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published files are not kept here")


@pytest.fixture
def known(cast: Cast, session: scoped_session[Session]) -> Cast:
    for code, (name, unit) in KNOWN.items():
        make.kpi(code, name=name, unit=unit)
    session.commit()
    return cast


def brought(runner: Program, file: Path, *more: str) -> dict[str, Any]:
    done = runner.invoke(args=["import", "kpis", str(file), "--json", *more])
    assert done.exit_code == 0, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def refused(runner: Program, *args: str) -> Result:
    done = runner.invoke(args=["import", "kpis", *args])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    return done


def count(session: scoped_session[Session], what: type[Base]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(what)) or 0


def test_a_workbook_comes_in_and_comes_in_again(
    known: Cast, session: scoped_session[Session], runner: Program, tmp_path: Path
) -> None:
    file = tmp_path / "results.xlsx"
    file.write_bytes(MESSY)
    counts = {"rows": 3, "changed": 0, "errors": []}
    assert brought(runner, file, "--dry-run") == counts | {"new": 3, "unchanged": 0}
    assert count(session, KpiReading) == count(session, KpiImport) == 0
    assert brought(runner, file, "--as", "performance@council.example") == counts | {"new": 3, "unchanged": 0}
    assert count(session, KpiReading) == 3
    assert session.scalar(select(KpiReading.recorded_by_id)) == known.performance.id
    assert brought(runner, file) == counts | {"new": 0, "unchanged": 3}
    assert count(session, KpiReading) == 3


def test_nothing_is_taken_where_a_row_has_an_error(
    known: Cast, session: scoped_session[Session], runner: Program, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_bytes(text_table([["Code", "2022/23"], ["K1", "about half"], ["K2", "420"]]))
    done = refused(runner, str(file), "--json")
    assert "nothing was taken, a row has an error; first B2: ‘about half’" in done.stderr
    printed = json.loads(done.stdout)
    assert (printed["rows"], printed["new"]) == (2, 1)
    [error] = printed["errors"]
    assert (error["row"], error["column"]) == (2, "B")
    assert count(session, KpiReading) == 0
    assert brought(runner, file, "--dry-run")["errors"] == [error]
    assert brought(runner, file, "--skip-errors")["new"] == 1
    assert count(session, KpiReading) == 1


def test_the_period_and_the_plan_are_given_beside_the_file(
    known: Cast, session: scoped_session[Session], runner: Program, tmp_path: Path
) -> None:
    file = tmp_path / "no period.csv"
    file.write_bytes(text_table([["Code", "Actual"], ["K1", "41"]]))
    assert "Say which period" in refused(runner, str(file)).stderr
    assert "--period" in refused(runner, str(file), "--period", "someday").stderr
    assert "there is no plan called Nowhere" in refused(runner, str(file), "--plan", "Nowhere").stderr
    assert brought(runner, file, "--period", "2022-23")["new"] == 1
    assert session.scalar(select(KpiReading.period)) == "2022-23"


def test_what_is_no_spreadsheet_is_one_line(cast: Cast, runner: Program, tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_bytes(b"%PDF-1.7")
    assert "This is a PDF" in refused(runner, str(file)).stderr
    assert "No such file" in refused(runner, str(tmp_path / "none.csv")).stderr


@published
@pytest.mark.parametrize(
    ("name", "readings", "without_figure", "measures"),
    [
        ("active_adults", 7, 0, 1),
        ("adults_smoking_manual", 12, 0, 1),
        ("adults_walking_or_cycling", 7, 0, 1),
        ("borough_wide_co2_emissions", 12, 0, 1),
        ("household_waste_recycling", 20, 0, 2),
        ("obese_reception", 18, 1, 6),
        ("vehicle_miles_travelled", 12, 0, 1),
    ],
)
def test_our_readings_of_a_published_file(
    cast: Cast,
    session: scoped_session[Session],
    runner: Program,
    name: str,
    readings: int,
    without_figure: int,
    measures: int,
) -> None:
    printed = brought(runner, FOLDER / f"{name}.csv", "--area", OURS)
    assert (printed["rows"], printed["new"], printed["errors"]) == (readings, readings, [])
    missing = session.scalars(select(KpiReading.missing).where(KpiReading.value.is_(None))).all()
    assert missing == [Missing.NOT_AVAILABLE] * without_figure
    assert count(session, Kpi) == measures


READ_BY_HAND = {
    "active_adults": (("2015-16", "64", "66.1"), ("2021-22", "71", "67.3")),
    "adults_smoking_manual": (("2011", "32.2", "32.1"), ("2022", "17.4", "22.5")),
    "adults_walking_or_cycling": (("2015-16", "32.9", "34.2"), ("2021-22", "35.9", "34.2")),
    "borough_wide_co2_emissions": (("2010", "2090.987713", None), ("2021", "1442.118108", None)),
    "obese_reception": (("2018-19 to 2022-23", "10.6", "12.6"), ("2022-23", "6.5", "9.2")),
    "vehicle_miles_travelled": (("2011", "913", "1718"), ("2022", "939", "1819")),
}
"""Figures of ours and of England as they stand in the files, in the first and the last row. Emissions have
none of England; for vehicle miles the file gives England's average council."""


@published
@pytest.mark.parametrize("name", sorted(READ_BY_HAND))
def test_our_figures_are_those_that_stand_in_the_file(
    cast: Cast, session: scoped_session[Session], runner: Program, name: str
) -> None:
    brought(runner, FOLDER / f"{name}.csv", "--area", OURS)
    columns = (KpiReading.period, KpiReading.value, KpiReading.comparator)
    found = set(session.execute(select(*columns)).tuples())
    for period, ours, england in READ_BY_HAND[name]:
        beside = None if england is None else Decimal(england)
        assert (period, Decimal(ours), beside) in found, period
    sources = session.scalars(select(KpiReading.source_import)).all()
    assert all(str(source).startswith(f"{name}.csv, ") for source in sources)


@published
def test_our_recycling_beside_the_nearest_neighbours(
    cast: Cast, session: scoped_session[Session], runner: Program
) -> None:
    file, group = FOLDER / "household_waste_recycling.csv", FOLDER / "cipfa2021.csv"
    brought(runner, file, "--area", "Trafford", "--compare-with", str(group))
    name = "Household waste sent for reuse, recycling or composting"
    percent = select(KpiReading).join(Kpi, Kpi.id == KpiReading.kpi_id).where(Kpi.name == name)
    reading = session.scalars(percent.where(KpiReading.period == "2021-22")).one()
    assert (reading.value, reading.comparator) == (Decimal("58.8"), Decimal("42.1"))
    areas = session.scalars(
        select(ComparatorReading.area_code)
        .where(ComparatorReading.kpi_id == reading.kpi_id, ComparatorReading.period == "2021-22")
        .distinct()
    ).all()
    assert len(areas) == 15
    many = count(session, ComparatorReading)
    again = brought(runner, file, "--area", OURS, "--compare-with", str(group))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 20)
    assert count(session, ComparatorReading) == many


@published
def test_several_places_are_measures_of_their_own(
    cast: Cast, session: scoped_session[Session], runner: Program
) -> None:
    assert "are about 3 areas" in refused(runner, str(FOLDER / "no2_concentration.csv")).stderr
    assert brought(runner, FOLDER / "no2_concentration.csv", "--area", "*")["new"] == 36
    assert count(session, Kpi) == 3


@published
def test_a_national_description_of_measures(
    cast: Cast, session: scoped_session[Session], runner: Program
) -> None:
    file = FOLDER / "lgbf_indicator_information.csv"
    assert brought(runner, file)["new"] == 108
    counted = session.execute(select(Kpi.polarity, func.count()).group_by(Kpi.polarity))
    assert sorted(map(tuple, counted)) == [(Polarity.BAND, 4), (Polarity.HIGHER, 51), (Polarity.LOWER, 53)]
    several = select(func.count()).select_from(Kpi).where(Kpi.frequency == PeriodKind.YEARS)
    assert session.scalar(several) == 11
    assert brought(runner, file)["unchanged"] == 108
    assert "lists areas and has no figures" in refused(runner, str(FOLDER / "cipfa2021.csv")).stderr
