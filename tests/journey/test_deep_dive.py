"""The one journey: a year's results come in, what missed goes into a deep dive, and what it recommends is
tracked, each recommendation linked to its measure as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask
from playwright.sync_api import Page, expect

from scrutiny_tracker.core.extensions import db
from tests import factories as make
from tests.cast import gather
from tests.journey.people import People, enter_date, expect_heading, follow, press
from tests.journey.resolutions import tab_to
from tests.journey.results_in import bring_in_results, see_the_dashboard

BEGUN, HEARD, CARRIED, RESOLVED = (
    date(2026, 1, 12), date(2026, 1, 20), date(2026, 2, 9), date(2026, 2, 26),
)  # fmt: skip
ASKED = "That Cabinet publish missed repairs each quarter."
POINT = "Count gains delivered beside gains promised."


@dataclass(frozen=True)
class Council:
    """What the journey needs of the small council: who is asked, and the committee's meeting."""

    committee: str
    cabinet: str


def council_with_misses(app: Flask) -> Council:
    """A measure that missed its target once, one that members want to look at, and two meetings to come; the
    year's results are still in a workbook."""
    with app.app_context():
        cast = gather()
        own = {"portfolio_id": cast.housing.id, "directorate_id": cast.place.id}
        make.kpi("REP", name="Repairs in time", targets={"2023-24": 95}, readings={"2023-24": 90}, **own)
        make.kpi("BNG", name="Biodiversity net gain")
        committee = make.meeting(cast.scruco, RESOLVED, reference="SCRUCO-2026-02-26")
        cabinet = make.meeting(cast.cabinet, date(2026, 3, 3), reference="CABINET-2026-03-03")
        db.session.commit()
        return Council(committee.reference, cabinet.reference)


def test_a_deep_dive_carries_its_measures_from_missed_to_recommended(people: People) -> None:
    council = council_with_misses(people.app)
    bring_in_results(people, people("performance"))
    page = people("coordinator")
    see_the_dashboard(people, page)
    dive = begin(page, council)
    people.look_at(page)
    choose_measures(page)
    plan_a_session(page)
    people.today_is(HEARD)
    hear(people, page, dive)
    send_what_was_promised(page)
    people.look_at(page)
    draft_and_agree(page, dive)
    people.look_at(page)
    people.today_is(CARRIED)
    item = put_on_the_agenda(people, page, dive)
    people.today_is(RESOLVED)
    resolve(page, item)
    see_it_tracked(people, page, dive)


def begin(page: Page, council: Council) -> str:
    """The co-ordinator begins a deep dive that reports to the committee in February; its address."""
    page.goto("/deep-dives/add")
    page.select_option("[name=body]", "SCRUCO")
    page.fill("[name=title]", "Deep dive into repairs")
    page.fill("[name=purpose]", "Why was the target missed twice?")
    page.fill("[name=terms]", "In scope: repairs and nature. Not in scope: budgets.")
    enter_date(page, "began_on", BEGUN)
    page.select_option("[name=reports_at]", council.committee)
    press(page, "Begin")
    expect_heading(page, "Deep dive into repairs")
    expect(page.locator("#clearance ~ table").first).to_contain_text("Counted back from 26 February 2026")
    return page.url.split("#")[0]


def choose_measures(page: Page) -> None:
    """The miss is proposed with its reason; biodiversity net gain is added by hand."""
    page.get_by_role("button", name="Choose measures").click()
    expect(page.locator("main")).to_contain_text("Missed target twice in a row (2023-24 and 2024-25).")
    page.get_by_label("Repairs in time").check()
    press(page, "Put what is ticked in the scope")
    follow(page, "Put a measure in the scope by hand")
    page.select_option("[name=kpi]", "BNG")
    page.get_by_label("Members want to look at it").check()
    press(page, "Put in the scope")
    expect(page.locator("#scope")).to_contain_text("(2)")


def plan_a_session(page: Page) -> None:
    """Both measures in one session, and whoever answers for them is invited."""
    follow(page, "Add a session")
    enter_date(page, "on", HEARD)
    page.fill("[name=at]", "2pm")
    press(page, "Add the session")
    follow(page, "Place them in sessions")
    for select in page.locator("main select").all():
        select.select_option("1")
    press(page, "Save")
    press(page, "Open next session")
    press(page, "Invite those who answer for these measures")
    expect(page.locator("main")).to_contain_text("Cass Mebry")
    director = page.locator("tr").filter(has_text="Dilys Toller")
    director.get_by_role("button", name="Coming").click()
    expect(director.locator(".govuk-tag")).to_have_text("Coming")


