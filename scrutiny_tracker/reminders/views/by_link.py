"""An update by a link from a message: one action, its holder's words, nothing else; without a sign-in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import g, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import may, public
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.filters import day_date
from ...core.forms import text
from ...core.kept import led_to, taken
from ...council.models import Body
from ...council.queries import load_principal
from ...council.settings import yes_no_setting
from ...history.journal import by_now
from ...recommendations.actions.evidence import keep_evidence
from ...recommendations.actions.plans import hand_back, pass_on
from ...recommendations.actions.update_words import UpdateWords, faults
from ...recommendations.actions.updates import send
from ...recommendations.models import Action, Recommendation, Update
from ...recommendations.queries.one import get_recommendation, matter_of_action
from ...recommendations.queries.plans import find_directorate_of, get_action
from ...recommendations.views.update_page import Colleagues, UpdatePage, page_of
from ...rules.permissions import Permission
from ..forms import NotMineForm
from ..links import Link, read_token
from ..queries.linked import find_answer, find_opened, list_colleagues
from ..queries.people import People, address_in
from .blueprint import blueprint

ENDED = "This link worked until {}. Your next message brings a new one."
NOT_YOURS = "This is not yours to answer any more, or nothing is asked about it now."
Answer = str | Response | tuple[str, int]


@dataclass
class Opened:
    """What a link opens for its holder; `body` is the organisation that answers without an account."""

    link: Link
    recommendation: Recommendation
    action: Action
    body: Body | None
    answer: Update | None


def _ended(sentence: str) -> tuple[str, int]:
    return render_template("reminders/link_ended.html", sentence=sentence, alone=True), 410


def _open(token: str) -> Opened | tuple[str, int]:
    """What a token opens, with its holder as whoever asks from here on; the page that says why not."""
    link = read_token(token)
    if link is None:
        raise NotFound("This link is not complete. Open it from the message again.")
    if not yes_no_setting("update_by_link"):
        return _ended("The council does not take answers by link. Sign in to answer.")
    if clock.today() > link.until:
        return _ended(ENDED.format(day_date(link.until)))
    found = find_opened(link)
    if found is None:
        return _ended(NOT_YOURS)
    recommendation = get_recommendation(found[0])
    action = get_action(recommendation, found[1])
    holder = link.person_id or _who_enters(recommendation)
    if holder is None:
        return _ended(NOT_YOURS)
    g.principal = load_principal(holder)
    body = action.body if link.person_id is None else None
    answer = find_answer(link, action, body.name if body else None)
    return Opened(link, recommendation, action, body, answer)


def _who_enters(recommendation: Recommendation) -> int | None:
    """In whose name an organisation's words are entered: the committee's co-ordinator of today."""
    return next(iter(People(clock.today()).team(recommendation.followed_by_id)), None)


@blueprint.route("/update/<token>", methods=["GET", "POST"])
@public
def update_by_link(token: str) -> Answer:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    opened = _open(token)
    if isinstance(opened, tuple):
        return opened
    if opened.answer is not None:
        return render_template("reminders/sent_by_link.html", opened=opened, alone=True)
    page = _page(opened)
    if page.form.is_submitted() and request.form.get("do") == "not-mine":
        return redirect(url_for("reminders.not_mine_by_link", token=token))
    if page.form.is_submitted() and _send(page, opened):
        where = url_for("reminders.update_by_link", token=token)
        taken(text(page.form.once), where)
        db.session.commit()
        return redirect(where)
    return render_template(
        "reminders/update_by_link.html", page=page, form=page.form, opened=opened, token=token, alone=True
    )


def _page(opened: Opened) -> UpdatePage:
    """The page of the action, with nothing on it that is somebody else's."""
    is_another = opened.body is not None  # the co-ordinator's own draft is not the organisation's
    page = page_of(opened.recommendation, opened.action, Colleagues(), for_another=is_another)
    page.by_link = True
    page.form.speaker.choices = [("me", "Me")]
    page.form.speaker.data = "me"
    if is_another:
        page.clears = False
        page.form.cleared_by([])
    return page


def _send(page: UpdatePage, opened: Opened) -> bool:
    """Sends what was written; False where something is to be put right first, said beside its box."""
    valid = page.form.validate()
    file_id = _file(page)
    words = _words(page, opened, file_id)
    for field, sentence in _missing(page, words):
        page.form.blame(field, sentence)
        valid = False
    if not valid or page.form.errors:
        return False
    own = opened.body is None
    matter = matter_of_action(opened.action, opened.recommendation)
    try:
        send(
            opened.recommendation,
            opened.action,
            words,
            by_now(),
            clears=own and may(Permission.UPDATE_CLEAR, matter),
            checks=own and may(Permission.UPDATE_SHOW, matter),
            beside=not own,
        )
    except Refused as refused:
        page.form.blame(refused.field or "value", refused.sentence)
        return False
    return True


def _missing(page: UpdatePage, words: UpdateWords) -> list[tuple[str, str]]:
    found = faults(page.recommendation, page.action, words, by_now())
    if sentence := page.form.unasked():
        found.append(("clearer", sentence))
    return found


def _words(page: UpdatePage, opened: Opened, file_id: int | None) -> UpdateWords:
    words = page.form.words(page.action, file_id)
    if opened.body is None:
        return words
    sent_to = address_in(opened.body.contact) or opened.body.name
    return replace(words, on_behalf_of_name=opened.body.name, source=f"Written by the link sent to {sent_to}")


def _file(page: UpdatePage) -> int | None:
    upload = page.form.file.data
    if not isinstance(upload, FileStorage) or not upload.filename or page.refused is not None:
        return None
    try:
        return keep_evidence(page.recommendation, upload, by_now()).id
    except Refused as refused:
        page.form.blame(refused.field or "file", refused.sentence)
        return None


@blueprint.route("/update/<token>/not-mine", methods=["GET", "POST"])
@public
def not_mine_by_link(token: str) -> Answer:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    opened = _open(token)
    if isinstance(opened, tuple):
        return opened
    form = NotMineForm()
    today = clock.today()
    form.offer([] if opened.body else list_colleagues(opened.action, today))
    if form.validate_on_submit():
        why, whose = text(form.why), text(form.owner)
        try:
            if whose.isdecimal():
                theirs = find_directorate_of(int(whose), today)
                pass_on(
                    opened.recommendation, opened.action, int(whose), why, by_now(), directorate_id=theirs
                )
            else:
                hand_back(opened.recommendation, opened.action, why, by_now())
        except Refused as refused:
            form.refuse(refused.field or "why", refused.sentence)
        else:
            where = url_for("reminders.passed_on_by_link")
            taken(text(form.once), where)
            db.session.commit()
            return redirect(where)
    return render_template(
        "reminders/not_mine_by_link.html", form=form, opened=opened, token=token, alone=True
    )


@blueprint.get("/update/passed-on")
@public
def passed_on_by_link() -> str:
    return render_template("reminders/passed_on_by_link.html", alone=True)
