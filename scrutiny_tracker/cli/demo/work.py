"""What officers do and what committees decide, as stories tell it: by name, on the day that is being told."""

from __future__ import annotations

from typing import Any

from ...kpis.queries import get_kpi
from ...meetings.queries.meetings import get_meeting
from ...recommendations.actions import decisions, plans, updates
from ...recommendations.actions.difference import judge
from ...recommendations.actions.edit import Details, change
from ...recommendations.actions.measures import link_measure
from ...recommendations.actions.update_words import UpdateWords
from ...recommendations.models import Action, Recommendation, Update
from ...recommendations.models.plans import LinkReason
from ...rules.lifecycle import Difference, Progress, UpdateState
from .town import Town
from .verbs import minute_of, read


def action_of(recommendation: Recommendation, position: int = 1) -> Action:
    return next(action for action in recommendation.actions if action.position == position)


def assign(
    town: Town,
    name: str,
    officer: str,
    directorate: str,
    due: plans.When | None = None,
    *,
    text: str | None = None,
    position: int = 1,
    who: str = "coordinator",
) -> None:
    """Says who does it and by when."""
    recommendation = read(town, name)
    action = action_of(recommendation, position)
    if due is not None or text is not None:
        plans.edit(recommendation, action, text or action.text, due or plans.vague(None), town.by(who))
    owner = plans.Owner(town.person(officer).id, directorate_id=town.directorate(directorate).id)
    plans.assign(recommendation, action, owner, town.by(who))


def split(
    town: Town,
    name: str,
    text: str,
    officer: str,
    directorate: str,
    due: plans.When,
    who: str = "coordinator",
) -> None:
    """A further action."""
    owner = plans.Owner(town.person(officer).id, directorate_id=town.directorate(directorate).id)
    plans.split(read(town, name), text, town.by(who), owner=owner, when=due)


def update(
    town: Town,
    name: str,
    who: str,
    value: Progress,
    note: str,
    *,
    position: int = 1,
    **words: Any,  # noqa: ANN401 - the words of an update
) -> Update:
    """An officer, or somebody on their behalf, sends an update; it waits to be cleared or checked."""
    recommendation = read(town, name)
    said = UpdateWords(value=value, note=note, **words)
    return updates.send(recommendation, action_of(recommendation, position), said, town.by(who))


def told(
    town: Town,
    name: str,
    who: str,
    value: Progress,
    note: str,
    *,
    position: int = 1,
    **words: Any,  # noqa: ANN401 - the words of an update
) -> None:
    """An update that is sent, cleared where its directorate asks for it, checked and shown on one day."""
    sent = update(town, name, who, value, note, position=position, **words)
    if sent.state is UpdateState.SENT:
        clear(town, name, sent, "director.streets", position=position)
    recommendation = read(town, name)
    action = action_of(recommendation, position)
    if _same(action, sent).state is UpdateState.CLEARED:
        updates.show(recommendation, action, _same(action, sent), town.by())


def clear(town: Town, name: str, sent: Update, who: str, *, position: int = 1) -> None:
    """A director or Cabinet Member clears it; it waits to be checked."""
    recommendation = read(town, name)
    action = action_of(recommendation, position)
    updates.clear(recommendation, action, _same(action, sent), town.by(who))


def give_back(town: Town, name: str, sent: Update, why: str, who: str, *, position: int = 1) -> None:
    """It goes back to its author, who reads why."""
    recommendation = read(town, name)
    action = action_of(recommendation, position)
    updates.return_update(recommendation, action, _same(action, sent), why, town.by(who))


def _same(action: Action, sent: Update) -> Update:
    return next(update for update in action.updates if update.id == sent.id)


def at(town: Town, item: str) -> decisions.Decided:
    """Decided at the meeting of an item, under its minute."""
    row = town.item(item)
    return decisions.at_item(row, minute=minute_of(town, item))


def measure(town: Town, name: str, code: str, why: LinkReason) -> None:
    link_measure(read(town, name), get_kpi(code), why, town.by())


def judged(town: Town, name: str, value: Difference, note: str, item: str | None = None) -> None:
    """What changed, by the committee's or the co-ordinator's judgement."""
    meeting = get_meeting(town.item(item).meeting.reference) if item else None
    judge(read(town, name), value, town.by(), note=note, meeting=meeting)


def in_public(town: Town, name: str, public_name: str, public_text: str) -> None:
    """Writes the public wording of a closed recommendation."""
    row = read(town, name)
    details = Details(
        row.short_name,
        public_name,
        public_text,
        portfolio_id=row.portfolio_id,
        directorate_id=row.directorate_id,
    )
    change(row, details, town.by())


def call(town: Town, names: dict[str, str]) -> None:
    """Gives recommendations short names that people would use."""
    for name, words in names.items():
        row = read(town, name)
        details = Details(
            words,
            row.public_name,
            row.public_text,
            portfolio_id=row.portfolio_id,
            directorate_id=row.directorate_id,
        )
        change(row, details, town.by())
