"""Forms about requests, actions, questions, referrals and topics of the work programme."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, radios, text
from ...council.models import Body, Directorate
from ...people.models import Person
from ..actions.follow_ups import TypedFollowUp
from ..actions.referrals import TypedReferral
from ..clause_models import FollowUp, FollowUpKind, ReferralState
from .fields import PublicityForm, WhenForm

KIND_WORDS = {
    FollowUpKind.INFORMATION_REQUEST: "Request for information",
    FollowUpKind.ACTION: "Action",
    FollowUpKind.QUESTION: "Question",
}
REPLY_WORDS = {
    ReferralState.ACCEPTED: "Accepted",
    ReferralState.SCHEDULED: "Scheduled at a meeting",
    ReferralState.DECLINED: "Declined",
}


def body_choices(bodies: Sequence[Body]) -> list[tuple[str, str]]:
    """Bodies for a drop-down, by code."""
    return [("", "Choose"), *((body.code, body.name) for body in bodies)]


class FollowUpForm(WhenForm):
    kind = radios("This is", options(FollowUpKind, KIND_WORDS), needed="Say what this is.")
    body = choice("For which committee or board", needed="Choose the committee or board.")
    what = paragraphs("What is asked for", needed="Enter what is asked for.", longest=10_000)
    owner = choice("Who is to answer or do it", hint="Somebody with an account. Or say who in words below.")
    whom = line("Who, in words", hint="Such as Director of Housing, or an outside organisation.")
    directorate = choice("Directorate")
    asked_on = civil_date("Asked on", hint="Leave empty for today.")

    def offer(
        self, bodies: Sequence[Body], people: Sequence[Person], directorates: Sequence[Directorate]
    ) -> None:
        """The choices of the drop-downs."""
        self.body.choices = body_choices(bodies)
        self.owner.choices = [("", "Nobody yet"), *((str(who.id), who.name) for who in people)]
        self.directorate.choices = [("", "None"), *((str(row.id), row.name) for row in directorates)]
        self.offer_paragraphs()

    def show(self, row: FollowUp) -> None:
        """Fills the fields from a request, action or question."""
        self.kind.data, self.what.data, self.whom.data = row.kind.value, row.what, row.whom
        self.owner.data = str(row.owner_id or "")
        self.directorate.data = str(row.directorate_id or "")
        self.body.data, self.asked_on.data = row.body.code, row.asked_on
        self.show_when(row.due_precision, row.due_on, row.due_text)
        self.show_publicity(row)

    def typed(self) -> TypedFollowUp:
        return TypedFollowUp(
            kind=FollowUpKind(text(self.kind)),
            what=text(self.what),
            whom=text(self.whom) or None,
            owner_id=int(text(self.owner)) if text(self.owner) else None,
            directorate_id=int(text(self.directorate)) if text(self.directorate) else None,
            due=self.typed_when(),
            publicity=self.typed_publicity(),
        )


class AnswerForm(Form):
    answer = paragraphs("Answer", needed="Enter the answer.")
    on = civil_date("Date of the answer", needed="Enter the date of the answer.")


class ReasonForm(Form):
    reason = line("Reason", needed="Give the reason.", longest=400)


class ReferralForm(PublicityForm):
    from_body = choice("From", needed="Choose the body that refers.")
    to_body = choice("To", needed="Choose the body that it is referred to.")
    what = paragraphs("What is referred", needed="Enter what is referred.", longest=10_000)
    why = paragraphs("Why", longest=10_000)
    sent_on = civil_date("Sent on", hint="Leave empty for today.")

    def typed(self) -> TypedReferral:
        return TypedReferral(text(self.what), text(self.why) or None, self.typed_publicity())


class ReplyForm(Form):
    state = radios("Reply", options(ReferralState, REPLY_WORDS)[1:], needed="Choose the reply.")
    meeting = choice("Meeting")
    reply = paragraphs("Words of the reply", longest=10_000, hint="Needed where the referral is declined.")
    on = civil_date("Date of the reply", needed="Enter the date of the reply.")


class TopicForm(Form):
    body = choice("Whose work programme", needed="Choose the committee or board.")
    title = line("Topic", needed="Enter what the topic is.", longest=400, hint="Everybody can read this.")
    why = paragraphs("Why", longest=10_000)
    not_before_on = civil_date("Not before")
    base_event = line(
        "What that date counts from", longest=400, hint="Such as 12 months after Cabinet's decision."
    )


class SettleForm(Form):
    meeting = choice("Meeting", needed="Choose the meeting.")
    why = line("Why this meeting", longest=400, hint="Needed where it is earlier than the topic's date.")


class DoneForm(Form):
    on = civil_date("Looked at on", needed="Enter the date.")
