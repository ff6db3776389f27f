"""What an officer fills in to give an update, and what clearing, returning and showing one asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...core.filters import day_date
from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, text, tick, upload
from ...people.models import Person
from ...rules.lifecycle import DelayCause, Progress
from ...rules.words import LABELS
from ..actions.update_words import UpdateWords
from ..models import Action, Update

LONGEST_NOTE = 1200
GOING = (
    (Progress.NOT_STARTED, "Not started"),
    (Progress.ON_TRACK, "On track"),
    (Progress.AT_RISK, "On track but at risk"),
    (Progress.DELAYED, "Delayed"),
    (Progress.PAUSED, "Paused"),
    (Progress.REPORTED_COMPLETE, "Done"),
    (Progress.WILL_NOT_BE_DONE, "Will not be done"),
)
REVEALED_BY = {
    "new_due_on": Progress.DELAYED,
    "cause": Progress.DELAYED,
    "until": Progress.PAUSED,
    "done": Progress.REPORTED_COMPLETE,
    "evidence": Progress.REPORTED_COMPLETE,
    "file": Progress.REPORTED_COMPLETE,
    "why_not": Progress.WILL_NOT_BE_DONE,
}
REVEALED_ON_BEHALF = ("behalf_of", "source", "said_on")


class UpdateForm(Form):
    """Only what is mistyped is an error here; what is missing the rule says when the update is sent."""

    value = radios("How is it going?", [(value.value, words) for value, words in GOING])
    new_due_on = civil_date("New date", hint="For example, 30 9 2026")
    cause = choice("Because of", options(DelayCause, LABELS))
    until = civil_date("Until", hint="For example, 30 9 2026")
    done = paragraphs("What was done and what has changed?", longest=LONGEST_NOTE)
    evidence = line(
        "Link",
        longest=1000,
        hint="A page that shows it. Without a link or file, “No evidence given” is shown.",
    )
    file = upload("File")
    remove_file = tick("Remove the file")
    why_not = paragraphs("Why", longest=LONGEST_NOTE)
    note = paragraphs(
        "What has happened?",
        longest=LONGEST_NOTE,
        counted=True,
        hint="Two or three sentences a councillor can read aloud. This may be published.",
    )
    public_text = paragraphs(
        "Wording for the public",
        longest=LONGEST_NOTE,
        hint="This recommendation is not public. Until there is a public wording, others read one sentence: "
        "this part is not public.",
    )
    speaker = radios("This update is from")
    behalf_of = choice("On behalf of")
    source = line("Where their words stand", longest=400, hint="For example, e-mail of 6 January")
    said_on = civil_date("Date of their words", hint="Today, if left empty")
    clearer = choice("Needs clearing by")

    def speaks_for(
        self, owner: Person | None, officers: Sequence[Person], action: Action, *, for_self: bool
    ) -> None:
        """Whose words these can be: one's own (an officer's), or somebody's named here."""
        another = ("behalf", "Somebody else, on whose behalf I enter it")
        self.speaker.choices = [("me", "Me"), another] if for_self else [another]
        first = [owner] if owner is not None else []
        people = [*first, *(one for one in officers if owner is None or one.id != owner.id)]
        named = [(f"person-{one.id}", one.name + (f", {one.post}" if one.post else "")) for one in people]
        body = [("body", action.body.name)] if action.body is not None else []
        self.behalf_of.choices = [("", "Choose"), *body, *named]

    def cleared_by(self, clearers: Sequence[Person]) -> None:
        """Who can be asked to clear it; one of several is chosen, the only one is chosen already."""
        self.clearer.choices = [("", "Choose"), *((str(one.id), one.name) for one in clearers)]
        if len(clearers) == 1 and not self.clearer.data:
            self.clearer.data = str(clearers[0].id)

    def now_due(self, on: date | None) -> None:
        """Says beside the new date what the date now is."""
        if on is not None:
            self.new_due_on.description = f"The date now is {day_date(on)}."

    def since(self, on: date | None) -> None:
        """Asks what has happened since the last word."""
        if on is not None:
            self.note.label.text = f"What has happened since {day_date(on)}?"

    def validate(self, extra_validators: object = None) -> bool:
        """What stands in a box that the chosen answer does not open is no error."""
        super().validate(extra_validators)
        hidden = [name for name, value in REVEALED_BY.items() if self.value.data != value.value]
        if self.speaker.data != "behalf":
            hidden.extend(REVEALED_ON_BEHALF)
        for name in hidden:
            self[name].errors = []
        if self.speaker.data not in {one[0] for one in self.speaker.choices or ()}:
            self.refuse("speaker", "Say whose update this is.")
        elif self.speaker.data == "behalf" and not text(self.behalf_of) and not self.behalf_of.errors:
            self.refuse("behalf_of", "Choose on whose behalf you enter this.")
        return not any(field.errors for field in self)

    def words(self, action: Action, file_id: int | None) -> UpdateWords:
        """What was typed, as the action takes it."""
        on_behalf = self.speaker.data == "behalf"
        whom = text(self.behalf_of) if on_behalf else ""
        person_id = whom.removeprefix("person-")
        value = Progress(self.value.data) if self.value.data in set(Progress) else None
        shows_evidence = value in (None, Progress.REPORTED_COMPLETE)
        outcome = self.why_not if value is Progress.WILL_NOT_BE_DONE else self.done
        return UpdateWords(
            value=value,
            note=text(self.note),
            outcome=text(outcome) or None,
            new_due_on=self.new_due_on.data,
            cause=DelayCause(self.cause.data) if self.cause.data in set(DelayCause) else None,
            until=self.until.data,
            evidence=(text(self.evidence) or None) if shows_evidence else None,
            evidence_file_id=file_id if shows_evidence else None,
            on_behalf_of_id=int(person_id) if person_id.isdecimal() else None,
            on_behalf_of_name=action.body.name if whom == "body" and action.body else None,
            source=(text(self.source) or None) if on_behalf else None,
            said_on=self.said_on.data if on_behalf else None,
            clearer_id=int(text(self.clearer)) if text(self.clearer).isdecimal() else None,
            public_text=text(self.public_text) or None,
        )

    def unasked(self) -> str | None:
        """What is to be said where several could clear it and none was asked."""
        nobody = len(self.clearer.choices or ()) > 1 and not text(self.clearer)
        return "Choose who is asked to clear it." if nobody else None

    def blame(self, field: str, sentence: str) -> None:
        """Puts a rule's sentence beside the box in which the person answers it."""
        if field == "outcome":
            field = "why_not" if self.value.data == Progress.WILL_NOT_BE_DONE else "done"
        if field == "said_on" and self.speaker.data != "behalf":
            field = "value"
        self.refuse(field if field in self else "value", sentence)


