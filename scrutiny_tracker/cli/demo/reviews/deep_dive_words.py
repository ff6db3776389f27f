"""What the deep dive of 2025 says, in words of its own: recommendations and sections of the appendix."""

from __future__ import annotations

from dataclasses import dataclass

from ....deep_dives.models import ScopeReason
from ..diary import Print

TO_THE_COMMITTEE = (
    Print("1", "That the nine recommendations to Cabinet in this report be approved."),
    Print("2", "That the scrutiny body with the remit take up the further work in Appendix 1, section 17."),
    Print("3", "That each scrutiny body review the measures in its remit once a year."),
)
TO_CABINET = (
    Print(
        "1",
        "That Cabinet be asked to look again at every measure each year, together with scrutiny, so "
        "that the set "
        "still fits when services are redesigned.",
        "CABINET",
    ),
    Print(
        "2",
        "That Cabinet be asked to keep measures that can be counted, or that show a service getting better.",
        "CABINET",
    ),
    Print("3", "That Cabinet be asked to mark each measure as set nationally or chosen locally.", "CABINET"),
    Print(
        "4",
        "That Cabinet be asked to state how often each figure comes, where that is not every year.",
        "CABINET",
    ),
    Print(
        "5",
        "That Cabinet be asked to weigh targets for homes against open space, and to look for other "
        "targets that "
        "pull against each other.",
        "CABINET",
    ),
    Print("6", "That Cabinet be asked to match every strategy with the measures of the plan.", "CABINET"),
    Print(
        "7", "That Cabinet be asked to have each scrutiny body review its measures once a year.", "CABINET"
    ),
    Print("8", "That Cabinet be asked to name the targets that were met, and to celebrate them.", "CABINET"),
    Print(
        "9",
        "That Cabinet be asked to review the sixteen measures of Appendix 1, sections 1 to 16, with "
        "scrutiny's "
        "comments beside each.",
        "CABINET",
    ),
)


@dataclass(frozen=True)
class Section:
    """A section of the appendix: the measure, in which session it was heard, why, and what is suggested."""

    code: str
    session: int
    title: str
    why: ScopeReason
    suggestion: str


R = ScopeReason
SECTIONS = (
    Section(
        "HP-02",
        1,
        "Young people out of work and school",
        R.MISSED_AGAIN,
        "Count those whose activity is not known apart from those who have no place.",
    ),
    Section(
        "HP-19",
        1,
        "Five-year-olds' development",
        R.MISSED_AGAIN,
        "Show the figure for children who were born early or came from abroad.",
    ),
    Section(
        "HP-20",
        1,
        "Places for two-year-olds",
        R.WORSENING,
        "Set a target for each ward and say how many places there are.",
    ),
    Section(
        "HP-28",
        1,
        "Education plans in time",
        R.WORSENING,
        "Add how long the slowest tenth of families wait.",
    ),
    Section(
        "HP-29",
        2,
        "Adults who are active",
        R.WORSENING,
        "Ask whether a survey of 500 people can show a change of one point.",
    ),
    Section(
        "HP-34",
        2,
        "Still at home after hospital",
        R.MISSED_AGAIN,
        "Explain who is left out of the count.",
    ),
    Section(
        "HP-37",
        2,
        "Carers assessed or reviewed",
        R.WORSENING,
        "Ask carers whether the assessment changed anything.",
    ),
    Section(
        "HP-38",
        3,
        "Temporary accommodation",
        R.MISSED,
        "Set a target that the council can influence, such as nights in hotels.",
    ),
    Section("HP-42", 3, "Recycling", R.MISSED_AGAIN, "Show what goes into the wrong bin."),
    Section(
        "HP-43",
        3,
        "Fly-tips reported",
        R.MISSED_AGAIN,
        "Keep reports apart from heaps: more reporting is not always worse.",
    ),
    Section("HP-46", 3, "Litter in streets", R.WORSENING, "Publish the streets that were inspected."),
    Section(
        "HP-09",
        4,
        "Inward investment",
        R.MISSED_AGAIN,
        "Say what the council did for each project that it counts.",
    ),
    Section(
        "HP-01",
        4,
        "Residents in work",
        R.WORSENING,
        "Mark it as something that the council influences and does not decide.",
    ),
    Section(
        "HP-57",
        4,
        "Homes built",
        R.MISSED_AGAIN,
        "Set it beside the targets for open space and for nature.",
    ),
    Section(
        "HP-59",
        5,
        "Biodiversity net gain",
        R.MEMBER_INTEREST,
        "Count gains delivered, beside gains promised.",
    ),
    Section(
        "HP-69",
        5,
        "Calls answered",
        R.MISSED_AGAIN,
        "Add the calls that were given up before anybody answered.",
    ),
)
