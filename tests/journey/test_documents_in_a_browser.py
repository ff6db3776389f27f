"""The web page of a document, as a council puts it on its own site: WCAG 2.2 AA and 320 px without sideways
scroll, with lists, tables, charts, long words and a mark across it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scrutiny_tracker.core.content import Column, Content, Heading, Table, cell
from scrutiny_tracker.reports.kinds import draw
from tests.browser import HIGH, NARROW, WIDE, assert_sound
from tests.reports.test_drawings import WHOLE

LONG = Table(
    "Many columns",
    tuple(Column(f"Column {n}") for n in range(9)),
    (tuple(cell("Llanfairpwllgwyngyll" * 4 if n == 3 else f"Cell {n}") for n in range(9)),),
    has_row_names=True,
)
DOCUMENTS = {
    "whole": WHOLE,
    "wide": replace(WHOLE, is_wide=True, mark="Draft", blocks=(Heading("A table"), LONG)),
    "short": Content("letter", "A letter"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_sound_at_both_sizes(name: str, page: Page, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.html"
    file.write_bytes(draw(DOCUMENTS[name], "html"))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HIGH})
        page.goto(file.as_uri())
        assert_sound(page)
