"""What is typed when a deep dive's drafts go on agendas."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField
from wtforms import Form as Rows

from ...core.forms import Form, choice, line


class SendRow(Rows):
    """A decision-maker whom the drafts ask."""

    key = HiddenField()
    send = BooleanField("Send it now, subject to the committee's agreement")
    meeting = SelectField("On whose agenda", validate_choice=True)


class CarryForm(Form):
    title = line("Title of the report", needed="Enter the title of the report.", longest=400)
    report_of = line("Report of", needed="Enter whose report it is.")
    meeting = choice("The committee's meeting", needed="Choose the committee's meeting.")
    rows = FieldList(FormField(SendRow))

    def offer(self, theirs: dict[str, Sequence[tuple[str, str]]]) -> None:
        """Gives every decision-maker the meetings of its own."""
        for entry in self.rows.entries:
            own = theirs.get(entry.form.key.data or "", ())
            entry.form.meeting.choices = [("", "No agenda"), *own]
