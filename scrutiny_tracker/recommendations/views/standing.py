"""Where a recommendation stands: five rows, each with its tag, its date and its source, for one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...core.access import may_read_closed, readable
from ...council.settings import text_setting
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Provenance, StopReason, Thread, current
from ...rules.lifecycle.in_words import in_words
from ...rules.permissions import Matter
from ...rules.publicity import Publicity
from ...rules.words import tag_of, words_for
from ..actions.settle import asks_itself, latest_sending, witnessed
from ..models import Addressee, DelegatedDecision, Entry, Recommendation, Sending


@dataclass(frozen=True)
class Standing:
    """One line of a row: a tag, a date, a source to open, and what else is to be said."""

    tag: str = ""
    colour: str = "grey"
    on: date | None = None
    source: str = ""
    address: str = ""
    sentences: tuple[str, ...] = ()
    whom: str = ""


@dataclass(frozen=True)
class Condition:
    """An agreement that is subject to something: what, and who decides."""

    sentences: tuple[str, ...]


def possessive(name: str) -> str:
    """Cabinet's; the Schools'."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def spoken(recommendation: Recommendation, thread: Thread, hangs_on: int | None = None) -> Entry | None:
    """The entry that stands in a thread today."""
    found = current(witnessed(recommendation.entries), thread, hangs_on)
    return next((e for e in recommendation.entries if found and e.id == found.sequence), None)


def source_of(entry: Entry) -> tuple[str, str]:
    """Where an entry stands, in words and as an address (empty for none); needs its meeting and body."""
    parts = []
    address = ""
    if entry.meeting is not None:
        parts.append(f"{entry.meeting.body.name}, {_day(entry.meeting.on)}")
        address = f"/meetings/{entry.meeting.reference}"
    if entry.minute:
        parts.append(f"minute {entry.minute.removeprefix('minute ')}")
    if entry.source:
        parts.append(entry.source)
    if entry.provenance is not Provenance.RECORDED:
        parts.append(words_for(entry.provenance).lower())
    return ", ".join(parts), address


def details_of(entry: Entry, matter: Matter) -> list[str]:
    """What was said with an entry; nothing of it to a reader who may not see a closed one."""
    if entry.publicity is not Publicity.PUBLIC and not may_read_closed(matter):
        return []
    found = in_words(entry.detail)
    if entry.detail.get("stop_reason"):
        found.insert(0, f"{words_for(StopReason(entry.detail['stop_reason']))}.")
    return found


def note_of(entry: Entry, matter: Matter) -> str:
    """An entry's own words as this reader may see them."""
    return readable(entry.note, entry.public_text, entry.publicity, matter).text if entry.note else ""


def asked_lines(recommendation: Recommendation, today: date) -> list[Standing]:
    """Whom it was asked of, when it was sent and by which rule the answer is due."""
    return [_asked(addressee, today) for addressee in recommendation.addressees]


def _asked(addressee: Addressee, today: date) -> Standing:
    whom = addressee.name
    sending = latest_sending(addressee)
    if asks_itself(addressee):
        return Standing("Asked of scrutiny itself", whom=whom, sentences=("No answer is owed.",))
    if sending is None:
        sentence = "Not sent yet. No notice has been given, so no legal deadline is running."
        return Standing("Not sent", "grey", whom=whom, sentences=(sentence,))
    line = Standing(whom=whom, source=sending.title, address=f"/sendings/{sending.reference}")
    if sending.received_on is not None:
        line = replace(line, tag="Notice received", colour="green", on=sending.received_on)
    elif sending.notice_given_on is not None:
        line = replace(line, tag="Notice given", colour="blue", on=sending.notice_given_on)
    elif sending.sent_on is not None:
        line = replace(line, tag="Sent", colour="blue", on=sending.sent_on)
    else:
        line = replace(line, tag="Not sent", colour="grey")
    if addressee.answer is Answer.WAITING:
        line = replace(line, sentences=tuple(_due(sending, today)))
    return line


def _due(sending: Sending, today: date) -> list[str]:
    due_on = sending.answer_due_on or sending.answer_needed_by
    found = []
    if due_on is not None:
        whose = "Legal last day" if sending.answer_due_is_legal else "Our own deadline"
        late = f", {(today - due_on).days} days ago" if due_on < today else ""
        found.append(f"{whose} {due_on:%A} {_day(due_on)}{late}.")
    if sending.answer_due_rule:
        found.append(sending.answer_due_rule)
    if sending.expected_on is not None:
        found.append(f"Expected on {_day(sending.expected_on)}: {sending.expected_why or 'no reason given'}.")
    return found


def answer_lines(recommendation: Recommendation, matter: Matter, today: date) -> list[Standing]:
    """What each decision-maker said. A part says that it is answered with what it is part of."""
    parent = recommendation.parent
    if parent is not None and not recommendation.addressees:
        tag = tag_of(recommendation.answer)
        sentence = f"Answered together with recommendation {parent.printed_number or parent.reference}."
        address = f"/recommendations/{parent.reference}"
        return [Standing(tag.text, tag.colour, None, parent.reference, address, (sentence,))]
    return [
        _answer(recommendation, addressee, matter, today)
        for addressee in recommendation.addressees
        if not asks_itself(addressee)
    ]


