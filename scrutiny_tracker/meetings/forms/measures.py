"""What is typed when a committee refers measures or looks into them."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.forms import Form, choice, civil_date, line, paragraphs, radios, ticks
from ...people.models import Person

REFER, DIVE, NOTE = "refer", "dive", "note"


class MissesForm(Form):
    from_body = choice("Which committee refers or asks", needed="Choose the committee or board.")
    codes = ticks("Measures")
    step = radios(
        "What should happen?",
        (
            (REFER, "Refer each to the board whose remit it is"),
            (DIVE, "Add them to a deep dive, or begin one with them"),
            (NOTE, "Ask for a note on all of them"),
        ),
        needed="Say what should happen.",
    )
    why = paragraphs("Why", hint="Whoever gets it reads this beside the figures.")
    owner = choice("Who is asked for the note", hint="Only for a note. Somebody with an account.")
    whom = line("Or who, in words", hint="Only for a note. Such as Director of City Services.")
    due_on = civil_date("The note is due by", hint="Only for a note. Leave empty if there is no date yet.")

    def offer(self, people: Sequence[Person]) -> None:
        """Who can be asked."""
        self.owner.choices = [("", "Nobody with an account"), *((str(who.id), who.name) for who in people)]


class ReviewsForm(Form):
    not_before_on = civil_date("Not before", needed="Enter the earliest day of the reviews.")
