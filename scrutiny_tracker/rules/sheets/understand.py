"""Understanding a sheet: its header, each column's role, its layout, and what a person must still say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scrutiny_tracker.rules.performance.period_words import PeriodConventions, caution, find_period
from scrutiny_tracker.rules.performance.periods import YEAR_KINDS, Period, PeriodKind
from scrutiny_tracker.rules.sheets.cells import Grid, Row
from scrutiny_tracker.rules.sheets.fractions import written_as_fractions
from scrutiny_tracker.rules.sheets.guesses import ColumnCells, guess_column, sample_cells
from scrutiny_tracker.rules.sheets.headers import Header, find_header, header_at
from scrutiny_tracker.rules.sheets.understanding import (
    Column,
    Confidence,
    Corrections,
    Layout,
    Understanding,
)
from scrutiny_tracker.rules.sheets.vocabulary import (
    NAME_HEADINGS,
    PART_OF_YEAR,
    Role,
    is_last_year,
    plain,
    read_heading,
)

ROWS_SAMPLED = 300
CELLS_SAMPLED = 60
FIGURES = (Role.VALUE, Role.TARGET, Role.COMPARATOR, Role.NUMERATOR, Role.DENOMINATOR, Role.STATUS, Role.NOTE)
DESCRIPTIONS = (Role.POLARITY, Role.FREQUENCY, Role.DEFINITION, Role.NUMBER_FORMAT, Role.TOLERANCE)


def understand(grid: Grid, corrections: Corrections | None = None) -> Understanding:
    """What a sheet says, from its first rows (300 under the header are looked at).

    Takes the sheet's rows of typed cells; never raises. What a person corrected stands; the rest is worked
    out anew.
    """
    said = corrections or Corrections()
    if said.header_rows:
        first = max(1, said.header_rows[0])
        last = max(first, said.header_rows[1])
        header: Header | None = header_at(grid, first, last, said.conventions)
    else:
        header = find_header(grid, said.conventions)
    if header is None:
        problem = "No row looks like headings. Say which row has them."
        return Understanding(Layout.UNKNOWN, None, (), problems=(problem,), conventions=said.conventions)
    return _understand_under(header, grid[header.last_row : header.last_row + ROWS_SAMPLED], said)


def _understand_under(header: Header, sample: Sequence[Row], said: Corrections) -> Understanding:
    columns = [
        guess_column(ColumnCells(at, heading, sample_cells(sample, at, CELLS_SAMPLED), said.conventions))
        for at, heading in enumerate(header.headings)
    ]
    base = said.period or _period_in(header.titles, said.conventions) or _only_year(columns)
    columns = _corrected(_one_name(columns), said)
    columns = [_dated(column, base, said.conventions) for column in columns]
    layout = _layout(columns)
    columns = _settled(columns, layout, base, said)
    kpi, kpi_note = _kpi(columns, layout, header.titles, said)
    fractions = written_as_fractions(columns, sample) if said.fractions is None else said.fractions
    return Understanding(
        layout,
        (header.first_row, header.last_row),
        tuple(columns),
        header.titles,
        base,
        kpi,
        fractions,
        notes=tuple(_notes(header, columns, layout, base, kpi_note, fractions)),
        problems=tuple(_problems(columns, layout, base, kpi)),
        conventions=said.conventions,
    )


def _one_name(columns: list[Column]) -> list[Column]:
    """At most one column gives the measure's name: the one whose heading says so most plainly."""
    names = [column for column in columns if column.role is Role.NAME]
    if len(names) < 2:
        return columns
    best = min(names, key=_name_rank)
    return [
        column if column.role is not Role.NAME or column is best else _not_name(column, best)
        for column in columns
    ]


def _name_rank(column: Column) -> int:
    heading = plain(column.heading)
    return NAME_HEADINGS.index(heading) if heading in NAME_HEADINGS else len(NAME_HEADINGS)


