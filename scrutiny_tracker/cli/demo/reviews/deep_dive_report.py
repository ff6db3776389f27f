"""The report of the deep dive of 2025: what was written around the record, and its publication."""

from __future__ import annotations

from ....deep_dives.models import DeepDive
from ....papers.actions.deep_dives import publish_report
from ....papers.actions.documents import keep_file, keep_version, write_section
from ....papers.building import built
from ....papers.dive_content import dive_content
from ....papers.dive_facts import facts_of, gather
from ....papers.dive_form import key_of
from ....papers.kinds import section_for
from ....papers.models import Document
from ....papers.queries.deep_dives import get_clearance_of
from ..town import Town

WRITTEN = {
    "finance": "The recommendations have no direct cost. The yearly look at the measures is done within the "
    "performance team’s budget. A new survey, should Cabinet want one, would be a decision of its "
    "own.",
    "legal": "The law does not say which measures a council sets itself. The Local Government Transparency "
    "Code says what has to be published in any case, and nothing here touches that.\n\n"
    "Scrutiny’s power to report to Cabinet, and Cabinet’s duty to answer within two months of a "
    "notice, stand in the Local Government Act 2000 (sections 9F and 9FE).",
    "plan": "The measures are the plan’s own. A set that fits what services do today shows sooner whether "
    "its priorities are being met.",
    "risk": "Each service keeps the risks of its own measures. The risk in this report is that attention "
    "drifts from targets that were met; recommendation 8 to Cabinet is meant against that.",
    "organisation": "Services give some days each spring to the review of their measures, and stop "
    "reporting figures that nobody can explain.",
    "equalities": "The plan’s equality impact assessment stands. Two points in Appendix 1 ask for figures by "
    "ward, which would show differences that one figure for the city hides.",
    "climate": "Recommendation 5 to Cabinet asks for targets for homes to be weighed against those for open "
    "space and nature. Otherwise there are none.",
    "partners": "Schools and the hospital trust supply the figures of three measures. They are asked "
    "before a definition changes.",
    "author-area": "Law and Governance",
    "further": "One question belongs to the board whose remit is children’s services, and not to Cabinet.",
}
SAID = {
    "HP-02": "Schools stop reporting in September and calls begin in November, so for two months nobody "
    "knows. Some 140 young people stand in the figure only because nothing is known of them.",
    "HP-19": "Two in three children who did not reach the level at five were never in a nursery place.",
    "HP-20": "Four wards have fewer places than two-year-olds. One target for the whole city hides them.",
    "HP-28": "The share within twenty weeks is counted; how long the other families wait is not.",
    "HP-29": "The survey asks some 500 people. A change of a point may be chance and was read as a trend.",
    "HP-34": "Reablement is offered to people who are more ill than before. Whoever goes straight to a "
    "care home is left out of the count.",
    "HP-37": "An assessment counts as done when its form is closed, whatever it changed for the carer.",
    "HP-38": "A night in a hotel costs four times a night in a flat, and families stay longer.",
    "HP-42": "One bin in nine holds something that spoils the whole load.",
    "HP-43": "One report in three comes by telephone app since the form became easier. More reports need "
    "not mean more heaps.",
    "HP-46": "The list of streets that are inspected is drawn each month and has not been published.",
    "HP-09": "By the service’s own judgement three projects in nine would not have come without the council.",
    "HP-01": "The survey behind the figure is revised twice; the figure to judge comes eight months later.",
    "HP-57": "Two sites wait for a decision on open space: one target pulls against another.",
    "HP-59": "A gain that is promised is counted at once, while its monitoring is paid for five years only.",
    "HP-69": "A call taken by the machine counts as answered, and a caller who gives up counts nowhere.",
}


def write(town: Town, dive: DeepDive) -> None:
    """The author writes around the facts; finance, legal and performance sent their parts by e-mail."""
    document = get_clearance_of(dive)
    facts = facts_of(gather(document, town.today))
    said = {key_of(one): SAID[one.kpi.code] for one in dive.scope}
    for key, text in {**WRITTEN, **said}.items():
        write_section(document, section_for(document, key), text, facts, town.by())
    draft = dive_content(_again(dive), town.today)
    keep_version(document, draft, "Draft 1, as cleared by 15 October 2025", town.by())


def publish(town: Town, dive: DeepDive) -> None:
    """Frozen and published with the agenda of the committee."""
    document = _again(dive)
    content = dive_content(document, town.today)
    file = built(content, "pdf")
    version = publish_report(document, content, file, town.by("governance"))
    keep_file(version, *file, town.by("governance"))
    keep_file(version, *built(content, "docx"), town.by("governance"))


def _again(dive: DeepDive) -> Document:
    return get_clearance_of(dive)
