"""The page on which an answer is typed: its form, a row for each question, and what is read from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...core.errors import Refused
from ...core.files import FileRefused, store
from ...core.forms import text
from ...council.models import Standing
from ...council.queries import list_portfolios
from ...council.uploads import allowed_upload
from ...history.journal import By
from ...meetings.models import Meeting
from ...people.queries import get_person
from ...rules.deadlines import long_date
from ...rules.lifecycle import Answer, Thread, available, warnings
from ...rules.lifecycle.in_words import in_words
from ...rules.lifecycle.moves import Particulars, move_for
from ..actions.answers import Answered, GivenAnswer, Source, SourceKind, answer_refusal
from ..actions.due import proposed_in_force
from ..actions.say import actor, situation
from ..actions.settle import YES
from ..forms.answers import ALL_AGREED, DIFFERENT, HOW, REVEALS, SAME, SOURCES, AnswerForm, AnswerRow
from ..forms.sendings import meeting_choices, offer
from ..queries.answers import Asking, Question, list_officers
from ..queries.sendings import list_meetings_around


@dataclass(frozen=True)
class Read:
    """What the page says: where the answer stands, and each answer."""

    source: Source
    given: list[GivenAnswer]


class AnswerPage:
    """Everything on the page. `read` leaves a sentence beside every field that cannot stand."""

    def __init__(self, asking: Asking, by: By, *, again: bool) -> None:
        self.asking, self.by = asking, by
        self.form = AnswerForm()
        self.same = AnswerRow(prefix="same-")
        self.blocked: list[tuple[Question, str]] = []
        self.answered: list[Question] = []
        self.questions: list[Question] = []
        for question in asking.questions:
            self._sort(question, again)
        self.rows = {q.addressee.id: AnswerRow(prefix=f"r{q.addressee.id}-") for q in self.questions}
        self.reworded = [question for question in self.questions if question.was_reworded]
        self._offer()
        self.given: list[GivenAnswer] = []
        self.source: Source | None = None

    def _sort(self, question: Question, again: bool) -> None:
        one = question.recommendation
        now = situation(one, Thread.ANSWER, question.addressee.id)
        if question.is_answered and not again:
            self.answered.append(question)
        elif available(Thread.ANSWER, now, actor(one, self.by), self.by.today):
            self.questions.append(question)
        else:
            self.blocked.append((question, _why(question, self.by)))

    @property
    def is_single(self) -> bool:
        return len(self.questions) == 1

    @property
    def some_differ(self) -> bool:
        """Whether a row names its own people, action or date, or has a mistake there."""
        own = ("portfolio", "officer", "first_action", "due_on")
        return any(row[name].data or row[name].errors for row in self.rows.values() for name in own)

    def _offer(self) -> None:
        form, today = self.form, self.by.today
        self.meetings = {each.reference: each for each in list_meetings_around(today)}
        theirs, ours = [], []
        for each in self.meetings.values():
            if each.on > today:
                continue
            if each.body.standing is Standing.SCRUTINY:
                ours.append(each)
            elif self._is_theirs(each):
                theirs.append(each)
        kinds = [
            kind for kind in SourceKind if kind is not SourceKind.MEMBER_DECISION or self.asking.is_executive
        ]
        whose = self.asking.name if self.asking.body is not None else "Cabinet"
        form.source.choices = [(kind.value, SOURCES[kind].format(name=whose)) for kind in kinds]
        form.how.choices = list(HOW)
        offer(form.meeting, meeting_choices(theirs), "Not in the calendar")
        offer(form.told_at, meeting_choices(ours))
        self.officers = {str(each.person_id): each for each in list_officers(today)}
        officers = [(key, each.words) for key, each in self.officers.items()]
        self.portfolios = {each.code: each for each in list_portfolios(today)}
        portfolios = [(code, each.name) for code, each in self.portfolios.items()]
        for each_form in (form, self.same, *self.rows.values()):
            offer(each_form.officer, officers, "Leave for now")
            offer(each_form.portfolio, portfolios, "Leave for now")
        if self.asking.sending and self.asking.sending.on_agenda_of and not form.is_submitted():
            form.meeting.data = form.meeting.data or self.asking.sending.on_agenda_of.reference

    def _is_theirs(self, meeting: Meeting) -> bool:
        body = self.asking.body
        return meeting.body_id == body.id if body else meeting.body.standing is Standing.EXECUTIVE

    def read(self) -> Read | None:
        """What was typed, if all of it can stand."""
        rows = [self.same, *self.rows.values()]
        valid = all([self.form.validate(), *(row.validate() for row in rows)])
        source = self._source()
        values = self._values()
        if not valid or source is None or values is None:
            return None
        given = [self._given(question, row, source) for question, row in values]
        stand = [self._stands(one, source) for one in given]
        if not all(stand):
            return None
        self.given, self.source = given, source
        return Read(source, given)

    def _source(self) -> Source | None:
        form = self.form
        if not form.source.data:
            return None
        kind = SourceKind(text(form.source))
        meeting = self.meetings.get(text(form.meeting)) if kind is SourceKind.MEETING else None
        told_at = self.meetings.get(text(form.told_at)) if kind is SourceKind.TOLD_LATER else None
        decided_on: date | None = form.decided_on.data
        if kind is SourceKind.TOLD_LATER and told_at is None:
            form.refuse("told_at", "Choose the meeting at which it was told.")
            return None
        if meeting is not None:
            decided_on = meeting.on
        elif kind is SourceKind.MEETING and not (decided_on and form.minute.data):
            form.refuse("meeting", "Choose the meeting, or give its date and its minute.")
            return None
        decided_on = decided_on or (told_at.on if told_at else None)
        if decided_on is None:
            form.refuse("decided_on", "Enter the date of the decision or letter.")
            return None
        return Source(
            kind, decided_on, meeting, text(form.minute) or None, told_at, text(form.evidence) or None
        )

    def _values(self) -> list[tuple[Question, AnswerRow]] | None:
        """Each question with the row that answers it; in "all agreed" its own row says so."""
        how = DIFFERENT if self.is_single else text(self.form.how)
        if how == ALL_AGREED:
            for row in self.rows.values():
                row.value.data = Answer.AGREED.value
            return [(question, self.rows[question.addressee.id]) for question in self.questions]
        if how == SAME:
            if not self.same.value.data:
                self.same.refuse("value", "Choose the answer that was given to all.")
                return None
            if not self.same.refuse_missing(""):
                return None
            return [(question, self.same) for question in self.questions]
        if how != DIFFERENT:
            self.form.refuse("how", "Say whether all were agreed.")
            return None
        chosen = [q for q in self.questions if self.rows[q.addressee.id].value.data]
        if not chosen:
            if not self.questions:
                self.form.refuse("source", "Nothing is waiting for an answer.")
            else:
                first = self.rows[self.questions[0].addressee.id]
                first.refuse(
                    "value", "Choose the answer." if self.is_single else "Choose at least one answer."
                )
            return None
        complete = [self.rows[q.addressee.id].refuse_missing(self._name(q)) for q in chosen]
        return [(q, self.rows[q.addressee.id]) for q in chosen] if all(complete) else None

    def _name(self, question: Question) -> str:
        return "" if self.is_single else f"Recommendation {question.number}: "

    def _given(self, question: Question, row: AnswerRow, source: Source) -> GivenAnswer:
        own = self.rows[question.addressee.id]
        value = Answer(text(row.value))
        for_all = self.form if value in YES else own
        officer = self.officers.get(text(own.officer) or text(for_all.officer))
        portfolio = self.portfolios.get(text(own.portfolio) or text(self.form.portfolio))
        return GivenAnswer(
            question.recommendation,
            question.addressee,
            value,
            in_force_on=self._in_force(value, source),
            wording=Answered(text(own.wording)) if own.wording.data in list(Answered) else None,
            portfolio_id=portfolio.id if portfolio else None,
            officer=get_person(officer.person_id) if officer else None,
            directorate_id=officer.directorate_id if officer else None,
            first_action=text(own.first_action) or text(for_all.first_action) or None,
            due_on=own.due_on.data or for_all.due_on.data,
            **row.said(),
        )

    def _in_force(self, value: Answer, source: Source) -> date | None:
        if value not in YES:
            return None
        typed: date | None = self.form.in_force_on.data
        return typed or proposed_in_force(self.form.published_on.data or source.decided_on, self.asking.body)

    def _stands(self, given: GivenAnswer, source: Source) -> bool:
        """Whether the rule takes an answer; its sentence stands beside it where not."""
        row = self.rows[given.addressee.id]
        question = next(q for q in self.questions if q.addressee.id == given.addressee.id)
        if question.was_reworded and given.wording is None:
            row.refuse("wording", f"{self._name(question)}say which wording was answered.".capitalize())
            return False
        sentence = answer_refusal(given, source, self.by)
        if sentence:
            row.refuse("value", f"{self._name(question)}{sentence}")
        return sentence is None

    def with_letter(self, source: Source) -> Source:
        """The source with the letter that was attached on the check page. Raises Refused for a wrong file."""
        upload = self.form.letter.data
        if source.kind is not SourceKind.LETTER or not getattr(upload, "filename", ""):
            return source
        try:
            name, content_type, content = allowed_upload(upload)
        except FileRefused as refused:
            raise Refused(str(refused), "letter") from None
        return replace(source, evidence_file_id=store(name, content_type, content, self.by.at).id)

    def rows_to_check(self) -> list[dict[str, Any]]:
        """Each answer with its question, what is said with it in sentences, and what a clerk would ask."""
        by_addressee = {question.addressee.id: question for question in self.questions}
        return [
            {
                "given": one,
                "question": by_addressee[one.addressee.id],
                "sentences": sentences(one),
                "warnings": self.warnings(one),
            }
            for one in self.given
        ]

    def source_words(self) -> str:
        """Where the answer stands, as the check page says it."""
        source = self.source
        if source is None:
            return ""
        kinds = dict(self.form.source.choices or ())  # type: ignore[arg-type]
        words = [str(kinds[source.kind.value]), long_date(source.decided_on)]
        if source.told_at is not None:
            words.append(f"told at {source.told_at.body.name}, {long_date(source.told_at.on)}")
        return ", ".join([*words, *filter(None, [source.minute, source.evidence])])

    def warnings(self, given: GivenAnswer) -> list[str]:
        """What a careful clerk would ask before going on."""
        one = given.recommendation
        now = situation(one, Thread.ANSWER, given.addressee.id)
        said = Particulars(effective_on=self.by.today, today=self.by.today)
        return warnings(move_for(Thread.ANSWER, given.value), now, said)


def sentences(given: GivenAnswer) -> list[str]:
    """What is said with an answer."""
    found = {name: getattr(given, name) for name in REVEALS}
    dated = {name: on.isoformat() if isinstance(on, date) else on for name, on in found.items() if on}
    return [*in_words(dated), *([given.note] if given.note else [])]


def _why(question: Question, by: By) -> str:
    """Why nothing can be entered for a question, in the rule's own sentence."""
    probe = GivenAnswer(question.recommendation, question.addressee, Answer.AGREED)
    source = Source(SourceKind.MEETING, by.today, minute="-")
    return answer_refusal(probe, source, by) or "Nothing can be entered for this one."