def _not_name(column: Column, best: Column) -> Column:
    reason = f"Column {best.letter} gives the measure's name."
    if plain(column.heading) == "measure":
        return replace(column, role=Role.MEASURE, confidence=Confidence.LIKELY, reason=reason)
    if "description" in plain(column.heading):
        return replace(column, role=Role.DEFINITION, confidence=Confidence.LIKELY, reason=reason)
    return replace(column, role=Role.IGNORED, confidence=Confidence.UNSURE, reason=reason)


def _corrected(columns: list[Column], said: Corrections) -> list[Column]:
    return [_correct(column, said) for column in columns]


def _correct(column: Column, said: Corrections) -> Column:
    correction = said.columns.get(column.index)
    if correction is None:
        return column
    return replace(
        column,
        role=correction.role or column.role,
        period=correction.period or column.period,
        kpi=column.kpi if correction.kpi is None else correction.kpi,
        confidence=Confidence.SURE,
        reason="As you said.",
    )


def _layout(columns: list[Column]) -> Layout:
    roles = {column.role for column in columns}
    named = bool(roles & {Role.NAME, Role.CODE})
    values = [column for column in columns if column.role is Role.VALUE]
    by_kpi = [column for column in columns if column.role in (Role.VALUE, Role.TARGET) and column.kpi]
    if Role.PERIOD in roles and values:
        return Layout.PERIODS_DOWN if by_kpi and not named else Layout.LONG
    if any(column.period or not column.kpi for column in values):
        across = any(column.period for column in values)
        return Layout.PERIODS_ACROSS if across else Layout.ONE_PERIOD
    if named and roles & set(DESCRIPTIONS):
        return Layout.METADATA
    if Role.TARGET in roles and named:
        return Layout.ONE_PERIOD
    if named and len(values) == 1:
        return Layout.ONE_PERIOD
    return Layout.AREA_LIST if {Role.AREA_CODE, Role.AREA_NAME} <= roles else Layout.UNKNOWN


def _settled(columns: list[Column], layout: Layout, base: Period | None, said: Corrections) -> list[Column]:
    """The columns with what only the layout tells: whose figure one without a period or measure is."""
    if layout is not Layout.PERIODS_DOWN:
        columns = [_without_kpi(column, columns, said) for column in columns]
    if layout is Layout.PERIODS_ACROSS:
        main = _main_period(columns, base)
        columns = [
            _given(column, main) if column.role in (Role.VALUE, Role.TARGET, Role.COMPARATOR) else column
            for column in columns
        ]
        values = [column.period for column in columns if column.role is Role.VALUE]
        latest = max((period for period in values if period), default=main)
        columns = [_given(column, latest) for column in columns]
    return _without_doubles(columns)


def _main_period(columns: list[Column], base: Period | None) -> Period | None:
    """The period of figures that name none: the title's where it fits the columns, else the latest."""
    values = [column.period for column in columns if column.role is Role.VALUE]
    dated = [period for period in values if period]
    if base and (None in values or any(base.contains(period) for period in dated)):
        return base
    return max(dated, default=base)


def _without_kpi(column: Column, columns: list[Column], said: Corrections) -> Column:
    """Where rows name the measure a heading does not: figures under an unknown heading are left out."""
    if column.role not in FIGURES or not column.kpi or column.index in said.columns:
        return column
    only_value = not any(other.role is Role.VALUE and not other.kpi for other in columns)
    firsts = [other for other in columns if other.role is Role.VALUE]
    if column.confidence is Confidence.UNSURE and not (only_value and len(firsts) == 1):
        reason = "The heading is not one that we know."
        return replace(column, role=Role.IGNORED, kpi="", reason=reason)
    return replace(column, kpi="")


def _dated(column: Column, base: Period | None, conventions: PeriodConventions) -> Column:
    if column.role not in FIGURES or column.period or base is None:
        return column
    if is_last_year(column.heading):
        before = base.a_year_before()
        return replace(column, period=before, reason=f"The year before {base}.")
    words = read_heading(column.heading)
    part = words.rest if words else column.heading
    period = find_period(f"{part} {base}", conventions) if part and base.kind in YEAR_KINDS else None
    return replace(column, period=period, kpi="", reason=f"The sheet is about {base}.") if period else column


