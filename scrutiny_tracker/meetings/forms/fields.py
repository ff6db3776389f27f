"""Fields that several of the room's forms share."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING

from ...core.forms import Form, civil_date, line, options, paragraphs, radios, text
from ...council.settings import text_setting
from ...rules.deadlines import Nation
from ...rules.exempt_paragraphs import exempt_paragraphs
from ...rules.minutes.dates import Precision, find_time, read_due
from ...rules.publicity import Publicity
from ..actions.follow_ups import When
from ..actions.publicity import TypedPublicity
from ..clause_models import DatePrecision

if TYPE_CHECKING:
    from ...core.columns import Closable

PUBLICITY_WORDS = {
    Publicity.PUBLIC: "Public",
    Publicity.EXEMPT: "Exempt: private for a reason that the law lists",
    Publicity.CONFIDENTIAL: "Confidential: publishing it is forbidden",
}


class PublicityForm(Form):
    """A form for a record that may be closed to the public."""

    publicity = radios(
        "Who may read it", options(Publicity, PUBLICITY_WORDS), needed="Say whether this is public."
    )
    exempt_paragraph = radios("Paragraph under which it is exempt")
    exempt_reason = line(
        "Why it is private", longest=400, hint="The public interest in keeping it private, in a sentence."
    )
    public_text = paragraphs(
        "Public wording", longest=2000, hint="What everybody reads instead. Leave empty to show none."
    )

    def offer_paragraphs(self) -> None:
        """The paragraphs of the council's nation; the form is public until somebody says otherwise."""
        self.exempt_paragraph.choices = list(exempt_paragraphs(Nation(text_setting("nation"))).items())
        if not self.publicity.data:
            self.publicity.data = Publicity.PUBLIC.value

    def show_publicity(self, row: Closable) -> None:
        """Fills the fields from a record."""
        self.publicity.data = row.publicity.value
        self.exempt_paragraph.data = row.exempt_paragraph
        self.exempt_reason.data, self.public_text.data = row.exempt_reason, row.public_text

    def typed_publicity(self) -> TypedPublicity:
        """What was chosen."""
        return TypedPublicity(
            Publicity(text(self.publicity)),
            text(self.exempt_paragraph) or None,
            text(self.exempt_reason) or None,
            text(self.public_text) or None,
        )


WHEN_WORDS = {
    DatePrecision.DAY: "On or before a day",
    DatePrecision.MONTH: "During a month",
    DatePrecision.VAGUE: "No date yet, or only in words",
}


class WhenForm(PublicityForm):
    """A form with a date that is a day, a month or only words."""

    due_precision = radios("By when", options(DatePrecision, WHEN_WORDS), needed="Say by when.")
    due_on = civil_date("Day")
    due_month = line("Month", hint="Such as September 2026.")
    due_words = line("In words", hint="Such as “next meeting”.")

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        chosen = text(self.due_precision)
        if chosen == DatePrecision.DAY and self.due_on.data is None and not self.due_on.errors:
            self.refuse("due_on", "Enter the day.")
            return False
        if chosen == DatePrecision.MONTH and self._month() is None:
            self.refuse("due_month", "Enter a month with its year, such as September 2026.")
            return False
        return valid

    def _month(self) -> date | None:
        typed = text(self.due_month)
        numbers = re.fullmatch(r"(\d{1,2})\s*[/ .-]\s*(\d{4})", typed)
        if numbers:
            month, year = int(numbers[1]), int(numbers[2])
            return date(year, month, 1) if 1 <= month <= 12 and 1900 <= year <= 2200 else None
        due = read_due(typed)
        return due.date if due.precision is Precision.MONTH else None

    def show_when(self, precision: DatePrecision, on: date | None, words: str | None) -> None:
        """Fills the fields from a record."""
        self.due_precision.data = precision.value
        self.due_on.data = on if precision is DatePrecision.DAY else None
        if precision is DatePrecision.MONTH and on is not None:
            self.due_month.data = f"{on:%B %Y}"
        self.due_words.data = words if precision is DatePrecision.VAGUE else None

    def typed_when(self) -> When:
        """What was typed; the form has been validated."""
        month, day = self._month(), self.due_on.data
        match DatePrecision(text(self.due_precision)):
            case DatePrecision.DAY if day is not None:
                return When.day(day)
            case DatePrecision.MONTH if month is not None:
                return When.month(month)
            case _:
                return When(words=text(self.due_words) or None)


def read_clock(typed: str) -> time | None:
    """A time as typed: 2pm, 14:00, 5.30 pm, noon; None where it is none."""
    return find_time(typed)


def clock_words(at: time | None) -> str:
    """A time as people write it: 2pm, 5.30pm, noon."""
    if at is None:
        return ""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
