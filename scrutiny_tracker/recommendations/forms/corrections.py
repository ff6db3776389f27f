"""Correcting one entry: its new value with what that value needs, or only striking it out; always why."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field

from ...core.forms import Form, choice, civil_date, line, paragraphs, radios, text, tick
from ...rules.lifecycle import (
    MOVES,
    Basis,
    DelayCause,
    Particulars,
    Provenance,
    StopReason,
    Thread,
)
from ...rules.words import words_for
from ..models import Entry

STRIKE_OUT = "strike-out"
FIELDS: dict[Thread, tuple[str, ...]] = {
    Thread.ANSWER: (
        "changed_wording",
        "which_part",
        "condition",
        "who_decides",
        "by_when",
        "reasons",
        "gives_no_reasons",
        "until",
        "to_whom",
        "in_force_on",
        "minute",
    ),
    Thread.PROGRESS: ("new_due_on", "cause", "until"),
    Thread.DECISION: ("until", "what", "by_when", "how", "stop_reason", "replaced_by", "minute"),
    Thread.DIFFERENCE: ("minute",),
}
DATES = ("by_when", "until", "new_due_on", "in_force_on")


class CorrectForm(Form):
    value = radios("What should it say?", needed="Choose what it should say, or only strike it out.")
    effective_on = civil_date("In effect from", needed="Enter the date from which it is in effect.")
    note = paragraphs("Words", longest=4000)
    minute = line("Minute", longest=400)
    changed_wording = paragraphs("The wording that was agreed")
    which_part = paragraphs("Which part was agreed", longest=4000)
    condition = paragraphs("Subject to", longest=4000)
    who_decides = line("Who decides", longest=400)
    by_when = civil_date("By when")
    reasons = paragraphs("Reasons", longest=4000)
    gives_no_reasons = tick("The minute gives no reasons")
    until = civil_date("Until, or look again on")
    to_whom = line("To whom, or to which meeting", longest=400)
    in_force_on = civil_date("In force from")
    new_due_on = civil_date("New date")
    cause = choice("Because of", [(cause.value, words_for(cause)) for cause in DelayCause])
    what = paragraphs("What is asked for", longest=4000)
    how = paragraphs("How it is taken further", longest=4000)
    stop_reason = choice("Why it was stopped", [(reason.value, words_for(reason)) for reason in StopReason])
    replaced_by = line("Reference of what replaces it", longest=40)
    why = paragraphs("Why is it corrected?", needed="Say why this is corrected.", longest=4000)

    def offer(self, wrong: Entry) -> None:
        """The values of the entry's thread, and everything as it stands in the entry."""
        values = [move.value for move in MOVES if move.thread is wrong.thread]
        self.value.choices = [
            (STRIKE_OUT, "Only strike it out"),
            *((v.value, words_for(v)) for v in values),
        ]
        if self.is_submitted():
            return
        self.value.data = self.value.data or wrong.value
        self.effective_on.data = self.effective_on.data or wrong.effective_on
        self.note.data = self.note.data or wrong.note
        self.minute.data = self.minute.data or wrong.minute
        for name in FIELDS[wrong.thread]:
            stands = wrong.detail.get(name)
            if stands and not self[name].data:
                self[name].data = date.fromisoformat(stands) if name in DATES else stands

    def special_fields(self, thread: Thread) -> list[Field]:
        """What a value of this thread may need."""
        return [self[name] for name in FIELDS[thread]]

    def new_value(self) -> str | None:
        """The new value; None to strike out only."""
        chosen = text(self.value)
        return None if chosen == STRIKE_OUT else chosen

    def more(self) -> dict[str, Any]:
        """What the rule does not ask about but the entry keeps."""
        found: dict[str, Any] = {}
        if self.in_force_on.data:
            found["in_force_on"] = self.in_force_on.data.isoformat()
        if text(self.replaced_by):
            found["replaced_by"] = text(self.replaced_by)
        return found

    def particulars(self, wrong: Entry, today: date) -> Particulars:
        """What is said instead; how the committee decided stays as it was."""
        consulted = wrong.detail.get("chair_consulted_on")
        basis = wrong.detail.get("basis")
        return Particulars(
            effective_on=self.effective_on.data or wrong.effective_on,
            today=today,
            note=text(self.note) or None,
            until=self.until.data,
            by_when=self.by_when.data,
            new_due_on=self.new_due_on.data,
            cause=text(self.cause) or None,
            reasons=text(self.reasons) or None,
            gives_no_reasons=bool(self.gives_no_reasons.data),
            changed_wording=text(self.changed_wording) or None,
            which_part=text(self.which_part) or None,
            condition=text(self.condition) or None,
            who_decides=text(self.who_decides) or None,
            to_whom=text(self.to_whom) or None,
            what=text(self.what) or None,
            how=text(self.how) or None,
            stop_reason=StopReason(text(self.stop_reason)) if text(self.stop_reason) else None,
            basis=Basis(basis) if basis else None,
            meeting=wrong.meeting.reference if wrong.meeting else None,
            minute=text(self.minute) or None,
            delegation=wrong.detail.get("delegation"),
            chair_consulted_on=date.fromisoformat(consulted) if consulted else None,
            provenance=Provenance(wrong.provenance),
        )
