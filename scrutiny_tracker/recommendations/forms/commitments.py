"""What people type about the meeting of a progress report."""

from __future__ import annotations

from ...core.forms import Form, choice, line


class PinForm(Form):
    """Another meeting than the one proposed, and why."""

    meeting = choice("Which meeting", needed="Choose a meeting.")
    why = line("Why this meeting", needed="Say why this meeting.", longest=400)


class ReleaseForm(Form):
    """Why it is taken off its meeting."""

    why = line("Why", needed="Say why it is taken off this meeting.", longest=400)


class ReportedForm(Form):
    """The meeting to which the progress report was made."""

    meeting = choice("Reported to", needed="Choose the meeting to which it was made.")
