"""The page of one recommendation, and its history."""

from __future__ import annotations

from datetime import date

from flask import render_template

from ...core.access import allow, may, may_read_closed, readable
from ...council.settings import text_setting
from ...history.journal import By, by_now, list_history
from ...rules.permissions import Matter, Permission
from ...rules.publicity import Publicity
from ..models import Recommendation
from ..queries.measures import list_then_and_now
from ..queries.one import get_recommendation, list_also_recommended, matter_of
from ..queries.page import (
    find_deep_dive,
    list_delegated,
    list_earlier_alike,
    list_part_rows,
    name_of,
)
from . import standing, steps, story
from .blueprint import blueprint


@blueprint.route("/recommendations/<reference>")
@allow(Permission.HOUSE_READ)
def one(reference: str) -> str:
    recommendation = get_recommendation(reference)
    matter = matter_of(recommendation)
    by = by_now()
    journal = list_history("recommendation", recommendation.reference)
    return render_template(
        "recommendations/one.html",
        recommendation=recommendation,
        matter=matter,
        **_heading(recommendation, matter),
        **_standing(recommendation, matter, by.today),
        **_steps(recommendation, matter, by),
        **_beside(recommendation, matter),
        followed_since=story.followed_since(recommendation, journal),
        story=story.list_story(recommendation, matter, journal),
    )


def _heading(recommendation: Recommendation, matter: Matter) -> dict[str, object]:
    closed = recommendation.publicity is not Publicity.PUBLIC
    reads_all = not closed or may_read_closed(matter)
    return {
        "caption": caption_of(recommendation, matter),
        "report": report_of(recommendation, matter),
        "name": shown_name(recommendation, matter),
        "wording": readable(
            recommendation.text, recommendation.public_text, recommendation.publicity, matter
        ),
        "is_closed": closed,
        "reads_all": reads_all,
        "earlier_wordings": story.earlier_wordings(recommendation) if reads_all else (),
    }


def shown_name(recommendation: Recommendation, matter: Matter) -> str:
    """A recommendation's name as this reader may see it."""
    return name_of(
        recommendation.short_name,
        recommendation.public_name,
        recommendation.publicity,
        recommendation.reference,
        matter,
    )


def caption_of(recommendation: Recommendation, matter: Matter) -> str:
    """Deep dive 2025, recommendation 9 to Cabinet, SCRUCO-2526-009."""
    parts = []
    if recommendation.paper is not None:
        parts.append(report_of(recommendation, matter))
    asked = " and ".join(addressee.name for addressee in recommendation.addressees)
    number = f" {recommendation.printed_number}" if recommendation.printed_number else ""
    if recommendation.parent is not None:
        above = recommendation.parent.printed_number or recommendation.parent.reference
        parts.append(f"part{number} of recommendation {above}")
    else:
        parts.append(f"recommendation{number}{f' to {asked}' if asked else ''}")
    caption = ", ".join([*parts, recommendation.reference])
    return caption[0].upper() + caption[1:]


def report_of(recommendation: Recommendation, matter: Matter) -> str:
    """The title of its report as this reader may see it; empty where there is no report."""
    paper = recommendation.paper
    if paper is None:
        return ""
    return readable(paper.title, paper.public_text or "Private report", paper.publicity, matter).text


def _standing(recommendation: Recommendation, matter: Matter, today: date) -> dict[str, object]:
    delegated = list_delegated(recommendation)
    return {
        "asked": standing.asked_lines(recommendation, today),
        "answers": standing.answer_lines(recommendation, matter, today),
        "answer_word": _answer_word(recommendation),
        "progress": standing.progress_line(recommendation, matter),
        "decision": standing.decision_line(recommendation, delegated, matter),
        "difference": standing.difference_line(recommendation, matter),
        "conditions": standing.conditions(recommendation, matter),
    }


def _answer_word(recommendation: Recommendation) -> str:
    """Cabinet's answer; the plain word where there are several decision-makers."""
    words = {addressee.whose_answer for addressee in recommendation.addressees}
    if len(words) == 1:
        return words.pop()
    return "Answers" if words else f"{standing.possessive(text_setting('cabinet_word'))} answer"


def _steps(recommendation: Recommendation, matter: Matter, by: By) -> dict[str, object]:
    step = steps.main_step(recommendation, matter, _answer_word(recommendation), by.today)
    others = [
        link
        for link in steps.other_links(recommendation, matter, by)
        if step is None or link.address != step.address
    ]
    return {
        "step": step,
        "others": others,
        "why_no_decision": steps.why_no_decision(recommendation, matter, by),
        "may_correct": may(Permission.ENTRY_CORRECT, matter),
        "may_edit": may(Permission.RECOMMENDATION_EDIT, matter),
    }


def _beside(recommendation: Recommendation, matter: Matter) -> dict[str, object]:
    deep_dive = find_deep_dive(recommendation)
    sees_notes = deep_dive is not None and may(Permission.DEEP_DIVE_READ_NOTES, matter)
    return {
        "parts": list_part_rows(recommendation, matter) if recommendation.parent_id is None else [],
        "measures": list_then_and_now(recommendation.measures),
        "also": [
            (other, shown_name(other, matter_of(other))) for other in list_also_recommended(recommendation.id)
        ],
        "alike": list_earlier_alike(recommendation),
        "deep_dive": deep_dive if sees_notes else None,
    }


@blueprint.route("/recommendations/<reference>/history")
@allow(Permission.HOUSE_READ)
def history(reference: str) -> str:
    recommendation = get_recommendation(reference)
    matter = matter_of(recommendation)
    lines = list(story.journal_lines(list_history("recommendation", recommendation.reference), matter))
    return render_template(
        "recommendations/history.html",
        recommendation=recommendation,
        name=shown_name(recommendation, matter),
        lines=lines,
    )
