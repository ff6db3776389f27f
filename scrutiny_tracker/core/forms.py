"""Fields as people read them: GOV.UK widgets, clear sentences, nothing typed lost."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from .kept import kept_typing

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST_TEXT = 100_000


class Form(FlaskForm):  # type: ignore[misc]
    """A form that fills itself with what was typed before a sign-in ran out, and knows a double click."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))
    version = HiddenField()

    def __init__(self, formdata: Any = None, **options: Any) -> None:  # noqa: ANN401
        kept = kept_typing() if formdata is None else formdata
        self._has_words = kept is not None
        if kept is None:
            super().__init__(**options)
        else:
            super().__init__(formdata=kept, **options)

    def is_fresh(self) -> bool:
        """Whether nobody has typed into it yet, now or before a sign-in: a page then fills in what stands."""
        return not self._has_words and not self.is_submitted()

    def refuse(self, field: str, sentence: str) -> None:
        """Puts a rule's sentence beside the field it is about."""
        errors = self[field].errors
        self[field].errors = [*errors, sentence]

    def version_seen(self) -> int:
        """The version of the record that the person had in front of them; 0 where the form has none."""
        try:
            return int(self.version.data or 0)
        except ValueError:
            return 0


class CivilDateField(DateField):
    """Day, month and year; the month may be a name. Says which date does not exist."""

    widget = GovDateInput()

    def __init__(self, label: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(label, format="%d %m %Y", **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Takes the three boxes as typed, or one that holds all three. Raises ValueError with a sentence."""
        self.data = None
        if len(valuelist) == 1:
            valuelist = re.split(r"[\s./-]+", valuelist[0].strip())
        if not any(value.strip() for value in valuelist):
            self.raw_data = None
            return
        day, month, year = (value.strip() for value in (*valuelist, "", "", "")[:3])
        self.raw_data = [day, month, year]
        missing = [
            name for name, value in (("a day", day), ("a month", month), ("a year", year)) if not value
        ]
        if missing:
            raise ValueError(f"{self.label.text}: add {' and '.join(missing)}.")
        number = _month_number(month)
        if number is None or not day.isdecimal() or not year.isdecimal():
            raise ValueError(f"{self.label.text}: enter the date in numbers, such as 30 10 2025.")
        if len(year) != 4:
            raise ValueError(f"{self.label.text}: the year must have four numbers.")
        try:
            self.data = date(int(year), number, int(day))
        except ValueError:
            name = MONTHS[number - 1] if 1 <= number <= 12 else f"month {number}"
            raise ValueError(f"{int(day)} {name} {year} is not a date that exists.") from None


def _month_number(month: str) -> int | None:
    if month.isdecimal():
        return int(month[:4])
    named = [
        n for n, name in enumerate(MONTHS, 1) if len(month) >= 3 and name.lower().startswith(month.lower())
    ]
    return named[0] if len(named) == 1 else None


def _needed(sentence: str | None) -> list[Any]:
    return [InputRequired(sentence)] if sentence else [Optional()]


def _typed(sentence: str | None) -> list[Any]:
    """Spaces alone are nothing."""
    return [DataRequired(sentence)] if sentence else [Optional()]


def line(
    label: str,
    *,
    needed: str | None = None,
    longest: int = 200,
    hint: str = "",
    more: Sequence[Any] = (),
) -> StringField:
    """One line of text. `needed` is the sentence shown when it is empty; none makes it optional."""
    sentence = f"{label}: use {longest} characters or fewer."
    return StringField(
        label,
        description=hint,
        widget=GovTextInput(),
        filters=[_stripped],
        validators=[*_typed(needed), Length(max=longest, message=sentence), *more],
    )


def paragraphs(
    label: str,
    *,
    needed: str | None = None,
    longest: int = LONGEST_TEXT,
    hint: str = "",
    counted: bool = False,
) -> TextAreaField:
    """Several lines of text, with a character count where `counted`."""
    sentence = f"{label}: use {longest:,} characters or fewer."
    return TextAreaField(
        label,
        description=hint,
        widget=GovCharacterCount() if counted else GovTextArea(),
        filters=[_stripped],
        validators=[*_typed(needed), Length(max=longest, message=sentence)],
    )


def civil_date(label: str, *, needed: str | None = None, hint: str = "") -> CivilDateField:
    """A date in three boxes."""
    return CivilDateField(
        label, description=hint, validators=[_DateNeeded(needed)] if needed else [Optional()]
    )


class _DateNeeded:
    """An empty date is an error, a mistyped one already has its own."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data is None and not field.errors:
            raise ValidationError(self.sentence)


def choice(
    label: str, choices: Iterable[tuple[Any, str]] = (), *, needed: str | None = None, hint: str = ""
) -> SelectField:
    """One of a list, in a drop-down; the empty choice comes first. `needed` refuses the empty one."""
    return SelectField(
        label,
        description=hint,
        choices=[("", "Choose"), *choices],
        widget=GovSelect(),
        default="",
        validators=_needed(needed),
        validate_choice=True,
    )


def radios(
    label: str, choices: Iterable[tuple[Any, str]] = (), *, needed: str | None = None, hint: str = ""
) -> RadioField:
    """One of a few, nothing preselected unless a default is set later."""
    return RadioField(
        label,
        description=hint,
        choices=list(choices),
        widget=GovRadioInput(),
        validators=_needed(needed),
        validate_choice=bool(needed),
    )


def ticks(label: str, choices: Iterable[tuple[Any, str]] = (), *, hint: str = "") -> SelectMultipleField:
    """Any of several."""
    return SelectMultipleField(
        label, description=hint, choices=list(choices), widget=GovCheckboxesInput(), validators=[Optional()]
    )


def tick(label: str, *, hint: str = "") -> BooleanField:
    """Yes or no."""
    return BooleanField(label, description=hint, widget=GovCheckboxInput())


def upload(label: str, *, hint: str = "") -> FileField:
    """A file; `core.files.checked_upload` says whether it can be kept."""
    return FileField(label, description=hint, widget=GovFileInput())


def secret(label: str, *, needed: str, hint: str = "") -> PasswordField:
    """A password: never shown again."""
    return PasswordField(
        label, description=hint, widget=GovPasswordInput(), validators=[InputRequired(needed)]
    )


def _stripped(value: str | None) -> str | None:
    return value.replace("\r\n", "\n").replace("\x00", "").strip() if value else value


def text(field: Field) -> str:
    """What was typed into a field, or nothing."""
    return str(field.data or "")


def day(field: CivilDateField) -> date:
    """The date of a field that needs one, once the form is valid."""
    assert field.data is not None
    return field.data


def options(values: type[StrEnum], words: dict[Any, str] | None = None) -> list[tuple[str, str]]:
    """An enum as choices, in the words that people read."""
    return [(v.value, (words or {}).get(v, v.value.replace("-", " ").capitalize())) for v in values]


def problems(*forms: FlaskForm) -> list[tuple[str, str]]:
    """Every error with the address of its field, for the summary at the top of the page."""
    found: list[tuple[str, str]] = []
    for form in forms:
        for sentence in form.form_errors:
            found.append((sentence, "#main-content"))
        for field in form:
            found.extend(_field_problems(field))
    return found


def _field_problems(field: Field) -> list[tuple[str, str]]:
    errors: Sequence[Any] = field.errors
    if isinstance(errors, dict) or (errors and isinstance(errors[0], dict)):
        return [found for inner in getattr(field, "form", ()) for found in _field_problems(inner)]
    if hasattr(field, "entries"):
        return [found for inner in field.entries for found in _entry_problems(inner)]
    place = f"{field.name}-day" if isinstance(field, CivilDateField) else field.id
    return [(str(sentence), f"#{place}") for sentence in errors[:1]]


def _entry_problems(entry: Field) -> list[tuple[str, str]]:
    inner = getattr(entry, "form", None)
    return problems(inner) if inner is not None else _field_problems(entry)
