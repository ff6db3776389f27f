"""A co-ordinator writes, clears and publishes a deep dive's report; a member finds it at its meeting."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from scrutiny_tracker.core.extensions import db
from tests import factories as make
from tests.cast import Cast
from tests.factories_dive_reports import CABINET_ON, COMMITTEE_ON, TO_CABINET, whole_dive
from tests.journey.people import People, enter_date, follow, press

WRITTEN, CLEARED, CARRIED = date(2025, 9, 26), date(2025, 10, 1), date(2025, 10, 22)
FROM_WORD = (
    "<style>p {margin: 0}</style><h2>The <b>duty</b></h2><p class=MsoNormal>No law <b>binds</b> it; see\n"
    '<a href="https://law.example/1">the Act</a>.</p><p class=MsoListParagraphCxSpFirst>'
    "<span>·<span>&nbsp;&nbsp;&nbsp;</span></span>First</p>"
    "<p class=MsoListParagraph>·<span>&nbsp;</span>Second</p><ol><li>One</li><li>Two</li></ol>"
)
MARKED = (
    "## The duty\n\nNo law **binds** it; see [the Act](https://law.example/1).\n\n· First\n· Second\n\n"
    "1. One\n2. Two"
)
PASTE = """(box, html) => {
    const held = new DataTransfer();
    held.setData("text/html", html);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""
PATIENCE = 20_000  # milliseconds: a whole report is drawn, or built as two files
FINANCE = "There is no direct cost.\n\n- Surveys would be decided apart"


def test_it_is_written_cleared_published_and_found(cast: Cast, people: People) -> None:
    dive = f"/deep-dives/{whole_dive(cast, measures=2, is_cleared=False).reference}"
    make.meeting(cast.scruco, COMMITTEE_ON)
    make.meeting(cast.cabinet, CABINET_ON)
    db.session.commit()
    people.today_is(WRITTEN)
    page = people("coordinator")
    page.set_default_timeout(PATIENCE)
    _write(people, page, dive)
    _clear(people, page, dive)
    people.today_is(CARRIED)
    _publish(people, page, dive)
    reader = people("member")
    reader.set_default_timeout(PATIENCE)
    _find(people, reader, dive)


def _write(people: People, page: Page, dive: str) -> None:
    """It drafts itself; what finance sent is pasted, looked at and kept."""
    page.goto(dive)
    press(page, "Write the report")
    expect(page.locator("h1")).to_contain_text("Deep dive recommendations", timeout=PATIENCE)
    expect(page.locator("article")).to_contain_text("nine recommendations to Cabinet", timeout=PATIENCE)
    people.look_at(page)
    follow(page, "Financial implications")
    page.fill("[name=text]", FINANCE)
    press(page, "See what changes")
    expect(page.locator("#changes ~ p").first).to_contain_text(
        "Added: There is no direct cost.", timeout=PATIENCE
    )
    people.look_at(page)
    press(page, "Save this section")
    expect(page.locator("article")).to_contain_text("Surveys would be decided apart", timeout=PATIENCE)
    if people.scripts:
        _paste_from_word(page)


def _paste_from_word(page: Page) -> None:
    """Headings, lists, bold and links come along; Word's own bullets become the list's."""
    follow(page, "Legal implications")
    page.locator("[name=text]").evaluate(PASTE, FROM_WORD)
    expect(page.locator("[name=text]")).to_have_value(MARKED, timeout=PATIENCE)
    press(page, "Save this section")
    section = page.locator("article")
    expect(section.get_by_role("heading", name="The duty")).to_be_visible(timeout=PATIENCE)
    expect(section.get_by_role("link", name="the Act")).to_have_attribute(
        "href", "https://law.example/1", timeout=PATIENCE
    )
    expect(section.locator("ul li", has_text="Second")).to_be_visible(timeout=PATIENCE)
    expect(section.locator("ol li", has_text="Two")).to_be_visible(timeout=PATIENCE)


def _clear(people: People, page: Page, dive: str) -> None:
    """Sent to everybody; finance comes back with a file, nobody signs in for it; the chair stays blank."""
    page.goto(dive)
    press(page, "Mark all as sent today")
    expect(page.locator("main")).to_contain_text(
        "outstanding: To be named (sent 26 Sep 2025)", timeout=PATIENCE
    )
    people.look_at(page)
    people.today_is(CLEARED)
    follow(page, "To be named")
    page.fill("[name=name]", "Amby Thack")
    page.fill("[name=area]", "Finance")
    enter_date(page, "back_on", CLEARED)
    page.fill("[name=comments]", "Content.")
    page.set_input_files("[name=file]", {"name": "c.txt", "mimeType": "text/plain", "buffer": b"Fine."})
    people.look_at(page)
    press(page, "Save")
    row = page.locator("#clearance ~ table tr").filter(has_text="Amby Thack")
    expect(row).to_contain_text("1 Oct 2025", timeout=PATIENCE)
    expect(row).to_contain_text("c.txt", timeout=PATIENCE)


def _publish(people: People, page: Page, dive: str) -> None:
    """On the agenda in one step, then frozen: what is still out is said, and bars nothing."""
    page.goto(f"{dive}/drafts")
    press(page, "Put on the agenda")
    expect(page.locator("h1")).to_contain_text("Put the recommendations", timeout=PATIENCE)
    press(page, "Put on the agenda")
    expect(page.locator("main")).to_contain_text(
        "Sent subject to this committee's agreement.", timeout=PATIENCE
    )
    page.goto(dive)
    follow(page, "Freeze and publish")
    expect(page.locator("main")).to_contain_text("Not back yet:", timeout=PATIENCE)
    people.look_at(page)
    press(page, "Freeze and publish")
    published = "The report as published 22 October 2025 never changes"
    expect(page.locator("main")).to_contain_text(published, timeout=PATIENCE)
    people.look_at(page)


def _find(people: People, page: Page, dive: str) -> None:
    """From the committee's meeting to the item and its paper; word for word on the deep dive's own page."""
    page.goto(dive)
    page.locator("main").get_by_role(
        "link", name=re.compile("Scrutiny Co-ordination Committee, 30 Oct")
    ).click()
    follow(page, "Deep dive recommendations")
    expect(page.locator("main")).to_contain_text("deep-dive-recommendations.pdf", timeout=PATIENCE)
    page.goto(dive)
    follow(page, "The report as published 22 October 2025")
    expect(page.locator("article")).to_contain_text(TO_CABINET[8], timeout=PATIENCE)
    expect(page.locator("article")).to_contain_text("Finance: Amby Thack", timeout=PATIENCE)
    people.look_at(page)
    page.goto("/reports")
    expect(page.get_by_role("link", name="Deep dive recommendations").first).to_be_visible(timeout=PATIENCE)
    web_page = page.request.get(f"/reports/deep-dive.html?of={dive.rsplit('/', 1)[-1]}").text()
    apart = page.context.new_page()
    apart.set_content(web_page)
    people.look_at(apart)
