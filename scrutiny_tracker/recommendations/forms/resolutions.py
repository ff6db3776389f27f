"""What is typed while an item's resolutions are logged: a row per clause, a box to paste into."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Rows
from wtforms.validators import Length, Optional

from ...core.forms import Form, civil_date, line, options, paragraphs, text
from ...council.models import Body, Portfolio
from ...meetings.clause_models import Becomes, Outcome
from ...rules.lifecycle import Origin
from ...rules.minutes.clauses import Clause as SplitClause
from ...rules.minutes.clauses import ClauseKind
from ...rules.words import words_for

MOST_CLAUSES = 200
LONGEST_PASTE = 400_000
OTHER = "other"
BECOMES = {
    Becomes.RECOMMENDATION: "Recommendation",
    Becomes.INFORMATION_REQUEST: "Request for information",
    Becomes.ACTION: "Action",
    Becomes.REFERRAL: "Referral to another body",
    Becomes.WORK_PROGRAMME: "For the work programme",
    Becomes.NOTE: "Note only",
}
OUTCOMES = {
    Outcome.AGREED: "Agreed as printed",
    Outcome.AGREED_WITH_CHANGES: "Agreed with changes",
    Outcome.NOT_AGREED: "Not agreed",
    Outcome.PUT_OFF: "Put off",
}
LIKELY = {
    ClauseKind.RECOMMEND: Becomes.RECOMMENDATION,
    ClauseKind.REFER: Becomes.REFERRAL,
    ClauseKind.REQUEST: Becomes.INFORMATION_REQUEST,
}


class ClauseRow(Rows):
    """One clause. `printed` is the row of the printed recommendation that it answers, if any."""

    printed = HiddenField()
    number = StringField("Number", validators=[Length(max=20)])
    wording = TextAreaField("Wording", validators=[Length(max=20_000, message="The wording is too long.")])
    outcome = SelectField("Outcome", choices=[("", ""), *options(Outcome, dict(OUTCOMES))], default="")
    becomes = SelectField("This is", choices=options(Becomes, dict(BECOMES)), default=Becomes.NOTE.value)
    kind = HiddenField(default=ClauseKind.OTHER.value)
    lead_in = HiddenField()
    parent = HiddenField()
    asked = SelectField("Who is asked", validate_choice=False, validators=[Optional()])
    asked_words = StringField("Who is asked, in words", validators=[Length(max=200)])
    when = StringField("By when", validators=[Length(max=200)])
    settle = BooleanField("Final wording to be settled later")
    settled_by = StringField("Settled by", validators=[Length(max=200)])
    dropped = BooleanField("Leave this one out")


class ResolutionsForm(Form):
    """All clauses of an item, and what is said once for all of them."""

    clauses = FieldList(FormField(ClauseRow), max_entries=MOST_CLAUSES)
    pasted = paragraphs(
        "Add another",
        hint="Paste from the draft minutes, or type one resolution per line.",
        longest=LONGEST_PASTE,
    )
    origin = SelectField("These recommendations come from", choices=[(o.value, words_for(o)) for o in Origin])
    settled_until = civil_date("Final wording by")
    minute_number = line("Minute number", longest=40, hint="May be left empty until the minutes are drafted.")
    vote = paragraphs("Vote or dissent", longest=2_000)

    def offer(self, bodies: Sequence[Body], portfolios: Sequence[Portfolio]) -> None:
        """Gives every row the bodies and portfolios that can be asked."""
        choices = [
            ("", "Choose"),
            *((f"body:{body.code}", body.name) for body in bodies),
            *((f"portfolio:{portfolio.code}", portfolio.name) for portfolio in portfolios),
            (OTHER, "Somebody else, in words"),
        ]
        for entry in self.clauses.entries:
            entry.form.asked.choices = choices

    def standing_rows(self) -> list[tuple[int, ClauseRow]]:
        """The rows that are not left out, each with its place in the form."""
        return [
            (index, entry.form)
            for index, entry in enumerate(self.clauses.entries)
            if not entry.form.dropped.data and (text(entry.form.wording) or text(entry.form.printed))
        ]

    def content(self) -> dict[str, list[str]]:
        """All that stands in the form now, as the fields of a request would carry it."""
        own = (self.origin, self.minute_number, self.vote)
        rows = [field for entry in self.clauses.entries for field in entry.form]
        return {
            field.name: [_as_typed(field)] for field in (*own, *rows) if field.data not in (None, "", False)
        }

    def add_split(self, found: Sequence[SplitClause], asked_for: dict[str, str]) -> None:
        """Adds pasted clauses as rows with their kind and who is asked proposed; children below parents."""
        for one in found:
            place = self._add(one, asked_for, parent=None)
            for child in one.children:
                self._add(child, asked_for, parent=place)

    def _add(self, one: SplitClause, asked_for: dict[str, str], parent: int | None) -> int | None:
        if len(self.clauses.entries) >= MOST_CLAUSES:
            return None
        likely = LIKELY.get(one.kind, Becomes.NOTE)
        name = one.addressee or ""
        known = asked_for.get(name.casefold().removeprefix("the "), "")
        if parent is not None:
            likely = Becomes(text(self.clauses.entries[parent].form.becomes))
        elif likely is Becomes.INFORMATION_REQUEST and known.startswith(("body:", "portfolio:")):
            likely = Becomes.RECOMMENDATION
        self.clauses.append_entry(
            {
                "number": one.number or "",
                "wording": one.text,
                "outcome": Outcome.AGREED.value,
                "becomes": likely.value,
                "kind": one.kind.value,
                "lead_in": one.lead_in or "",
                "parent": "" if parent is None else str(parent),
                "asked": known or (OTHER if name else ""),
                "asked_words": "" if known else name,
            }
        )
        return len(self.clauses.entries) - 1


def _as_typed(field: Field) -> str:
    return "y" if field.data is True else str(field.data)
