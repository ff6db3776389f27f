"""What is typed while a paper is brought in and reviewed."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Rows
from wtforms.validators import Length, NumberRange, Optional

from ..core.forms import CivilDateField, Form, line, paragraphs, text, upload
from ..council.settings import text_setting
from ..meetings.forms.fields import PUBLICITY_WORDS, read_clock
from ..rules.deadlines import Nation
from ..rules.exempt_paragraphs import exempt_paragraphs
from ..rules.lifecycle import Answer, Origin
from ..rules.minutes.dates import dates_in
from ..rules.permissions import Permission, why_not
from ..rules.publicity import Publicity
from ..rules.words import words_for
from .matching import Offers, Records
from .proposals import ASKS, CHOICES, ItemRow, MeetingRow, Review, Row, Sort, This

LONGEST_PASTE = 600_000
NEW = "new"
TOLD = [
    ("", "Nothing was said of it"),
    (Answer.AGREED.value, "All that wait were agreed"),
    (Answer.NOT_AGREED.value, "None that wait was agreed, no reasons given"),
    (Answer.NOTED.value, "All that wait were noted, with no action stated"),
]
WORDS = {
    This.RECOMMENDATION: "Recommendation",
    This.INFORMATION_REQUEST: "Request for information",
    This.ACTION: "Action",
    This.REFERRAL: "Referral to another body",
    This.WORK_PROGRAMME: "For the work programme",
    This.NOTE: "Note only",
    This.PRINTED: "Recommendation printed in the report",
    This.PROGRESS_REPORT: "Progress report to come",
    This.EARLIER_MINUTE: "Reference to an earlier minute",
    This.TALLY: "Published tally of measures",
}


class BringForm(Form):
    """A paper to bring in: pasted, or as a file."""

    pasted = paragraphs(
        "Paste the paper",
        longest=LONGEST_PASTE,
        hint="Text or HTML: one item, a whole set of minutes, or a report.",
    )
    file = upload("Or choose a file", hint="TXT, HTML, Word (DOCX), PDF with text, or ModernGov XML.")
    link = line("Where it is published", longest=1000, hint="Optional: the address of the page or document.")


class ConfirmForm(Form):
    """One button."""


class MeetingForm(Rows):
    """The meeting that the paper is of."""

    existing = RadioField("Which meeting is this?", validators=[Optional()], validate_choice=False)
    version_of = RadioField("Is this a later version?", validators=[Optional()], validate_choice=False)
    body = SelectField("Committee or board", validators=[Optional()], validate_choice=False)
    on = CivilDateField("Date of the meeting", validators=[Optional()])
    at = StringField("Time", validators=[Length(max=20)])


class ItemForm(Rows):
    """One item of the paper."""

    title = StringField("Title", validators=[Length(max=400)])
    number = StringField("Minute number", validators=[Length(max=40)])
    report_of = StringField("Report of", validators=[Length(max=200)])
    existing = SelectField("Which item is this?", validators=[Optional()], validate_choice=False)
    origin = SelectField("Its recommendations come from", choices=[(o.value, words_for(o)) for o in Origin])
    publicity = SelectField("Who may read it", validate_choice=False)
    exempt_paragraph = SelectField("Paragraph", validators=[Optional()], validate_choice=False)
    exempt_reason = StringField("Why it is private", validators=[Length(max=400)])
    public_text = StringField("Public wording", validators=[Length(max=2000)])
    dropped = BooleanField("Leave this item out")


class Months(IntegerField):
    """A number of months; an empty box is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not valuelist[0].strip():
            self.data = None
            return
        super().process_formdata(valuelist)


class RowForm(Rows):
    """One proposal."""

    text = TextAreaField("Wording", validators=[Length(max=20_000, message="The wording is too long.")])
    number = StringField("Number", validators=[Length(max=20)])
    this = SelectField("This is", validate_choice=False)
    asked = SelectField("Who is asked", validators=[Optional()], validate_choice=False)
    asked_words = StringField("In words, if nobody in the list", validators=[Length(max=200)])
    also = SelectMultipleField("Also recommended to", validate_choice=False)
    when = StringField("By when", validators=[Length(max=200)])
    months = Months("In how many months", validators=[Optional(), NumberRange(1, 120)])
    owner = SelectField("Who answers for it", validators=[Optional()], validate_choice=False)
    known = SelectField("Is it recorded already?", validators=[Optional()], validate_choice=False)
    told = SelectField("The answer, as this meeting was told", choices=TOLD, validate_choice=False)
    told_on = StringField("Day of that decision", validators=[Length(max=40)])
    plan = SelectField("Plan", validators=[Optional()], validate_choice=False)
    period = StringField("Year", validators=[Length(max=40)])
    measures = SelectMultipleField("Measures that it is about", validate_choice=False)
    part = BooleanField("Part of the one above")
    accepted = BooleanField("Accept")


