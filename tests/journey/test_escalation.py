"""Something stays late: the co-ordinator chases, the chair takes it up rung by rung, a letter is drafted."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Browser, Page, expect

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.outbox.models import Message
from tests.browser import assert_sound
from tests.cast import Cast
from tests.factories_updates import agreed
from tests.journey.conftest import Live
from tests.journey.people import People, press
from tests.reminders.told import run, told

LATE = date(2026, 2, 13)  # agreed on 4 November, an update due 4 February


def take_it_up(page: Page, why: str, who: str) -> None:
    """The chair takes the next step, with a reason."""
    press(page, "Take the next step now")
    page.get_by_label("Why now?").fill(why)
    press(page, "Take this step")
    expect(page.locator(".govuk-notification-banner")).to_contain_text(who)


def test_a_chair_escalates(browser: Browser, live: Live, cast: Cast) -> None:
    made = agreed(cast, "Plant forty trees", portfolio_id=cast.housing.id)
    run(LATE)
    assert told("escalation") == [(cast.coordinator.email, "co-ordinator")]
    people = People(live.app, live.address, browser, scripts=True)

    cora = people("coordinator")
    cora.goto("/")
    cora.get_by_role("link", name="Remind Oren Tull").click()
    assert_sound(cora)
    press(cora, "Send reminder")
    expect(cora.locator(".govuk-notification-banner")).to_contain_text("Oren Tull is reminded")
    cora.goto("/")
    expect(cora.locator("main")).to_contain_text("Reminded 13 February 2026")
    assert_sound(cora)

    chidi = people("chair")
    chidi.goto(f"/recommendations/{made.reference}")
    chidi.get_by_role("link", name="Reminders and steps taken").click()
    expect(chidi.locator("main")).to_contain_text(
        "An update has been due since 4 February 2026: 9 days late."
    )
    take_it_up(chidi, "The planting season ends in March.", "The chair is told")
    take_it_up(chidi, "Nothing has come.", "The Cabinet Member and the director are told")
    letter = chidi.locator(".govuk-inset-text")
    expect(letter).to_contain_text("Dear Chief Executive")
    expect(letter).to_contain_text("the Cabinet Member and the director were told on 13 February 2026")
    take_it_up(chidi, "Still nothing.", "A letter to the chief executive is drafted")
    expect(chidi.get_by_role("link", name="Take the next step now")).to_have_count(0)
    expect(chidi.locator("#ladder ~ table").first).to_contain_text("taken up by Chidi Hallam")
    expect(chidi.locator("main")).to_contain_text("Nothing is sent by itself")
    assert_sound(chidi)
    people.go_home()

    run(date(2026, 2, 16))
    rungs = (
        db.session.query(JournalEntry).filter(JournalEntry.tag == "chase:escalated").order_by(JournalEntry.id)
    )
    assert [((one.after or {})["rung"], one.actor_name) for one in rungs] == [
        ("co-ordinator", "system"),
        ("chair", "Chidi Hallam"),
        ("cabinet-member-and-director", "Chidi Hallam"),
        ("chief-executive", "Chidi Hallam"),
    ]
    addresses = {recipient for recipient, _stage in told("escalation")}
    assert {cast.director.email, cast.cabinet_member.email, cast.chair.email} <= addresses
    known = {person.email for person in vars(cast).values() if hasattr(person, "email")}
    assert {message.recipient for message in db.session.query(Message)} <= known, "the letter stays a draft"
