"""Getting through to the council, December 2025: agreed by the committee and not sent to anybody yet."""

from __future__ import annotations

from datetime import date

from ....meetings.clause_models import Becomes, Outcome
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Origin
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Took, resolve
from ..work import measure

REPORT = Item(
    "calls",
    "Getting through: how the council answers the telephone",
    "Head of Customer Services",
    printed=(
        Print("1", "That Cabinet be asked to answer nine calls in ten by December 2026.", "CABINET"),
        Print(
            "2", "That Cabinet be asked to ring back everybody who waits longer than five minutes.", "CABINET"
        ),
        Print("3", "That Cabinet be asked to keep one number that a person answers.", "CABINET"),
        Print("4", "That Cabinet be asked to close the web chat.", "CABINET"),
    ),
    minute="Members had rung the council 40 times in November. The fourth recommendation was not agreed.",
    invited=(Invited("customer.officer"), Invited("cabinet.finance")),
)
ENTERED: tuple[Entered, ...] = (("SCRUCO", date(2025, 12, 11), REPORT),)


def getting_through(town: Town) -> Story:
    """Nobody has given notice, and the wording of the third is being settled."""
    yield date(2025, 12, 11)
    took = {
        "3": Took(settled_by="the Scrutiny Co-ordinator with the Chair", settled_until=date(2026, 1, 16)),
        "4": Took(Outcome.NOT_AGREED),
    }
    also = (
        Also(
            "Calls given up by hour of the day, for November",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Customer Services",
            when="9 January 2026",
        ),
    )
    resolve(town, "calls", Origin.PERFORMANCE_REPORT, took=took, also=also)
    measure(town, "calls.1", "HP-69", LinkReason.MISSED_AGAIN)
    measure(town, "calls.2", "HP-70", LinkReason.MISSED_AGAIN)


STORIES = (getting_through,)
