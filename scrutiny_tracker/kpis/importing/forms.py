"""What people choose about a spreadsheet: the file, what each column holds, which area is ours, which
measure is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import Length, ValidationError

from ...core.forms import Form, choice, line, text, upload
from ...rules.performance import NotAPeriodError, Period, parse_period
from ...rules.sheets import LEFT_OUT, Column, ColumnCorrection, Corrections, Role
from .said import EVERY_AREA, Group, Said, SheetSaid
from .understood import UnderstoodSheet

ROLES: tuple[tuple[str, str], ...] = (
    (Role.IGNORED, "Not read"),
    (Role.CODE, "The measure's code"),
    (Role.NAME, "The measure's name"),
    (Role.PERIOD, "The period"),
    (Role.PART_OF_YEAR, "The quarter or month of the year"),
    (Role.VALUE, "The result"),
    (Role.TARGET, "The target"),
    (Role.COMPARATOR, "A comparator's figure"),
    (Role.NUMERATOR, "The numerator"),
    (Role.DENOMINATOR, "The denominator"),
    (Role.STATUS, "Final, provisional or revised"),
    (Role.NOTE, "The commentary"),
    (Role.SERIES, "Whether the row is target or result"),
    (Role.UNIT, "The unit"),
    (Role.MEASURE, "What is counted"),
    (Role.BREAKDOWN, "A breakdown, such as age or sex"),
    (Role.AREA_CODE, "The area's code"),
    (Role.AREA_NAME, "The area's name"),
    (Role.POLARITY, "Which way is better"),
    (Role.FREQUENCY, "How often figures come"),
    (Role.DEFINITION, "The definition"),
    (Role.SOURCE, "The source"),
    (Role.DECIMALS, "The decimal places"),
    (Role.NUMBER_FORMAT, "The number format"),
    (Role.OWNER, "The data owner"),
)
FIGURES = (Role.VALUE, Role.TARGET, Role.COMPARATOR, Role.NUMERATOR, Role.DENOMINATOR, Role.STATUS, Role.NOTE)
NEW_GROUP = "new"
ADDED = "+"
LONGEST_PERIOD = 60


class PeriodField(StringField):
    """A period in one box; `period` is what it names, None for an empty one."""

    period: Period | None = None

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401
        """Raises ValidationError, in the rule's own sentence."""
        typed = (self.data or "").strip()
        try:
            self.period = parse_period(typed) if typed else None
        except NotAPeriodError as problem:
            raise ValidationError(str(problem)) from None


class UploadForm(Form):
    file = upload("Spreadsheet", hint="XLSX, ODS or CSV, up to 20 MB. Nothing is taken until you confirm.")


class ColumnForm(PlainForm):
    """One column of a sheet."""

    index = HiddenField()
    role = SelectField("What it holds", choices=list(ROLES))
    period = PeriodField("Period", validators=[Length(max=LONGEST_PERIOD)])
    kpi = StringField("Measure", validators=[Length(max=200)])

    def said_of(self, column: Column) -> ColumnCorrection | None:
        """What differs from what was understood of the column; None where nothing does."""
        role = Role(self.role.data)
        kpi = (self.kpi.data or "").strip()
        period = self.period.period if role in FIGURES else None
        if role is column.role and period in (None, column.period) and kpi == column.kpi:
            return None
        return ColumnCorrection(role, period, kpi if role in FIGURES else "")


