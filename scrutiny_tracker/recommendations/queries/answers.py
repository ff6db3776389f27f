"""What is to be answered: the questions of a sending, of one recommendation or of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from ...core.access import readable
from ...core.extensions import db
from ...council.models import Body, Portfolio, Standing
from ...council.queries import list_offices
from ...rules.lifecycle import Answer
from ...rules.permissions import Role
from ..models import Addressee, Recommendation, Sending
from .one import get_recommendation, matter_of
from .page import name_of
from .sending_list import UNANSWERED
from .sendings import get_sending, list_carried, list_whole

OFFICERS = (Role.RESPONSIBLE_OFFICER, Role.LINK_OFFICER, Role.DIRECTOR)


@dataclass(frozen=True)
class Question:
    """One recommendation asked of one decision-maker, with the wording that was sent."""

    recommendation: Recommendation
    addressee: Addressee
    sent_wording: str

    @property
    def name(self) -> str:
        one = self.recommendation
        return name_of(one.short_name, one.public_name, one.publicity, one.reference, matter_of(one))

    @property
    def wording(self) -> str:
        """The recommendation's wording as this reader may see it."""
        return self._readable(self.recommendation.text)

    @property
    def wording_sent(self) -> str:
        """The wording that was sent, as this reader may see it."""
        return self._readable(self.sent_wording)

    def _readable(self, wording: str) -> str:
        one = self.recommendation
        return readable(wording, one.public_text, one.publicity, matter_of(one)).text

    @property
    def number(self) -> str:
        return self.recommendation.printed_number or self.recommendation.reference

    @property
    def is_answered(self) -> bool:
        return self.addressee.answer not in UNANSWERED

    @property
    def was_reworded(self) -> bool:
        return self.sent_wording != self.recommendation.text


@dataclass(frozen=True)
class Asking:
    """Questions to one decision-maker that are answered on one page."""

    questions: Sequence[Question]
    whose_answer: str
    name: str
    body: Body | None
    portfolio: Portfolio | None
    title: str
    sending: Sending | None = None
    others: dict[str, str] = field(default_factory=dict)

    @property
    def is_executive(self) -> bool:
        return self.body is None or self.body.standing is Standing.EXECUTIVE


def key_of(asked: Addressee) -> str:
    """A decision-maker as an address carries it: a body's or portfolio's code; empty for nobody yet."""
    if asked.body is not None:
        return asked.body.code
    return asked.portfolio.code if asked.portfolio is not None else ""


def ask_about_sending(sending: Sending, only: Sequence[str] = ()) -> Asking:
    """The questions that a sending carries, those of some references where they are given."""
    carried = {one.id: one for one in list_carried(sending.id)}
    sending = get_sending(sending.reference)
    questions = []
    for line in sending.lines:
        one = carried[line.addressee.recommendation_id]
        if only and one.reference not in only:
            continue
        asked = next(each for each in one.addressees if each.id == line.addressee_id)
        questions.append(Question(one, asked, line.wording))
    return Asking(
        questions,
        sending.whose_answer,
        sending.to_name,
        sending.to_body,
        sending.to_portfolio,
        sending.title,
        sending,
    )


def ask_about(references: Sequence[str], to: str | None = None) -> Asking | None:
    """The questions that some recommendations put to one decision-maker (by its code; else to whom most of
    them wait for); None where they ask nobody. `others` are the further decision-makers by code."""
    ids = db.session.scalars(select(Recommendation.id).where(Recommendation.reference.in_(references))).all()
    return ask_of(list_whole(ids), to)


def ask_of(recommendations: Sequence[Recommendation], to: str | None = None) -> Asking | None:
    """As `ask_about`, of recommendations that are loaded whole. A part that asks nobody by itself asks whom
    its parent asks."""
    pairs = [(one, asked) for one in recommendations for asked in _asked_by(one) if key_of(asked)]
    waiting = [pair for pair in pairs if pair[1].answer in UNANSWERED] or pairs
    if not pairs:
        return None
    chosen = to or Counter(key_of(asked) for _, asked in waiting).most_common(1)[0][0]
    mine = [(one, asked) for one, asked in pairs if key_of(asked) == chosen]
    if not mine:
        return None
    first = mine[0][1]
    return Asking(
        [Question(one, asked, _sent_wording(one, asked)) for one, asked in mine],
        first.whose_answer,
        first.name,
        first.body,
        first.portfolio,
        Question(*mine[0], "").name if len(mine) == 1 else "",
        None,
        {key_of(asked): asked.name for _, asked in pairs if key_of(asked) != chosen},
    )


def _asked_by(one: Recommendation) -> Sequence[Addressee]:
    if one.addressees or one.parent is None:
        return one.addressees
    return get_recommendation(one.parent.reference).addressees


def _sent_wording(one: Recommendation, asked: Addressee) -> str:
    newest = max(asked.lines, key=lambda line: line.sending_id, default=None)
    return newest.wording if newest and asked.recommendation_id == one.id else one.text


@dataclass(frozen=True)
class Officer:
    """Somebody who can lead: an account, as a list shows it, and the directorate of the office held."""

    person_id: int
    words: str
    directorate_id: int | None


def list_officers(on: date) -> Sequence[Officer]:
    """Everybody who holds an officer's office on a day, once each, by name."""
    found: dict[int, Officer] = {}
    for office in list_offices(on, *OFFICERS):
        person = office.person
        if person.is_active and person.id not in found:
            words = f"{person.name}, {person.post}" if person.post else person.name
            found[person.id] = Officer(person.id, words, office.directorate_id)
    return sorted(found.values(), key=lambda each: each.words)


def count_by_answer(values: Sequence[Answer]) -> list[tuple[Answer, int]]:
    """How many of each answer, in the order in which answers are offered."""
    counts = Counter(values)
    return [(value, counts[value]) for value in Answer if counts[value]]
