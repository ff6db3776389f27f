"""The public report of a deep dive: the council's form, filled in from the record."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.content import Content, Heading, Table, plain, plain_texts
from scrutiny_tracker.core.filters import short_date
from scrutiny_tracker.papers.dive_content import dive_content
from scrutiny_tracker.reading.sources import read_source
from scrutiny_tracker.reports.kinds import draw
from scrutiny_tracker.rules.minutes import read_paper
from tests.cast import TODAY, Cast
from tests.factories_dive_reports import (
    CLEARED,
    FURTHER,
    TO_CABINET,
    TO_THE_COMMITTEE,
    on_the_agenda,
    whole_dive,
)
from tests.reports.golden import assert_golden

# The headings of a published report of a deep dive, in its order; the plan's name and the year's are ours.
FORM = (
    "Executive summary",
    "Recommendations",
    "List of appendices included",
    "Background papers",
    "Other useful documents",
    "Has it or will it be considered by Scrutiny?",
    "Has it or will it be considered by any other Council committee, advisory panel or other body?",
    "Will this report go to Council?",
    "Report title: Deep dive recommendations",
    "1. Context (or background)",
    "2. Options considered and recommended proposal",
    "3. Results of consultation undertaken",
    "4. Timetable for implementing this decision",
    "5. Comments from the Director of Finance and the Director of Law and Governance",
    "5.1. Financial implications",
    "5.2. Legal implications",
    "6. Other implications",
    "6.1. How will this contribute to the council plan?",
    "6.2. How is risk being managed?",
    "6.3. What is the impact on the organisation?",
    "6.4. Equalities / EIA?",
    "6.5. Implications for (or impact on) climate change and the environment?",
    "6.6. Implications for partner organisations?",
    "Report author(s)",
    "Contributors and approvers",
    "Appendix 1: deep dive sessions, and points on each measure",
    *(f"Section {n}: Measure {n}" for n in range(1, 17)),
    "Section 17: further work for scrutiny",
)
FRONT = (
    "Name of Scrutiny Chair",
    "Director approving submission of the report",
    "Cabinet Member portfolio",
    "Ward(s) affected",
    "Title",
    "Is this a key decision?",
)


@pytest.fixture
def content(cast: Cast) -> Content:
    return dive_content(on_the_agenda(cast, whole_dive(cast)), TODAY)


def in_order(wanted: tuple[str, ...] | list[str], texts: list[str]) -> None:
    """Every wanted text is there, one after the other."""
    at = 0
    for text in wanted:
        assert text in texts[at:], f"{text!r} is missing or out of order"
        at = texts.index(text, at) + 1


def test_it_has_every_heading_of_the_real_report_s_form_in_its_order(content: Content) -> None:
    in_order(FORM, [block.text for block in content.blocks if isinstance(block, Heading)])
    texts = list(plain_texts(content))
    in_order(FRONT, texts)
    assert texts[texts.index("To") + 1 : texts.index("To") + 3] == [
        "Scrutiny Co-ordination Committee, 30 October 2025",
        "Cabinet, 4 November 2025",
    ]


def test_it_asks_each_body_for_what_the_review_group_agreed(content: Content) -> None:
    texts = list(plain_texts(content))
    in_order(
        [
            "Scrutiny Co-ordination Committee is recommended to agree:",
            *TO_THE_COMMITTEE,
            "Cabinet is recommended to agree:",
            *TO_CABINET,
            "List of appendices included",
        ],
        texts,
    )
    points = [f"Say more of measure {n}. (recommendation 9 to Cabinet)" for n in range(1, 17)]
    in_order([*points, f"{FURTHER} (recommendation 2 to the committee)"], texts)
    assert not any("Dropped again" in text for text in texts)


def test_the_clearance_table_prints_every_row_and_a_blank_as_a_blank(content: Content) -> None:
    table = next(b for b in content.blocks if isinstance(b, Table) and "approved it" in b.caption)
    rows = [tuple(plain(cell[0]) if cell else "" for cell in row) for row in table.rows]
    groups = [row[0] for row in rows if not any(row[1:])]
    assert groups == ["Contributors:", "Names of approvers for submission (officers and members):"]
    printed = [row for row in rows if any(row[1:])]
    assert [row[1:] for row in printed] == [
        (post, area or "", short_date(date(2025, *sent)), short_date(date(2025, *back)) if back else "")
        for _role, _name, post, area, _for_whom, sent, back in CLEARED
    ]
    assert [row[0] for row in printed] == [
        "Wilf Amber",
        "Orla Fenn",
        "Perry Kest",
        "Finance: Amby Thack",
        "Legal: Idra Hollow",
        "Director: Clem Varley on behalf of Bea Oxhey",
        "Chair: Chidi Hallam",
        "Cabinet Member: Cass Mebry",
    ]


def test_officers_stand_in_it_by_their_posts_and_councillors_by_name(content: Content) -> None:
    table = next(b for b in content.blocks if isinstance(b, Table) and "who was there" in b.caption)
    there = [[plain(said) for said in row[3]] for row in table.rows]
    assert there[0] == ["Cass Mebry, Cabinet Member for Housing and Streets", "Director of Place"]
    assert there[4][-1] == "Head of Streets (apologies)"
    assert "Dilys Toller" not in " ".join(plain_texts(content))


def test_all_formats_say_it_word_for_word_in_the_same_order(cast: Cast) -> None:
    small = whole_dive(cast, measures=2)
    assert_golden("deep-dive", dive_content(on_the_agenda(cast, small), TODAY))


@pytest.mark.parametrize("format", ["docx", "html"])
def test_the_product_reads_its_own_report_as_it_would_any_council_s(content: Content, format: str) -> None:
    reading = read_paper(read_source(f"report.{format}", draw(content, format)).text)
    found = [(r.number, r.addressee, r.text) for item in reading.items for r in item.recommendations]
    committee = [(str(n), "Scrutiny Co-ordination Committee", t) for n, t in enumerate(TO_THE_COMMITTEE, 1)]
    assert found == [*committee, *((str(n), "Cabinet", t) for n, t in enumerate(TO_CABINET, 1))]
