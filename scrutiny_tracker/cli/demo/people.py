"""Everybody in the demonstration council, none of them real, and the offices that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from argon2.exceptions import InvalidHashError, VerificationError

from ...council.actions.offices import deactivate_person, end_office, give_office
from ...council.models import Body, Directorate, MemberKind, Portfolio
from ...council.queries import list_offices_of
from ...history.journal import record
from ...history.tags import Tag
from ...people.actions import HASHER, invite
from ...people.models import Person
from ...people.queries import find_person_by_email
from ...rules.permissions import Role
from .town import BEGAN, Story, Teller, Town

DOMAIN = "demo.example"


@dataclass(frozen=True)
class Somebody:
    """An account: the local part of its address, a name that nobody bears, a post."""

    local: str
    name: str
    post: str


@dataclass(frozen=True)
class SignIn:
    """An account whose address is printed, and what it is for."""

    local: str
    role: str


SIGN_INS = (
    SignIn("coordinator", "Scrutiny co-ordinator"),
    SignIn("member", "Member of the co-ordination committee and of boards 2 and 4"),
    SignIn("chair", "Chair of the co-ordination committee"),
    SignIn("officer", "Responsible officer, City Services (updates are cleared)"),
    SignIn("governance", "Governance officer"),
    SignIn("cabinet.member", "Cabinet Member for City Services"),
    SignIn("performance", "Performance officer"),
    SignIn("admin", "Administrator"),
)
OFFICERS = (
    Somebody("coordinator", "Maren Oakhurstle", "Scrutiny Co-ordinator"),
    Somebody("governance", "Idris Fallowmead", "Governance Services Officer"),
    Somebody("performance", "Suki Brandreth-Orr", "Head of Performance"),
    Somebody("admin", "Lorcan Wintergate", "Digital Services"),
    Somebody("officer", "Devlin Marchbank-Hope", "Head of Streets and Waste"),
    Somebody("director.streets", "Dana Husketh", "Director of City Services"),
    Somebody("link.streets", "Pia Goldsworn", "Business Manager, City Services"),
    Somebody("parking.officer", "Rhodri Teasel", "Parking Services Manager"),
    Somebody("homes.officer", "Annika Dovecote", "Head of Housing Standards"),
    Somebody("director.homes", "Bartholomew Quince", "Director of Housing and Communities"),
    Somebody("link.homes", "Saffron Eelby", "Business Manager, Housing and Communities"),
    Somebody("skills.officer", "Femi Larkhill", "Head of Skills and Employment"),
    Somebody("early.years", "Greta Thistlewick", "Early Years Manager"),
    Somebody("director.child", "Mabyn Coldharbour", "Director of Children and Education"),
    Somebody("link.child", "Ottoline Ferrars-Dew", "Business Manager, Children and Education"),
    Somebody("growth.officer", "Casimir Ploughright", "Head of Economy and Climate"),
    Somebody("director.growth", "Wilhelmina Strake", "Director of Regeneration and Economy"),
    Somebody("care.officer", "Tamsin Urwithin", "Head of Hospital Discharge and Reablement"),
    Somebody("director.care", "Jory Nettlefield", "Director of Care and Public Health"),
    Somebody("finance.officer", "Ingram Pellbrook", "Head of Finance"),
    Somebody("director.plan", "Beatrix Oxhey", "Director of Planning and Performance"),
    Somebody("customer.officer", "Nell Harrowgale", "Head of Customer Services"),
    Somebody("safety.officer", "Ruaridh Coppercote", "Community Safety Manager"),
    Somebody("parks.officer", "Elowen Sandwith", "Parks and Trees Manager"),
)
COUNCILLORS = (
    Somebody("chair", "Imogen Tarrowby", "Councillor, Alder Ward"),
    Somebody("member", "Tobias Quarrelton", "Councillor, Weir Ward"),
    Somebody("cabinet.member", "Philippa Underhay", "Councillor, Minster Ward"),
    Somebody("leader", "Augustine Redmayle", "Leader of the Council"),
    Somebody("cabinet.finance", "Constance Abelthorn", "Councillor, Castle Ward"),
    Somebody("cabinet.children", "Yusra Penhallowe", "Councillor, Orchard Ward"),
    Somebody("cabinet.homes", "Leopold Grantchase", "Councillor, Saltern Ward"),
    Somebody("cabinet.growth", "Hestia Wrenfold", "Councillor, Millrace Ward"),
    Somebody("cabinet.care", "Barnaby Oakencross", "Councillor, Beacon Ward"),
    Somebody("cabinet.safety", "Merrin Duskwell", "Councillor, Tithe Ward"),
    Somebody("chair.sb1", "Horatio Finchdale", "Councillor, Castle Ward"),
    Somebody("chair.sb2", "Delphine Ashlarby", "Councillor, Orchard Ward"),
    Somebody("chair.sb3", "Kwabena Thorncliffe", "Councillor, Millrace Ward"),
    Somebody("chair.sb4", "Rosalind Maplebeck", "Councillor, Weir Ward"),
    Somebody("chair.sb5", "Ptolemy Garside-Wynn", "Councillor, Beacon Ward"),
    Somebody("cllr.brook", "Nerys Brookhollow", "Councillor, Tithe Ward"),
    Somebody("cllr.dunmore", "Cassius Dunmorrow", "Councillor, Saltern Ward"),
    Somebody("cllr.eastry", "Odette Eastrygate", "Councillor, Alder Ward"),
    Somebody("cllr.holm", "Viggo Holmstead-Rae", "Councillor, Minster Ward"),
    Somebody("cllr.sarum", "Zenobia Sarumfield", "Councillor, Beacon Ward"),
    Somebody("cllr.pike", "Lysander Pikestone", "Councillor, Castle Ward"),
    Somebody("cllr.vale", "Marguerite Valeyard", "Councillor, Millrace Ward"),
)
CO_OPTEES = (
    Somebody("cooptee.church", "Thaddeus Belfrey", "Church representative"),
    Somebody("cooptee.parent", "Ayesha Loomfield", "Parent governor representative"),
    Somebody("cooptee.patients", "Winifred Saltmarshe", "Hallowmere Patients' Voice"),
)
EVERYBODY = (*OFFICERS, *COUNCILLORS, *CO_OPTEES)
PORTFOLIOS_HELD = {
    "LEADER": "leader",
    "FINANCE": "cabinet.finance",
    "CHILDREN": "cabinet.children",
    "SKILLS": "cabinet.children",
    "STREETS": "cabinet.member",
    "GROWTH": "cabinet.growth",
    "HOMES": "cabinet.homes",
    "CARE": "cabinet.care",
    "HEALTH": "cabinet.care",
    "SAFETY": "cabinet.safety",
}
CHAIRS = {
    "SCRUCO": "chair",
    "SB1": "chair.sb1",
    "SB2": "chair.sb2",
    "SB3": "cllr.vale",
    "SB4": "chair.sb4",
    "SB5": "chair.sb5",
}
MEMBERS = {
    "SCRUCO": ("chair", "member", "chair.sb1", "chair.sb2", "chair.sb3", "chair.sb4", "chair.sb5"),
    "SB1": ("chair.sb1", "cllr.pike", "cllr.holm", "cllr.dunmore", "cllr.brook"),
    "SB2": ("chair.sb2", "member", "cllr.eastry", "cllr.sarum", "cllr.vale"),
    "SB3": ("cllr.vale", "chair.sb3", "cllr.holm", "cllr.pike", "cllr.eastry"),
    "SB4": ("chair.sb4", "member", "cllr.brook", "cllr.dunmore", "cllr.sarum"),
    "SB5": ("chair.sb5", "cllr.eastry", "cllr.brook", "cllr.holm", "cllr.sarum"),
}
SUBSTITUTES = {"SCRUCO": "cllr.brook", "SB2": "cllr.pike", "SB4": "cllr.holm"}
OFFICES_OF_DIRECTORATES = (
    ("officer", Role.RESPONSIBLE_OFFICER, "STREETS"),
    ("parking.officer", Role.RESPONSIBLE_OFFICER, "STREETS"),
    ("parks.officer", Role.RESPONSIBLE_OFFICER, "STREETS"),
    ("director.streets", Role.DIRECTOR, "STREETS"),
    ("link.streets", Role.LINK_OFFICER, "STREETS"),
    ("homes.officer", Role.RESPONSIBLE_OFFICER, "HOMES"),
    ("director.homes", Role.DIRECTOR, "HOMES"),
    ("link.homes", Role.LINK_OFFICER, "HOMES"),
    ("safety.officer", Role.RESPONSIBLE_OFFICER, "HOMES"),
    ("skills.officer", Role.RESPONSIBLE_OFFICER, "CHILD"),
    ("early.years", Role.RESPONSIBLE_OFFICER, "CHILD"),
    ("director.child", Role.DIRECTOR, "CHILD"),
    ("link.child", Role.LINK_OFFICER, "CHILD"),
    ("growth.officer", Role.RESPONSIBLE_OFFICER, "GROWTH"),
    ("director.growth", Role.DIRECTOR, "GROWTH"),
    ("care.officer", Role.RESPONSIBLE_OFFICER, "CARE"),
    ("director.care", Role.DIRECTOR, "CARE"),
    ("finance.officer", Role.RESPONSIBLE_OFFICER, "RESOURCES"),
    ("customer.officer", Role.RESPONSIBLE_OFFICER, "RESOURCES"),
    ("director.plan", Role.DIRECTOR, "PLAN"),
    ("performance", Role.RESPONSIBLE_OFFICER, "PLAN"),
)
OFFICES_OF_THE_COUNCIL = (
    ("admin", Role.ADMINISTRATOR),
    ("coordinator", Role.CO_ORDINATOR),
    ("governance", Role.GOVERNANCE_OFFICER),
    ("performance", Role.PERFORMANCE_OFFICER),
)


def invite_everybody(password: str) -> Teller:
    """The story of all accounts; one password for all, hashed once."""

    def story(town: Town) -> Story:
        yield BEGAN
        hashed = HASHER.hash(password)
        for one in EVERYBODY:
            person = invite(one.name, f"{one.local}@{DOMAIN}", one.post, town.by(None))
            person.password_hash = hashed
            record(town.by(None), Tag.PERSON_PASSWORD_SET, "person", str(person.id))
            town.people[one.local] = person

    return story


def give_offices(town: Town) -> Story:
    """The offices as they stood when the record begins."""
    yield BEGAN
    for who, role in OFFICES_OF_THE_COUNCIL:
        _give(town, who, role)
    for who, role, directorate in OFFICES_OF_DIRECTORATES:
        _give(town, who, role, town.directorate(directorate))
    for portfolio, who in PORTFOLIOS_HELD.items():
        _give(town, who, Role.CABINET_MEMBER, town.portfolio(portfolio))
    for body, who in CHAIRS.items():
        _give(town, who, Role.CHAIR, town.body(body))
    for body, members in MEMBERS.items():
        for who in members:
            _give(town, who, Role.COMMITTEE_MEMBER, town.body(body), MemberKind.COUNCILLOR)
    for body, who in SUBSTITUTES.items():
        _give(town, who, Role.COMMITTEE_MEMBER, town.body(body), MemberKind.SUBSTITUTE)
    for who, kind, body in (
        ("cooptee.church", MemberKind.VOTING_CO_OPTEE, "SB2"),
        ("cooptee.parent", MemberKind.VOTING_CO_OPTEE, "SB2"),
        ("cooptee.patients", MemberKind.NON_VOTING_CO_OPTEE, "SB5"),
    ):
        _give(town, who, Role.COMMITTEE_MEMBER, town.body(body), kind)
    for who in ("chair.sb4", "cllr.dunmore"):
        _give(town, who, Role.COMMITTEE_MEMBER, town.body("GREEN"), MemberKind.COUNCILLOR)
    _give(town, "chair.sb4", Role.CHAIR, town.body("GREEN"))


def _give(
    town: Town,
    who: str,
    role: Role,
    held_for: Body | Portfolio | Directorate | None = None,
    kind: MemberKind | None = None,
) -> None:
    give_office(
        town.person(who), role, town.by(None), from_on=town.today, held_for=held_for, member_kind=kind
    )


def leave_and_arrive(town: Town) -> Story:
    """One councillor leaves a board; one officer leaves the council with work still open."""
    yield date(2025, 5, 15)
    for office in list_offices_of(town.person("cllr.dunmore").id):
        if office.body_id == town.body("SB1").id:
            end_office(office, date(2025, 5, 14), town.by("governance"))
    yield date(2025, 11, 28)
    deactivate_person(town.person("parks.officer"), town.by("admin"))


def printed_sign_ins() -> list[str]:
    """The addresses to sign in with, one per line with what they are for."""
    return [f"{f'{one.local}@{DOMAIN}':<30}{one.role}" for one in SIGN_INS]


def lock_with(password: str) -> None:
    """Gives every account the password that is printed, where it was another when they were made."""
    first = find_person_by_email(f"{SIGN_INS[0].local}@{DOMAIN}")
    if first is None or _is_password(first, password):
        return
    hashed = HASHER.hash(password)
    for one in EVERYBODY:
        person = find_person_by_email(f"{one.local}@{DOMAIN}")
        if person is not None:
            person.password_hash = hashed


def _is_password(person: Person, password: str) -> bool:
    try:
        return HASHER.verify(person.password_hash or "", password)
    except (VerificationError, InvalidHashError):
        return False


STORIES = (give_offices, leave_and_arrive)