class SheetForm(Form):
    """One sheet."""

    is_read = BooleanField("Read this sheet")
    first = StringField("Headings: first row", validators=[Length(max=6)])
    last = StringField("Headings: last row", validators=[Length(max=6)])
    period = PeriodField("Period of figures that name none", validators=[Length(max=LONGEST_PERIOD)])
    kpi = StringField("Measure, where no column names it", validators=[Length(max=200)])
    fractions = BooleanField("Percentages are kept as fractions: 0.054 is 5.4%")
    columns = FieldList(FormField(ColumnForm))

    def validate_last(self, field: StringField) -> None:
        """Raises ValidationError for headings that stand in no rows."""
        if self.header() is None and (self.first.data or field.data):
            raise ValidationError("Enter the rows of the headings as numbers, such as 3 and 4.")

    def header(self) -> tuple[int, int] | None:
        """The rows of the headings as typed, None for what is no pair of row numbers."""
        first, last = (self.first.data or "").strip(), (self.last.data or "").strip()
        if not first.isdecimal() or not (last or first).isdecimal():
            return None
        rows = int(first), int(last or first)
        return rows if 1 <= rows[0] <= rows[1] <= rows[0] + 5 and rows[1] < 1000 else None

    def show(self, sheet: UnderstoodSheet) -> None:
        """The sheet as it was understood."""
        understanding = sheet.understanding
        self.is_read.data = sheet.is_read
        first, last = understanding.header_rows or ("", "")
        self.first.data, self.last.data = str(first), str(last)
        self.period.data = understanding.period.label if understanding.period else ""
        self.kpi.data, self.fractions.data = understanding.kpi, understanding.fractions
        for column in understanding.columns:
            self.columns.append_entry(
                {
                    "index": str(column.index),
                    "role": column.role.value,
                    "period": column.period.label if column.period else "",
                    "kpi": column.kpi,
                }
            )

    def said(self, sheet: UnderstoodSheet, before: SheetSaid) -> SheetSaid:
        """What differs from what was understood; columns count only under the headings that they had."""
        understanding = sheet.understanding
        header = self.header()
        moved = header is not None and header != understanding.header_rows
        columns = {} if moved else dict(before.corrections.columns)
        by_index = {column.index: column for column in understanding.columns}
        for entry in () if moved else self.columns:
            column = by_index.get(int(entry.form.index.data or -1))
            if column is not None and (correction := entry.form.said_of(column)):
                columns[column.index] = correction
        kpi = (self.kpi.data or "").strip()
        period, fractions = self.period.period, bool(self.fractions.data)
        was = before.corrections
        corrections = Corrections(
            header if moved else was.header_rows,
            columns,
            was.period if period == understanding.period else period,
            was.kpi if kpi == understanding.kpi else kpi,
            was.fractions if fractions == understanding.fractions else fractions,
        )
        return SheetSaid(bool(self.is_read.data), corrections)


class WholeFileForm(Form):
    """What holds for all sheets of a file."""

    area = choice("Which area is ours?")
    group = choice("Compare ours with", hint="England is compared with wherever the file has its figures.")
    group_name = line("Name of the new list", hint="Such as Nearest neighbours 2025.")
    group_file = upload("Areas of the new list", hint="A spreadsheet with a column of area codes.")
    plan = choice("Plan that new measures belong to")

    def offer(
        self,
        sheets: Sequence[UnderstoodSheet],
        groups: Iterable[tuple[int, str]],
        plans: Iterable[tuple[int, str]],
    ) -> None:
        """The areas of the file, the comparator groups and the plans of the record."""
        areas = {area: None for sheet in sheets if sheet.has_many_areas for area in sheet.areas}
        named = [(area.code or area.name, area.name or area.code) for area in areas]
        every = [(EVERY_AREA, "None: each area's figures are a measure of their own")]
        self.area.choices = [("", "Choose"), *sorted(named, key=lambda one: one[1]), *every]
        kept = [("", "Nobody but England"), *((str(row_id), name) for row_id, name in groups)]
        self.group.choices = [*kept, (NEW_GROUP, "A new list")]
        self.plan.choices = [("", "None"), *((str(row_id), name) for row_id, name in plans)]

    def show(self, said: Said, group_id: int | None, plan_id: int | None) -> None:
        """What was said of the file; `plan_id` is the plan where nothing was said yet."""
        self.area.data = said.area
        self.group.data = str(group_id) if group_id else NEW_GROUP if said.group else ""
        self.group_name.data = said.group.name if said.group and not group_id else ""
        self.plan.data = str((said if said != Said() else replace(said, plan_id=plan_id)).plan_id or "")

    def said(self, before: Said, group: Group | None) -> Said:
        """What people say of the file now."""
        plan = text(self.plan)
        return replace(before, area=text(self.area), group=group, plan_id=int(plan) if plan else None)


class MeasureForm(PlainForm):
    """What one name of the sheet stands for."""

    label = HiddenField()
    stands_for = SelectField("Stands for", validate_choice=False)


class MeasuresForm(Form):
    measures = FieldList(FormField(MeasureForm))

    def show(self, found: Sequence[dict[str, object]], known: Sequence[tuple[str, str]]) -> None:
        """Each name with what it stands for now: those that the record has not, first."""
        for measure in found:
            code = measure["code"]
            stands_for = ADDED if measure["is_new"] else LEFT_OUT if code is None else code
            self.measures.append_entry({"label": measure["label"], "stands_for": stands_for})
        self.offer(known)

    def offer(self, known: Sequence[tuple[str, str]]) -> None:
        """What a name can stand for: something new, nothing, or one of the measures."""
        choices = [(ADDED, "A new measure"), (LEFT_OUT, "Leave its rows out"), *known]
        for entry in self.measures:
            entry.form.stands_for.choices = choices

    def chosen(self) -> dict[str, str]:
        """By name: a measure's code, or LEFT_OUT; a new measure is not named."""
        return {
            str(entry.form.label.data): str(entry.form.stands_for.data)
            for entry in self.measures
            if entry.form.stands_for.data not in (ADDED, None, "")
        }
