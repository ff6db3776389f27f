"""Lines, markers, dates, tallies, tables and tops of papers, each on its own."""

from __future__ import annotations

from datetime import date, time

import pytest

from scrutiny_tracker.rules.minutes import read_paper
from scrutiny_tracker.rules.minutes.bodies import split_bodies
from scrutiny_tracker.rules.minutes.dates import Precision, find_date, find_period, find_time, read_due
from scrutiny_tracker.rules.minutes.follow_ups import months_in
from scrutiny_tracker.rules.minutes.lines import read_lines
from scrutiny_tracker.rules.minutes.markers import read_marker
from scrutiny_tracker.rules.minutes.paragraphs import join_lines
from scrutiny_tracker.rules.minutes.reports import read_printed


def test_lines_are_cleaned_and_keep_their_number() -> None:
    lines = read_lines("\ufeffRESOLVED –\u00a0T H A T it\r\n\r\n\uf0b7\r\nbe noted  here\r\n")
    assert [(line.number, line.text, line.lead) for line in lines] == [
        (1, "RESOLVED – THAT it", ""),
        (3, "be noted here", "•"),
    ]


def test_debris_of_a_pdf_is_cleaned() -> None:
    assert [line.text for line in read_lines(r" $2.1. \ \ Option \ 1-Do \ nothing.$")] == [
        "2.1. Option 1-Do nothing."
    ]
    assert [line.text for line in read_lines("ΑII")] == ["AII"]


def test_a_sentence_runs_on_over_a_blank_line() -> None:
    (paragraph,) = join_lines(read_lines("the effect of the\n\n global change."))
    assert paragraph.text == "the effect of the global change."
    assert paragraph.line_at(paragraph.text.index("global")) == 3


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("(1) x", "1", "x"),
        ("II. II. x", "II", "x"),
        ("1.1 x", "1.1", "x"),
        ("a)x", "a", "x"),
        ("Recommendation 4: x", "4", "x"),
    ],
)
def test_markers(text: str, number: str, rest: str) -> None:
    found = read_marker(text)
    assert found is not None
    assert (found[0].number, found[1]) == (number, rest)


@pytest.mark.parametrize("text", ["10.30 am", "1.5 million", "Section 3", "(5:32 pm)", "2023. It"])
def test_no_markers(text: str) -> None:
    found = read_marker(text)
    assert found is None or found[0].number not in ("10.30", "2023")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Wednesday, 4th November, 2020", date(2020, 11, 4)),
        ("26/9/25", date(2025, 9, 26)),
        ("31 February 2024", None),
        ("5 June 20913", None),
    ],
)
def test_dates(words: str, day: date | None) -> None:
    assert find_date(words) == day


def test_times_and_periods() -> None:
    assert find_time("at 5.30 p.m.") == time(17, 30)
    assert find_time("12 noon") == time(12)
    assert find_time("26/9/25") is None
    assert find_period("in 2018/19") == "2018-19"
    assert find_period("the Plan 2022-2030") is None


def test_when_something_is_due() -> None:
    assert (read_due("September, 2023").date, read_due("September, 2023").precision) == (
        date(2023, 9, 30),
        Precision.MONTH,
    )
    assert read_due("by 9 June 2025").date == date(2025, 6, 9)
    assert (read_due("next meeting").date, read_due("next meeting").precision) == (None, Precision.VAGUE)


def test_months_ahead() -> None:
    assert months_in("a progress report in twelve months' time") == 12
    assert months_in("within a year") == 12
    assert months_in("in 6 - 12 months") is None


def test_bodies_merged_on_one_line() -> None:
    assert split_bodies("Homes and Land Scrutiny Board (3) Cabinet") == [
        "Homes and Land Scrutiny Board (3)",
        "Cabinet",
    ]
    assert split_bodies("Deputy Chief Executive") == []


def test_a_tally_that_does_not_add_up_is_said() -> None:
    reading = read_paper(
        "The plan is measured using 50 indicators, of which 20improved; 6 stayed the same; 13 got worse; "
        "can’t say for 7 indicators; and progress is not available for the remaining 3 indicators."
    )
    (tally,) = reading.items[0].tallies
    assert (tally.total, tally.improved, tally.same, tally.worse, tally.reconciles) == (50, 20, 6, 13, False)
    assert [warning.line for warning in reading.warnings] == [1]


def test_the_top_of_the_minutes() -> None:
    meeting = read_paper(
        "Homes Scrutiny Panel - Monday, 3rd February, 2025 6.00 p.m.\n\n1. Voids\n\nNone."
    ).meeting
    assert (meeting.committee, meeting.date, meeting.time) == (
        "Homes Scrutiny Panel",
        date(2025, 2, 3),
        time(18),
    )


