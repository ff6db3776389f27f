"""Forms about meetings: the calendar, one meeting's day, its state, agenda and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, text
from ...council.models import Body
from ...rules.minutes.dates import dates_in
from ..models import MinutesState
from ..queries.meetings import MeetingRow
from .fields import clock_words, read_clock

TIME_HINT = "Such as 2pm or 14:00."
WRONG_TIME = "Enter a time such as 2pm or 14:00."
MINUTES_WORDS = {
    MinutesState.NONE: "None yet",
    MinutesState.DRAFT: "Draft",
    MinutesState.CONFIRMED: "Confirmed at a later meeting",
}


def meeting_choices(meetings: Iterable[MeetingRow]) -> list[tuple[str, str]]:
    """Meetings for a drop-down."""
    return [(row.reference, f"{row.on.day} {row.on:%B %Y}, {row.body_name}") for row in meetings]


class TimeForm(Form):
    """A form with a time of day and a place."""

    at = line("Time", hint=TIME_HINT)
    place = line("Place")

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if text(self.at) and read_clock(text(self.at)) is None:
            self.refuse("at", WRONG_TIME)
            return False
        return valid

    def show_time(self, at: time | None, place: str | None) -> None:
        """Fills the fields from a meeting."""
        self.at.data, self.place.data = clock_words(at), place

    def typed_time(self) -> time | None:
        return read_clock(text(self.at))


class MeetingForm(TimeForm):
    body = choice("Committee or board", needed="Choose the committee or board.")
    on = civil_date("Date", needed="Enter the date.", hint="For example, 30 10 2025")


class CalendarForm(TimeForm):
    body = choice("Committee or board", needed="Choose the committee or board.")
    dates = paragraphs(
        "Dates",
        needed="Enter one date or more.",
        longest=20_000,
        hint="One on each line, or pasted from the calendar of meetings. A time on a line counts for that "
        "meeting; for the others the time below does.",
    )

    def offer(self, bodies: Sequence[Body]) -> None:
        self.body.choices = [("", "Choose"), *((body.code, body.name) for body in bodies)]

    def validate(self, extra_validators: object = None) -> bool:
        valid = super().validate(extra_validators)
        wrong = self._lines_without_date()
        if valid and wrong:
            self.refuse("dates", wrong)
            return False
        return valid

    def _lines(self) -> list[str]:
        return [typed.strip() for typed in text(self.dates).splitlines() if typed.strip()]

    def _lines_without_date(self) -> str | None:
        for number, typed in enumerate(self._lines(), 1):
            if not dates_in(typed):
                shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
                return f"Line {number}, “{shown}”: enter a date that exists, such as 30 October 2025."
        return None

    def typed_days(self) -> list[tuple[date, time | None]]:
        """Every date of every line, with the line's own time or the form's."""
        usual = self.typed_time()
        return [
            (on, read_clock(typed) or usual)
            for typed in self._lines()
            for _start, _end, on in dates_in(typed)
        ]


class MoveForm(TimeForm):
    to_on = civil_date("New date", needed="Enter the new date.")
    reason = line("Why the meeting is moved", needed="Say why the meeting is moved.", longest=400)


class StateForm(Form):
    reason = line("Reason", longest=400, hint="Kept with the meeting.")


class ContinueForm(TimeForm):
    on = civil_date("Date on which it continues", needed="Enter the date.")


class PublishForm(Form):
    on = civil_date("Date of publication", needed="Enter the date of publication.")
    reason = line(
        "Why it is published all the same",
        longest=400,
        hint="Needed after the last day for papers and in a sensitive period.",
    )


class WithdrawAgendaForm(Form):
    reason = line(
        "Why the agenda is a draft again", needed="Say why the agenda is a draft again.", longest=400
    )


class MinutesForm(Form):
    state = radios("Minutes", options(MinutesState, MINUTES_WORDS), needed="Say how far the minutes are.")
    confirmed_at = choice("Confirmed at")