def hear(people: People, page: Page, dive: str) -> None:
    """Notes as the session goes on: by the keyboard alone and saved as typed, or with the button."""
    first, second = page.locator("#boxes-0-text"), page.locator("#boxes-1-text")
    if people.scripts:
        page.clock.install()
        page.goto(f"{dive}/sessions/1")
        tab_to(page, "#boxes-0-text")
        page.keyboard.type("Q Why so many?\n! List of missed repairs (Dilys Toller, by 30 January 2026)")
        expect(page.locator(".house-marks__question").first).to_contain_text("Why so many?")
        page.keyboard.press("Control+Enter")
        expect(second).to_be_focused()
        page.keyboard.type("A Nobody counts what was delivered.")
        page.clock.fast_forward(6_000)
        expect(page.locator(".house-notes__kept")).to_contain_text("Saved at")
        page.context.set_offline(True)
        page.keyboard.type(" Yet.")
        page.clock.fast_forward(6_000)
        expect(page.locator(".house-notes__kept")).to_contain_text("Kept on this device only")
        page.context.set_offline(False)
        page.clock.fast_forward(6_000)
        expect(page.locator(".house-notes__kept")).to_contain_text("Saved at")
        page.goto(f"{dive}/sessions/1")
    else:
        first.fill("Q Why so many?\n! List of missed repairs (Dilys Toller, by 30 January 2026)")
        second.fill("A Nobody counts what was delivered. Yet.")
        press(page, "Save the notes")
    expect(page.locator("#boxes-1-text")).to_have_value("A Nobody counts what was delivered. Yet.")
    people.look_at(page)
    if people.scripts:
        tab_to(page, "main button[value=finish]")
        page.keyboard.press("Enter")
    else:
        press(page, "Finish session")
    expect(page.locator(".govuk-notification-banner")).to_contain_text("The session is finished.")


def send_what_was_promised(page: Page) -> None:
    press(page, "Send the 1 follow-up to its owner")
    expect(page.locator("[name=rows-0-when]")).to_have_value("30 January 2026")
    expect(page.locator("[name=rows-0-owner] option:checked")).to_contain_text("Dilys Toller")
    press(page, "Send to its owner")
    expect(page.locator("#follow-ups ~ table")).to_contain_text("List of missed repairs")


def draft_and_agree(page: Page, dive: str) -> None:
    """One recommendation about repairs, a point of the appendix about nature; both agreed."""
    for text, asked, parent, measure in (
        (ASKED, "body:CABINET", "", "Repairs in time"), (POINT, "", "1", "Biodiversity net gain"),
    ):  # fmt: skip
        page.goto(f"{dive}/drafts/add")
        page.fill("[name=text]", text)
        page.select_option("[name=parent]", parent)
        page.select_option("[name=asked]", asked)
        page.fill("[name=why]", "Nobody could say how many.")
        page.get_by_label(measure).check()
        press(page, "Keep the draft")
    expect(page.locator("#draft-1")).to_contain_text("It says when: “each quarter”.")
    expect(page.locator("#draft-2")).to_contain_text("Section 2")
    press(page, "The review group agrees all")


def put_on_the_agenda(people: People, page: Page, dive: str) -> str:
    """One step: the committee's item, its printed recommendation, and a sending to Cabinet; the item."""
    press(page, "Put on the agenda")
    people.look_at(page)
    press(page, "Put on the agenda")
    expect(page.locator("main")).to_contain_text("Sent subject to this committee's agreement.")
    item = page.url
    page.goto("/sendings")
    expect(page.locator("main")).to_contain_text("Deep dive into repairs")
    return item


def resolve(page: Page, item: str) -> None:
    page.goto(f"{item}/resolutions")
    press(page, "All agreed as printed (A)")
    page.locator(".house-foot button").click()
    page.locator("main button[name=do][value=save]").click()
    expect_heading(page, "1 resolution")


def see_it_tracked(people: People, page: Page, dive: str) -> None:
    """The recommendation stands with its measure's figure of then; the point is its part, under section 2."""
    page.goto(dive)
    follow(page, "Publish missed repairs")
    expect(page.locator("#measures ~ table").first).to_contain_text("Repairs in time")
    expect(page.locator("#measures ~ table").first).to_contain_text("91%")
    expect(page.locator("#parts ~ table").first).to_contain_text("Biodiversity net gain")
    follow(page, "Then and now")
    expect(page.locator("main")).to_contain_text("2 too early to say.")
    people.look_at(page)
