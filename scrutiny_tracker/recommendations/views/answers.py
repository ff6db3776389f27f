"""A decision-maker's answer: to a whole sending, to several recommendations or to one."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.forms import problems, text
from ...core.kept import led_to, taken
from ...history.journal import by_now
from ...rules.deadlines import call_in_open_to
from ...rules.lifecycle import Answer
from ...rules.permissions import Permission
from ..actions.answers import SourceKind, answer_sending
from ..actions.due import clock_words
from ..forms.answers import REVEALS
from ..models import Addressee
from ..queries.answers import Asking, ask_about, ask_about_sending, ask_of, count_by_answer
from ..queries.commitments import get_commitment, placing_of
from ..queries.one import get_recommendation, matter_of
from ..queries.sendings import get_sending, matter_of_sending
from .answer_reading import AnswerPage
from .blueprint import blueprint


@blueprint.route("/sendings/<reference>/answer", methods=["GET", "POST"])
@allow(Permission.ANSWER_ENTER)
def answer_to_sending(reference: str) -> str | Response:
    sending = get_sending(reference)
    require(Permission.ANSWER_ENTER, matter_of_sending(sending))
    asking = ask_about_sending(sending, request.args.getlist("r"))
    return _answer(asking, url_for(".sending", reference=reference))


@blueprint.route("/recommendations/<reference>/answer", methods=["GET", "POST"])
@allow(Permission.ANSWER_ENTER)
def answer_one(reference: str) -> str | Response:
    one = get_recommendation(reference)
    require(Permission.ANSWER_ENTER, matter_of(one))
    asking = ask_of([one], request.args.get("to"))
    if asking is None:
        raise NotFound(f"{reference} asks nobody yet. Say who is asked first.")
    return _answer(asking, f"/recommendations/{reference}", again=True)


@blueprint.route("/recommendations/answers", methods=["GET", "POST"])
@allow(Permission.ANSWER_ENTER)
def answer_several() -> str | Response:
    asking = ask_about(request.args.getlist("r"), request.args.get("to"))
    if asking is None:
        return redirect(url_for(".sendings"))
    for question in asking.questions:
        require(Permission.ANSWER_ENTER, matter_of(question.recommendation))
    return _answer(asking, url_for(".sendings"))


def _answer(asking: Asking, back: str, again: bool = False) -> str | Response:
    """The form, the check page and the saving: nothing is saved before the check."""
    page = AnswerPage(asking, by_now(), again=again or request.args.get("again") == "yes")
    doing = request.form.get("do", "")
    if request.method == "POST" and doing != "change":
        if seen := led_to(text(page.form.once)):
            return redirect(seen)
        read = page.read()
        if read is not None and doing != "save":
            return _check(asking, page)
        if read is not None:
            try:
                answer_sending(read.given, page.with_letter(read.source), by_now())
            except Refused as refused:
                db.session.rollback()
                if refused.field == "letter":
                    page.form.refuse("letter", refused.sentence)
                    return _check(asking, page)
                raise
            return _recorded(asking, page)
    return render_template(
        "recommendations/answer.html",
        asking=asking,
        page=page,
        form=page.form,
        problems=problems(page.form, page.same, *page.rows.values()),
        reveals=REVEALS,
        clock_words=clock_words(asking.sending) if asking.sending else "",
        back=back,
    )


def _check(asking: Asking, page: AnswerPage) -> str:
    """What will be recorded, grouped by answer; every field travels with it, hidden."""
    carried = [
        (name, value)
        for name, values in request.form.lists()
        if name not in ("csrf_token", "do", "letter")
        for value in values
    ]
    in_force_on = next((one.in_force_on for one in page.given if one.in_force_on), None)
    return render_template(
        "recommendations/answer_check.html",
        asking=asking,
        form=page.form,
        carried=carried,
        groups=count_by_answer([one.value for one in page.given]),
        left=len(page.questions) - len(page.given),
        rows=page.rows_to_check(),
        source_words=page.source_words(),
        is_letter=page.source is not None and page.source.kind is SourceKind.LETTER,
        in_force_on=in_force_on,
        last_day=call_in_open_to(in_force_on, clock.today()),
    )


def _recorded(asking: Asking, page: AnswerPage) -> Response:
    if asking.sending is not None:
        address = url_for(".answered", reference=asking.sending.reference)
    elif len(asking.questions) == 1:
        address = f"/recommendations/{asking.questions[0].recommendation.reference}"
    else:
        address = url_for(".sendings")
    taken(text(page.form.once), address)
    db.session.commit()
    return redirect(address)


@blueprint.get("/sendings/<reference>/answered")
@allow(Permission.HOUSE_READ)
def answered(reference: str) -> str:
    sending = get_sending(reference)
    asked = [line.addressee for line in sending.lines]
    commitment = next((one for one in (each.recommendation.commitment for each in asked) if one), None)
    whole = get_commitment(commitment.reference) if commitment else None
    return render_template(
        "recommendations/answered.html",
        sending=sending,
        counts=count_by_answer([each.answer for each in asked]),
        waiting=[each for each in asked if each.answer is Answer.WAITING],
        officers=_officers(asked),
        without=[each.recommendation for each in asked if each.recommendation.needs_details],
        commitment=whole,
        placing=placing_of(whole, clock.today()) if whole else None,
    )


def _officers(asked: list[Addressee]) -> list[str]:
    found = {action.owner.name for each in asked for action in each.recommendation.actions if action.owner}
    return sorted(found)
