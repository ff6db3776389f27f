"""What an import costs: 100,000 figures against reading their file and one bulk insert of them, in memory of
less than 300 MB; and a tracker's preview of 10,000 rows against one of 1,000."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from tests.bench.peak import peak_mb

ROWS, MEASURES = 100_000, 1_000
CEILING, MEGABYTES = 2.5, 300
FEW, MANY, LINEAR = 1_000, 10_000, 15.0
HEADINGS = ("Code", "Indicator", "Period", "Target", "Actual", "Comments")


def workbook(rows: int = ROWS) -> bytes:
    """Monthly figures of many measures, one row each, with targets and commentary."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Figures")
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        for at in range(rows):
            number, month = at % MEASURES, at // MEASURES
            period = f"{2015 + month // 12}-{month % 12 + 1:02}"
            line = (f"K{number}", f"Measure {number}", period, 50, at % 997 / 10, "As returned.")
            for column, cell in enumerate(line):
                sheet.write(at + 1, column, cell)
    return written.getvalue()


def _application(folder: Path) -> object:
    from flask_migrate import upgrade

    from scrutiny_tracker import create_app
    from scrutiny_tracker.core.schema import MIGRATIONS

    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/sheets.db", "SCRUTINY_TODAY": None})
    context = app.app_context()
    context.push()
    upgrade(directory=MIGRATIONS)
    return context


def _fill_measures() -> None:
    """The measures that the figures are of: both costs begin with them there."""
    from scrutiny_tracker.core.extensions import db
    from scrutiny_tracker.kpis.models import Kpi, Polarity

    facts = {"unit": "", "decimals": 1, "polarity": Polarity.HIGHER, "definition": "", "version": 1}
    kpis = [
        {"id": n + 1, "code": f"K{n}", "name": f"K{n}", "is_illustrative": False, **facts}
        for n in range(MEASURES)
    ]
    db.session.execute(Kpi.__table__.insert(), kpis)  # type: ignore[attr-defined]
    db.session.commit()


def least(file: Path, folder: Path) -> float:
    """CPU seconds of the least that an import must do: read every cell, insert every figure and target."""
    _application(folder)
    from datetime import UTC, date, datetime
    from decimal import Decimal

    from python_calamine import CalamineWorkbook

    from scrutiny_tracker.core.extensions import db
    from scrutiny_tracker.kpis.models import KpiReading, KpiTarget

    _fill_measures()
    begun = time.process_time()
    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    rows = list(sheet.iter_rows())[1:]
    kept = {"starts_on": date(2022, 4, 1), "recorded_at": datetime(2026, 1, 12, tzinfo=UTC)}
    readings = [
        {
            "kpi_id": at % MEASURES + 1,
            "period": str(row[2]),
            "value": Decimal(str(row[4])),
            "status": "final",
            **kept,
        }
        for at, row in enumerate(rows)
    ]
    db.session.execute(KpiReading.__table__.insert(), readings)  # type: ignore[attr-defined]
    targets = [
        {
            "kpi_id": at % MEASURES + 1,
            "period": str(row[2]),
            "starts_on": date(2022, 4, 1),
            "value": Decimal(50),
        }
        for at, row in enumerate(rows)
    ]
    db.session.execute(KpiTarget.__table__.insert(), targets)  # type: ignore[attr-defined]
    db.session.commit()
    return time.process_time() - begun


def whole(file: Path, folder: Path) -> float:
    """CPU seconds of the import itself, from the bytes to the commit."""
    _application(folder)
    from scrutiny_tracker.core import clock
    from scrutiny_tracker.core.extensions import db
    from scrutiny_tracker.history.journal import By
    from scrutiny_tracker.kpis.importing import actions

    _fill_measures()
    by = By(None, "bench", clock.now(), clock.today())
    begun = time.process_time()
    draft = actions.start(file.name, "application/zip", file.read_bytes(), by)
    found = actions.take(draft, by)
    db.session.commit()
    assert found.counts.new == ROWS, found.counts
    return time.process_time() - begun


def preview(file: Path, folder: Path) -> float:
    """CPU seconds of checking a tracker's rows."""
    _application(folder)
    from scrutiny_tracker.core import clock
    from scrutiny_tracker.core.extensions import db
    from scrutiny_tracker.council.models import Body, Standing
    from scrutiny_tracker.history.journal import By
    from scrutiny_tracker.reading.trackers import actions

    by = By(None, "bench", clock.now(), clock.today())
    db.session.add(
        Body(code="SB1", name="Board", kind="Board", standing=Standing.SCRUTINY, from_on=clock.today())
    )
    draft = actions.start(file.name, "text/csv", file.read_bytes(), by)
    begun = time.process_time()
    for _ in actions.check(draft, by):
        pass
    return time.process_time() - begun


def tracker(rows: int) -> bytes:
    """A tracker of so many recommendations, each with two dated notes."""
    lines = [
        f'A{at},That street {at} be swept,1/2/2025,Ongoing,Oren Tull,"1/3/2025: Begun. 1/4/2025: Done {at}."'
        for at in range(rows)
    ]
    return "\n".join(["Reference,Recommendation,Date,Status,Lead Officer,Progress", *lines]).encode()


def _apart(what: str, file: Path) -> tuple[float, float]:
    """A cost in a process of its own: CPU seconds, and the most megabytes that it held."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.sheets", what, str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = done.stdout.split()[-2:]
    return float(seconds), float(megabytes)


def measure() -> bool:
    """Prints both costs beside their ceilings; whether one is beyond."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.xlsx"
        file.write_bytes(workbook())
        one, _ = _apart("least", file)
        ours, megabytes = _apart("whole", file)
        few, many = Path(folder) / "few.csv", Path(folder) / "many.csv"
        few.write_bytes(tracker(FEW))
        many.write_bytes(tracker(MANY))
        short, long = _apart("preview", few)[0], _apart("preview", many)[0]
    print(f"an import of {ROWS:,} figures: {ours:.2f} s, reading and inserting alone {one:.2f} s")
    return any(
        [
            _told("import", ours / one, CEILING, "×"),
            _told("import's memory", megabytes, MEGABYTES, "MB"),
            _told("tracker, 10,000 rows", long / short, LINEAR, "×"),
        ]
    )


def _told(name: str, value: float, ceiling: float, unit: str) -> bool:
    beyond = value > ceiling
    shown = f"{unit}{value:5.1f}" if unit == "×" else f"{value:4.0f} {unit}"
    print(f"  {name:<24}{'':8}     {shown}  ≤ {ceiling:.1f}{'  BEYOND' if beyond else ''}")
    return beyond


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:
        cost = {"least": least, "whole": whole, "preview": preview}[sys.argv[1]](Path(sys.argv[2]), Path(own))
        print(cost, peak_mb())