class ReviewForm(Form):
    """A whole review: the meeting, its items and every proposal that is not left out."""

    def __init__(self, review: Review, typed: Any = None) -> None:  # noqa: ANN401 - a request's fields
        super().__init__(formdata=typed)
        self.review = review
        self.meeting = MeetingForm(typed, prefix="meeting", data=_meeting_data(review.meeting))
        self.items = {item.id: ItemForm(typed, prefix=item.id, data=vars(item)) for item in review.items}
        self.rows = {
            row.id: RowForm(typed, prefix=row.id, data=vars(row))
            for row in review.rows
            if not row.dropped and (typed is None or f"{row.id}-text" in typed)
        }

    def every(self) -> list[Rows]:
        """All its forms, in the order of the page."""
        found: list[Rows] = [self.meeting]
        for item in self.review.items:
            found.append(self.items[item.id])
            found.extend(self.rows[row.id] for row in self.review.of_item(item.id) if row.id in self.rows)
        return found

    def offer(self, records: Records, offers: Offers) -> None:
        """Gives every list what can be chosen, the likely matches first."""
        self.meeting.body.choices = [("", "Choose"), *((body.code, body.name) for body in records.bodies)]
        self.meeting.existing.choices = [
            *((offer.value, f"{offer.words} ({offer.why})") for offer in offers.meeting),
            (NEW, "A meeting that is not in the calendar yet"),
        ]
        self.meeting.version_of.choices = [
            *((offer.value, f"A later version of {offer.words} ({offer.why})") for offer in offers.versions),
            ("no", "No, it is another paper"),
        ]
        asked = [
            ("", "Choose"),
            *((f"body:{body.code}", body.name) for body in records.bodies),
            *((f"portfolio:{portfolio.code}", portfolio.name) for portfolio in records.portfolios),
        ]
        nation = Nation(text_setting("nation"))
        paragraphs_of = [("", "Choose"), *exempt_paragraphs(nation).items()]
        for item_id, form in self.items.items():
            likely = {offer.value: offer.why for offer in offers.of(f"{item_id}-existing")}
            form.existing.choices = [
                ("", "Choose"),
                *(
                    (one.reference, f"{one.number}. {one.title}" + _why(likely.get(one.reference)))
                    for one in records.items
                ),
                (NEW, "A new item"),
            ]
            form.publicity.choices = [("", "Choose"), *((p.value, w) for p, w in PUBLICITY_WORDS.items())]
            form.exempt_paragraph.choices = paragraphs_of
        for row_id, row_form in self.rows.items():
            row = self.review.find(row_id)
            row_form.plan.choices = [("", "Choose"), *((plan, plan) for plan in records.plans)]
            if row is not None:
                self._offer_row(row, row_form, asked, offers)

    def _offer_row(self, row: Row, form: RowForm, asked: list[tuple[str, str]], offers: Offers) -> None:
        form.this.choices = [(this.value, WORDS[this]) for this in CHOICES[row.sort]]
        form.asked.choices = asked
        form.also.choices = [one for one in asked if one[0].startswith("body:")]
        form.known.choices = [
            ("", "Choose"),
            *((offer.value, offer.words + _why(offer.why)) for offer in offers.of(f"{row.id}-known")),
            (NEW, "No, it is new"),
        ]
        form.owner.choices = [
            ("", "Nobody yet"),
            *((offer.value, offer.words + _why(offer.why)) for offer in offers.of(f"{row.id}-owner")),
        ]
        form.measures.choices = [
            (offer.value, offer.words + _why(offer.why)) for offer in offers.of(f"{row.id}-measures")
        ]

    def is_readable(self) -> bool:
        """Whether every box can be read as what it asks for; one that cannot says so."""
        unread = [form for form in self.every() if any(field.process_errors for field in form)]
        for form in unread:
            form.validate()
        return not unread

    def fill(self) -> None:
        """Puts what was typed into the review; a field that cannot be read keeps what stood there."""
        _fill_meeting(self.review.meeting, self.meeting)
        for item in self.review.items:
            _fill_item(item, self.items[item.id])
        for row_id, form in self.rows.items():
            row = self.review.find(row_id)
            if row is not None:
                _fill_row(row, form)

    def check(self, offers: Offers, *, may_tally: bool = True) -> bool:
        """Whether it can be confirmed; else every field that is in the way says so in a sentence.

        `may_tally` says whether whoever asks may record a published tally of measures.
        """
        for form in self.every():
            form.validate()
        _check_meeting(self.meeting, self.review.meeting, offers)
        waiting: list[RowForm] = []
        for item in self.review.items:
            if item.dropped:
                continue
            _check_item(self.items[item.id], item, offers)
            for row in self.review.standing(item.id):
                row_form = self.rows.get(row.id)
                if row_form is None:
                    continue
                name = f"Proposal {self.review.number(row)}"
                _check_row(row_form, row, name, offers)
                if row.this is This.TALLY and not may_tally:
                    _refuse(row_form.plan, f"{name}: {why_not(Permission.KPI_EDIT)} Leave it out.")
                if not row.accepted:
                    waiting.append(row_form)
        if waiting:
            some = "1 proposal is" if len(waiting) == 1 else f"{len(waiting)} proposals are"
            _refuse(waiting[0].accepted, f"{some} neither accepted nor left out yet.")
        return not any(form.errors for form in self.every())

    def refuse_at(self, name: str, sentence: str) -> bool:
        """Puts a rule's sentence beside the field of this name; False where the form has none such."""
        for form in self.every():
            for field in form:
                if field.name == name:
                    _refuse(field, sentence)
                    return True
        return False


