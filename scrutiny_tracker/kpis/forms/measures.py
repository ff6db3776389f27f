"""What people type about measures."""

from __future__ import annotations

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, tick, ticks
from ...rules.performance import PeriodKind, YearMadeBy
from ..models import Control, KpiKind, Polarity, Prominence, ReadingStatus, SetBy
from .numbers import number_box

PERIOD_HINT = "Such as 2024-25, Q1 2025-26 or June 2025."
POLARITIES: tuple[tuple[str, str], ...] = (
    (Polarity.HIGHER.value, "A higher figure is better"),
    (Polarity.LOWER.value, "A lower figure is better"),
    (Polarity.BAND.value, "A figure within a range is best"),
    (Polarity.NONE.value, "Neither: it gives context"),
)
STATUSES = (
    (ReadingStatus.FINAL.value, "Final"),
    (ReadingStatus.PROVISIONAL.value, "Provisional"),
    (ReadingStatus.REVISED.value, "Revised: it replaces a figure entered before"),
)
PLACES = tuple((str(number), str(number)) for number in range(5))
KINDS = {
    KpiKind.OUTCOME: "Outcome: what changes for people",
    KpiKind.OUTPUT: "Output: what the council does",
    KpiKind.INPUT: "Input: what goes in",
    KpiKind.PERCEPTION: "Perception: what people say",
}
PROMINENCES = {
    Prominence.HEADLINE: "Headline: the council answers for it",
    Prominence.CONTEXTUAL: "Contextual: how things are around it",
}
SET_BYS = {SetBy.NATIONAL: "Nationally", SetBy.LOCAL: "Locally"}
CONTROLS = {
    Control.DIRECT: "The council does it itself",
    Control.COMMISSIONED: "Others do it for the council",
    Control.PARTNERSHIP: "The council does it with partners",
    Control.INFLUENCE: "The council can influence it only",
}
FREQUENCIES = {
    PeriodKind.MONTH: "Every month",
    PeriodKind.QUARTER: "Every quarter",
    PeriodKind.HALF_YEAR: "Every half-year",
    PeriodKind.FINANCIAL_YEAR: "By financial year",
    PeriodKind.CALENDAR_YEAR: "By calendar year",
    PeriodKind.ACADEMIC_YEAR: "By academic year",
    PeriodKind.YEAR_ENDING: "By a year that ends in another month",
    PeriodKind.YEARS: "Several years together",
    PeriodKind.POINT: "On a date",
}
YEARS_MADE_BY = {
    YearMadeBy.SUM: "The sum of its months or quarters",
    YearMadeBy.YEAR_TO_DATE: "Each figure counts from the year's beginning; the last is the year's",
    YearMadeBy.AVERAGE: "The average of its months or quarters",
    YearMadeBy.LATEST: "The latest figure stands for the year",
}
YEARS_APART = (("1", "Every year"), *((str(n), f"Every {n} years") for n in (2, 3, 4, 5)))
YEARS_TOGETHER = tuple((str(n), f"{n} years") for n in (2, 3, 4, 5))
LAGS = tuple((str(n), f"{n} month{'s' if n != 1 else ''} after the period") for n in range(25))


class KpiCodeForm(Form):
    code = line(
        "Code", needed="Enter a code.", longest=40, hint="It stays: addresses and spreadsheets use it."
    )


class ChangeKpiForm(Form):
    name = line("Name", needed="Enter a name.")
    definition = paragraphs(
        "Definition", hint="What is counted and how it is worked out, in words a councillor can follow."
    )
    calculation = paragraphs("Calculation", hint="Such as numerator and denominator, in words.")
    unit = line("Unit", longest=40, hint="Such as %, £ or days. Leave empty for a plain count.")
    decimals = choice("Decimal places shown", PLACES, needed="Choose how many decimal places are shown.")
    polarity = radios("Which way is better?", POLARITIES, needed="Say which way is better.")
    plan = choice("Plan")
    priority = choice("Priority of the plan")
    strategies = ticks("Strategies that it serves")
    body = choice("Scrutiny body whose remit it is", hint="A change counts from today.")
    portfolio = choice("Cabinet portfolio")
    directorate = choice("Directorate")
    kind = choice("Kind of measure", options(KpiKind, KINDS))
    prominence = choice("Headline or contextual", options(Prominence, PROMINENCES))
    set_by = choice("Determined", options(SetBy, SET_BYS))
    control = choice("How far the council controls it", options(Control, CONTROLS))
    frequency = choice("How often figures come", options(PeriodKind, FREQUENCIES))
    every_years = choice("Years from one figure to the next", YEARS_APART)
    years_together = choice("Years that one figure covers together", YEARS_TOGETHER)
    year_made_by = choice(
        "How the year's figure comes from its parts",
        options(YearMadeBy, YEARS_MADE_BY),
        hint="A forecast of the year's end is worked out from it.",
    )
    source = line("Source", longest=400)
    lag_months = choice("When a figure is expected", LAGS)
    next_expected_on = civil_date("The next figure is expected on", hint="Only where it differs.")
    data_owner = line("Data owner", hint="The post that returns the figures.")
    comparator_group = choice("Compared with")
    tolerance_percent = number_box("Tolerance in per cent of the target")
    tolerance_absolute = number_box("Tolerance in the measure's own unit")
    no_material_change = number_box("Largest change that counts as the same", hint="In the measure's unit.")
    is_illustrative = tick("The figures are illustrative", hint="Said in words wherever a figure is shown.")


class AddKpiForm(KpiCodeForm, ChangeKpiForm):
    """The code comes first, on the page as in the summary of errors."""


class TargetForm(Form):
    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    target = line(
        "Target", needed="Enter a target, or ‘no target’.", hint="Such as 95%, 10 to 15 days, or no target."
    )
    reason = paragraphs("Why this level?", hint="For example what it was set by. Members read this.")


class RedefineForm(Form):
    period = line("From which period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    definition = paragraphs("New definition", needed="Enter the new definition.")
    calculation = paragraphs("New calculation")
    why = paragraphs("Why", needed="Say why the definition changes.")


class ReadingForm(Form):
    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    figure = line("Figure", hint="Leave empty if there is none, and say why below.")
    numerator = number_box("Numerator", hint="Where the figure is a share of something.")
    denominator = number_box("Denominator")
    comparator = number_box("Figure of those it is compared with")
    status = radios("This figure is", STATUSES, needed="Say whether the figure is final.")
    comment = paragraphs(
        "Commentary", hint="Read beside the figure. Why there is no figure, or why it is revised, goes here."
    )
