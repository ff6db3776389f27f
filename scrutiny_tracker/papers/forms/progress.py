"""What people decide about a progress report."""

from __future__ import annotations

from datetime import date

from ...core.forms import Form, choice, civil_date, radios, text

SIX, TWELVE, ON = "6", "12", "on"


class ShareForm(Form):
    """Another progress report that is made in the same document."""

    other = choice("Which one", needed="Choose a progress report.")


class LookAgainForm(Form):
    """When what is still open is looked at again."""

    when = radios(
        "Look again",
        [(SIX, "In 6 months"), (TWELVE, "In 12 months"), (ON, "On a day that the committee chose")],
        needed="Choose when to look again.",
    )
    on = civil_date("The day", hint="Only for a day that the committee chose.")

    def chosen(self) -> tuple[int | None, date | None]:
        """Months, or a day."""
        when = text(self.when)
        return (None, self.on.data) if when == ON else (int(when), None)