def _why(why: str | None) -> str:
    return f" (likely: {why})" if why else ""


def _refuse(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _meeting_data(row: MeetingRow) -> dict[str, Any]:
    on = date.fromisoformat(row.on) if row.on else None
    return {"existing": row.existing, "version_of": row.version_of, "body": row.body, "on": on, "at": row.at}


def _fill_meeting(row: MeetingRow, form: MeetingForm) -> None:
    row.existing, row.body = text(form.existing), text(form.body)
    row.version_of = text(form.version_of)
    if not form.on.errors and not form.on.process_errors:
        row.on = form.on.data.isoformat() if form.on.data else ""
    at = read_clock(text(form.at))
    row.at = at.strftime("%H:%M") if at is not None else ""


def _fill_item(row: ItemRow, form: ItemForm) -> None:
    row.title, row.number = text(form.title).strip(), text(form.number).strip()
    row.report_of, row.existing = text(form.report_of).strip(), text(form.existing)
    if text(form.origin) in set(Origin):
        row.origin = text(form.origin)
    row.publicity = text(form.publicity) if text(form.publicity) in set(Publicity) else ""
    row.exempt_paragraph, row.exempt_reason = text(form.exempt_paragraph), text(form.exempt_reason).strip()
    row.public_text, row.dropped = text(form.public_text).strip(), bool(form.dropped.data)


def _fill_row(row: Row, form: RowForm) -> None:
    row.text, row.number = text(form.text).replace("\r\n", "\n").strip(), text(form.number).strip()
    if text(form.this) in {this.value for this in CHOICES[row.sort]}:
        row.this = This(text(form.this))
    row.asked, row.asked_words = text(form.asked), text(form.asked_words).strip()
    row.also = [value for value in form.also.data or [] if value != row.asked]
    row.when, row.owner, row.known = text(form.when).strip(), text(form.owner), text(form.known)
    row.told, row.told_on = text(form.told), text(form.told_on).strip()
    row.plan, row.period = text(form.plan), text(form.period).strip()
    row.measures, row.months = list(form.measures.data or []), form.months.data
    row.part, row.accepted = bool(form.part.data), bool(form.accepted.data)


def _check_meeting(form: MeetingForm, row: MeetingRow, offers: Offers) -> None:
    if offers.meeting and not row.existing:
        _refuse(form.existing, "Choose which meeting this is.")
    if offers.versions and not row.version_of:
        _refuse(form.version_of, "Say whether this is a later version of a paper that was brought in.")
    if row.existing in ("", NEW):
        if not row.body:
            _refuse(form.body, "Choose the committee or board that met.")
        if not row.on and not form.on.errors:
            _refuse(form.on, "Enter the date of the meeting.")


def _check_item(form: ItemForm, row: ItemRow, offers: Offers) -> None:
    if offers.of(f"{row.id}-existing") and not row.existing:
        _refuse(form.existing, "Choose which item of the agenda this is, or that it is new.")
    if row.existing not in ("", NEW):
        return
    if not row.title:
        _refuse(form.title, "Enter the title of the item.")
    if not row.publicity:
        why = "The paper speaks of private business here: say" if row.private_words else "Say"
        _refuse(form.publicity, f"{why} who may read this item.")


def _check_row(form: RowForm, row: Row, name: str, offers: Offers) -> None:
    if not row.text:
        _refuse(form.text, f"{name}: enter the wording, or leave it out.")
    if "\n\n" in row.text and row.sort is Sort.CLAUSE:
        _refuse(form.text, f"{name}: split it at the empty line, or take the empty line out.")
    if offers.of(f"{row.id}-known") and not row.known:
        _refuse(form.known, f"{name}: say whether it is recorded already.")
    if row.known not in ("", NEW) and not row.known.startswith(("row:", "printed:", "item:")):
        return
    if row.told and not dates_in(row.told_on):
        _refuse(form.told_on, f"{name}: enter the day of the decision, such as 2 December 2025.")
    if row.this is This.TALLY:
        if not row.plan:
            _refuse(form.plan, f"{name}: choose the plan whose measures these are.")
        if not row.period:
            _refuse(form.period, f"{name}: enter the year, such as 2022-23.")
    is_part = row.part and row.sort is Sort.CLAUSE
    if row.this in ASKS and not is_part and not (row.asked or row.asked_words):
        _refuse(form.asked, f"{name}: say who is asked, or choose “note only”.")
    elif row.this is This.REFERRAL and not row.asked.startswith("body:"):
        _refuse(form.asked, f"{name}: choose the body that it is referred to.")
