"""What else committees wait for and plan: requests answered late or not at all, topics, drafts, saved
views."""

from __future__ import annotations

from datetime import date

from ...meetings.actions.follow_ups import (
    TypedFollowUp,
    When,
    add_follow_up,
    answer_follow_up,
    change_follow_up,
    reopen_follow_up,
    withdraw_follow_up,
)
from ...meetings.actions.programme import drop, finish, place, settle
from ...meetings.clause_models import FollowUpKind
from ...meetings.queries.owed import get_follow_up
from ...meetings.queries.programme import find_placed, get_programme_row
from ...recommendations.actions.commitments import confirm, pin
from ...recommendations.actions.questions import ask_question
from ...recommendations.actions.saved_views import save_view
from ...recommendations.actions.update_words import UpdateWords
from ...recommendations.actions.updates import save_draft
from ...recommendations.models import Commitment
from ...recommendations.queries.commitments import get_commitment
from ...rules.lifecycle import Progress
from .town import Story, Town
from .verbs import read
from .work import action_of


def _answer(town: Town, name: str, words: str) -> None:
    answer_follow_up(get_follow_up(town.follow_ups[name]), words, town.today, town.by())


def requests(town: Town) -> Story:
    """Some came, some came late, some never did."""
    yield date(2024, 10, 1)
    _answer(town, "yearly24.1", "New registrations with doctors: 11,420 in 2023, 10,870 in the year before.")
    yield date(2025, 2, 3)
    _answer(
        town,
        "flytip.1",
        "A table by ward was sent to all members; Saltern and Castle have half of all reports.",
    )
    yield date(2025, 3, 4)
    _answer(town, "budget.1", "The list was sent, two weeks after the date asked for.")
    yield date(2025, 7, 3)
    asked = TypedFollowUp(
        FollowUpKind.INFORMATION_REQUEST, "Cost of translating letters to parents", whom="Head of Skills"
    )
    row = add_follow_up(town.body("SB2"), asked, town.by())
    yield date(2025, 9, 12)
    withdraw_follow_up(get_follow_up(row.reference), "The figure stands in the budget book.", town.by())
    yield date(2025, 9, 30)
    _answer(town, "session.skills.officer", "Five schools, named to members in private.")
    yield date(2025, 10, 6)
    _answer(town, "session.director.care", "About four points either way.")
    yield date(2025, 10, 9)
    why = "Members had asked for each of five years, and one was sent."
    reopen_follow_up(get_follow_up(town.follow_ups["session.director.care"]), why, town.by())
    yield date(2025, 12, 1)
    flood = get_follow_up(town.follow_ups["flood.1"])
    owned = TypedFollowUp(
        flood.kind,
        flood.what,
        flood.whom,
        town.person("officer").id,
        town.directorate("STREETS").id,
        When.day(date(2025, 12, 12)),
    )
    change_follow_up(flood, owned, None, town.by())
    yield date(2025, 12, 11)
    for body, what, whom, due in (
        (
            "SCRUCO",
            "Number of staff who take calls, by hour",
            "Head of Customer Services",
            When.day(date(2026, 1, 30)),
        ),
        (
            "SB1",
            "Sickness by directorate since April",
            "Director of Finance and Resources",
            When.month(date(2026, 1, 5)),
        ),
        (
            "SB3",
            "Dates on which the bus operator will publish fares",
            "Head of Economy and Climate",
            When(words="as soon as they are known"),
        ),
        (
            "SB5",
            "Winter plan: beds opened and staff found",
            "Director of Care and Public Health",
            When.day(date(2025, 12, 31)),
        ),
    ):
        asked = TypedFollowUp(FollowUpKind.INFORMATION_REQUEST, what, whom=whom, due=due)
        add_follow_up(town.body(body), asked, town.by())


def questions(town: Town) -> Story:
    """A member's question and its answer to all."""
    yield date(2025, 12, 2)
    asked = ask_question(
        read(town, "neet.2"), "How many mentors does the city have today?", town.by("member")
    )
    yield date(2025, 12, 9)
    answer_follow_up(
        get_follow_up(asked.reference), "38 on 5 December, six more in training.", town.today, town.by()
    )


