"""Everything that is said about a recommendation: sent, answered, updated, decided, corrected, asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import FileStorage

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import AgendaItem, Meeting, Paper
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.actions import answers, corrections, decisions, edit, plans, sendings
from scrutiny_tracker.recommendations.actions.difference import judge
from scrutiny_tracker.recommendations.actions.evidence import keep_evidence
from scrutiny_tracker.recommendations.actions.make import add_part, link_also, withdraw
from scrutiny_tracker.recommendations.actions.measures import link_measure
from scrutiny_tracker.recommendations.actions.questions import ask_question
from scrutiny_tracker.recommendations.actions.update_words import UpdateWords
from scrutiny_tracker.recommendations.actions.updates import clear, return_update, save_draft, send, show
from scrutiny_tracker.recommendations.models import Recommendation, Sending, Update
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Basis, Difference, Particulars, Progress
from tests import factories as make
from tests.cast import TODAY, Cast, by

CABINET_MET = date(2025, 11, 4)
DECIDED = date(2025, 12, 11)


@dataclass(frozen=True)
class Told:
    """What `tell` left behind; references rather than rows."""

    sending: Sending
    decided_at: AgendaItem
    references: tuple[str, ...]
    other: str
    question: str
    ids: dict[str, int]


def tell(
    cast: Cast, made: Sequence[Recommendation], word: str, owner: Person, paper: Paper, cabinet: Meeting
) -> Told:
    """Brings four recommendations through their threads: the first meets everything, the last ends."""
    references = tuple(one.reference for one in made)
    first, second, _third, last = references
    for reference in references:
        _detail(cast, reference, word, owner)
    sending = _send(cast, references[:3], word, paper, cabinet)
    other = _parts_and_links(cast, first, word)
    _plan(cast, first, word, owner)
    _answer(cast, references[:3], word, cabinet)
    ids = _update(cast, first, word, owner)
    ids["entry"] = _correct(cast, first, word)
    decided_at = _decide(cast, first, second, word)
    judge(whole(first), Difference.SOME, by(cast.coordinator), note=f"Because of {word}")
    question = ask_question(whole(first), f"Why {word}?", by(cast.member))
    question.owner_id, question.directorate_id = owner.id, cast.place.id
    withdraw(whole(last), f"{word} was sold", by(cast.coordinator))
    db.session.flush()
    return Told(sending, decided_at, references, other, question.reference, ids)


def whole(reference: str) -> Recommendation:
    """The recommendation as the database has it now."""
    db.session.flush()
    db.session.expire_all()
    return get_recommendation(reference)


def _detail(cast: Cast, reference: str, word: str, owner: Person) -> None:
    one = whole(reference)
    details = edit.Details(
        f"Buy {word}", f"Property {reference}", "A property matter", None, cast.housing.id, cast.place.id, 3
    )
    edit.change(one, details, by(cast.coordinator))
    plans.assign(one, one.actions[0], plans.Owner(owner.id, None, cast.place.id), by(cast.coordinator))


def _send(cast: Cast, references: Sequence[str], word: str, paper: Paper, cabinet: Meeting) -> Sending:
    db.session.flush()
    db.session.expire_all()
    new = sendings.NewSending(
        title="A report of the committee",
        from_body=cast.scruco,
        to_body=cast.cabinet,
        recommendations=[get_recommendation(reference) for reference in references],
        paper=paper,
        on_agenda_of_id=cabinet.id,
        sent_on=date(2025, 10, 31),
        notice_given_on=date(2025, 10, 31),
        received_on=CABINET_MET,
    )
    return sendings.make_sending(new, by(cast.coordinator))


def _parts_and_links(cast: Cast, first: str, word: str) -> str:
    actor = by(cast.coordinator)
    add_part(whole(first), f"Part of {word}", actor, title=f"{word} title")
    other = make.recommendation(cast.sb1, "The same elsewhere", asked=cast.cabinet)
    one = whole(other.reference)
    link_also(get_recommendation(first), one, actor)
    link_measure(whole(first), make.kpi("K2", readings={"2024-25": 3}), LinkReason.MISSED_TARGET, actor)
    return other.reference


def _plan(cast: Cast, first: str, word: str, owner: Person) -> None:
    """Four actions, so that one update of each state can stand."""
    for number in range(3):
        plans.split(
            whole(first),
            f"Do {word} {number}",
            by(cast.coordinator),
            owner=plans.Owner(person_id=owner.id, directorate_id=cast.place.id),
            when=plans.vague(f"once {word} is sold") if number else plans.day(date(2026, 3, 31)),
        )
    one = whole(first)
    plans.edit(one, one.actions[0], f"See to {word}", plans.day(date(2026, 3, 1)), by(cast.coordinator))


def _answer(cast: Cast, references: Sequence[str], word: str, cabinet: Meeting) -> None:
    source = answers.Source(
        answers.SourceKind.MEETING, CABINET_MET, cabinet, "52/25", evidence=f"Letter {word}"
    )
    values = (Answer.AGREED_WITH_CHANGES, Answer.AGREED_SUBJECT_TO, Answer.NOT_AGREED)
    for reference, value in zip(references, values, strict=True):
        one = whole(reference)
        asked = next(asked for asked in one.addressees if asked.body_id == cast.cabinet.id)
        given = answers.GivenAnswer(
            one,
            asked,
            value,
            note=f"Cabinet on {word}",
            changed_wording=f"Buy half of {word}" if value is Answer.AGREED_WITH_CHANGES else None,
            condition=f"if {word} is cheap" if value is Answer.AGREED_SUBJECT_TO else None,
            who_decides=word if value is Answer.AGREED_SUBJECT_TO else None,
            by_when=date(2026, 2, 24) if value is Answer.AGREED_SUBJECT_TO else None,
            reasons=f"{word} is dear" if value is Answer.NOT_AGREED else None,
        )
        answers.answer_sending([given], source, by(cast.governance))


def _update(cast: Cast, first: str, word: str, owner: Person) -> dict[str, int]:
    """A draft, one sent, one cleared that waits for its check, one shown and one returned."""
    actor, one = by(owner), whole(first)
    upload = FileStorage(io.BytesIO(word.encode()), filename=f"{word}.txt")
    file = keep_evidence(one, upload, actor)
    words = UpdateWords(
        Progress.ON_TRACK, f"Seen to {word}", evidence=f"Minutes of {word}", evidence_file_id=file.id
    )
    ids = {"file": file.id}
    shown = send(one, one.actions[0], words, actor)
    clear(one, one.actions[0], shown, by(cast.director))
    show(one, one.actions[0], shown, by(cast.coordinator))
    one = whole(first)
    returned = send(one, one.actions[1], words, actor)
    return_update(one, one.actions[1], returned, f"Say more of {word}", by(cast.director))
    one = whole(first)
    sent = send(one, one.actions[2], words, actor)
    one = whole(first)
    cleared = send(one, one.actions[3], words, actor)
    clear(one, one.actions[3], cleared, by(cast.director))
    one = whole(first)
    draft = save_draft(one, one.actions[0], UpdateWords(note=f"Draft of {word}"), actor)
    db.session.flush()
    made: dict[str, Update] = {
        "shown": shown,
        "returned": returned,
        "sent": sent,
        "cleared": cleared,
        "draft": draft,
    }
    return ids | {name: update.id for name, update in made.items()}


def _correct(cast: Cast, first: str, word: str) -> int:
    one = whole(first)
    wrong = one.entries[-1]
    said = Particulars(effective_on=wrong.effective_on, today=TODAY, note=f"Rather {word}")
    corrections.correct_entry(one, wrong, wrong.value, said, f"Misheard {word}", by(cast.coordinator))
    return wrong.id


def _decide(cast: Cast, first: str, second: str, word: str) -> AgendaItem:
    """Both are before a past meeting; the second is kept under review under a delegation."""
    meeting = make.meeting(cast.scruco, DECIDED, reference="SCRUCO-2025-12-11")
    item = make.item(meeting, "Progress report", position=8)
    actor = by(cast.coordinator)
    decisions.put_for_decision(item, [whole(first), get_recommendation(second)], actor)
    decided = decisions.Decided(
        on=DECIDED,
        basis=Basis.DELEGATED,
        delegation="12/25",
        chair_consulted_on=DECIDED,
        report_to=meeting,
        note=f"Until {word} is sold",
    )
    decisions.keep_under_review(whole(second), decided, actor, until=date(2026, 4, 1))
    more = decisions.Decided(on=DECIDED, meeting=meeting, minute="31/25", note=f"About {word}")
    decisions.ask_for_more(whole(first), more, actor, what=f"The price of {word}", by_when=date(2026, 2, 1))
    return item
