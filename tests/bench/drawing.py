"""What papers out cost beside the bare libraries: the register as PDF, rows as Excel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate
from xlsxwriter import Workbook

from scrutiny_tracker.core.content import Column, Content, Table, cell
from scrutiny_tracker.reports.content.sheet import Sheet
from scrutiny_tracker.reports.pdf import as_pdf
from scrutiny_tracker.reports.xlsx import as_xlsx
from tests.bench.peak import peak_mb

HEADS = ("Recommendation", "Asked", "Answer", "Progress", "Date", "Committee’s decision")
SHARES = (2.6, 1.1, 1, 1, 0.9, 1)
CHUNK = 200
MEGABYTES = 200.0


def texts(n: int) -> tuple[str, ...]:
    """The cells of one row of a register."""
    name = f"Publish the figures of service {n} each quarter (SB{n % 6}-2526-{n:05d}, {n % 10})"
    return name, "Cabinet", "Agreed with changes", "On track", "31 Mar 2026", "Under review"


def _ours(rows: int) -> None:
    columns = tuple(Column(name, share) for name, share in zip(HEADS, SHARES, strict=True))
    table = Table("Rows", columns, tuple(tuple(cell(text) for text in texts(n)) for n in range(rows)))
    as_pdf(Content("register", "Register", footer="Council", blocks=(table,), is_wide=True))


def _bare(rows: int) -> None:
    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 8.5, 10.6
    widths = [760 * share / sum(SHARES) for share in SHARES]
    look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "grey")]
    parts: list[Any] = []
    for start in range(0, rows, CHUNK):
        inner = [
            [Paragraph(text, style) for text in texts(n)] for n in range(start, min(start + CHUNK, rows))
        ]
        head = [Paragraph(name, style) for name in HEADS]
        parts.append(LongTable([head, *inner], colWidths=widths, repeatRows=1, style=look))
    SimpleDocTemplate(BytesIO(), pagesize=landscape(A4)).build(parts)


def _rows(many: int) -> Iterator[tuple[object, ...]]:
    return ((*texts(n), date(2026, 3, 31), n) for n in range(many))


def _our_sheet(many: int) -> None:
    as_xlsx(Sheet("Rows", [(name, 20) for name in (*HEADS, "On", "Number")], _rows(many)))


def _bare_sheet(many: int) -> None:
    with Workbook(BytesIO(), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "d mmm yyyy"})
        for number, row in enumerate(_rows(many)):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, place, value, day)
                else:
                    page.write(number, place, value)


def _alone(act: Callable[[int], None], rows: int, told: Any) -> None:  # noqa: ANN401 - a queue
    begun = time.process_time()
    act(rows)
    told.put((time.process_time() - begun, peak_mb()))


def cost(act: Callable[[int], None], rows: int) -> tuple[float, float]:
    """The CPU seconds and the megabytes that something takes in a process of its own."""
    context = get_context("spawn")
    told = context.SimpleQueue()
    process = context.Process(target=_alone, args=(act, rows, told))
    process.start()
    found: tuple[float, float] = told.get()
    process.join()
    return found


def measure() -> int:
    """Prints each ratio with its ceiling; how many are beyond."""
    ours, bare = min(cost(_ours, 1_000) for _ in range(2)), min(cost(_bare, 1_000) for _ in range(2))
    ten = cost(_ours, 10_000)
    sheet, bare_sheet = cost(_our_sheet, 100_000), cost(_bare_sheet, 100_000)
    print(
        f"register as PDF: 1,000 rows {ours[0]:.2f} s (bare {bare[0]:.2f} s), 10,000 rows {ten[0]:.1f} s; "
        f"100,000 rows as Excel {sheet[0]:.1f} s (bare {bare_sheet[0]:.1f} s)"
    )
    lines = (
        ("PDF against bare", ours[0] / bare[0], 1.3),
        ("PDF, 10,000 to 1,000", ten[0] / ours[0], 14.0),
        ("PDF, 1,000 rows, MB", ours[1], MEGABYTES),
        ("Excel against bare", sheet[0] / bare_sheet[0], 1.3),
        ("Excel, 100,000 rows, MB", sheet[1], MEGABYTES),
    )
    for name, found, ceiling in lines:
        print(f"  {name:<24}{'':8}     ×{found:5.1f}  ≤ {ceiling:.1f}{'  BEYOND' if found > ceiling else ''}")
    return sum(found > ceiling for _, found, ceiling in lines)
