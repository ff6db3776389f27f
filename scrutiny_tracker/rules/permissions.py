"""Who may do what: one grants table. Roles grant, names do not.

A permission is asked with a principal (who) and, once a record is known, a matter (whose it is).
Without a matter the answer is whether the person's offices could ever allow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The offices that a person can hold; several at once, each with its dates."""

    ADMINISTRATOR = "administrator"
    CABINET_MEMBER = "cabinet-member"
    CHAIR = "chair"
    COMMITTEE_MEMBER = "committee-member"
    CO_ORDINATOR = "scrutiny-co-ordinator"
    DIRECTOR = "director"
    GOVERNANCE_OFFICER = "governance-officer"
    LINK_OFFICER = "link-officer"
    PERFORMANCE_OFFICER = "performance-officer"
    RESPONSIBLE_OFFICER = "responsible-officer"


class Permission(StrEnum):
    """`noun:verb`; the verb is the word of the rule, the action, the form, the address and the history."""

    ACCOUNT_ADMINISTER = "account:administer"
    ACTION_EDIT = "action:edit"
    ANSWER_ENTER = "answer:enter"
    CHAIRS_BRIEF_READ = "chairs-brief:read"
    CONTRIBUTION_GIVE = "contribution:give"
    CHASE_ESCALATE = "chase:escalate"
    CHASE_REMIND = "chase:remind"
    COUNCIL_EDIT = "council:edit"
    DEEP_DIVE_EDIT = "deep-dive:edit"
    DEEP_DIVE_READ_NOTES = "deep-dive:read-notes"
    DIFFERENCE_JUDGE = "difference:judge"
    DOCUMENT_EDIT = "document:edit"
    DOCUMENT_PUBLISH = "document:publish"
    DOCUMENT_READ_DRAFT = "document:read-draft"
    ENTRY_CORRECT = "entry:correct"
    EXEMPT_READ = "exempt:read"
    FOLLOW_UP_ANSWER = "follow-up:answer"
    FOLLOW_UP_EDIT = "follow-up:edit"
    HOUSE_READ = "house:read"
    KPI_EDIT = "kpi:edit"
    MEETING_EDIT = "meeting:edit"
    PAPER_BRING_IN = "paper:bring-in"
    PROGRESS_REPORT_SCHEDULE = "progress-report:schedule"
    PUBLICATION_RELEASE = "publication:release"
    QUESTION_ASK = "question:ask"
    RECOMMENDATION_ASK_FOR_MORE = "recommendation:ask-for-more"
    RECOMMENDATION_EDIT = "recommendation:edit"
    RECOMMENDATION_KEEP_UNDER_REVIEW = "recommendation:keep-under-review"
    RECOMMENDATION_REOPEN = "recommendation:reopen"
    RECOMMENDATION_SIGN_OFF = "recommendation:sign-off"
    RECOMMENDATION_STOP = "recommendation:stop"
    RECOMMENDATION_TAKE_FURTHER = "recommendation:take-further"
    RECOMMENDATION_WITHDRAW = "recommendation:withdraw"
    REFERRAL_REPLY = "referral:reply"
    RESOLUTION_LOG = "resolution:log"
    SENDING_EDIT = "sending:edit"
    UPDATE_CLEAR = "update:clear"
    UPDATE_READ_UNSHOWN = "update:read-unshown"
    UPDATE_RETURN = "update:return"
    UPDATE_SHOW = "update:show"
    UPDATE_WRITE = "update:write"
    WORK_PROGRAMME_EDIT = "work-programme:edit"


@dataclass(frozen=True)
class Office:
    """A role with what it is held for: a body, a portfolio, a directorate, or the whole council (none)."""

    role: Role
    body_id: int | None = None
    portfolio_id: int | None = None
    directorate_id: int | None = None


@dataclass(frozen=True)
class Principal:
    """Who asks: a person and the offices held today. Nobody at all has no person_id."""

    person_id: int | None = None
    name: str = "Nobody signed in"
    offices: tuple[Office, ...] = ()

    def holds(self, *roles: Role) -> bool:
        return any(office.role in roles for office in self.offices)


@dataclass(frozen=True)
class Matter:
    """Whose a record is: the bodies that made or follow it, who answers for it, who wrote it."""

    body_ids: frozenset[int] = field(default_factory=frozenset)
    portfolio_ids: frozenset[int] = field(default_factory=frozenset)
    directorate_ids: frozenset[int] = field(default_factory=frozenset)
    responsible_ids: frozenset[int] = field(default_factory=frozenset)
    author_id: int | None = None


Grant = Callable[[Principal, Matter | None], bool]


