"""Trees and water, March 2024: asked by a panel that has ended; board 4 follows it now."""

from __future__ import annotations

from datetime import date

from ....recommendations.actions import decisions
from ....recommendations.actions.commitments import report
from ....recommendations.actions.edit import hand_over
from ....recommendations.models.plans import LinkReason
from ....recommendations.queries.commitments import get_commitment
from ....rules.lifecycle import Answer, DelayCause, Difference, Origin, Progress
from ..diary import Entered, Item, Print
from ..town import Story, Town
from ..verbs import Said, answers, at_cabinet, read, receive, resolve, send
from ..work import at, judged, measure, told

TITLE = "Trees, rivers and lakes: what three years of looking have shown"
REPORT = Item(
    "green",
    TITLE,
    "Parks and Trees Manager",
    printed=(
        Print("1", "That Cabinet be asked to water young street trees for three summers.", "CABINET"),
        Print("2", "That Cabinet be asked to map every culvert and name who looks after it.", "CABINET"),
        Print("3", "That Cabinet be asked to train volunteers as wardens of the city's lakes.", "CABINET"),
    ),
    minute="The Panel agreed its last report and thanked the volunteers who had counted dead trees.",
)
AT_CABINET = Item(
    "green.cabinet", "Response to scrutiny: trees and water", "Director of City Services", minute="Agreed."
)
LOOK = Item(
    "green.look",
    "Trees and water: what has been done since the Panel ended",
    "Director of City Services",
    minute="The Board, which follows the former Panel's work, was content with the watering of trees.",
)
PROGRESS = Item(
    "green.progress",
    "Trees and water: 12-month progress report",
    "Director of City Services",
    minute="Noted.",
    has_paper=False,
)
ENTERED: tuple[Entered, ...] = (
    ("GREEN", date(2024, 3, 13), REPORT),
    ("CABINET", date(2024, 7, 9), AT_CABINET),
    ("SB4", date(2025, 3, 20), LOOK),
    ("SB4", date(2025, 10, 2), PROGRESS),
)


def trees_and_water(town: Town) -> Story:
    """Asked in March 2024, answered in July, inherited in between."""
    yield date(2024, 3, 13)
    resolve(town, "green", Origin.TASK_GROUP)
    measure(town, "green.1", "HP-54", LinkReason.MISSED_TARGET)
    measure(town, "green.3", "HP-62", LinkReason.NO_DATA)
    yield date(2024, 3, 18)
    sent = send(town, "green", TITLE, noticed=True)
    yield date(2024, 3, 20)
    receive(town, sent)
    yield date(2024, 5, 16)
    why = "The Panel ended with the municipal year; its subjects went to Board 4."
    rows = [read(town, f"green.{number}") for number in "123"]
    hand_over(rows, town.body("SB4"), why, town.by("governance"))
    yield date(2024, 7, 11)
    officer = {"officer": "parks.officer", "directorate": "STREETS"}
    said: Said = {
        "green.1": (Answer.AGREED, {**officer, "due_on": date(2024, 9, 30)}),
        "green.2": (Answer.AGREED, {**officer, "due_on": date(2025, 3, 31)}),
        "green.3": (Answer.ALREADY_HAPPENING, {**officer, "due_on": date(2025, 6, 30)}),
    }
    answers(town, said, at_cabinet(town, "green.cabinet"), portfolio="STREETS")
    yield date(2024, 10, 15)
    told(
        town,
        "green.1",
        "parks.officer",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="A bowser and two seasonal posts water 2,300 trees; one in nine died, against one in "
        "four before.",
        evidence="https://www.demo.example/trees/summer-2024",
    )
    yield date(2025, 2, 10)
    told(
        town,
        "green.2",
        "parks.officer",
        Progress.DELAYED,
        "The survey firm found 40 culverts that nobody had on a map.",
        new_due_on=date(2025, 12, 31),
        cause=DelayCause.DATA,
    )
    yield date(2025, 3, 20)
    decided = at(town, "green.look")
    decisions.sign_off(read(town, "green.1"), decided, town.by("governance"))
    decisions.keep_under_review(
        read(town, "green.2"), decided, town.by("governance"), until=date(2025, 10, 2)
    )
    decisions.keep_under_review(
        read(town, "green.3"), decided, town.by("governance"), until=date(2025, 10, 2)
    )
    judged(town, "green.1", Difference.SOME, "More young trees lived through the dry summer.", "green.look")
    yield date(2025, 6, 17)
    told(
        town,
        "green.3",
        "parks.officer",
        Progress.PAUSED,
        "Training stops while the lakes are drained for works.",
        until=date(2026, 4, 30),
    )
    yield date(2025, 10, 2)
    commitment = get_commitment(str(_commitment(town)))
    report(commitment, town.meeting("SB4", town.today), town.by("governance"))
    for number in "23":
        row = read(town, f"green.{number}")
        decisions.keep_under_review(
            row, at(town, "green.progress"), town.by("governance"), until=date(2026, 3, 12)
        )


def _commitment(town: Town) -> str | None:
    commitment = read(town, "green.1").commitment
    return commitment.reference if commitment is not None else None


STORIES = (trees_and_water,)