QUOTED = "It was noted that the record should read “RESOLVED: That the plan be approved”."
LOST = "RESOLVED: That the depot be sold.\n\nThe motion was put to the vote and LOST."
OTHERS = "At its meeting on 4 May Cabinet RESOLVED to approve the plan."
TALK = "Key points raised during the discussion:\n\n1. Note the cost.\n\n2. Approve of the speed."


@pytest.mark.parametrize(
    "text", [QUOTED, LOST, OTHERS, TALK, "It had previously been RESOLVED that fees be set."]
)
def test_what_is_no_decision_of_this_meeting(text: str) -> None:
    assert [item.resolutions for item in read_paper(text).items] == [()]


def test_numbers_in_words_and_a_comparison_in_the_same_sentence() -> None:
    (item,) = read_paper(
        "Performance for 2023/24: 20 improved, ten stayed the same, eight worsened. Overall 79% (30/38)"
        " improved or stayed the same compared with 75% (30 out of 40) in 2022/23."
    ).items
    counts = [(one.period, one.improved, one.same, one.worse, one.percent) for one in item.tallies]
    assert counts == [("2023-24", 20, 10, 8, 79), ("2022-23", None, None, None, 75)]
    assert all(one.reconciles for one in item.tallies)


def test_a_list_under_actions_is_no_agenda() -> None:
    (item,) = read_paper(
        "6 Housing repairs (7.30pm)\n\nMembers asked for figures.\n\nACTIONS\n\n"
        "1. Director of Housing to circulate the plan – 12 May 2025\n2. Clerk to invite the contractor\n"
    ).items
    assert (item.number, item.title) == ("6", "Housing repairs")
    assert [(action.whom, action.due.date) for action in item.actions] == [
        ("Director of Housing", date(2025, 5, 12)),
        ("Clerk", None),
    ]


def test_a_report_with_numbered_sections() -> None:
    reading = read_paper(
        "Report to: Audit Committee\nDate: 12 June 2025\nReport of: Director of Finance\n"
        "Subject: Annual Statement"
        "\nWards affected: All\n\n1. Purpose\n\n1.1 To present it.\n\n2. Recommendations\n\n"
        "2.1 That the Committee:\n\n"
        "(i) notes the statement; and\n(ii) recommends it to Council.\n\n3. Background\n\n3.1 It is yearly."
    )
    (item,) = reading.items
    assert (reading.meeting.committee, reading.meeting.date) == ("Audit Committee", date(2025, 6, 12))
    assert (item.title, item.report_of) == ("Annual Statement", "Director of Finance")
    assert [(one.number, one.addressee, one.lead_in) for one in item.recommendations] == [
        ("i", "Committee", "That the Committee:"),
        ("ii", "Committee", "That the Committee:"),
    ]


def test_a_committee_with_its_remit_in_brackets() -> None:
    meeting = read_paper(
        "SCRUTINY COMMITTEE (HOUSING AND HEALTH)\n\nMinutes of a meeting held on 9th October, 2013.\n\n"
        "480  VOIDS –\n\n"
        "RECOMMENDED – T H A T the report be noted."
    ).meeting
    assert (meeting.committee, meeting.date) == ("Scrutiny Committee (Housing and Health)", date(2013, 10, 9))


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (
            "Public report\n\nTitle:\n\nTrees\n\nRecommendations:\n\nCabinet is recommended to:\n\n"
            "1) Plant more trees.\n- 2) Water them.\n\nBackground papers:\n\nNone\n\n"
            "1. Context\n\n- 1.1. Trees were counted.\n",
            [("1", "Plant more trees.", "Cabinet"), ("2", "Water them.", "Cabinet")],
        ),
        (
            "1. Purpose of this report\n\n1.1 Trees were counted.\n\n2. Recommendations\n\n"
            "Cabinet is recommended to:\n\n1) Plant more trees.",
            [("1", "Plant more trees.", "Cabinet")],
        ),
        (
            "1) Plant more trees.\n2) Water them.",
            [("1", "Plant more trees.", None), ("2", "Water them.", None)],
        ),
        (
            "1) Note the count.\nCabinet is recommended to:\n1) Plant more trees.",
            [("1", "Note the count.", None), ("1", "Plant more trees.", "Cabinet")],
        ),
        (" ", []),
    ],
    ids=[
        "a whole report",
        "numbered sections",
        "a block",
        "a block that goes on for another body",
        "nothing",
    ],
)
def test_a_pasted_report_gives_its_recommendations_and_nothing_else(
    pasted: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    assert [(one.number, one.text, one.addressee) for one in read_printed(pasted)] == expected
