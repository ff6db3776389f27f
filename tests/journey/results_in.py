"""A year's results from a workbook as services keep it: sent, a column corrected, looked at, confirmed."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.journey.people import People, expect_heading, follow, press
from tests.kpis.importing.files import xlsx

NAME = "Results of the year (final) v3.xlsx"
WORKBOOK = xlsx(
    {
        "Cover": [["Annual results"], [], ["Sent by all services"]],
        "Results": [
            ["Council plan: results"],
            ["Returned in June, figures may change"],
            [],
            ["Ref", "Indicator", "Aim", "What we got", "RAG", "Comments"],
            ["Priority 1: homes"],
            ["REP", "Repairs in time", "95%", "91%", "Red", "The new contract began in May"],
            ["Priority 2: nature"],
            ["BNG", "Biodiversity net gain", None, "10%", None, "Not every site reports"],
            [],
            ["Figures as at 30 June"],
        ],
    }
)


def bring_in_results(people: People, page: Page) -> None:
    """The performance officer sends the file; “Aim” is no priority but the target, and no cell names the
    year."""
    page.goto("/kpis")
    follow(page, "Bring in a spreadsheet")
    page.get_by_role("button", name="Bring in a spreadsheet").click()
    sheet = FilePayload(name=NAME, mimeType="application/vnd.ms-excel", buffer=WORKBOOK)
    page.set_input_files("[name=file]", files=sheet)
    press(page, "Read it")
    expect_heading(page, "What was understood")
    expect(page.locator("main")).to_contain_text("Say which period its figures are for.")
    people.look_at(page)
    page.get_by_role("link", name="Correct this for sheet Results").click()
    page.select_option("[name=columns-2-role]", "target")
    page.fill("[name=period]", "2024-25")
    people.look_at(page)
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("All figures are read as those of 2024-25.")
    press(page, "Check the rows")
    expect_heading(page, "2 rows: 2 new, 0 changed")
    row = page.locator("tbody tr").filter(has_text="Repairs in time")
    for words in ("D6", "91%", "95%", "The new contract began in May"):
        expect(row).to_contain_text(words)
    people.look_at(page)
    press(page, "Take all rows into the record")
    expect(page.locator(".govuk-notification-banner")).to_contain_text("The figures are in the record.")


def see_the_dashboard(people: People, page: Page) -> None:
    """The miss is on the dashboard with nothing done about it yet, and its figure says whence it came."""
    page.goto("/kpis")
    expect_heading(page, "April 2024 to March 2025")
    row = page.locator(".house-board tbody tr").filter(has_text="Repairs in time")
    for words in ("91%", "95%", "Missed target", "2 times in a row", "Nothing yet"):
        expect(row).to_contain_text(words)
    people.look_at(page)
    page.goto("/kpis/REP/entered")
    expect(page.locator("main")).to_contain_text(f"{NAME}, sheet ‘Results’, D6")