def work_programmes(town: Town) -> Story:
    """What each body means to look at, and what it decided not to."""
    yield date(2025, 6, 19)
    first = place(
        town.by(), town.body("SCRUCO"), "Modern slavery: what the council buys", "Suggested by a resident"
    )
    place(
        town.by(),
        town.body("SCRUCO"),
        "Cabinet Members' priorities, half a year on",
        "Standing item each winter",
        not_before_on=date(2026, 1, 15),
        base_event="six months after the talks of June",
    )
    pets = place(town.by(), town.body("SB4"), "Dogs in the cemetery", "Suggested by a resident")
    jobs = place(town.by(), town.body("SB3"), "Airport: noise at night", "Suggested by a parish council")
    done = place(
        town.by(), town.body("SB1"), "Empty commercial properties of the council", "Asked by members in May"
    )
    yield date(2025, 7, 10)
    drop(
        get_programme_row(pets.reference),
        "A by-law of 2024 settles it; the resident has been told.",
        town.by(),
    )
    drop(get_programme_row(jobs.reference), "The airport's own committee looks at this in autumn.", town.by())
    yield date(2025, 10, 1)
    finish(get_programme_row(done.reference), town.today, town.by())
    yield date(2025, 11, 24)
    settle(get_programme_row(first.reference), town.meeting("SCRUCO", date(2026, 2, 19)), None, town.by())
    for code, title, why, on in (
        ("SB1", "Agency staff: what they cost", "Figures rose for three years", date(2026, 1, 28)),
        ("SB2", "School attendance after illness", "Missed target", date(2026, 2, 5)),
        (
            "SB3",
            "Empty shops and what fills them",
            "Visit to two other cities in December",
            date(2026, 2, 11),
        ),
        (
            "SB4",
            "Temporary accommodation: nights in hotels",
            "Missed target four years in a row",
            date(2026, 3, 12),
        ),
        ("SB5", "Dentists: who finds one", "Petition of 900 names to the health service", date(2026, 2, 25)),
    ):
        row = place(town.by(), town.body(code), title, why)
        settle(get_programme_row(row.reference), town.meeting(code, on), None, town.by())
    for code, title, why in (
        ("SB1", "Annual review of the measures in the Board's remit", "Asked for by the deep dive"),
        ("SB5", "Annual review of the measures in the Board's remit", "Asked for by the deep dive"),
        ("SCRUCO", "Merger of councils: what scrutiny hands over", "Government's timetable is awaited"),
    ):
        place(
            town.by(),
            town.body(code),
            title,
            why,
            not_before_on=date(2026, 6, 1),
            base_event="annual Council",
        )


def topics_done(town: Town) -> Story:
    """What was referred is taken off the programme once the board has looked at it."""
    for on, name in ((date(2024, 9, 26), "yearly24.to-SB2"), (date(2024, 11, 28), "yearly24.to-SB4")):
        yield on
        row = find_placed("referral", town.follow_ups[name])
        if row is not None:
            finish(row, town.today, town.by())


def progress_reports(town: Town) -> Story:
    """One is confirmed for the meeting proposed, one is wanted earlier."""
    yield date(2026, 1, 7)
    confirm(_promised(town, "flytip.1"), town.meeting("SB4", date(2026, 1, 29)), town.by())
    why = "The Board wants it before the elections."
    pin(_promised(town, "neet.1"), town.meeting("SB2", date(2026, 2, 5)), why, town.by())


def _promised(town: Town, name: str) -> Commitment:
    commitment = read(town, name).commitment
    if commitment is None:
        raise ValueError(f"no progress report is promised on {name}")
    return get_commitment(commitment.reference)


def kept_for_later(town: Town) -> Story:
    """An update that is not finished, and views that people come back to."""
    yield date(2026, 1, 9)
    recommendation = read(town, "flytip.2")
    words = UpdateWords(value=Progress.ON_TRACK, note="The supplier has promised the change for ")
    save_draft(recommendation, action_of(recommendation), words, town.by("officer"))
    for who, name, query in (
        ("coordinator", "Answers that are late", "status=late&late=answer"),
        ("coordinator", "Done, to be looked at", "status=open&progress=reported-complete"),
        ("coordinator", "Deep dive 2025", "status=all&origin=deep-dive"),
        ("member", "Board 4, open", "status=open&body=SB4"),
        ("governance", "To Cabinet, waiting", "status=open&addressee=CABINET&answer=waiting"),
    ):
        save_view(town.person(who).id, name, query, town.by(who))


STORIES = (requests, questions, work_programmes, topics_done, progress_reports, kept_for_later)
