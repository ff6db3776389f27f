"""The page to update one action, as one reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request, url_for

from ...core import clock
from ...core.access import may, principal, readable, require
from ...history.journal import by_now
from ...meetings.queries.meetings import MeetingRow
from ...meetings.queries.publishing import last_day_for_papers
from ...people.models import Person
from ...rules.lifecycle import Progress, Thread, UpdateState, available
from ...rules.permissions import Matter, Permission, Role
from ...rules.publicity import Publicity, Readable
from ..actions.say import actor, situation
from ..actions.update_words import UpdateWords, faults, needs_clearing
from ..actions.updates import find_draft
from ..forms.updates import UpdateForm, typed_before
from ..models import Action, Entry, Recommendation, Update
from ..queries.my_updates import find_next_look, update_asked_by
from ..queries.one import matter_of, matter_of_action
from ..queries.page import name_of
from ..queries.plans import list_clearers, list_officers
from .standing import spoken


@dataclass
class Colleagues:
    """Who could speak or clear, read once for all the updates on one page."""

    today: date = field(default_factory=clock.today)
    _officers: Sequence[Person] | None = None
    _clearers: dict[tuple[frozenset[int], frozenset[int]], Sequence[Person]] = field(default_factory=dict)

    def officers(self) -> Sequence[Person]:
        if self._officers is None:
            self._officers = list_officers(self.today)
        return self._officers

    def clearers(self, matter: Matter) -> Sequence[Person]:
        whose = (matter.directorate_ids, matter.portfolio_ids)
        if whose not in self._clearers:
            self._clearers[whose] = list_clearers(matter, self.today)
        return self._clearers[whose]


@dataclass
class UpdatePage:
    """All that the page to update one action shows, for one reader."""

    recommendation: Recommendation
    action: Action
    matter: Matter
    form: UpdateForm
    name: str
    promised: Readable
    last: Entry | None
    last_words: Readable | None
    draft: Update | None
    returned: Update | None
    clears: bool
    refused: str | None
    look: MeetingRow | None
    asked_by: date | None
    by_link: bool = False

    @property
    def address(self) -> str:
        return url_for(
            "recommendations.update",
            reference=self.recommendation.reference,
            position=self.action.position,
            n=request.args.get("n", type=int),
            of=request.args.get("of", type=int),
        )

    @property
    def last_value(self) -> Progress | None:
        """What the officers last said."""
        return Progress(self.last.value) if self.last is not None and self.last.value else None

    @property
    def whose(self) -> str:
        """ "You agreed to", or who did."""
        if self.action.owner_id == principal().person_id:
            return "You agreed to"
        owner = self.action.owner or self.action.body
        return f"{owner.name} agreed to" if owner else "What was agreed"


def page_of(
    recommendation: Recommendation,
    action: Action,
    colleagues: Colleagues,
    prefix: str = "",
    *,
    for_another: bool = False,
) -> UpdatePage:
    """The page of one action for whoever asks; `for_another` without anything of their own, since somebody
    else looks at it in their name. Raises Forbidden for those who may not update it."""
    matter = matter_of_action(action, recommendation)
    require(Permission.UPDATE_WRITE, matter)
    whole = matter_of(recommendation)
    last = spoken(recommendation, Thread.PROGRESS, action.id)
    draft = None if for_another else find_draft(action, principal().person_id)
    returned = None if for_another else _returned(action)
    name = recommendation.short_name, recommendation.public_name, recommendation.publicity
    page = UpdatePage(
        recommendation=recommendation,
        action=action,
        matter=matter,
        form=UpdateForm(prefix=prefix),
        name=name_of(*name, recommendation.reference, whole),
        promised=readable(action.text, recommendation.public_text, recommendation.publicity, whole),
        last=last,
        last_words=readable(last.note or "", last.public_text, last.publicity, whole) if last else None,
        draft=draft,
        returned=returned,
        clears=needs_clearing(recommendation, action) and not may(Permission.UPDATE_CLEAR, matter),
        refused=_refused(recommendation, action),
        look=None if prefix else find_next_look(recommendation, colleagues.today),
        asked_by=update_asked_by(recommendation, action),
    )
    if page.look is not None and page.asked_by is not None:
        page.asked_by = min(page.asked_by, last_day_for_papers(page.look.on))
    _fill(page, colleagues, prefix)
    return page


def _fill(page: UpdatePage, colleagues: Colleagues, prefix: str) -> None:
    """The form with what was kept or copied, and the people whom it can name."""
    if request.method == "GET":
        before = page.draft or (None if prefix else page.returned)
        typed = typed_before(before) if before is not None else _speaking(page)
        if prefix:  # among several, only what is chosen now is sent
            typed["value"] = None
        if request.args.get("copy") and page.last_words is not None:
            typed["note"] = page.last_words.text
        page.form = UpdateForm(data=typed, prefix=prefix)
    officers = colleagues.officers()
    page.form.speaks_for(page.action.owner, officers, page.action, for_self=_speaks_for_self(page.matter))
    page.form.cleared_by(colleagues.clearers(page.matter) if page.clears else [])
    page.form.now_due(page.action.due_on)
    page.form.since(page.last.effective_on if page.last else None)
    if page.recommendation.publicity is Publicity.PUBLIC:
        page.form.public_text.data = ""


def _speaking(page: UpdatePage) -> dict[str, object]:
    """Whose words these are to begin with: one's own, or the owner's where somebody enters them."""
    if _speaks_for_self(page.matter):
        return {"speaker": "me"}
    owner = f"person-{page.action.owner_id}" if page.action.owner_id else "body" if page.action.body else ""
    return {"speaker": "behalf", "behalf_of": owner}


def _returned(action: Action) -> Update | None:
    """The author's newest update of an action, where it was returned and nothing was sent since."""
    person_id = principal().person_id
    own = [u for u in action.updates if u.author_id == person_id and u.state is not UpdateState.DRAFT]
    return own[-1] if own and own[-1].state is UpdateState.RETURNED else None


def _refused(recommendation: Recommendation, action: Action) -> str | None:
    """Why nothing can be said about this action now; None where something can."""
    today = clock.today()
    now = situation(recommendation, Thread.PROGRESS, action.id)
    if available(Thread.PROGRESS, now, actor(recommendation, by_now()), today):
        return None
    found = faults(
        recommendation, action, UpdateWords(value=action.progress, note="-", outcome="-"), by_now()
    )
    return found[0][1] if found else "Nothing can be said about this now."


def _speaks_for_self(matter: Matter) -> bool:
    """Whether whoever asks answers for this action themselves, rather than entering what another said."""
    who = principal()
    return who.person_id in matter.responsible_ids or any(
        office.role in (Role.LINK_OFFICER, Role.DIRECTOR) and office.directorate_id in matter.directorate_ids
        for office in who.offices
    )
