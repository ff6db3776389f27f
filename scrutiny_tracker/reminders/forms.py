"""What people fill in about being told, and about what stays late."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.forms import Form, choice, civil_date, paragraphs, radios
from ..people.models import Person
from ..rules.reminders import Rhythm

RHYTHMS = (
    (Rhythm.DAILY.value, "On each working day on which there is something"),
    (Rhythm.WEEKLY.value, "Once a week, on its first working day"),
)
FOLLOWING = (
    ("yes", "Yes, what I collect or follow for others too"),
    ("no", "No, only what is mine"),
)


class ChoiceForm(Form):
    rhythm = radios("How often do you want your message?", RHYTHMS, needed="Choose how often.")
    follows = radios(
        "Do you want to be told of what is other people’s?", FOLLOWING, needed="Choose yes or no."
    )
    deputy = choice("Who stands in for you while you are away?", hint="Leave empty when you are here.")
    away_until = civil_date("Last day away", hint="For example, 30 1 2026")

    def offer(self, people: Sequence[Person]) -> None:
        """Fills in who could stand in."""
        self.deputy.choices = [
            ("", "Nobody"),
            *((str(one.id), one.name + (f", {one.post}" if one.post else "")) for one in people),
        ]


class RenewForm(Form):
    """A button; nothing is asked."""


class WhatIfForm(Form):
    to = civil_date(
        "The day to which it would move",
        needed="Enter the day to which it would move.",
        hint="For example, 12 3 2026",
    )


class EscalateForm(Form):
    why = paragraphs(
        "Why now?",
        needed="Say why this is taken up now.",
        longest=1000,
        hint="This stands in the history of the recommendation and in the message.",
    )


class NotMineForm(Form):
    owner = choice("Whose is it?")
    why = paragraphs("Why is it not yours?", needed="Say why it is not yours.", longest=400)

    def offer(self, colleagues: Sequence[Person]) -> None:
        """The colleagues of the same directorate; else the scrutiny team finds out."""
        unknown = ("", "I do not know: the scrutiny co-ordinator decides")
        self.owner.choices = [
            unknown,
            *((str(one.id), one.name + (f", {one.post}" if one.post else "")) for one in colleagues),
        ]
