"""What an administrator or Governance Services types about the council."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import Field
from wtforms.validators import Regexp, ValidationError

from ..core.errors import Refused
from ..core.forms import Form, choice, civil_date, line, options, paragraphs, radios, text, tick, upload
from ..rules.words import words_for
from .actions.house import LONGEST_FOOTER, checked_colour
from .house import Sections
from .models import Body, Directorate, MemberKind, Portfolio, Standing
from .settings import COUNCIL_SETTINGS, Setting, SettingKind, checked

A_CODE = Regexp(
    r"^[A-Za-z][A-Za-z0-9-]*$", message="Code: use letters, numbers and hyphens, beginning with a letter."
)
STANDINGS = {
    Standing.SCRUTINY: "Scrutinises: a committee, board or panel of scrutiny",
    Standing.EXECUTIVE: "Decides: Cabinet or another executive body",
    Standing.COUNCIL: "Full Council",
    Standing.OTHER: "Another body of the council",
    Standing.OUTSIDE: "An organisation outside the council, without accounts",
}
KINDS = {kind: words_for(kind) for kind in MemberKind}
LAST_DAY_HINT = "Its last day. Leave this empty while it goes on."


def named(records: Iterable[Body | Portfolio | Directorate]) -> list[tuple[str, str]]:
    """Records as the choices of a drop-down."""
    return [(str(record.id), record.name) for record in records]


class BodyForm(Form):
    name = line("Name", needed="Enter the body's name.")
    kind = line(
        "Kind", needed="Enter what kind of body it is.", longest=80, hint="Such as Scrutiny Board or Panel."
    )
    standing = radios("What is it for?", options(Standing, STANDINGS), needed="Choose what the body is for.")
    parent = choice("Reports to")
    contact = line(
        "Contact", longest=400, hint="For an organisation outside the council: who gets its letters."
    )


class AddBodyForm(BodyForm):
    code = line(
        "Code",
        needed="Enter a code.",
        longest=20,
        hint="Short and lasting: it begins every reference, such as SB3 in SB3-2526-004.",
        more=[A_CODE],
    )
    from_on = civil_date("First day", needed="Enter the body's first day.")
    remit = paragraphs("What it looks at", longest=4000)


class EndBodyForm(Form):
    to_on = civil_date("Last day", hint=LAST_DAY_HINT)
    successor = choice("Who takes over", hint="Leave this empty where nobody does.")


class RemitForm(Form):
    text = paragraphs("What it looks at", needed="Enter what the body looks at.", longest=4000)
    portfolio = choice("Follows the portfolio", hint="Where it follows one.")
    from_on = civil_date("From", needed="Enter the day from which this holds.")


class AreaForm(Form):
    name = line("Name", needed="Enter a name.")
    from_on = civil_date("First day", needed="Enter its first day.")
    to_on = civil_date("Last day", hint=LAST_DAY_HINT)


class DirectorateForm(AreaForm):
    clearing = radios(
        "Are its updates cleared by a director before councillors see them?",
        [("council", "As the council's setting says"), ("yes", "Yes"), ("no", "No")],
        needed="Choose whether updates are cleared.",
    )

    def needs_clearing(self) -> bool | None:
        return {"yes": True, "no": False}.get(text(self.clearing))


CODE = {"needed": "Enter a code.", "longest": 20, "hint": "Short and lasting.", "more": [A_CODE]}


class AddAreaForm(AreaForm):
    code = line("Code", **CODE)  # type: ignore[arg-type]


class AddDirectorateForm(DirectorateForm):
    code = line("Code", **CODE)  # type: ignore[arg-type]


class GiveOfficeForm(Form):
    person = choice("Who", needed="Choose a person.")
    held_for = choice("For")
    member_kind = radios("Sits as", options(MemberKind, KINDS))
    from_on = civil_date("First day", needed="Enter the first day of the office.")
    to_on = civil_date("Last day", hint="Leave this empty where it is not known.")


class EndOfficeForm(Form):
    to_on = civil_date("Last day", needed="Enter the last day of the office.")
    why = line("Why", longest=400, hint="Such as an election or a change of post.")


class ClosedDayForm(Form):
    on = civil_date("Day", needed="Enter the day.")
    reason = line("Why", needed="Enter why the offices are closed.", hint="Such as Christmas closure.")


class SensitivePeriodForm(Form):
    from_on = civil_date("First day", needed="Enter the first day of the period.")
    to_on = civil_date("Last day", needed="Enter the last day of the period.")
    reason = line("Why", needed="Enter why the period is sensitive.", hint="Such as local elections in May.")
    holds_publication = tick("Hold publications until it is over")


class StartYearForm(Form):
    name = line(
        "Name of the year",
        needed="Enter the name of the year.",
        longest=20,
        hint="Such as 2026-27.",
        more=[Regexp(r"^\d{4}-\d{2}$", message="Write the name of the year as 2026-27.")],
    )
    starts_on = civil_date("First day", needed="Enter the first day.", hint="The day of annual Council.")
    ends_on = civil_date(
        "Last day", needed="Enter the last day.", hint="The day before the next annual Council."
    )


class _Value:
    """Says about one setting what the rule says."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def __call__(self, _form: Form, field: Field) -> None:
        try:
            checked(self.setting, text(field))
        except Refused as refused:
            raise ValidationError(refused.sentence) from refused


def _setting_field(setting: Setting) -> Any:  # noqa: ANN401 - a field not yet bound to a form
    field: Any
    if setting.kind in (SettingKind.YES_NO, SettingKind.CHOICE):
        choices: Sequence[tuple[str, str]] = setting.choices or (("yes", "Yes"), ("no", "No"))
        field = radios(setting.words, choices, hint=setting.hint)
    else:
        field = line(setting.words, hint=setting.hint)
    field.kwargs["validators"] = [_Value(setting)]
    return field


class SettingsForm(Form):
    """One field for each of the council's settings, under its name."""


for each in COUNCIL_SETTINGS:
    setattr(SettingsForm, each.name, _setting_field(each))


def _colour_can_be_read(_form: Form, field: Field) -> None:
    try:
        checked_colour(text(field))
    except Refused as refused:
        raise ValidationError(refused.sentence) from refused


class HouseForm(Form):
    """The house style; `house_form` adds a list of sections for each kind of document."""

    colour = line(
        "Main colour",
        needed="Main colour: enter one, such as #0b4f6c.",
        more=[_colour_can_be_read],
        hint="Of titles, headings and links, as # and six letters or numbers. It must be readable on white.",
    )
    footer = line(
        "Words at the foot of every page",
        longest=LONGEST_FOOTER,
        hint="Such as an address of the scrutiny team, or that copies in other formats can be had.",
    )
    logo = upload("Logo", hint="PNG or JPEG, up to 1 MB. It stands on the first page, right of the title.")
    logo_text = line(
        "What the logo says", hint="For people who do not see it, such as “Harrowmere City Council”."
    )
    remove_logo = tick("Take the logo away")


def house_form(offered: Iterable[Sections]) -> type[HouseForm]:
    """The form with a list of sections for each of these kinds of documents."""
    fields = {
        one.field: paragraphs(
            one.words,
            longest=8000,
            hint="One heading a line, in order. To reword a standard one, write it, a colon and your words; "
            "a heading of your own begins empty. Leave all out for the standard ones.",
        )
        for one in offered
    }
    return type("HouseFormWithSections", (HouseForm,), fields)
