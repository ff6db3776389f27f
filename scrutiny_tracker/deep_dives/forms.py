"""What people type about deep dives."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Rows
from wtforms.validators import Length, ValidationError

from ..core.forms import Form, choice, civil_date, line, paragraphs, radios, text, ticks
from ..meetings.forms.fields import read_clock
from ..meetings.models import Capacity
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
MOST_BOXES = 200
MOST_PROMISES = 200
SHORT = Length(max=200, message="Use 200 characters or fewer.")


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
    terms = paragraphs(
        "Terms of reference",
        hint="What it looks at and what not, how, and what it will report. All with an account read this.",
    )
    began_on = civil_date("Began on", needed="Enter the date on which it began.")
    ended_on = civil_date("Ended on", hint="Leave empty while it runs.")
    agreed_at = choice("Agreed at")
    reports_at = choice(
        "Meeting that it reports to", hint="Dates for the draft are counted back from this meeting."
    )
    reports_to = choice("Item of that meeting", hint="Once its report is on an agenda.")
    paper = choice("Report", hint="The paper that carries its findings, once it is on an agenda.")


class AddDeepDiveForm(WhoseDeepDiveForm, ChangeDeepDiveForm):
    """Whose it is comes first, on the page as in the summary of errors."""


class SessionForm(Form):
    on = civil_date("Date", needed="Enter the date of the session.")
    at = line("Time", longest=40, hint="Such as 2pm or 14:30.", more=[_AClockTime()])
    invited = paragraphs(
        "Also invited, in words",
        hint="Who has no name yet, such as two young inspectors. Cabinet Members and officers are invited on "
        "the session's page.",
    )


class BoxRow(Rows):
    """One box of notes. `seen` is the digest of what stood in it when the page was read."""

    key = HiddenField()
    seen = HiddenField()
    text = TextAreaField("Notes")


class NotesForm(Form):
    """Every box of a session's page."""

    boxes = FieldList(FormField(BoxRow), max_entries=MOST_BOXES)


class GuestForm(Form):
    person = choice("Somebody with an account")
    name = line("Or a name", hint="For somebody without an account.")
    post = line("Post", hint="Such as Head of Streets.")
    capacity = radios(
        "As",
        [(Capacity.CABINET_MEMBER.value, "Cabinet Member"), (Capacity.OFFICER.value, "Officer"),
         (Capacity.GUEST.value, "Guest")],
        needed="Choose in what capacity.",
    )  # fmt: skip


class RepresentedForm(Form):
    represented_by = line("Who comes in their place", needed="Enter who comes in their place.")


class PromiseRow(Rows):
    """One promise: the line it stands in, and what is sent."""

    line = HiddenField()
    key = HiddenField()
    taken = BooleanField("Send this")
    what = TextAreaField(
        "What is asked for", validators=[Length(max=10_000, message="Use 10,000 characters or fewer.")]
    )
    owner = SelectField("Who sends it", validate_choice=True)
    whom = StringField("Or who, in words", validators=[SHORT])
    when = StringField("By when", validators=[SHORT])


class PromisesForm(Form):
    rows = FieldList(FormField(PromiseRow), max_entries=MOST_PROMISES)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Gives every row the people who can be asked."""
        for entry in self.rows.entries:
            entry.form.owner.choices = [("", "Nobody with an account"), *people]


class PlaceRow(Rows):
    scoped = HiddenField()
    session = SelectField("Session", validate_choice=True)


class PlaceForm(Form):
    rows = FieldList(FormField(PlaceRow))

    def offer(self, sessions: Sequence[tuple[str, str]]) -> None:
        """Gives every measure the sessions."""
        for entry in self.rows.entries:
            entry.form.session.choices = [("", "Not yet"), *sessions]


class ProposeForm(Form):
    measures = ticks("Measures to put in the scope")


NEW_DIVE = "new"


class TakeUpForm(Form):
    """Measures that go into a deep dive: one that looks for its scope, or a new one."""

    codes = ticks("Measures")
    dive = radios("Which deep dive?", (), needed="Choose the deep dive.")
    title = line("Title of the new deep dive", longest=400, hint="Only for a new one.")
    purpose = paragraphs("Why it is done", hint="Only for a new one. What scrutiny wants to find out.")


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


class DraftForm(Form):
    text = paragraphs("Wording", needed="Enter the wording.", longest=10_000)
    asked = choice("Who is asked", hint="Not needed for a point of the appendix.")
    parent = choice("Where does it stand?")
    why = line("Why we say this", longest=400, hint="One line: what was heard that leads to it.")
    measures = ticks("Which measures it is about")
