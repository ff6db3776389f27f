"""Forms about agenda items, their minutes and their papers."""

from __future__ import annotations

from wtforms import FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import Length

from ...core.forms import Form, choice, civil_date, line, paragraphs, text, tick, upload
from ..actions.items import TypedItem
from ..actions.papers import NewFile, TypedPaper, TypedPrint
from ..models import AgendaItem, Paper, PrintedRecommendation
from .fields import PublicityForm


class ItemForm(PublicityForm):
    title = line("Title", needed="Enter the title of the item.", longest=400)
    report_of = line("Report of", hint="As it is printed, such as Director of Planning and Performance.")
    is_urgent = tick("This is an urgent item")
    urgent_reason = line("The Chair's reason", longest=400)
    arises_from = line(
        "Arises from an earlier minute", longest=400, hint="Such as 27/25. It is linked when it is found."
    )

    def show(self, item: AgendaItem) -> None:
        """Fills the fields from an item."""
        self.title.data, self.report_of.data = item.title, item.report_of
        self.is_urgent.data, self.urgent_reason.data = item.is_urgent, item.urgent_reason
        self.arises_from.data = item.arises_from_text
        self.show_publicity(item)

    def typed(self) -> TypedItem:
        return TypedItem(
            title=text(self.title),
            report_of=text(self.report_of) or None,
            is_urgent=bool(self.is_urgent.data),
            urgent_reason=text(self.urgent_reason) or None,
            arises_from=text(self.arises_from) or None,
            publicity=self.typed_publicity(),
        )


class MinuteForm(Form):
    minute_number = line("Minute number", longest=40, hint="Such as 27/25.")
    minute = paragraphs("Minute")
    vote = paragraphs("Vote or dissent", longest=2000, hint="Only where one is recorded.")


class PaperForm(PublicityForm):
    title = line("Title", needed="Enter the title of the paper.", longest=400)
    report_of = line("Report of")
    file = upload("File", hint="PDF, Word, Excel, OpenDocument, text or an image.")
    link = line("Or a link", longest=1000, hint="Where the paper is published, beginning with https://")
    published_on = civil_date("Published on")

    def show(self, paper: Paper) -> None:
        """Fills the fields from a paper."""
        self.title.data, self.report_of.data = paper.title, paper.report_of
        self.link.data, self.published_on.data = paper.link, paper.published_on
        self.show_publicity(paper)

    def typed(self, file: NewFile | None) -> TypedPaper:
        return TypedPaper(
            title=text(self.title),
            report_of=text(self.report_of) or None,
            link=text(self.link) or None,
            published_on=self.published_on.data,
            file=file,
            publicity=self.typed_publicity(),
        )


class AttachForm(Form):
    paper = line("Paper", needed="Choose a paper.", longest=40)


class PrintRow(PlainForm):
    """One printed recommendation in the table."""

    row_id = HiddenField()
    lead_in = HiddenField()
    number = StringField("Number", validators=[Length(max=20, message="Use 20 characters or fewer.")])
    text = TextAreaField("Recommendation")
    addressee = SelectField("Who is asked", validate_choice=True)


class PrintedForm(Form):
    pasted = paragraphs(
        "Paste the recommendations from the report",
        hint="They are split, and shown below to be corrected. Nothing is saved before you say so.",
    )
    body = choice("Who is asked, where the text does not say")
    rows = FieldList(FormField(PrintRow))

    def offer(self, bodies: list[tuple[str, str]]) -> None:
        """The bodies that can be asked."""
        self.body.choices = [("", "Choose"), *bodies]
        for row in self.rows:
            row.form.addressee.choices = [("", "Choose"), *bodies]

    def show(self, printed: list[PrintedRecommendation], bodies: list[tuple[str, str]]) -> None:
        """Fills the table from what is kept, with one empty row below."""
        for row in printed:
            self.add(row.number, row.text, str(row.addressee_id or ""), row.lead_in or "", str(row.id))
        self.add("", "", "", "", "")
        self.offer(bodies)

    def add(self, number: str, words: str, addressee: str, lead_in: str, row_id: str) -> None:
        """One more row in the table."""
        self.rows.append_entry(
            {"number": number, "text": words, "addressee": addressee, "lead_in": lead_in, "row_id": row_id}
        )

    def typed(self) -> list[TypedPrint]:
        """The rows as they stand in the table."""
        return [
            TypedPrint(
                number=text(row.form.number),
                text=text(row.form.text).replace("\r\n", "\n"),
                addressee_id=int(text(row.form.addressee)) if text(row.form.addressee) else None,
                lead_in=text(row.form.lead_in) or None,
                id=int(text(row.form.row_id)) if text(row.form.row_id).isdecimal() else None,
            )
            for row in self.rows
        ]
