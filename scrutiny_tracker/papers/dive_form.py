"""The form of a deep dive's public report: each heading in its place, and the words with which a section
begins until somebody writes it. Its [[facts]] are those of `dive_facts`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..deep_dives.models import DeepDive, ScopedMeasure
from .actions.documents import Template, chosen_sections
from .models import DocumentKind, DocumentSection

FRONT = (
    Template("wards", "Ward(s) affected", "All"),
    Template(
        "key-decision",
        "Is this a key decision?",
        "No. The report asks for recommendations to be considered; it commits no spending.",
    ),
)
SUMMARY = Template(
    "summary",
    "Executive summary",
    "The [[committee]] agreed [[agreed-at]] to look in depth at [[measures]]: [[reasons]].\n\n"
    "It held [[sessions]], [[between]], with the Cabinet Members and officers who answer for these measures. "
    "This report says what was looked at and makes [[recommendations]].",
)
PAPERS = (
    Template("background", "Background papers", "[[background-papers]]"),
    Template("useful", "Other useful documents", "None"),
)
CONSIDERED = (
    Template("scrutiny", "Has it or will it be considered by Scrutiny?", "Yes: [[scrutiny-on]]"),
    Template(
        "others",
        "Has it or will it be considered by any other Council committee, advisory panel or other body?",
        "No",
    ),
    Template("council", "Will this report go to Council?", "No"),
    Template(
        "call-in",
        "Can the decision be called in?",
        "Yes, as far as it is Cabinet’s. What the [[committee]] resolves is no executive decision.",
    ),
)
SECTIONS = (
    Template(
        "context",
        "Context (or background)",
        "[[agreed-at-first]], the [[committee]] agreed to look in depth at [[measures]] of the [[plan]].\n\n"
        "Why each of them was chosen: [[reasons]].\n\n"
        "[[sessions-first]] were held, [[between]]. Cabinet Members and officers were asked about each "
        "measure. Sessions are not meetings: they resolve nothing.\n\n"
        "Who was there, each measure with its figures, and what is suggested about it stand in Appendix 1.",
    ),
    Template(
        "options",
        "Options considered and recommended proposal",
        "**Option 1: leave it at the yearly report.** The targets that were missed would be reported again "
        "next year, and nobody would have asked why. This is not recommended.\n\n"
        "**Option 2: agree the outcome of the deep dive (recommended).** [[recommendations-first]] are made.",
    ),
    Template(
        "consultation",
        "Results of consultation undertaken",
        "Nobody outside the council was consulted. [[heard]] were heard in the sessions.",
    ),
    Template(
        "timetable",
        "Timetable for implementing this decision",
        "There is no timetable of its own. The [[committee]] asks for a progress report in "
        "[[progress-months]].",
    ),
)
COMMENTS_HEADING = "Comments from the Director of Finance and the Director of Law and Governance"
COMMENTS = (
    Template("finance", "Financial implications"),
    Template("legal", "Legal implications"),
)
IMPLICATIONS_HEADING = "Other implications"
IMPLICATIONS = (
    Template("plan", "How will this contribute to the [[plan]]?"),
    Template("risk", "How is risk being managed?"),
    Template("organisation", "What is the impact on the organisation?"),
    Template("equalities", "Equalities / EIA?"),
    Template("climate", "Implications for (or impact on) climate change and the environment?"),
    Template("partners", "Implications for partner organisations?"),
)
AUTHOR = (
    Template("author-area", "Service area"),
    Template("author-contact", "Tel and email contact", "[[author-email]]"),
)
APPENDIX = Template(
    "appendix",
    "Introduction to Appendix 1",
    "The measures stand in the order in which they were heard, each with its figures and with what the "
    "[[committee]] suggests about it. The figures are the measures’ own; they do not show why one moved.",
)
FURTHER = Template(
    "further",
    "Further work for scrutiny",
    "What a scrutiny body is better placed to look at than Cabinet stands here and not above.",
)
BEFORE_IMPLICATIONS = (*FRONT, SUMMARY, *PAPERS, *CONSIDERED, *SECTIONS, *COMMENTS)
AFTER_IMPLICATIONS = (*AUTHOR, APPENDIX)
APPENDIX_HEADING = "Appendix 1: deep dive sessions, and points on each measure"
COMMENTS_NUMBER = len(SECTIONS) + 1
IMPLICATIONS_NUMBER = COMMENTS_NUMBER + 1


def key_of(scoped: ScopedMeasure) -> str:
    """The key of the section in which a measure of the scope is commented on."""
    return f"measure-{scoped.kpi_id}"


def implications() -> list[Template]:
    """The implications that this council's reports speak of, in its order."""
    return chosen_sections(DocumentKind.DEEP_DIVE, IMPLICATIONS)


def templates_of(dive: DeepDive) -> list[Template]:
    """Every section of a deep dive's report in order, as it begins."""
    measures = [Template(key_of(one), f"Section {one.section}: {one.kpi.name}") for one in dive.scope]
    return [*BEFORE_IMPLICATIONS, *implications(), *AFTER_IMPLICATIONS, *measures, FURTHER]


def sections_of(kept: Iterable[DocumentSection], dive: DeepDive, plan: str) -> list[DocumentSection]:
    """Every section of a deep dive's report in order: as it was written, else as it begins. One that nobody
    has written is kept nowhere, has version 0 and no id."""
    written = {one.key: one for one in kept}
    return [
        written.get(each.key)
        or DocumentSection(
            position=place,
            key=each.key,
            heading=each.heading.replace("[[plan]]", plan)[:200],
            text=each.text,
            version=0,
        )
        for place, each in enumerate(templates_of(dive), 1)
    ]


def empty_ones(sections: Sequence[DocumentSection]) -> list[DocumentSection]:
    """The sections of the form that would print without a word; a measure needs no comment."""
    optional = ("measure-", FURTHER.key)
    return [one for one in sections if not one.text.strip() and not one.key.startswith(optional)]
