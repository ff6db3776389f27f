"""The bodies, portfolios, directorates, years and special days of a city that does not exist."""

from __future__ import annotations

from datetime import date, timedelta

from ...council.actions.areas import add_directorate, add_portfolio
from ...council.actions.bodies import BodyFacts, add_body, end_body, set_remit
from ...council.actions.calendar import add_closed_day, add_sensitive_period
from ...council.actions.offices import close_office
from ...council.actions.settings import change_settings
from ...council.actions.years import OfficeTurn, RemitTurn, Turn, What, start_year
from ...council.models import Standing
from ...council.queries import get_body, list_offices, list_remits
from ...rules.permissions import Role
from .town import BEGAN, Story, Town

NAME = "Hallowmere City Council"
FIRST_SAT = date(2015, 5, 20)

SETTINGS = {
    "council_name": NAME,
    "is_demonstration": "yes",
    "updates_are_checked": "yes",
    "measure_word": "measure",
    "tolerance_percent": "2",
}
# code, name, kind, standing, what it looks at
BODIES = (
    ("COUNCIL", "Council", "Council", Standing.COUNCIL, None),
    ("CABINET", "Cabinet", "Cabinet", Standing.EXECUTIVE, None),
    (
        "SCRUCO",
        "Scrutiny Co-ordination Committee",
        "Committee",
        Standing.SCRUTINY,
        "The Hallowmere Plan, community safety, equalities, call-ins, and whatever crosses several boards.",
    ),
    (
        "SB1",
        "Finance and Corporate Scrutiny Board (1)",
        "Board",
        Standing.SCRUTINY,
        "The budget, property, procurement, the workforce and services to customers.",
    ),
    (
        "SB2",
        "Education and Children's Scrutiny Board (2)",
        "Board",
        Standing.SCRUTINY,
        "Schools, early years, skills, children's social care and the council as a corporate parent.",
    ),
    (
        "SB3",
        "Economy and Transport Scrutiny Board (3)",
        "Board",
        Standing.SCRUTINY,
        "Jobs, regeneration, roads, parking, public transport and visitors to the city.",
    ),
    (
        "SB4",
        "Communities and Neighbourhoods Scrutiny Board (4)",
        "Board",
        Standing.SCRUTINY,
        "Housing, waste, street cleaning, libraries and neighbourhoods.",
    ),
    (
        "SB5",
        "Health and Social Care Scrutiny Board (5)",
        "Board",
        Standing.SCRUTINY,
        "Public health, adult social care and the health service in the city.",
    ),
    ("AUDIT", "Audit and Procurement Committee", "Committee", Standing.OTHER, None),
)
PARENT = "SCRUCO"
GREEN_ENDED = date(2024, 5, 15)
# code, name, kind, contact; no account in this system
OUTSIDE = (
    (
        "TRUST",
        "Hallowmere Hospitals Trust",
        "Hospital trust",
        "Company secretary's office, secretary@trust.demo.example",
    ),
    (
        "SAFER",
        "Safer Hallowmere Partnership",
        "Community safety partnership",
        "Partnership manager, partnership@safer.demo.example",
    ),
)
PORTFOLIOS = (
    ("LEADER", "Policy and Leadership"),
    ("SAFETY", "Community Safety and Equalities"),
    ("FINANCE", "Finance and Resources"),
    ("CHILDREN", "Children and Young People"),
    ("SKILLS", "Education and Skills"),
    ("STREETS", "City Services"),
    ("GROWTH", "Jobs, Regeneration and Climate"),
    ("HOMES", "Housing and Communities"),
    ("CARE", "Adult Services"),
    ("HEALTH", "Public Health and Sport"),
)
# code, name, whether its updates are cleared
DIRECTORATES = (
    ("PLAN", "Planning and Performance", None),
    ("RESOURCES", "Finance and Resources", None),
    ("LAW", "Law and Governance", None),
    ("STREETS", "City Services", True),
    ("GROWTH", "Regeneration and Economy", None),
    ("HOMES", "Housing and Communities", None),
    ("CHILD", "Children and Education", None),
    ("CARE", "Care and Public Health", None),
)
CHRISTMAS = (date(2025, 12, 24), date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31))
NEW_REMIT = "Housing, waste, street cleaning, libraries, neighbourhoods, parks and open water."


def found_the_council(town: Town) -> Story:
    """Bodies, portfolios, directorates and settings; the first thing that happens."""
    yield BEGAN
    change_settings(SETTINGS, town.by(None))
    for code, name, kind, standing, remit in BODIES:
        parent = town.bodies[PARENT].id if code.startswith("SB") else None
        facts = BodyFacts(name, kind, standing, parent)
        town.bodies[code] = add_body(code, facts, FIRST_SAT, town.by(None), remit=remit)
    green = BodyFacts("Green Spaces Scrutiny Panel", "Panel", Standing.SCRUTINY, town.body(PARENT).id)
    town.bodies["GREEN"] = add_body(
        "GREEN",
        green,
        date(2021, 5, 19),
        town.by(None),
        remit="Parks, trees, rivers and lakes, for three years.",
    )
    for code, name, kind, contact in OUTSIDE:
        facts = BodyFacts(name, kind, Standing.OUTSIDE, contact=contact)
        town.bodies[code] = add_body(code, facts, FIRST_SAT, town.by(None))
    for code, name in PORTFOLIOS:
        town.portfolios[code] = add_portfolio(code, name, FIRST_SAT, None, town.by(None))
    for code, name, cleared in DIRECTORATES:
        town.directorates[code] = add_directorate(
            code, name, FIRST_SAT, None, town.by(None), updates_need_clearing=cleared
        )


def turn_the_years(town: Town) -> Story:
    """Two municipal years; the panel ends with the first, a chair and a remit change with the second."""
    yield date(2024, 5, 13)
    end_body(get_body("GREEN"), GREEN_ENDED, town.body("SB4"), town.by("governance"))
    yield date(2024, 5, 16)
    start_year("2024-25", date(2024, 5, 16), date(2025, 5, 14), Turn(), town.by("governance"))
    set_remit(get_body("SB4"), NEW_REMIT, town.today, town.by("governance"))
    yield date(2025, 5, 15)
    chairs = [
        OfficeTurn(office, What.INSTEAD, town.person("chair.sb3"))
        for office in list_offices(town.today, Role.CHAIR)
        if office.body_id == town.body("SB3").id
    ]
    remits = [
        RemitTurn(remit, What.INSTEAD, f"{remit.text} Airport and inland port included.")
        for remit in list_remits(town.today)
        if remit.body_id == town.body("SB3").id
    ]
    start_year("2025-26", town.today, date(2026, 5, 20), Turn(chairs, remits=remits), town.by("governance"))


def mark_special_days(town: Town) -> Story:
    """The offices are closed at Christmas; the elections of May 2026 cast their shadow."""
    yield date(2025, 10, 6)
    for on in CHRISTMAS:
        add_closed_day(on, "Offices closed between Christmas and New Year", town.by("governance"))
    yield date(2025, 12, 1)
    add_sensitive_period(
        date(2026, 3, 30),
        date(2026, 5, 7),
        "Elections to the council on 7 May 2026",
        town.by("governance"),
        holds_publication=True,
    )


def lose_a_chair(town: Town) -> Story:
    """One board has had no chair since December."""
    yield date(2025, 12, 5)
    for office in list_offices(town.today, Role.CHAIR):
        if office.body_id == town.body("SB5").id:
            last = town.today - timedelta(days=1)
            close_office(office, last, town.by("governance"), "Stood down from the chair.")


STORIES = (found_the_council, turn_the_years, mark_special_days, lose_a_chair)
