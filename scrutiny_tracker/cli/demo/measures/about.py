"""What is known of the demonstration's measures besides their figures; some of it is missing, as in life."""

from __future__ import annotations

from typing import Any

from ....kpis.models import Control, KpiKind, PriorityKind, Prominence, SetBy
from ....rules.performance import PeriodKind, YearMadeBy

PLAN = "Hallowmere Plan"
PRIORITIES = (
    ("Work and prosperity", PriorityKind.DELIVERY, (*range(1, 19),)),
    ("Fairer lives", PriorityKind.DELIVERY, (*range(19, 42), 55, 56)),
    ("Climate and places", PriorityKind.DELIVERY, (*range(42, 55), *range(57, 64))),
    ("A council that is sound", PriorityKind.ENABLING, (*range(64, 72), 73, 74)),
    ("A council that leads with others", PriorityKind.ENABLING, (72, 75)),
)
# name, the post that answers for it, the measures that serve it
STRATEGIES = (
    ("Economic strategy", "Director of Regeneration and Economy", (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13)),
    (
        "Skills and early years strategy",
        "Director of Children and Education",
        (2, 3, 4, 19, 20, 21, 22, 23, 28),
    ),
    ("Corporate parenting strategy", "Director of Children and Education", (24, 25, 26, 27)),
    (
        "Health and wellbeing strategy",
        "Director of Care and Public Health",
        (29, 30, 31, 32, 33, 34, 35, 36, 37),
    ),
    ("Housing and homelessness strategy", "Director of Housing and Communities", (38, 39, 40, 57, 58)),
    ("Community safety plan", "Director of Housing and Communities", (17, 41, 55, 56)),
    ("Climate strategy", "Director of Regeneration and Economy", (47, 49, 50, 51, 52, 53, 63)),
    ("Green space strategy", "Director of City Services", (54, 59, 60, 61, 62)),
    ("Waste strategy", "Director of City Services", (42, 43, 44, 46, 47)),
    ("Highways plan", "Director of City Services", (15, 16, 17)),
    ("Medium-term financial strategy", "Director of Finance and Resources", (64, 65, 66, 67)),
    ("Customer strategy", "Director of Finance and Resources", (69, 70, 71, 72)),
    ("Digital inclusion strategy", "Director of Finance and Resources", ()),
    ("Workforce strategy", "Director of Finance and Resources", (73,)),
)
NATIONAL = {
    1, 2, 4, 5, 6, 8, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
    41, 42, 47, 50, 52, 57, 58, 59, 62, 64, 65, 74,
}  # fmt: skip
NOT_DESIGNATED = {7, 11, 14, 18, 45, 54}
CONTEXTUAL = {5, 6, 29, 33, 41, 50, 62}
PERCEPTION = {56, 61, 75}
INPUTS = {26, 66, 68, 73}
OUTPUTS = {3, 14, 18, 32, 37, 40, 44, 45, 48, 51, 54, 57, 58, 64, 65, 67, 69, 70, 71, 72}
INFLUENCED = {1, 5, 6, 7, 8, 11, 12, 13, 29, 30, 31, 33, 41, 50, 52, 62}
WITH_PARTNERS = {2, 4, 9, 10, 19, 21, 22, 23, 34, 35, 53, 55, 56, 57, 58, 59}
COMMISSIONED = {27, 32, 36, 37, 47, 48}
QUARTERLY = {43, 44, 57, 64, 65, 67, 69, 70, 71}
YEARS_MADE_BY = {
    YearMadeBy.SUM: {43, 57},
    YearMadeBy.YEAR_TO_DATE: {64, 65},
    YearMadeBy.AVERAGE: {44, 67, 69, 70, 71},
}
NOT_STATED_HOW_OFTEN = {14, 45, 63, 68}
YEARS_APART = {61: 2, 62: 3, 75: 2}
LATE_PUBLISHED = {4: 9, 6: 7, 33: 11, 50: 15, 58: 6}
SOURCES = {
    1: "Annual population survey", 5: "Official labour market figures", 6: "Survey of hours and earnings",
    17: "Police road collision records", 19: "School census", 22: "School census", 23: "Examination results",
    29: "Adults' activity survey", 30: "Annual population survey", 33: "Public health outcomes profile",
    42: "National waste returns", 50: "Published estimates of greenhouse gases", 75: "Residents' survey",
}  # fmt: skip
TOLERANCES = {2: "0.2", 17: "3", 73: "0.5"}


def facts_about(number: int) -> dict[str, Any]:
    """What `KpiFacts` takes besides what every measure has."""
    kind = KpiKind.OUTCOME
    for one, numbers in (
        (KpiKind.PERCEPTION, PERCEPTION),
        (KpiKind.INPUT, INPUTS),
        (KpiKind.OUTPUT, OUTPUTS),
    ):
        kind = one if number in numbers else kind
    control = Control.DIRECT
    for degree, numbers in (
        (Control.INFLUENCE, INFLUENCED),
        (Control.PARTNERSHIP, WITH_PARTNERS),
        (Control.COMMISSIONED, COMMISSIONED),
    ):
        control = degree if number in numbers else control
    often = PeriodKind.QUARTER if number in QUARTERLY else PeriodKind.FINANCIAL_YEAR
    return {
        "kind": kind,
        "control": control,
        "prominence": Prominence.CONTEXTUAL if number in CONTEXTUAL else Prominence.HEADLINE,
        "set_by": None if number in NOT_DESIGNATED else SetBy.NATIONAL if number in NATIONAL else SetBy.LOCAL,
        "frequency": None if number in NOT_STATED_HOW_OFTEN else often,
        "year_made_by": next((one for one, numbers in YEARS_MADE_BY.items() if number in numbers), None),
        "every_years": YEARS_APART.get(number),
        "lag_months": LATE_PUBLISHED.get(number, 2),
        "source": SOURCES.get(number, "The council's own records"),
    }
