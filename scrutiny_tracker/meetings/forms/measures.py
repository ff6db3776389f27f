"""What is typed when a committee refers measures or looks into them."""

from __future__ import annotations

from ...core.forms import Form, choice, civil_date, line, paragraphs, radios, ticks

REFER, NOTE = "refer", "note"


class MissesForm(Form):
    from_body = choice("Which committee refers or asks", needed="Choose the committee or board.")
    codes = ticks("Measures")
    step = radios(
        "What should happen?",
        (
            (REFER, "Refer each to the board whose remit it is"),
            (NOTE, "Ask for a note on all of them"),
        ),
        needed="Say what should happen.",
    )
    why = paragraphs("Why", hint="The boards read this beside the figures.")
    whom = line("Who is asked for the note", hint="Only for a note. Such as Director of City Services.")
    due_on = civil_date("The note is due by", hint="Only for a note. Leave empty if there is no date yet.")


class ReviewsForm(Form):
    not_before_on = civil_date("Not before", needed="Enter the earliest day of the reviews.")
