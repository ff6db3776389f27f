"""`deadline` as it is typed: the worked dates, and every kind of bad input in one line."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scrutiny_tracker.cli.deadline import deadline
from scrutiny_tracker.cli.errors import OneLineErrors
from tests.rules.worked import Worked, worked_dates


def _typed(line: str) -> Result:
    return CliRunner().invoke(deadline, shlex.split(line), prog_name="deadline")


@pytest.mark.parametrize("worked", worked_dates(), ids=str)
def test_worked_date_as_typed(worked: Worked) -> None:
    result = CliRunner().invoke(deadline, list(worked.arguments))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{worked.expected}\n", ""), (
        worked.counting
    )


def test_papers_take_their_clear_days_as_working_days_too() -> None:
    assert _typed("papers-published --from 2025-10-30 --working-days 3").stdout == "2025-10-24\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Missing argument 'RULE'"),
        ("call-in", "Missing option '--from'"),
        ("answer --from 2025-11-04", "'answer' is not one of 'executive-response'"),
        ("call-in --from", "Option '--from' requires an argument"),
        ("call-in --from 2025-02-30", "'--from': '2025-02-30' is not a day of the calendar"),
        ("call-in --from 20251104", "'--from': '20251104' is not a date written as YYYY-MM-DD"),
        ("call-in --from ٢٠٢٥-١١-٠٤", "is not a date written as YYYY-MM-DD"),
        ("call-in --from 2025-11-04 --closed tomorrow", "'--closed': 'tomorrow' is not a date"),
        ("executive-response --from 2025-11-04 --notice 2025-13-01", "'--notice': '2025-13-01' is not a day"),
        ("call-in --from 2025-11-04 --nation france", "'france' is not one of 'england'"),
        (
            "call-in --from 2025-11-04 --weeks 2",
            "--weeks does not apply to call-in, which takes --working-days",
        ),
        ("executive-response --from 2025-11-04 --days 9", "--days does not apply to executive-response"),
        (
            "health-response --from 2025-11-04 --notice 2025-11-04",
            "--notice does not apply to health-response",
        ),
        ("call-in --from 2025-11-04 --beginning-with", "--beginning-with does not apply to call-in"),
        ("local --from 2025-11-04", "local needs its period: --days, --weeks, --months or --working-days"),
        ("local --from 2025-11-04 --weeks 2 --days 3", "--weeks and --days cannot be given together"),
        ("local --from 2025-11-04 --weeks 0", "'--weeks': 0 is not in the range"),
        ("local --from 2025-11-04 --weeks -1", "'--weeks': -1 is not in the range"),
        ("local --from 2025-11-04 --months soon", "'--months': 'soon' is not a valid"),
        ("local --from 2025-11-04 --days 99999999999999", "is outside the calendar (years 1 to 9999)"),
        ("local --from 2025-11-04 --working-days 99999999", "Bank holidays are known for the years"),
        ("executive-response --from 9999-12-31", "is outside the calendar (years 1 to 9999)"),
        ("key-decision-notice --from 0001-01-01", "is outside the calendar (years 1 to 9999)"),
        ("papers-published --from 0001-01-01", "is outside the calendar (years 1 to 9999)"),
        ("call-in --from 9999-12-31", "is outside the calendar (years 1 to 9999)"),
        ("call-in --from 2025-11-04 --unknown 1", "No such option"),
        ("call-in --from 2025-11-04 twice", "unexpected extra argument"),
    ],
)
def test_bad_input_exits_2_with_one_line(line: str, says: str) -> None:
    result = _typed(line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.endswith("\n")
    assert len(result.stderr.splitlines()) == 1


def test_a_group_answers_in_one_line_too() -> None:
    class Program(OneLineErrors, click.Group):
        pass

    program = Program("program", commands={"deadline": deadline})
    for line in ("nothing", "deadline nothing", "--unknown"):
        result = CliRunner().invoke(program, line.split())
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), line


def test_help_names_every_rule_and_option() -> None:
    helped = " ".join(_typed("--help").stdout.replace("-\n  ", "-").split())
    for worked in worked_dates():
        assert worked.rule in helped
    assert all(f"--{option}" in helped for option in ("from", "notice", "closed", "beginning-with", "nation"))


def test_the_program_prints_one_date_and_needs_no_database(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("scrutiny-tracker")
    ran = subprocess.run(
        [program, "deadline", "executive-response", "--from", "2025-11-04"],
        env={"SCRUTINY_DATABASE_URL": "postgresql://nowhere.invalid/none"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "2026-01-03\n", "")
    assert list(tmp_path.iterdir()) == []
