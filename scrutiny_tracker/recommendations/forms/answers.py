"""What people type when a decision-maker has answered: where it stands, each answer, who does it."""

from __future__ import annotations

from typing import Any

from ...core.forms import Form, choice, civil_date, line, paragraphs, radios, text, tick, upload
from ...rules.lifecycle import Answer, move_for
from ...rules.lifecycle.values import Thread
from ..actions.answers import Answered, SourceKind

ALL_AGREED, SAME, DIFFERENT = "all", "same", "different"
HOW = ((ALL_AGREED, "All agreed"), (SAME, "Same answer for all"), (DIFFERENT, "Different answers"))
ANSWERS = (
    (Answer.AGREED, "Agreed"),
    (Answer.AGREED_WITH_CHANGES, "Agreed with changes"),
    (Answer.AGREED_IN_PART, "Agreed in part"),
    (Answer.AGREED_SUBJECT_TO, "Agreed subject to…"),
    (Answer.ALREADY_HAPPENING, "Already happening"),
    (Answer.NOT_AGREED, "Not agreed"),
    (Answer.DEFERRED, "Deferred"),
    (Answer.NOTED, "Noted with no action stated"),
    (Answer.PASSED_ON, "Passed on"),
)
REVEALS: dict[str, tuple[Answer, ...]] = {
    "changed_wording": (Answer.AGREED_WITH_CHANGES,),
    "which_part": (Answer.AGREED_IN_PART,),
    "condition": (Answer.AGREED_SUBJECT_TO,),
    "who_decides": (Answer.AGREED_SUBJECT_TO,),
    "by_when": (Answer.AGREED_SUBJECT_TO,),
    "reasons": (Answer.NOT_AGREED, Answer.AGREED_IN_PART),
    "gives_no_reasons": (Answer.NOT_AGREED,),
    "until": (Answer.DEFERRED,),
    "to_whom": (Answer.PASSED_ON, Answer.DEFERRED),
}
WORDINGS = ((Answered.SENT, "The wording that was sent"), (Answered.AGREED, "The wording that was agreed"))


class AnswerRow(Form):
    """One recommendation's answer; also the one answer given to all."""

    class Meta(Form.Meta):  # type: ignore[misc, name-defined]
        csrf = False  # the page's own form carries the token

    value = choice("Answer", ANSWERS)
    changed_wording = paragraphs("Wording that was agreed")
    which_part = paragraphs("Which part was agreed")
    condition = line("Subject to", longest=400)
    who_decides = line("Who decides whether it is met")
    by_when = civil_date("By when")
    reasons = paragraphs("Reasons")
    gives_no_reasons = tick("The minute gives no reasons")
    until = civil_date("Deferred to")
    to_whom = line("To whom, or to which meeting")
    note = paragraphs("Anything else that was said")
    wording = radios("Which wording did it answer?", WORDINGS)
    portfolio = choice("Cabinet Member")
    officer = choice("Lead officer")
    first_action = line("First action", longest=400)
    due_on = civil_date("By when is it done")

    def said(self) -> dict[str, Any]:
        """The particulars that this row's answer takes, empty ones left out."""
        value = Answer(text(self.value)) if self.value.data else None
        found = {name: self[name].data or None for name, values in REVEALS.items() if value in values}
        return {
            **found,
            "gives_no_reasons": bool(found.get("gives_no_reasons")),
            "note": self.note.data or None,
        }

    def refuse_missing(self, name: str) -> bool:
        """Puts the rule's sentences beside what its answer needs and does not have; whether nothing lacks."""
        said, complete = self.said(), True
        for need in move_for(Thread.ANSWER, text(self.value)).needs:
            if not any(said.get(one) for one in need.names):
                self.refuse(need.names[0], f"{name}{need.sentence}")
                complete = False
        return complete


class AnswerForm(Form):
    """The whole answer: where it stands, how far it is the same, who does it, from when it is in force."""

    source = radios("Where does the answer come from?", needed="Say where the answer comes from.")
    meeting = choice("Which meeting")
    decided_on = civil_date("Date of the decision or letter", hint="Leave empty if you chose the meeting.")
    minute = line("Minute or reference", longest=200, hint="Leave empty if you do not know it yet.")
    told_at = choice("Told at", hint="Second-hand: ask Governance Services for the minute.")
    evidence = line("Link to the minute, decision or letter", longest=1000)
    how = radios("What was the answer?", HOW)
    portfolio = choice("Cabinet Member")
    officer = choice("Lead officer")
    first_action = line("First action", longest=400)
    due_on = civil_date("By when is it done")
    published_on = civil_date(
        "Decision published on", hint="The call-in period runs from it. Leave empty for the decision's date."
    )
    in_force_on = civil_date("In force from", hint="Leave empty and it is worked out.")
    letter = upload("The letter or e-mail")


SOURCES = {
    SourceKind.MEETING: "A meeting of {name}",
    SourceKind.MEMBER_DECISION: "A Cabinet Member's decision",
    SourceKind.LETTER: "A letter or e-mail",
    SourceKind.TOLD_LATER: "Told at a later meeting (second-hand)",
}
