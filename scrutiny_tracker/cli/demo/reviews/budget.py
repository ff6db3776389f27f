"""What board 1 said about the budget of 2025: agreed subject to it and overtaken, only noted, not agreed."""

from __future__ import annotations

from datetime import date

from ....meetings.clause_models import Becomes
from ....recommendations.actions import decisions
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Origin, StopReason
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Said, answers, at_cabinet, read, resolve, send
from ..work import at, measure

TITLE = "Draft budget 2025-26: comments of the Finance and Corporate Scrutiny Board"
REPORT = Item(
    "budget",
    "Draft budget 2025-26",
    "Head of Finance",
    printed=(
        Print("1", "That Cabinet be asked to keep £150,000 for repairs of community centres.", "CABINET"),
        Print(
            "2",
            "That Cabinet be asked to show in each quarterly report which savings are at risk.",
            "CABINET",
        ),
        Print("3", "That Cabinet be asked not to raise the rent of allotments in 2025-26.", "CABINET"),
    ),
    minute="The Board had two hours with the Cabinet Member. It doubted a third of the savings.",
    vote="Recommendation 3 was agreed by three votes to two.",
    invited=(Invited("cabinet.finance"), Invited("finance.officer")),
)
AT_CABINET = Item(
    "budget.cabinet",
    "Budget 2025-26: recommendations to Council",
    "Director of Finance and Resources",
    minute="The Board's comments were considered one by one before the budget went to Council.",
)
LOOK = Item(
    "budget.look",
    "What became of the Board's comments on the budget",
    "Head of Finance",
    minute="Council had set the budget on 25 February without the sum for community centres.",
)
AGAIN = Item(
    "budget.again",
    "Savings at risk: asked again",
    "Head of Finance",
    minute="The Board repeated its question about savings and will see the second quarter's report.",
    invited=(Invited("finance.officer"),),
)
ENTERED: tuple[Entered, ...] = (
    ("SB1", date(2025, 1, 22), REPORT),
    ("CABINET", date(2025, 2, 11), AT_CABINET),
    ("SB1", date(2025, 3, 26), LOOK),
    ("SB1", date(2025, 10, 1), AGAIN),
)


def the_budget(town: Town) -> Story:
    """Dead once Council has set the budget, unless somebody asks again."""
    yield date(2025, 1, 22)
    also = (
        Also(
            "The list of savings with the officer responsible for each",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Finance",
            when="14 February 2025",
        ),
    )
    resolve(
        town,
        "budget",
        Origin.BUDGET,
        also=also,
        called={
            "2": "Show savings at risk in each quarterly report",
            "3": "No higher rent for allotments in 2025-26",
        },
    )

    measure(town, "budget.2", "HP-66", LinkReason.MISSED_AGAIN)
    yield date(2025, 1, 23)
    send(
        town,
        "budget",
        TITLE,
        answer_needed_by=date(2025, 2, 11),
        answer_needed_why="Council sets the budget on 25 February.",
        noticed=True,
        received=True,
    )
    yield date(2025, 2, 13)
    said: Said = {
        "budget.1": (
            Answer.AGREED_SUBJECT_TO,
            {
                "condition": "the budget that Council sets",
                "who_decides": "Council",
                "by_when": date(2025, 2, 25),
                "officer": "finance.officer",
                "directorate": "RESOURCES",
                "due_on": date(2025, 3, 31),
            },
        ),
        "budget.2": Answer.NOTED,
        "budget.3": (
            Answer.NOT_AGREED,
            {"reasons": "Rents have not been raised for four years and cost more to keep."},
        ),
    }
    answers(town, said, at_cabinet(town, "budget.cabinet"), portfolio="FINANCE")
    yield date(2025, 3, 26)
    decided = at(town, "budget.look")
    decisions.stop(read(town, "budget.1"), decided, town.by("governance"), reason=StopReason.OVERTAKEN)
    decisions.stop(read(town, "budget.3"), decided, town.by("governance"), reason=StopReason.NOT_AGREED)
    decisions.keep_under_review(
        read(town, "budget.2"), decided, town.by("governance"), until=date(2025, 10, 1)
    )
    yield date(2025, 10, 1)
    decisions.ask_for_more(
        read(town, "budget.2"),
        at(town, "budget.again"),
        town.by("governance"),
        what="Whether Cabinet will show savings at risk, yes or no",
        by_when=date(2025, 12, 15),
    )


STORIES = (the_budget,)
