"""The letter to the chief executive about what stays late: drafted from the record, never sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..core.content import Content, Pairs, Paragraph, Run, cell, words
from ..core.errors import NotFound
from ..core.filters import day_date, plural
from ..council.settings import text_setting
from ..recommendations.models import Recommendation
from ..recommendations.queries.one import get_recommendation, matter_of
from ..recommendations.queries.page import name_of
from ..rules.reminders import Rung
from ..rules.words import words_for
from .queries.chasing import late_since, list_rungs

RUNGS: Mapping[Rung, str] = {
    Rung.CO_ORDINATOR: "The co-ordinator chases",
    Rung.CHAIR: "The chair is told",
    Rung.CABINET_MEMBER_AND_DIRECTOR: "The Cabinet Member and the director are told",
    Rung.CHIEF_EXECUTIVE: "A letter to the chief executive is drafted",
}
RAISED: Mapping[Rung, str] = {
    Rung.CO_ORDINATOR: "the co-ordinator asked",
    Rung.CHAIR: "the chair was told",
    Rung.CABINET_MEMBER_AND_DIRECTOR: "the Cabinet Member and the director were told",
    Rung.CHIEF_EXECUTIVE: "a letter to you was drafted",
}


def named(recommendation: Recommendation) -> str:
    """Its name as whoever asks may read it."""
    return name_of(
        recommendation.short_name,
        recommendation.public_name,
        recommendation.publicity,
        recommendation.reference,
        matter_of(recommendation),
    )


def what_is_late(recommendation: Recommendation) -> str:
    """In words: the earliest of the three clocks."""
    clocks = {
        recommendation.update_due_on: "an update",
        recommendation.action_due_on: "action",
        recommendation.answer_due_on: "an answer",
    }
    return clocks[min(clocks)]


def chief_executive_content(about: tuple[str, date]) -> Content:
    """The letter about one recommendation (by its reference) as on a day. Raises NotFound where nothing about
    it is late."""
    reference, today = about
    one = get_recommendation(reference)
    since = late_since(one, today)
    if since is None:
        raise NotFound(f"Nothing about {reference} is late.")
    council, body = text_setting("council_name"), one.followed_by.name
    what = what_is_late(one)
    answers = "".join(
        f", and {asked.name} answered on {day_date(asked.answered_on)}: {words_for(asked.answer).lower()}"
        for asked in one.addressees
        if asked.answered_on is not None
    )
    return Content(
        "letter",
        f"To the Chief Executive: {named(one)}",
        caption=council,
        footer=council,
        blocks=(
            Pairs(
                (
                    ("To", cell("Chief Executive")),
                    ("Date", cell(day_date(today))),
                    ("Our reference", cell(reference)),
                )
            ),
            Paragraph(words("Dear Chief Executive,")),
            Paragraph((Run(f"{named(one)} ({reference})", is_bold=True),)),
            Paragraph(
                words(
                    f"{one.made_by.name} made this recommendation on {day_date(one.made_on)}{answers}. "
                    f"{what[:1].upper()}{what[1:]} on it has been due since {day_date(since)}, which is "
                    f"{plural((today - since).days, 'day')} ago."
                )
            ),
            Paragraph(words(_raised(one, since))),
            Paragraph(
                words(
                    "The committee would be grateful for a reply that says what will be done, by whom and by "
                    "when."
                )
            ),
            Paragraph(words("Yours sincerely,")),
            Paragraph(words(f"Chair, {body}")),
        ),
    )


def _raised(one: Recommendation, since: date) -> str:
    done = [
        f"{RAISED[rung.rung]} on {day_date(rung.reached_on)}"
        for rung in list_rungs(one, since)
        if rung.reached_on is not None and rung.rung is not Rung.CHIEF_EXECUTIVE
    ]
    return f"We have raised this before: {'; '.join(done)}." if done else "We have not raised this before."
