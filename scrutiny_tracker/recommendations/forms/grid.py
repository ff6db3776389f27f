"""The grid of decisions at an agenda item: one question, the basis, and a row for each recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Field, FieldList, FormField, HiddenField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import Length, ValidationError

from ...core.forms import MONTHS, Form, civil_date, line, radios, text, tick
from ...meetings.models import AgendaItem, Meeting
from ...meetings.queries.meetings import MeetingRow
from ...rules.lifecycle import Basis, Decision, Grade, StopReason
from ...rules.words import words_for
from ..actions.decisions import Decided, at_item, bases_in_use
from ..actions.grid import RowDecision

NOTED, ITEM_BY_ITEM = "noted", "item-by-item"
DECISIONS = (
    (Decision.UNDER_REVIEW.value, "Keep under review"),
    (Decision.MORE_ASKED.value, "Ask for more"),
    (Decision.TAKEN_FURTHER.value, "Take further"),
    (Decision.SIGNED_OFF.value, "Sign off"),
    (Decision.STOPPED.value, "Stop"),
)


def read_day(typed: str) -> date | None:
    """A day typed in one box: 5 9 2026, 5/9/2026, 5 September 2026 or 2026-09-05.

    Raises ValueError with the sentence to show.
    """
    parts = re.split(r"[\s/.,-]+", typed.strip())
    if parts == [""]:
        return None
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    month = _month(parts[1]) if len(parts) == 3 else None
    if month is None or not parts[0].isdecimal() or not re.fullmatch(r"\d{4}", parts[2]):
        raise ValueError(f"Enter “{typed.strip()}” as a date, such as 5 9 2026.")
    try:
        return date(int(parts[2]), month, int(parts[0]))
    except ValueError:
        raise ValueError(f"{typed.strip()} is not a date that exists.") from None


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word[:4])
    found = [n for n, name in enumerate(MONTHS, 1) if len(word) > 2 and name.lower().startswith(word.lower())]
    return found[0] if len(found) == 1 else None


class DayField(StringField):
    """A date in one box, for rows of a table; `on` is the day, `data` what was typed."""

    on: date | None = None

    def process_data(self, value: Any) -> None:  # noqa: ANN401
        self.data = f"{value.day} {value.month} {value.year}" if isinstance(value, date) else value

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401
        try:
            self.on = read_day(self.data or "")
        except ValueError as refused:
            raise ValidationError(str(refused)) from None


def _short(label: str) -> StringField:
    return StringField(
        label, validators=[Length(max=4000, message=f"{label}: use 4,000 characters or fewer.")]
    )


class RowForm(PlainForm):
    """One recommendation's row."""

    reference = HiddenField()
    decision = SelectField("Decision", choices=list(DECISIONS), default=Decision.UNDER_REVIEW.value)
    until = DayField("Look again")
    note = _short("Note")
    what = _short("What is asked for")
    by_when = DayField("By when")
    how = _short("How")
    reason = SelectField(
        "Reason",
        choices=[("", "Choose"), *((each.value, words_for(each)) for each in StopReason)],
        default="",
    )
    replaced_by = _short("Replaced by")
    grade = SelectField(
        "Assessment", choices=[("", "None"), *((each.value, words_for(each)) for each in Grade)], default=""
    )

    def typed(self) -> RowDecision:
        """The row as the action takes it."""
        return RowDecision(
            decision=Decision(self.decision.data),
            until=self.until.on,
            note=_words(self.note),
            what=_words(self.what),
            by_when=self.by_when.on,
            how=_words(self.how),
            reason=StopReason(self.reason.data) if self.reason.data else None,
            replaced_by=_words(self.replaced_by),
            grade=Grade(self.grade.data) if self.grade.data else None,
        )

    def refuse(self, sentence: str) -> Field:
        """Puts the rule's sentence beside the field that it is about, and says which."""
        about = {
            Decision.MORE_ASKED: self.by_when if self.what.data else self.what,
            Decision.TAKEN_FURTHER: self.how,
            Decision.STOPPED: self.replaced_by if self.reason.data else self.reason,
        }
        field: Field = about.get(Decision(self.decision.data), self.decision)
        field.errors = [*field.errors, sentence]
        return field


def _words(field: StringField) -> str | None:
    return (field.data or "").strip() or None


class GridForm(Form):
    mode = radios(
        "What did the committee do?",
        [
            (NOTED, "The committee noted the report; keep everything under review"),
            (ITEM_BY_ITEM, "The committee decided item by item"),
        ],
        needed="Say what the committee did.",
    )
    until = civil_date("Look again at")
    minute = line("Minute number, if known", longest=40)
    basis = radios("How was it decided?")
    delegation = line("Under the delegation of minute", longest=200)
    chair_consulted_on = civil_date("The Chair was consulted on")
    report_to = SelectField("To be reported to", default="")
    anyway = tick("Sign off anyway")
    rows = FieldList(FormField(RowForm))

    def offer(self, coming: Sequence[MeetingRow]) -> None:
        """The bases that the council uses, and the meetings to come."""
        in_use = [basis for basis in bases_in_use() if basis is not Basis.NOTING_A_SCHEDULE]
        words = {Basis.AT_A_MEETING: "At the meeting", Basis.DELEGATED: "By an officer under delegation"}
        self.basis.choices = [(basis.value, words[basis]) for basis in in_use]
        self.report_to.choices = [
            ("", "The next meeting"),
            *((row.reference, f"{row.on.day} {row.on:%B %Y}") for row in coming),
        ]
        if not text(self.basis) and in_use:
            self.basis.data = in_use[0].value

    def decided(self, item: AgendaItem, report_to: Meeting | None, today: date) -> Decided:
        """How the rows were decided: at the item's meeting, or by an officer today."""
        if text(self.basis) == Basis.DELEGATED:
            return Decided(
                on=today,
                basis=Basis.DELEGATED,
                delegation=text(self.delegation) or None,
                chair_consulted_on=self.chair_consulted_on.data,
                report_to=report_to,
            )
        return at_item(item, minute=text(self.minute) or None)
