"""What people type about deep dives."""

from __future__ import annotations

from wtforms import Field
from wtforms.validators import ValidationError

from ..core.forms import Form, choice, civil_date, line, paragraphs, radios, text
from ..meetings.forms.fields import read_clock
from .models import ScopeReason

WHY: tuple[tuple[str, str], ...] = (
    (ScopeReason.MISSED.value, "It missed its target"),
    (ScopeReason.MISSED_AGAIN.value, "It missed its target again"),
    (ScopeReason.WORSENING.value, "It is getting worse"),
    (ScopeReason.FORECAST_MISS.value, "It is forecast to miss its target"),
    (ScopeReason.NO_DATA.value, "There is no figure"),
    (ScopeReason.MEMBER_INTEREST.value, "Members want to look at it"),
)
LARGEST_SECTION = 999


class _AClockTime:
    """An hour that was typed but cannot be read as one is an error; none is fine."""

    def __call__(self, _form: Form, field: Field) -> None:
        if text(field) and read_clock(text(field)) is None:
            raise ValidationError("Enter a time, such as 2pm or 14:30.")


class _ANumber:
    def __call__(self, _form: Form, field: Field) -> None:
        words = text(field)
        if words and not (words.isdecimal() and 1 <= int(words) <= LARGEST_SECTION):
            raise ValidationError(f"Section: enter a number from 1 to {LARGEST_SECTION}.")


class WhoseDeepDiveForm(Form):
    body = choice("Scrutiny body", needed="Choose the scrutiny body that does it.")


class ChangeDeepDiveForm(Form):
    title = line("Title", needed="Enter a title.", longest=400)
    purpose = paragraphs(
        "Why", needed="Say why this deep dive is done.", hint="What scrutiny wants to find out."
    )
    began_on = civil_date("Began on", needed="Enter the date on which it began.")
    ended_on = civil_date("Ended on", hint="Leave empty while it runs.")
    agreed_at = choice("Agreed at")
    reports_to = choice("Reports to")
    paper = choice("Report", hint="The paper that carries its findings, once it is on an agenda.")


class AddDeepDiveForm(WhoseDeepDiveForm, ChangeDeepDiveForm):
    """Whose it is comes first, on the page as in the summary of errors."""


class SessionForm(Form):
    on = civil_date("Date", needed="Enter the date of the session.")
    at = line("Time", longest=40, hint="Such as 2pm or 14:30.", more=[_AClockTime()])
    invited = paragraphs("Who is invited", hint="One name and post on each line.")


class NotesForm(Form):
    notes = paragraphs(
        "Notes", hint="Begin a line with Q for a question, A for an answer, ! for what they will send or do."
    )


class WhichMeasureForm(Form):
    kpi = choice("Measure", needed="Choose a measure.")


class ScopedForm(Form):
    why = radios("Why is it included?", WHY, needed="Say why this measure is included.")
    note = line("What members want to know", longest=400)
    section = line("Section of the report", longest=10, more=[_ANumber()])
    session = choice("Session")


class ScopeForm(WhichMeasureForm, ScopedForm):
    """Which measure comes first, on the page as in the summary of errors."""


class TakeOutForm(Form):
    why = line("Why is it taken out?", needed="Say why it is taken out.", longest=400)
