"""What people type about plans, scorecards, reviews, clashing targets and cycles."""

from __future__ import annotations

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, tick
from ...rules.performance import Tally
from ..models import PriorityKind, ReviewOutcome
from .measures import PERIOD_HINT
from .numbers import FigureField, number_box

MOST_MEASURES = 100_000
OUTCOMES = {
    ReviewOutcome.KEEP: "Keep it as it is",
    ReviewOutcome.CHANGE: "Change it",
    ReviewOutcome.RETIRE: "Retire it",
}
PRIORITY_KINDS = {
    PriorityKind.DELIVERY: "What the council delivers",
    PriorityKind.ENABLING: "What lets it deliver",
}


class ReviewForm(Form):
    year = line("Of which year", needed="Enter the year.", longest=20, hint="Such as 2025-26.")
    body = choice("Reviewed by", hint="None for officers.")
    reviewed_on = civil_date("Reviewed on", needed="Enter the day of the review.")
    is_measurable = radios(
        "Can it be measured as written?",
        (("yes", "Yes"), ("no", "No")),
        needed="Say whether it can be measured as written.",
    )
    outcome = radios("What next?", options(ReviewOutcome, OUTCOMES), needed="Say what next.")
    reason = paragraphs("Why", needed="Say why.")


class ClashForm(Form):
    first = choice("One measure", needed="Choose a measure.")
    second = choice("The other measure", needed="Choose the other measure.")
    why = paragraphs("Why may the two pull against each other?", needed="Say why.")
    raised_by = line("Who raised it", needed="Say who raised it.")
    raised_on = civil_date("Raised on", needed="Enter the day on which it was raised.")


class DecideClashForm(Form):
    decision = paragraphs("What was decided", needed="Enter what was decided.")
    decided_by = line("By whom", needed="Say who decided.")
    decided_on = civil_date("Decided on", needed="Enter the day of the decision.")


class PlanForm(Form):
    name = line("Name", needed="Enter a name.")
    starts_on = civil_date("First day", needed="Enter the first day.")
    ends_on = civil_date("Last day", needed="Enter the last day.")
    is_current = tick("This is the current plan")


class PriorityForm(Form):
    name = line("Name", needed="Enter a name.")
    kind = radios("What it is", options(PriorityKind, PRIORITY_KINDS), needed="Say what it is.")


class StrategyForm(Form):
    name = line("Name", needed="Enter a name.")
    owner = line("The post that answers for it")
    address = line("Where it can be read", longest=1000)


class ComparatorForm(Form):
    name = line("Name", needed="Enter a name.", hint="Such as Nearest neighbours 2025.")
    note = paragraphs("Note", hint="Such as who chose these areas, and by what.")
    areas = paragraphs(
        "Areas",
        needed="Enter at least one area.",
        hint="One line each: code; name. Such as: E08000025; Birmingham",
        longest=50_000,
    )


class PublishedForm(Form):
    """A tally as it was published; an empty box is a count that the record does not give."""

    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    improved = number_box("Improved")
    same = number_box("Stayed the same")
    worse = number_box("Got worse")
    cannot_say = number_box("Cannot say")
    not_available = number_box("Not available")
    recorded_improved_or_same = number_box("Improved or the same, as printed")
    recorded_directional = number_box("Can be compared, as printed")
    recorded_total = number_box("Measures in all, as printed")
    met = number_box("On target")
    within_tolerance = number_box("Within tolerance")
    missed = number_box("Missed target")
    source = line("Source", needed="Say where it was published.", longest=400)
    published_on = civil_date("Published on")
    note = paragraphs("Note")

    def tally(self) -> Tally:
        """The counts that were typed. Raises ValueError for one that is no whole number of measures."""
        counts: dict[str, int] = {}
        for field in self:
            if isinstance(field, FigureField) and (number := field.number()) is not None:
                if number != int(number) or not 0 <= number <= MOST_MEASURES:
                    raise ValueError(f"{field.label.text}: enter a whole number of measures.")
                counts[field.name] = int(number)
        return Tally(**counts)


class FreezeForm(Form):
    source = line("Published as", needed="Say in which report the year is published.", longest=400)
    published_on = civil_date("Published on", needed="Enter the day of publication.")
    note = paragraphs("Note")


class CycleForm(Form):
    name = line("Name", needed="Enter a name.", hint="Such as Half-year report 2025-26.")
    period = line("Period", needed="Enter the period.", longest=60, hint=PERIOD_HINT)
    stages = paragraphs(
        "Stages",
        needed="Enter at least one stage.",
        hint="One line each: what, who, by when. Such as: Figures returned; All services; 14 November 2025",
    )


class StageForm(Form):
    name = line("What", needed="Enter what is done.")
    who = line("Who", needed="Say who does it.")
    due_on = civil_date("By when", needed="Enter the day by which it is done.")
    done_on = civil_date("Done on", hint="Leave empty until it is done.")
    note = paragraphs("Note")
