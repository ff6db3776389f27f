"""What people choose about a tracker: the file, what each column holds, what its status words mean, whom it
names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms import Form as PlainForm

from ...core.forms import Form, choice, text, upload
from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.trackers import Layout, Meaning, TrackerColumn, TrackerRole, plain_word
from ...rules.words import words_for
from .files import TrackerPart
from .said import TrackerSaid

R = TrackerRole
ROLES: tuple[tuple[str, str], ...] = (
    (R.IGNORED, "Not read"),
    (R.REFERENCE, "Its reference"),
    (R.TEXT, "The wording of the recommendation"),
    (R.SHORT_NAME, "A short name"),
    (R.REPORT, "The report or review"),
    (R.NUMBER, "Its number in the report"),
    (R.COMMITTEE, "The committee that made it"),
    (R.MADE_ON, "When it was made"),
    (R.MINUTE, "The minute"),
    (R.ASKED, "Who was asked"),
    (R.AREA, "Portfolio, directorate or service"),
    (R.ANSWER, "The answer"),
    (R.ANSWERED_ON, "When it was answered"),
    (R.OWNER, "The officer"),
    (R.DUE, "By when"),
    (R.FIRST_DUE, "The first date"),
    (R.UPDATE, "What has been done: dated notes"),
    (R.STATUS, "The status"),
    (R.PROGRESS, "Progress"),
    (R.DECISION, "The committee's decision"),
    (R.EVIDENCE, "Evidence"),
)
LAYOUTS: tuple[tuple[str, str], ...] = (
    (Layout.OWN, "This program's own export"),
    (Layout.YORK, "York"),
    (Layout.VALE, "Vale of Glamorgan"),
    (Layout.STOCKTON, "Stockton-on-Tees"),
    (Layout.MAIDSTONE, "Maidstone"),
    (Layout.OTHER, "Another: as its headings say"),
)
SAYS_NOTHING = ("", "Says nothing")
ANSWERS = (SAYS_NOTHING, *((one.value, words_for(one)) for one in Answer if one is not Answer.WAITING))
PROGRESS = (SAYS_NOTHING, *((one.value, words_for(one)) for one in Progress))
DECISIONS = (
    SAYS_NOTHING,
    *((one.value, words_for(one)) for one in Decision if one not in (Decision.NONE, Decision.REOPENED)),
)


class UploadForm(Form):
    file = upload(
        "Tracker", hint="XLSX, ODS, CSV or Word (DOCX), up to 20 MB. Nothing is taken until you confirm."
    )


class ColumnForm(PlainForm):
    """One column of a sheet."""

    sheet = HiddenField()
    index = HiddenField()
    role = SelectField("What it holds", choices=list(ROLES))


class ColumnsForm(Form):
    layout = choice("Whose layout is it?", LAYOUTS, hint="Leave it where the columns below are right.")
    columns = FieldList(FormField(ColumnForm))

    def show(self, parts: Iterable[TrackerPart], said: TrackerSaid) -> None:
        """The columns as they were understood."""
        self.layout.data = said.layout.value if said.layout else ""
        for part in parts:
            for column in part.understood.columns:
                kept = {"sheet": str(part.index), "index": str(column.index), "role": column.role.value}
                self.columns.append_entry(kept)

    def said(self, parts: Iterable[TrackerPart], before: TrackerSaid) -> TrackerSaid:
        """What differs from what was understood; a layout that was just named says all columns anew."""
        layout = Layout(text(self.layout)) if text(self.layout) else None
        if layout is not before.layout:
            return TrackerSaid(layout, {}, before.meanings, before.owners)
        known: dict[tuple[str, str], TrackerColumn] = {
            (str(part.index), str(column.index)): column
            for part in parts
            for column in part.understood.columns
        }
        roles = {sheet: dict(kept) for sheet, kept in before.roles.items()}
        for entry in self.columns:
            column = known.get((entry.form.sheet.data or "", entry.form.index.data or ""))
            role = TrackerRole(entry.form.role.data)
            if column is not None and role is not column.role:
                roles.setdefault(int(entry.form.sheet.data or 0), {})[column.index] = role
        return TrackerSaid(layout, roles, before.meanings, before.owners)


class WordForm(PlainForm):
    """What one status word means, thread by thread."""

    word = HiddenField()
    answer = SelectField("The answer", choices=list(ANSWERS))
    progress = SelectField("Progress", choices=list(PROGRESS))
    decision = SelectField("The committee's decision", choices=list(DECISIONS))

    def meaning(self) -> Meaning:
        """As it was chosen."""
        answer, progress, decision = self.answer.data, self.progress.data, self.decision.data
        return Meaning(
            Answer(answer) if answer else None,
            Progress(progress) if progress else None,
            Decision(decision) if decision else None,
        )


class OwnerForm(PlainForm):
    """Whom an officer's words mean."""

    words = HiddenField()
    person = SelectField("Is", validate_choice=False)


class WordsForm(Form):
    words = FieldList(FormField(WordForm))
    owners = FieldList(FormField(OwnerForm))

    def show(self, found: Mapping[str, Any]) -> None:
        """Every status word with what it means, every officer with whom it names."""
        for one in found["words"]:
            meaning = one["meaning"] or {}
            self.words.append_entry({"word": one["word"], **{k: v or "" for k, v in meaning.items()}})
        for one in found["owners"]:
            self.owners.append_entry({"words": one["words"], "person": str(one["person"] or "")})

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """The people to choose from."""
        choices = [("", "Kept as words"), *((str(person_id), name) for person_id, name in people)]
        for entry in self.owners:
            entry.form.person.choices = choices

    def said(self, before: TrackerSaid, found: Mapping[str, Any]) -> TrackerSaid:
        """The meanings and people that were chosen; an unknown word stays unknown until something is said."""
        unknown = {one["word"] for one in found["words"] if one["meaning"] is None}
        meanings = dict(before.meanings)
        for entry in self.words:
            word, meaning = str(entry.form.word.data), entry.form.meaning()
            if word not in unknown or any(meaning):
                meanings[plain_word(word)] = meaning
        owners = {
            str(entry.form.words.data): int(entry.form.person.data)
            for entry in self.owners
            if str(entry.form.person.data or "").isdecimal()
        }
        return TrackerSaid(before.layout, before.roles, meanings, owners)