def anywhere(*roles: Role) -> Grant:
    """Anyone who holds one of the roles, for whatever it is held."""
    return lambda who, _matter: who.holds(*roles)


def signed_in(who: Principal, _matter: Matter | None) -> bool:
    """Anyone with an account."""
    return who.person_id is not None


def of_the_body(*roles: Role) -> Grant:
    """The role held for one of the record's bodies, or for all bodies."""

    def grant(who: Principal, matter: Matter | None) -> bool:
        return any(
            office.role in roles
            and (matter is None or office.body_id is None or office.body_id in matter.body_ids)
            for office in who.offices
        )

    return grant


def of_the_directorate(*roles: Role) -> Grant:
    """The role held for one of the record's directorates."""

    def grant(who: Principal, matter: Matter | None) -> bool:
        return any(
            office.role in roles and (matter is None or office.directorate_id in matter.directorate_ids)
            for office in who.offices
        )

    return grant


def of_the_portfolio(who: Principal, matter: Matter | None) -> bool:
    """The Cabinet Member of one of the record's portfolios."""
    return any(
        office.role is Role.CABINET_MEMBER and (matter is None or office.portfolio_id in matter.portfolio_ids)
        for office in who.offices
    )


def responsible(who: Principal, matter: Matter | None) -> bool:
    """The officer named on the record."""
    if matter is None:
        return who.holds(Role.RESPONSIBLE_OFFICER, Role.LINK_OFFICER, Role.DIRECTOR)
    return who.person_id in matter.responsible_ids


def author(who: Principal, matter: Matter | None) -> bool:
    """Whoever wrote the record."""
    return who.person_id is not None and (matter is None or who.person_id == matter.author_id)


CO_ORDINATOR = of_the_body(Role.CO_ORDINATOR)
GOVERNANCE = anywhere(Role.GOVERNANCE_OFFICER)
SCRUTINY_TEAM = (CO_ORDINATOR, GOVERNANCE)
MEMBERS = of_the_body(Role.COMMITTEE_MEMBER, Role.CHAIR)
CLEARERS = (of_the_directorate(Role.DIRECTOR), of_the_portfolio)

GRANTS: dict[Permission, tuple[Grant, ...]] = {
    Permission.ACCOUNT_ADMINISTER: (anywhere(Role.ADMINISTRATOR),),
    Permission.ACTION_EDIT: SCRUTINY_TEAM,
    Permission.ANSWER_ENTER: SCRUTINY_TEAM,
    Permission.CHAIRS_BRIEF_READ: (*SCRUTINY_TEAM, of_the_body(Role.CHAIR)),
    Permission.CONTRIBUTION_GIVE: (
        *SCRUTINY_TEAM,
        responsible,
        of_the_directorate(Role.LINK_OFFICER, Role.DIRECTOR),
    ),
    Permission.CHASE_ESCALATE: (*SCRUTINY_TEAM, of_the_body(Role.CHAIR)),
    Permission.CHASE_REMIND: SCRUTINY_TEAM,
    Permission.COUNCIL_EDIT: (anywhere(Role.ADMINISTRATOR, Role.GOVERNANCE_OFFICER),),
    Permission.DEEP_DIVE_EDIT: (CO_ORDINATOR,),
    Permission.DEEP_DIVE_READ_NOTES: (CO_ORDINATOR, MEMBERS),
    Permission.DIFFERENCE_JUDGE: SCRUTINY_TEAM,
    Permission.DOCUMENT_EDIT: (*SCRUTINY_TEAM, author),
    Permission.DOCUMENT_PUBLISH: SCRUTINY_TEAM,
    Permission.DOCUMENT_READ_DRAFT: (
        *SCRUTINY_TEAM,
        *CLEARERS,
        author,
        responsible,
        of_the_directorate(Role.LINK_OFFICER),
    ),
    Permission.ENTRY_CORRECT: SCRUTINY_TEAM,
    Permission.EXEMPT_READ: (CO_ORDINATOR, GOVERNANCE, MEMBERS, responsible),
    Permission.FOLLOW_UP_ANSWER: (*SCRUTINY_TEAM, responsible, of_the_directorate(Role.LINK_OFFICER)),
    Permission.FOLLOW_UP_EDIT: SCRUTINY_TEAM,
    Permission.HOUSE_READ: (signed_in,),
    Permission.KPI_EDIT: (anywhere(Role.PERFORMANCE_OFFICER), CO_ORDINATOR),
    Permission.MEETING_EDIT: SCRUTINY_TEAM,
    Permission.PAPER_BRING_IN: SCRUTINY_TEAM,
    Permission.PROGRESS_REPORT_SCHEDULE: SCRUTINY_TEAM,
    Permission.PUBLICATION_RELEASE: SCRUTINY_TEAM,
    Permission.QUESTION_ASK: (MEMBERS,),
    Permission.RECOMMENDATION_ASK_FOR_MORE: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_EDIT: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_KEEP_UNDER_REVIEW: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_REOPEN: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_SIGN_OFF: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_STOP: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_TAKE_FURTHER: SCRUTINY_TEAM,
    Permission.RECOMMENDATION_WITHDRAW: SCRUTINY_TEAM,
    Permission.REFERRAL_REPLY: SCRUTINY_TEAM,
    Permission.RESOLUTION_LOG: SCRUTINY_TEAM,
    Permission.SENDING_EDIT: SCRUTINY_TEAM,
    Permission.UPDATE_CLEAR: CLEARERS,
    Permission.UPDATE_READ_UNSHOWN: (*SCRUTINY_TEAM, *CLEARERS, author),
    Permission.UPDATE_RETURN: (CO_ORDINATOR, *CLEARERS),
    Permission.UPDATE_SHOW: SCRUTINY_TEAM,
    Permission.UPDATE_WRITE: (
        CO_ORDINATOR,
        responsible,
        of_the_directorate(Role.LINK_OFFICER, Role.DIRECTOR),
    ),
    Permission.WORK_PROGRAMME_EDIT: SCRUTINY_TEAM,
}

