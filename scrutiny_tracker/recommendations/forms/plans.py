"""What is asked about an action: what, who, by when; and who it belongs to instead."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField

from ...core.forms import MONTHS, Form, choice, civil_date, line, paragraphs, radios, text
from ...council.models import Body, Directorate
from ...meetings.clause_models import DatePrecision
from ...people.models import Person
from ..actions.plans import Owner, When, day, month, vague
from ..models import Action

PRECISIONS = (
    (DatePrecision.DAY.value, "A day"),
    (DatePrecision.MONTH.value, "The end of a month"),
    (DatePrecision.VAGUE.value, "No date that a calendar knows"),
)


class OwnerForm(Form):
    """Who does it: a person, or a body or organisation."""

    owner = choice("Who does it", needed="Choose who does this.")
    directorate = choice("Directorate", hint="Whose director clears updates, where they are cleared")

    def who_could(
        self, officers: Sequence[Person], bodies: Sequence[Body], directorates: Sequence[Directorate]
    ) -> None:
        self.owner.choices = [
            ("", "Choose"),
            *((f"person-{one.id}", one.name + (f", {one.post}" if one.post else "")) for one in officers),
            *((f"body-{one.id}", one.name) for one in bodies),
        ]
        self.directorate.choices = [("", "Choose"), *((str(one.id), one.name) for one in directorates)]

    def chosen(self) -> Owner:
        """Who was chosen, as the action takes it."""
        kind, _, number = text(self.owner).partition("-")
        chosen = int(number) if number.isdecimal() else None
        directorate = text(self.directorate)
        return Owner(
            person_id=chosen if kind == "person" else None,
            body_id=chosen if kind == "body" else None,
            directorate_id=int(directorate) if directorate.isdecimal() else None,
        )


class WhenForm(Form):
    """By when, in one of three precisions."""

    precision = radios("By when", PRECISIONS, needed="Choose how exact the date is.")
    on = civil_date("Date", hint="For example, 30 9 2026")
    month = line("Month and year", hint="For example, September 2026", longest=40)
    words = line("In words", hint="For example, before the next budget. May be left empty.")

    def when(self) -> When | None:
        """The date as the action takes it; None, and a sentence beside the field, where it cannot be read."""
        if self.precision.data == DatePrecision.DAY:
            if self.on.data is None and not self.on.errors:
                self.refuse("on", "Enter the date.")
            return day(self.on.data) if self.on.data else None
        if self.precision.data == DatePrecision.MONTH:
            found = month_in(text(self.month))
            if found is None:
                self.refuse("month", "Enter a month and a year, such as September 2026.")
            return found
        return vague(text(self.words))


class ActionForm(WhenForm):
    what = paragraphs("What is to be done", needed="Say what is to be done.", longest=5000)


class AddActionForm(OwnerForm, ActionForm):
    """A further action; who does it may be settled later."""

    owner = choice("Who does it", hint="May be left for later")


class AssignManyForm(OwnerForm):
    r = HiddenField()


class PassOnForm(Form):
    owner = choice("Whose is it", needed="Choose the right person.")
    why = line("Why is it theirs", needed="Say why this is theirs.", longest=400)


def month_in(typed: str) -> When | None:
    """September 2026, Sept 2026 or 9 2026, as that month's last day; None for anything else."""
    name, _, year = typed.replace("/", " ").strip().rpartition(" ")
    if not (year.isdecimal() and len(year) == 4):
        return None
    name = name.strip().lower()
    for number, full in enumerate(MONTHS, 1):
        if name in (str(number), f"{number:02d}") or (len(name) >= 3 and full.lower().startswith(name)):
            return month(int(year), number)
    return None


def typed_when(action: Action) -> dict[str, object]:
    """An action's date as the form shows it again."""
    is_month = action.due_precision is DatePrecision.MONTH and action.due_on is not None
    return {
        "precision": action.due_precision.value,
        "on": action.due_on if action.due_precision is DatePrecision.DAY else None,
        "month": f"{action.due_on:%B %Y}" if is_month and action.due_on else "",
        "words": action.due_text if action.due_precision is DatePrecision.VAGUE else "",
    }


def typed_owner(action: Action) -> dict[str, object]:
    """An action's owner as the form shows it again."""
    owner = f"person-{action.owner_id}" if action.owner_id else f"body-{action.body_id}"
    return {
        "owner": owner if action.owner_id or action.body_id else "",
        "directorate": str(action.directorate_id or ""),
    }
