"""What people type about measures."""

from __future__ import annotations

from ..core.forms import Form, choice, line, paragraphs, radios, tick
from .models import Polarity, ReadingStatus

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


class KpiCodeForm(Form):
    code = line(
        "Code", needed="Enter a code.", longest=40, hint="It stays: addresses and spreadsheets use it."
    )


class ChangeKpiForm(Form):
    name = line("Name", needed="Enter a name.")
    definition = paragraphs(
        "Definition", hint="What is counted and how it is worked out, in words a councillor can follow."
    )
    unit = line("Unit", longest=40, hint="Such as %, £ or days. Leave empty for a plain count.")
    decimals = choice("Decimal places shown", PLACES, needed="Choose how many decimal places are shown.")
    polarity = radios("Which way is better?", POLARITIES, needed="Say which way is better.")
    body = choice("Scrutiny body whose remit it is")
    portfolio = choice("Cabinet portfolio")
    directorate = choice("Directorate")
    is_illustrative = tick("The figures are illustrative", hint="Said in words wherever a figure is shown.")


class AddKpiForm(KpiCodeForm, ChangeKpiForm):
    """The code comes first, on the page as in the summary of errors."""


class TargetForm(Form):
    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    target = line(
        "Target", needed="Enter a target, or ‘no target’.", hint="Such as 95%, 10 to 15 days, or no target."
    )
    reason = paragraphs("Why this level?", hint="For example what it was set by. Members read this.")


class ReadingForm(Form):
    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    figure = line("Figure", hint="Leave empty if there is none, and say why below.")
    status = radios("This figure is", STATUSES, needed="Say whether the figure is final.")
    comment = paragraphs(
        "Commentary", hint="Read beside the figure. Why there is no figure, or why it is revised, goes here."
    )
