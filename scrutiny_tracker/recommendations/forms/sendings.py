"""What people type about a sending: who it goes to, what it carries, its dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import SelectField

from ...core.forms import Form, choice, civil_date, line, options, ticks
from ...meetings.models import Meeting
from ...rules.deadlines import Regime, long_date
from ...rules.lifecycle import Origin
from ...rules.words import words_for

REGIME_WORDS: dict[Any, str] = {
    Regime.EXECUTIVE: "Cabinet's duty: two months beginning with receipt of the notice",
    Regime.COUNCIL: "Council's duty: two months beginning with receipt of the notice",
    Regime.HEALTH: "A health body's duty: 28 days",
    Regime.CRIME_AND_DISORDER: "Crime and disorder: 28 days",
    Regime.OWN_PROTOCOL: "Our own protocol",
    Regime.NONE: "No answer is owed",
}
NOT_NEEDED = "Leave empty if you do not know it yet."


def meeting_choices(meetings: Iterable[Meeting]) -> list[tuple[str, str]]:
    """Meetings as a list to choose from: reference, and body with date."""
    return [(each.reference, f"{each.body.name}, {long_date(each.on)}") for each in meetings]


def offer(field: SelectField, choices: Sequence[tuple[str, str]], empty: str = "Choose") -> None:
    """Puts choices into a drop-down, the empty one first."""
    field.choices = [("", empty), *choices]


class SendingForm(Form):
    """A new sending."""

    from_body = choice("From", needed="Choose the committee that sends it.")
    to = choice("To", needed="Choose who the report is sent to.")
    title = line(
        "Title of the report or letter", needed="Give the title of the report or letter.", longest=400
    )
    carried = ticks("Recommendations that it carries")
    origin = choice(
        "What scrutiny was doing",
        options(Origin, {each: words_for(each) for each in Origin}),
        hint="For printed recommendations that the committee has not agreed yet.",
    )
    on_agenda_of = choice("On the agenda of", hint="The meeting whose papers carry it, if any.")
    subject_to = choice(
        "Subject to the agreement of",
        hint="If it goes out before the committee has met: the committee's meeting.",
    )
    sent_on = civil_date("Sent on", hint=NOT_NEEDED)
    notice_given_on = civil_date(
        "Written notice given on", hint="Without a written notice no legal deadline runs. " + NOT_NEEDED
    )
    received_on = civil_date("Received on", hint=NOT_NEEDED)
    regime = choice("Which duty to answer applies", options(Regime, REGIME_WORDS))
    answer_needed_by = civil_date("Answer needed by", hint="If something else depends on it.")
    answer_needed_why = line("Why by then", longest=400, hint="Such as: Council sets the budget that day.")
    copied_to = line("Copied to", longest=400)


class EditSendingForm(Form):
    """Changing what a sending says."""

    title = line(
        "Title of the report or letter", needed="Give the title of the report or letter.", longest=400
    )
    on_agenda_of = choice("On the agenda of")
    subject_to = choice("Subject to the agreement of")
    sent_on = civil_date("Sent on")
    notice_given_on = civil_date("Written notice given on")
    received_on = civil_date("Received on")
    regime = choice(
        "Which duty to answer applies",
        options(Regime, REGIME_WORDS),
        needed="Choose which duty to answer applies.",
    )
    answer_needed_by = civil_date("Answer needed by")
    answer_needed_why = line("Why by then", longest=400)
    copied_to = line("Copied to", longest=400)


class NoticeForm(Form):
    """When written notice was given."""

    on = civil_date("When was written notice given?", needed="Enter the date on which notice was given.")


class ReceiptForm(Form):
    """When one sending was received."""

    on = civil_date(
        "When was it received?",
        needed="Enter the date on which it was received.",
        hint="The day on which the proper officer or the Leader had it, normally that of the e-mail.",
    )


class ReceiptsForm(ReceiptForm):
    """When several sendings were received."""

    sendings = ticks("Sendings that were received")


class ExpectForm(Form):
    """When an answer is expected, whatever is due."""

    on = civil_date("Answer expected on", hint="Leave empty to take the expected date away.")
    expected_why = line("Why then", longest=400)