def _answer(recommendation: Recommendation, addressee: Addressee, matter: Matter, today: date) -> Standing:
    whom = addressee.name
    entry = spoken(recommendation, Thread.ANSWER, addressee.id)
    if entry is None:
        return _no_answer(addressee, whom, today)
    tag = tag_of(addressee.answer)
    words = tag.text
    if addressee.in_force_on is not None and addressee.in_force_on > today:
        words = f"{tag.text}, call-in open to {_day(addressee.in_force_on - timedelta(days=1))}"
    source, address = source_of(entry)
    said = [note_of(entry, matter), *details_of(entry, matter)]
    return Standing(words, tag.colour, entry.effective_on, source, address, _kept(said), whom)


def _no_answer(addressee: Addressee, whom: str, today: date) -> Standing:
    sending = latest_sending(addressee)
    due_on = (sending.answer_due_on or sending.answer_needed_by) if sending else None
    if due_on is not None and due_on < today:
        return Standing("Answer late", "red", due_on, whom=whom, sentences=("It was due on this day.",))
    no_clock = sending is None or not sending.answer_due_is_legal
    sentence = "No answer yet."
    if no_clock and (sending is None or sending.notice_given_on is None):
        sentence += " No notice has been given, so no legal deadline is running."
    return Standing(tag_of(Answer.WAITING).text, "grey", due_on, whom=whom, sentences=(sentence,))


def progress_line(recommendation: Recommendation, matter: Matter) -> Standing:
    """The officer's own last sentence, its date, and who entered it from what."""
    spoken_of = [spoken(recommendation, Thread.PROGRESS, action.id) for action in recommendation.actions]
    newest = max(
        (entry for entry in spoken_of if entry is not None),
        key=lambda entry: (entry.effective_on, entry.id),
        default=None,
    )
    tag = tag_of(recommendation.progress)
    if newest is None:
        return Standing(tag.text, tag.colour, sentences=("No update yet.",))
    said = [note_of(newest, matter), *details_of(newest, matter)]
    if not newest.evidence and newest.evidence_file_id is None and newest.value == "reported-complete":
        said.append("No evidence given.")
    who = newest.actor_name
    if newest.entered_by_name:
        who = f"{who}, entered by {newest.entered_by_name}"
    source, address = source_of(newest)
    return Standing(
        tag.text,
        tag.colour,
        newest.effective_on,
        ", ".join(filter(None, (who, source))),
        address,
        _kept(said),
    )


def decision_line(
    recommendation: Recommendation, delegated: Mapping[int, DelegatedDecision], matter: Matter
) -> Standing:
    """The committee's decision, the meeting and minute, and when it looks again."""
    tag = tag_of(recommendation.decision)
    entry = spoken(recommendation, Thread.DECISION)
    if entry is None:
        return Standing(
            tag.text, tag.colour, sentences=(f"The {text_setting('committee_word')} has not decided yet.",)
        )
    particulars = (each for each in details_of(entry, matter) if not each.startswith("Until "))
    said = [note_of(entry, matter), *particulars]
    if recommendation.review_on != NO_DATE:
        said.append(f"Next look: {_day(recommendation.review_on)}.")
    if entry.id in delegated:
        said.append(reported_words(delegated[entry.id]))
    source, address = source_of(entry)
    return Standing(tag.text, tag.colour, entry.effective_on, source, address, _kept(said))


def reported_words(one: DelegatedDecision) -> str:
    """Whether the committee has been told of a delegated decision."""
    if one.reported_at is not None:
        return f"Reported to the meeting of {_day(one.reported_at.on)}."
    where = f"the meeting of {_day(one.report_to.on)}" if one.report_to else "the next meeting"
    return f"To be reported to {where}."


def difference_line(recommendation: Recommendation, matter: Matter) -> Standing:
    """What changed, claiming no cause."""
    tag = tag_of(recommendation.difference)
    entry = spoken(recommendation, Thread.DIFFERENCE)
    if entry is None:
        return Standing(tag.text, tag.colour, sentences=("Nobody has judged this yet.",))
    source, address = source_of(entry)
    return Standing(
        tag.text,
        tag.colour,
        entry.effective_on,
        source or entry.actor_name,
        address,
        _kept([note_of(entry, matter)]),
    )


def conditions(recommendation: Recommendation, matter: Matter) -> list[Condition]:
    """What agreements are still subject to, and who decides: for the warning text."""
    found = []
    for addressee in recommendation.addressees:
        entry = spoken(recommendation, Thread.ANSWER, addressee.id)
        if entry is not None and addressee.answer is Answer.AGREED_SUBJECT_TO:
            told = (each for each in details_of(entry, matter) if not each.startswith("In force from"))
            found.append(Condition(tuple(told) or ("Agreed with a condition.",)))
    return found


def has_evidence(recommendation: Recommendation) -> bool:
    """Whether any update that stands came with evidence: text, a link or a file."""
    said = (spoken(recommendation, Thread.PROGRESS, action.id) for action in recommendation.actions)
    return any(entry is not None and bool(entry.evidence or entry.evidence_file_id) for entry in said)


def _kept(sentences: list[str]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
