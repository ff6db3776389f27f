"""What stands before a journey begins: a small council, its meetings, and a report on two agendas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import Body
from scrutiny_tracker.meetings.models import Paper
from tests import factories as make
from tests.cast import Cast, gather

PAPERS_OUT = date(2025, 10, 27)
COMMITTEE_MEETS = date(2025, 10, 30)
NOTICE_GIVEN = date(2025, 10, 31)
CABINET_MEETS = date(2025, 11, 4)
TOLD_LATER = date(2025, 11, 20)
COMMITTEE_LOOKS = date(2026, 3, 12)

TO_THE_COMMITTEE = (
    "Approve the recommendations to Cabinet that stand below.",
    "Request that the board for homes visits the repairs depot before the spring.",
    "Note the thanks of the review group to tenants who gave evidence.",
)
TO_CABINET = (
    "That every tenant is given a two-hour slot for a repair.",
    "That missed appointments are counted and published each quarter.",
    "That damp is inspected within ten working days of a first report.",
    "That the contract for roofs is tendered again before it ends.",
    "That apprentices make up a tenth of the repairs team.",
    "That tenants can follow their repair by text message.",
    "That empty homes are ready to let within four weeks.",
    "That a second depot is opened in the north of the borough.",
    "That complaints about repairs are answered by a named person.",
)


@dataclass(frozen=True)
class Review:
    """The addresses at which people begin: of the committee's item and of the report, and the report's title.

    `committee` and `cabinet` are the references of the two meetings of the autumn.
    """

    item: str
    paper: str
    title: str
    committee: str
    cabinet: str


def autumn_meetings(app: Flask, title: str, *, printed: bool = False) -> Review:
    """The committee of 30 October 2025 and Cabinet of 4 November 2025 with one report on both agendas.

    `printed` enters the twelve recommendations that the report prints. Later meetings are there too: the one
    of 20 November at which an answer is told, and the one of 12 March 2026 that looks at what was done.
    """
    with app.app_context():
        cast = gather()
        cast.place.updates_need_clearing = True
        committee = make.meeting(cast.scruco, COMMITTEE_MEETS)
        cabinet = make.meeting(cast.cabinet, CABINET_MEETS)
        for later in (TOLD_LATER, COMMITTEE_LOOKS):
            make.meeting(cast.scruco, later)
        item = make.item(committee, title, position=7)
        paper = make.paper(title, on=item, published_on=date(2025, 10, 22))
        make.item(cabinet, title, position=5).paper = paper
        if printed:
            _print(cast, paper)
        db.session.commit()
        return Review(
            item=f"/items/{item.reference}",
            paper=f"/papers/{paper.reference}",
            title=title,
            committee=committee.reference,
            cabinet=cabinet.reference,
        )


def _print(cast: Cast, paper: Paper) -> None:
    asked: Sequence[tuple[Body, Sequence[str]]] = (
        (cast.scruco, TO_THE_COMMITTEE),
        (cast.cabinet, TO_CABINET),
    )
    position = 0
    for body, wordings in asked:
        for number, wording in enumerate(wordings, 1):
            position += 1
            make.printed_recommendation(paper, wording, number=str(number), position=position, addressee=body)