WHY_NOT: dict[Permission, str] = {
    Permission.ACCOUNT_ADMINISTER: "Only an administrator can change accounts.",
    Permission.ANSWER_ENTER: "Only Governance Services or the scrutiny co-ordinator can enter an answer.",
    Permission.CHAIRS_BRIEF_READ: "Only the chair, the co-ordinator and Governance Services read this brief.",
    Permission.CHASE_ESCALATE: "Only the chair, the co-ordinator and Governance Services take this up.",
    Permission.COUNCIL_EDIT: "Only an administrator or Governance Services can change the council's set-up.",
    Permission.DEEP_DIVE_EDIT: "Only the scrutiny co-ordinator can change a deep dive.",
    Permission.DEEP_DIVE_READ_NOTES: (
        "Session notes are working papers: only the committee's members and co-ordinator read them."
    ),
    Permission.CONTRIBUTION_GIVE: (
        "Only the officer who was asked, their directorate or the scrutiny team can enter this part."
    ),
    Permission.DOCUMENT_EDIT: "Only its author or the scrutiny team can change this document.",
    Permission.DOCUMENT_PUBLISH: (
        "Only the scrutiny co-ordinator or Governance Services can put this before the committee."
    ),
    Permission.DOCUMENT_READ_DRAFT: (
        "This is a draft: only its author, those who contribute or clear it and the scrutiny team read it."
    ),
    Permission.EXEMPT_READ: "This part is not public. Ask the scrutiny co-ordinator if you need to read it.",
    Permission.KPI_EDIT: "Only a performance officer or the scrutiny co-ordinator can change this.",
    Permission.PAPER_BRING_IN: (
        "Only Governance Services or the scrutiny co-ordinator can bring in a paper and review it."
    ),
    Permission.PROGRESS_REPORT_SCHEDULE: (
        "Only Governance Services or the scrutiny co-ordinator can choose the meeting of a progress report."
    ),
    Permission.RECOMMENDATION_SIGN_OFF: (
        "Only the committee decides: its co-ordinator or Governance Services records it."
    ),
    Permission.SENDING_EDIT: "Only Governance Services or the scrutiny co-ordinator can change a sending.",
    Permission.UPDATE_CLEAR: "Only the directorate's director or the Cabinet Member can clear an update.",
    Permission.UPDATE_READ_UNSHOWN: "Councillors and others can read this update once it is shown.",
    Permission.UPDATE_RETURN: (
        "Only the co-ordinator, the directorate's director or the Cabinet Member can return an update."
    ),
    Permission.UPDATE_SHOW: "Only the scrutiny co-ordinator or Governance Services checks updates.",
    Permission.UPDATE_WRITE: "Only the responsible or link officer or the co-ordinator can update this.",
}


def allows(who: Principal, permission: Permission, matter: Matter | None = None) -> bool:
    """Whether any grant of the permission holds for this person (and this record, where known)."""
    return any(grant(who, matter) for grant in GRANTS[permission])


def why_not(permission: Permission) -> str:
    """One sentence for a reader who may not: who can."""
    return WHY_NOT.get(
        permission, "You do not hold an office that can do this. Ask the scrutiny co-ordinator."
    )
