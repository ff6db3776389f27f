"""What is typed about a committee's decision: how it decided, and what each decision needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wtforms import Field

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, text, tick, ticks
from ...meetings.models import Meeting
from ...meetings.queries.meetings import MeetingRow
from ...rules.lifecycle import Basis, Difference, Grade, StopReason
from ...rules.words import words_for
from ..actions.decisions import Decided, bases_in_use

STOP_REASONS = [(reason.value, words_for(reason)) for reason in StopReason]
GRADES = [(grade.value, words_for(grade)) for grade in Grade]
DIFFERENCES = [(v.value, words_for(v)) for v in Difference if v is not Difference.NOT_JUDGED]


class DecisionForm(Form):
    """How the committee decided: at a meeting, by noting a schedule, or through an officer's delegation."""

    basis = radios("How was it decided?", options(Basis), needed="Say how the committee decided.")
    meeting = choice("Meeting", hint="Leave it empty for a decision under a delegation.")
    minute = line("Minute number, if known", longest=40)
    delegation = line("Minute that delegates it", hint="Such as 12/25.", longest=200)
    chair_consulted_on = civil_date("The Chair was consulted on")
    decided_on = civil_date("Decided on", hint="Today unless you say another day.")
    report_to = choice("To be reported to")
    note = paragraphs("Note", hint="Shown with the decision. This may be published.", longest=4000)
    grade = radios("Assessment", GRADES, hint="Separate from the decision; closes nothing.")
    anyway = tick("Sign off anyway")
    special: tuple[str, ...] = ()

    def offer(self, held: Sequence[Meeting], coming: Sequence[MeetingRow]) -> None:
        """Fills the lists: bases that the council uses, meetings held, meetings to come."""
        in_use = bases_in_use()
        self.basis.choices = [(basis.value, words_for(basis)) for basis in in_use]
        self.meeting.choices = [
            ("", "Choose"),
            *((m.reference, f"{m.body.name}, {m.on.day} {m.on:%B %Y}") for m in held),
        ]
        self.report_to.choices = [
            ("", "The next meeting"),
            *((row.reference, f"{row.body_name}, {row.on.day} {row.on:%B %Y}") for row in coming),
        ]
        if not self.is_submitted() and len(in_use) == 1:
            self.basis.data = in_use[0].value

    def reveals(self, delegated: str) -> list[dict[str, object]]:
        """What each basis reveals beneath it: only a delegation asks for more."""
        return [
            {"conditional": {"html": delegated}} if basis is Basis.DELEGATED else {}
            for basis in bases_in_use()
        ]

    def decided(self, held: Sequence[Meeting], report_to: Meeting | None, today: date) -> Decided:
        """How and when it was decided, as typed."""
        basis = Basis(text(self.basis))
        grade = Grade(text(self.grade)) if text(self.grade) else None
        note = text(self.note) or None
        if basis is Basis.DELEGATED:
            return Decided(
                on=self.decided_on.data or today,
                basis=basis,
                delegation=text(self.delegation) or None,
                chair_consulted_on=self.chair_consulted_on.data,
                report_to=report_to,
                note=note,
                grade=grade,
            )
        meeting = next((each for each in held if each.reference == text(self.meeting)), None)
        return Decided(
            on=meeting.on if meeting else today,
            basis=basis,
            meeting=meeting,
            minute=text(self.minute) or None,
            note=note,
            grade=grade,
        )

    def special_fields(self) -> list[Field]:
        """What this decision needs beside how it was taken."""
        return [self[name] for name in self.special]


class KeepUnderReviewForm(DecisionForm):
    until = civil_date("Look again on", hint="May be left empty.")
    special = ("until",)


class AskForMoreForm(DecisionForm):
    what = paragraphs("What is asked for?", needed="Say what more is asked for.", longest=4000)
    by_when = civil_date("By when?", needed="Say by when it is asked for.")
    special = ("what", "by_when")


class TakeFurtherForm(DecisionForm):
    how = paragraphs(
        "How is it taken further?",
        needed="Say how it is taken further: a letter, the director called, Council.",
        hint="Such as a letter from the Chair, the director called, or a report to Council.",
        longest=4000,
    )
    until = civil_date("Look again on", hint="May be left empty.")
    special = ("how", "until")


class SignOffForm(DecisionForm):
    """Nothing beside how it was decided."""


class StopForm(DecisionForm):
    reason = radios(
        "Why does the committee stop following this?",
        STOP_REASONS,
        needed="Choose why the committee stops following this.",
    )
    replaced_by = line("Reference of what replaces it", longest=40)
    special = ("reason",)


class ReopenForm(DecisionForm):
    why = paragraphs("Why is it reopened?", needed="Say why it is reopened.", longest=4000)
    special = ("why",)


class DifferenceForm(Form):
    value = radios("What difference was made?", DIFFERENCES, needed="Choose what difference was made.")
    note = paragraphs("What makes you say so?", hint="Say what changed. Claim no cause.", longest=4000)
    on = civil_date("Judged on", needed="Enter the date.")
    meeting = choice("Meeting, if the committee judged it")
    minute = line("Minute number, if known", longest=40)


class ReportedForm(Form):
    minute = line("Minute number, if known", longest=40)


class PutForm(Form):
    chosen = ticks("Recommendations that the committee looks at under this item")
