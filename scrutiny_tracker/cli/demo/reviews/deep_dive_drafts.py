"""The review group's drafts of 2025: what each recommendation rests on, and the points of the appendix."""

from __future__ import annotations

from datetime import date

from ....deep_dives import actions as dives
from ....deep_dives.models import DeepDive, DraftState
from ....deep_dives.queries.drafts import list_drafts
from ....meetings.models import AgendaItem, Paper
from ....papers.actions.clearances import ClearanceFacts, add_clearance
from ....papers.actions.deep_dives import open_clearance
from ....papers.models import ClearanceRole
from ..town import Town
from .deep_dive_words import SECTIONS, TO_CABINET, TO_THE_COMMITTEE

WHY = {
    "1": "Three measures count a service that has been redesigned since they were chosen.",
    "2": "In four sessions nobody could say what the figure would show if things got better.",
    "3": "Members did not know which targets were theirs to question.",
    "4": "Three figures come every second year and were read as new.",
    "5": "Two sites wait because one target says homes and the other open space.",
    "6": "The walking strategy has no measure; two measures have no strategy.",
    "7": "The boards had not looked at their measures since they were set.",
    "8": "The half that was met was never spoken about.",
    "9": "Each measure had something that only its own session heard.",
    "own-1": "Cabinet meets five days after this committee.",
    "own-2": "Some questions belong to a board and not to Cabinet.",
    "own-3": "What is asked of Cabinet, scrutiny does as well.",
}
ABOUT = {"5": ("HP-57", "HP-59"), "2": ("HP-09",)}
FURTHER_WORK = "Look with schools at why leavers are reported late, and report back in the spring."
DROPPED = "That Cabinet be asked to consider whether more could be done about hotels."


R = ClearanceRole
PLANNING, GOVERNANCE = "Planning and Performance", "Law and Governance"
CLEARED = (
    (R.CONTRIBUTOR, "Wilfred Amberley", "Governance Services Officer", GOVERNANCE, None, (9, 26), (10, 7)),
    (R.CONTRIBUTOR, "Orla Fennimore", "Governance Services Officer", GOVERNANCE, None, (9, 19), (9, 26)),
    (R.CONTRIBUTOR, "Suki Brandreth-Orr", "Head of Performance", PLANNING, None, (9, 26), None),
    (R.FINANCE, "Ambrose Thackery", "Lead Accountant", "Finance", None, (9, 26), (10, 1)),
    (R.LEGAL, "Idris Holloway", "Head of Legal Services", GOVERNANCE, None, (9, 26), (10, 2)),
    (
        R.DIRECTOR,
        "Clemency Varley",
        "Director of Planning and Performance",
        PLANNING,
        "Beatrix Oxhey",
        (9, 26),
        (10, 15),
    ),
    (R.CHAIR, "Imogen Tarrowby", "Chair, Scrutiny Co-ordination Committee", None, None, (9, 26), (10, 14)),
    (
        R.CABINET_MEMBER,
        "Augustine Redmayle",
        "Cabinet Member for Policy and Leadership",
        None,
        None,
        (9, 26),
        (10, 9),
    ),
)


def clear(town: Town, dive: DeepDive) -> None:
    """Who was sent the draft and who came back: one never did, and one signed for another."""
    document = open_clearance(dive, town.by())
    for role, name, post, area, for_whom, sent, back in CLEARED:
        back_on = date(2025, *back) if back is not None else None
        facts = ClearanceFacts(role, name, post, for_whom, date(2025, *sent), back_on, area=area)
        add_clearance(document, facts, town.by())


def draft(town: Town, dive: DeepDive) -> None:
    """Twelve recommendations, sixteen points under the ninth, further work, and one that went no further."""
    scoped = {each.kpi.code: each for each in dive.scope}
    cabinet, own = town.body("CABINET"), town.body("SCRUCO")
    for body, prints, prefix in ((own, TO_THE_COMMITTEE, "own-"), (cabinet, TO_CABINET, "")):
        for one in prints:
            name = f"{prefix}{one.number}"
            about = [scoped[code] for code in ABOUT.get(name, ())]
            facts = dives.DraftFacts(one.text, WHY[name], body.id, measures=about)
            dives.add_draft(dive, facts, town.by())
    by_text = {each.text: each for each in list_drafts(dive.id)}
    ninth, further = by_text[TO_CABINET[8].text], by_text[TO_THE_COMMITTEE[1].text]
    for section in SECTIONS:
        point = dives.DraftFacts(section.suggestion, parent=ninth, measures=[scoped[section.code]])
        dives.add_draft(dive, point, town.by())
    dives.add_draft(dive, dives.DraftFacts(FURTHER_WORK, parent=further), town.by())
    dives.add_draft(
        dive, dives.DraftFacts(DROPPED, "It was said in one session only.", cabinet.id), town.by()
    )


def agree(town: Town, dive: DeepDive) -> None:
    """The review group agrees all but one."""
    for each in list_drafts(dive.id):
        state = DraftState.DROPPED if each.text == DROPPED else DraftState.AGREED
        dives.settle_draft(dive, each, state, town.by())


def carry(town: Town, dive: DeepDive, item: AgendaItem, paper: Paper) -> None:
    """The report of the committee's agenda prints what was agreed."""
    by_text = {each.text: each for each in list_drafts(dive.id)}
    carried = [(by_text[row.text], row) for row in paper.printed]
    dives.carry_drafts(dive, carried, item, paper, town.by())