def _given(column: Column, period: Period | None) -> Column:
    if column.role not in FIGURES or column.period or period is None:
        return column
    reason = f"{column.reason} It names no period: taken as {period}."
    return replace(column, period=period, confidence=Confidence.LIKELY, reason=reason)


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Of two columns with the same figure of the same period and measure, the first."""
    seen: dict[tuple[Role, Period | None, str], Column] = {}
    kept: list[Column] = []
    for column in columns:
        key = column.role, column.period, column.kpi
        if (
            column.role in FIGURES
            and column.role is not Role.COMPARATOR
            and seen.setdefault(key, column) is not column
        ):
            reason = f"Column {seen[key].letter} gives this already."
            column = replace(column, role=Role.IGNORED, confidence=Confidence.UNSURE, reason=reason)
        kept.append(column)
    return kept


def _period_in(titles: Iterable[str], conventions: PeriodConventions) -> Period | None:
    """The period that the titles above the header name; part of a year before a year, never a plan's many
    years.
    """
    found = [period for title in titles for period in _periods_in_words(title, conventions)]
    usable = [period for period in found if period.kind not in (PeriodKind.YEARS, PeriodKind.POINT)]
    return min(
        usable, key=lambda period: (period.kind is PeriodKind.CALENDAR_YEAR, period.months), default=None
    )


def _only_year(columns: Iterable[Column]) -> Period | None:
    """The one year that headings name, where others name a part of a year without its year."""
    columns = list(columns)
    years = {column.period for column in columns if column.period and column.period.kind in YEAR_KINDS}
    parts = [column for column in columns if PART_OF_YEAR.fullmatch(column.heading) and not column.period]
    return next(iter(years)) if parts and len(years) == 1 else None


def _periods_in_words(title: str, conventions: PeriodConventions) -> Iterable[Period]:
    words = title.split()[:40]
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            if period := find_period(" ".join(words[at : at + length]).strip("(),.;:-–"), conventions):
                yield period
                at += length - 1
                break
        at += 1


def _kpi(
    columns: list[Column], layout: Layout, titles: tuple[str, ...], said: Corrections
) -> tuple[str, str]:
    """The one measure that a sheet without names is about, and what to say of that."""
    if said.kpi is not None:
        return said.kpi, ""
    named = any(column.role in (Role.NAME, Role.CODE) for column in columns)
    if named or layout not in (Layout.LONG, Layout.PERIODS_ACROSS, Layout.ONE_PERIOD) or not titles:
        return "", ""
    return titles[0], f"No column names the measure: taken from the title, ‘{titles[0]}’."


def _notes(
    header: Header, columns: list[Column], layout: Layout, base: Period | None, kpi_note: str, fractions: bool
) -> Iterable[str]:
    yield header.reason
    if layout is Layout.ONE_PERIOD and base:
        yield f"All figures are read as those of {base}."
    if kpi_note:
        yield kpi_note
    if fractions:
        yield "Percentages are kept as fractions here: 0.054 is read as 5.4%."
    yield from (said for column in columns if (said := caution(column.heading)))


def _problems(columns: list[Column], layout: Layout, base: Period | None, kpi: str) -> Iterable[str]:
    if layout is Layout.UNKNOWN:
        yield "No column of figures was found. Say which column has the results."
        return
    if layout is Layout.ONE_PERIOD and base is None:
        yield "The sheet names no period. Say which period its figures are for."
    named = any(column.role in (Role.NAME, Role.CODE) for column in columns)
    in_rows = layout in (Layout.LONG, Layout.PERIODS_ACROSS, Layout.ONE_PERIOD)
    if in_rows and not named and not kpi:
        yield "No column names the measure. Say which column does, or which measure the sheet is about."
