"""An officer's update on its way to councillors: drafted, sent, cleared, checked, shown, or returned."""

from __future__ import annotations

from ...core.errors import Refused
from ...core.extensions import db
from ...council.actions.holding import ToPublish, hold, no_longer_held
from ...council.models import HeldKind, HeldOutcome
from ...council.queries.held import Notice, find_notice
from ...council.settings import yes_no_setting
from ...history.journal import By, record
from ...history.tags import Tag
from ...people.models import Person
from ...rules.lifecycle import Progress, Thread, UpdateState
from ...rules.publicity import Publicity
from ..models import Action, Entry, Recommendation, Update
from .plans import day, set_date
from .say import Said, say
from .settle import settle
from .update_words import UpdateWords, faults, needs_clearing, particulars_of, words_of


def find_draft(action: Action, person_id: int | None) -> Update | None:
    """What this person has begun to write about an action and not sent."""
    return next(
        (
            update
            for update in action.updates
            if update.state is UpdateState.DRAFT and update.author_id == person_id
        ),
        None,
    )


def save_draft(
    recommendation: Recommendation, action: Action, words: UpdateWords, by: By, *, beside: bool = False
) -> Update:
    """Keeps what somebody has written so far, complete or not, for them alone: one draft per action. `beside`
    leaves the draft that they have alone: these are another's words, entered in their name."""
    if by.person_id is None:
        raise Refused("Sign in to write an update.")
    draft = None if beside else find_draft(action, by.person_id)
    if draft is None:
        draft = Update(action_id=action.id, author_id=by.person_id, state=UpdateState.DRAFT)
        action.updates.append(draft)
    draft.value, draft.note, draft.outcome = words.value, words.note, words.outcome
    draft.new_due_on, draft.cause, draft.until = words.new_due_on, words.cause, words.until
    draft.evidence, draft.evidence_file_id = words.evidence, words.evidence_file_id
    draft.on_behalf_of_id, draft.on_behalf_of_name = words.on_behalf_of_id, words.on_behalf_of_name
    draft.source, draft.clearer_id = words.source, words.clearer_id
    draft.effective_on = words.said_on or by.today
    draft.publicity, draft.public_text = recommendation.publicity, words.public_text
    draft.exempt_paragraph, draft.exempt_reason = (
        recommendation.exempt_paragraph,
        recommendation.exempt_reason,
    )
    db.session.flush()
    return draft


def send(
    recommendation: Recommendation,
    action: Action,
    words: UpdateWords,
    by: By,
    *,
    clears: bool = False,
    checks: bool = False,
    beside: bool = False,
) -> Update:
    """Sends an update to whoever clears or checks it, or to councillors where nothing else is required.

    `clears` and `checks` say whether the sender holds that office for this action: their own words need no
    second look; `beside` leaves a draft that they have alone. From now on the words stay; the author is no
    longer chased. Raises Refused with the rule's sentence.
    """
    found = faults(recommendation, action, words, by)
    if found:
        raise Refused(found[0][1], found[0][0])
    update = save_draft(recommendation, action, words, by, beside=beside)
    update.state, update.sent_at = UpdateState.SENT, by.at
    _journal(
        Tag.UPDATE_SENT, recommendation, action, by, {"value": words.value.value if words.value else None}
    )
    if needs_clearing(recommendation, action):
        if not clears:
            settle(recommendation)
            return update
        _mark_cleared(recommendation, action, update, by)
    return _check_or_show(recommendation, action, update, by, checks=checks)


def clear(
    recommendation: Recommendation, action: Action, update: Update, by: By, *, checks: bool = False
) -> Entry | None:
    """Its director or Cabinet Member lets an update go on; the entry, or None where a check follows.

    Raises Refused where it does not wait for clearing or no longer fits how the recommendation stands.
    """
    if update.state is not UpdateState.SENT:
        raise Refused(_stands(update, "This update does not wait for clearance."))
    _mark_cleared(recommendation, action, update, by)
    _check_or_show(recommendation, action, update, by, checks=checks)
    return _entry_of(recommendation, update)


def show(
    recommendation: Recommendation,
    action: Action,
    update: Update,
    by: By,
    *,
    public_text: str | None = None,
) -> Entry:
    """The co-ordinator has checked an update: councillors see it from now on. Returns its entry.

    `public_text` is the wording for those who may not read an exempt one. Raises Refused where it still waits
    for clearance, was shown or returned, or no longer fits how the recommendation stands.
    """
    _check_showable(recommendation, action, update)
    if public_text:
        update.public_text = public_text
    no_longer_held(HeldKind.UPDATE, str(update.id), HeldOutcome.PUBLISHED_AT_ONCE, by)
    return _show(recommendation, action, update, by)


