"""The co-ordinator brings in an item on the year's performance: with keys, or without JavaScript."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect
from sqlalchemy import select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis.models import Plan, Scorecard
from scrutiny_tracker.rules.performance import Tally, headline
from tests.cast import Cast
from tests.journey.people import People, expect_heading, follow, press

ITEM = """Scrutiny Co-ordination Committee - Thursday, 11 December 2025 2.00 pm

32. Our Plan: Annual Performance Report 2022-23

Report of the Chief Partnerships Officer

Progress is measured using 73 indicators: 36 improved, 6 stayed the same,
15 got worse, can't say for 1 and not available for 15. This means that
74% (42/57) of directional indicators improved or stayed the same.

RESOLVED that the Scrutiny Co-ordination Committee:-

1. Notes the report and its targets. Asks for the figures of each ward.

2. Notes that missed targets would be referred to the appropriate Scrutiny
Board.

3. Welcomes the intention to print the report twice a year.
"""
WARDS = "Asks for the figures of each ward."


def bring_in(page: Page) -> None:
    """The item is pasted, and stands beside what it seems to say."""
    page.goto("/")
    follow(page, "Bring in a paper")
    page.fill("[name=pasted]", ITEM)
    press(page, "Read the paper")
    expect_heading(page, "Review: Pasted paper")
    expect(page.locator("mark", has_text="Notes the report and its targets")).to_be_visible()


def split_with_the_keyboard(page: Page) -> None:
    """J goes to the second proposal, E into its words; Escape and S split where the cursor stood."""
    keys = page.keyboard
    page.locator("#p1").focus()
    keys.press("j")
    expect(page.locator("#p2")).to_be_focused()
    keys.press("e")
    page.locator("#p2-text").evaluate("area => area.setSelectionRange(34, 34)")
    keys.press("Escape")
    keys.press("s")


def split_by_form_alone(page: Page) -> None:
    page.fill("#p2-text", f"Notes the report and its targets.\n\n{WARDS}")
    page.click("button[value='split:p2']")


def _tally(period: str) -> Tally:
    db.session.expire_all()
    return db.session.scalars(select(Scorecard).where(Scorecard.period == period)).one().tally


def test_the_december_item_goes_from_paste_to_its_rooms(cast: Cast, people: People) -> None:
    db.session.add(
        Plan(name="Our Plan", starts_on=date(2022, 4, 1), ends_on=date(2030, 3, 31), is_current=True)
    )
    db.session.commit()
    page = people("coordinator")
    bring_in(page)
    if people.scripts:
        split_with_the_keyboard(page)
    else:
        split_by_form_alone(page)
    below = page.locator(".house-proposal", has_text=WARDS)
    expect(below).to_have_count(1)
    row = below.get_attribute("id")
    page.select_option(f"#{row}-this", label="Request for information")
    people.look_at(page)
    referral = page.locator(
        ".house-proposal", has=page.locator("legend", has_text="Referral to another body")
    ).get_attribute("id")
    page.select_option(f"#{referral}-asked", label="Learning and Care Scrutiny Board (1)")
    page.click(f"#{referral} summary")
    page.locator(f"#{referral}").get_by_label("Homes and Streets Scrutiny Board (2)").check()
    press(page, "Accept all that remain")
    press(page, "Check what will be recorded")
    expect_heading(page, "Check what will be recorded")
    people.look_at(page)
    page.get_by_role("button", name="Confirm: record").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("records made")
    expect(page.locator("main")).to_contain_text("Our Plan 2022-23, line 7")
    people.look_at(page)

    follow(page, "SCRUCO-2025-12-11-I-01")
    for words in ("Notes the report and its targets.", WARDS, "Welcomes the intention"):
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_text("Read from a paper").click()
    expect(page.locator("main")).to_contain_text("Resolution 1: line 13")
    for board in ("Learning and Care Scrutiny Board (1)", "Homes and Streets Scrutiny Board (2)"):
        expect(page.locator("main")).to_contain_text(board)
    assert headline(_tally("2022-23")).startswith("42 of 57 measures that can be compared")