def typed_before(update: Update) -> dict[str, object]:
    """A kept update as the form shows it again."""
    whom = f"person-{update.on_behalf_of_id}" if update.on_behalf_of_id else ""
    if update.on_behalf_of_name:
        whom = "body"
    return {
        "value": update.value.value if update.value else None,
        "new_due_on": update.new_due_on,
        "cause": update.cause.value if update.cause else "",
        "until": update.until,
        "done": "" if update.value is Progress.WILL_NOT_BE_DONE else update.outcome,
        "why_not": update.outcome if update.value is Progress.WILL_NOT_BE_DONE else "",
        "evidence": update.evidence,
        "note": update.note,
        "public_text": update.public_text,
        "speaker": "behalf" if whom else "me",
        "behalf_of": whom,
        "source": update.source,
        "said_on": update.effective_on if whom else None,
        "clearer": str(update.clearer_id or ""),
    }


class ClearForm(Form):
    """A button; nothing is asked."""


class ReturnForm(Form):
    why = paragraphs(
        "What is missing or wrong?",
        needed="Say why it is returned and what is missing.",
        hint="The author reads this at the top of the page.",
        longest=2000,
    )


class ShowForm(Form):
    public_text = paragraphs(
        "Wording for the public",
        longest=LONGEST_NOTE,
        hint="This recommendation is not public. Others read this instead of the update.",
    )