def return_update(recommendation: Recommendation, action: Action, update: Update, why: str, by: By) -> None:
    """Gives an update back to its author, who sees why and writes another. Raises Refused without why."""
    if update.state not in (UpdateState.SENT, UpdateState.CLEARED):
        raise Refused(_stands(update, "This update was not sent."))
    if not why.strip():
        raise Refused("Say why it is returned and what is missing.", "why")
    update.state = UpdateState.RETURNED
    update.returned_by_id, update.returned_why = by.person_id, why.strip()
    no_longer_held(HeldKind.UPDATE, str(update.id), HeldOutcome.DROPPED, by)
    _journal(Tag.UPDATE_RETURNED, recommendation, action, by, why=why.strip())
    settle(recommendation)


def _stands(update: Update, otherwise: str) -> str:
    if update.state is UpdateState.SHOWN:
        return "Councillors can see this update already. A mistake in it is corrected in the story."
    return "This update was returned to its author." if update.state is UpdateState.RETURNED else otherwise


def _mark_cleared(recommendation: Recommendation, action: Action, update: Update, by: By) -> None:
    update.cleared_by_id, update.cleared_at = by.person_id, by.at
    _journal(Tag.UPDATE_CLEARED, recommendation, action, by)


def _check_or_show(
    recommendation: Recommendation, action: Action, update: Update, by: By, *, checks: bool
) -> Update:
    notice = None if checks else find_notice(by.today)
    if yes_no_setting("updates_are_checked") and not checks:
        update.state = UpdateState.CLEARED
        settle(recommendation)
    elif notice is not None and notice.until_on is not None:
        hold_update(recommendation, action, update, notice, by)
    else:
        _show(recommendation, action, update, by)
    return update


def hold_update(
    recommendation: Recommendation,
    action: Action,
    update: Update,
    notice: Notice,
    by: By,
    public_text: str | None = None,
) -> None:
    """An update that councillors would see now waits for the end of a sensitive period. Its author is chased
    no more. Raises Refused as `show` does."""
    _check_showable(recommendation, action, update)
    update.state = UpdateState.CLEARED
    instead = recommendation.public_name or f"Private recommendation {recommendation.reference}"
    name = recommendation.short_name if recommendation.publicity is Publicity.PUBLIC else instead
    what = ToPublish(
        HeldKind.UPDATE,
        str(update.id),
        name,
        f"/updates/{update.id}",
        recommendation.followed_by_id,
        {"public_text": public_text},
    )
    hold(what, notice, by)
    settle(recommendation)


def _check_showable(recommendation: Recommendation, action: Action, update: Update) -> None:
    waits_for_clearing = (
        update.state is UpdateState.SENT
        and update.cleared_at is None
        and needs_clearing(recommendation, action)
    )
    if update.state not in (UpdateState.SENT, UpdateState.CLEARED) or waits_for_clearing:
        raise Refused(_stands(update, "This update waits for clearance first."))


def _show(recommendation: Recommendation, action: Action, update: Update, by: By) -> Entry:
    """Writes the officer's entry in the words, on the date and in the name that the update has."""
    words = words_of(update)
    found = faults(recommendation, action, words, by) if update.value else []
    if found:
        raise Refused(found[0][1])
    author = db.session.get_one(Person, update.author_id)
    spoken_by = db.session.get(Person, update.on_behalf_of_id) if update.on_behalf_of_id else None
    said = Said(
        action=action,
        evidence=update.evidence,
        evidence_file_id=update.evidence_file_id,
        update_id=update.id,
        source=update.source,
        speaker_id=spoken_by.id if spoken_by else None if update.on_behalf_of_name else author.id,
        speaker_name=spoken_by.name if spoken_by else update.on_behalf_of_name or author.name,
        more=_date_before(action) if update.value is Progress.DELAYED else (),
        publicity=update.publicity,
        public_text=update.public_text,
    )
    particulars = particulars_of(action, words, by)
    if update.value is Progress.DELAYED and update.new_due_on is not None:
        set_date(action, day(update.new_due_on))
    update.state, update.shown_at = UpdateState.SHOWN, by.at
    spoken = By(author.id, author.name, by.at, by.today)
    entry = say(recommendation, Thread.PROGRESS, str(update.value), particulars, spoken, said)
    _journal(Tag.UPDATE_SHOWN, recommendation, action, by, {"value": str(update.value)})
    db.session.flush()
    return entry


def _date_before(action: Action) -> tuple[tuple[str, str], ...]:
    """What a correction of the delay gives back."""
    kept = [("due_precision_before", action.due_precision.value), ("due_text_before", action.due_text)]
    if action.due_on is not None:
        kept.append(("due_before", action.due_on.isoformat()))
    return tuple((name, value) for name, value in kept if value is not None)


def _entry_of(recommendation: Recommendation, update: Update) -> Entry | None:
    return next((entry for entry in recommendation.entries if entry.update_id == update.id), None)


def _journal(
    tag: Tag,
    recommendation: Recommendation,
    action: Action,
    by: By,
    after: dict[str, str | None] | None = None,
    *,
    why: str | None = None,
) -> None:
    record(
        by,
        tag,
        "recommendation",
        recommendation.reference,
        after={"position": action.position, **(after or {})},
        why=why,
        publicity=recommendation.publicity,
    )
