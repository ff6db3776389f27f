"""Trackers in the layouts of four councils, in own words, and one that is like none of them."""

from __future__ import annotations

import io

import docx

from tests.kpis.importing.files import Rows, ods, text_table, xlsx

YORK: Rows = [
    ["Scrutiny Recommendation Tracker"],
    [],
    ["Reference", "Origin", "Date", "Area", "Recommendation", "Exec Date", "Lead Officer/EM", "Action taken",
     "Status", "RAG"],
    ["SR (24/25) 01", "SB1", "12/06/2024", "Place", "That lamps be lit all night", "09/07/2024", "Oren Tull",
     "10/09/2024: Survey done.\n11/11/2024: Lamps lit.", "Complete", "Green"],
    ["SR (24/25) 02", "SB1", "12/06/2024", "Place", "That paths be swept weekly", "09/07/2024",
     "Head of Streets", "Sweeper ordered", "Ongoing", "Amber"],
    ["SR (24/25) 03", "CRP", "12/06/2024", "People", "That a hall be opened", "", "Oren Tull", "", "Paused",
     "Red"],
]  # fmt: skip
VALE: Rows = [
    ["Learning and Care Scrutiny Board (1): decision tracking, quarter 4"],
    ["Date of Meeting", "Minute No.", "Recommendation", "Lead Officer", "Progress", "Status"],
    ["4 March 2025", "112", "That schools report absence monthly", "Lin Karr", "Reports begun", "Completed"],
    [None, None, "That a note on transport be sent", "Director", "June 2025: Note drafted", "Ongoing"],
]
STOCKTON: Rows = [
    ["Review of parking, 2 April 2024"],
    ["Ref", "Recommendation", "Responsibility", "Date", "Evidence of Progress", "Assessment of Progress"],
    ["P1", "Permits go online", "Oren Tull", "September 2025", "Live since May", "1 (Fully Achieved)"],
    ["P2", "Bays are marked", "Lin Karr", "31/03/2026", "Half done", "3 - Slipped"],
    ["P3", "A map is printed", "Nobody Known", "", "No money", "4"],
]
MAIDSTONE: Rows = [
    ["Recommendation", "Cabinet Member", "Response", "Timetable", "Lead Officer"],
    [
        "That rents be published",
        "Housing and Streets",
        "Accepted. Published each May.",
        "May 2026",
        "O. Tull",
    ],
    [
        "That a fund be set up",
        "Housing and Streets",
        "Rejected: there is no budget for another fund.",
        "",
        "",
    ],
    ["That the rules be noted", "Finance and Change", "Noted", "", ""],
]
OTHER: Rows = [
    ["Number", "What we asked", "Board", "Where are we", "Said by"],
    ["1", "That gulls be counted", "SB2", "Blue", "Oren Tull"],
]


def word_table(rows: Rows) -> bytes:
    """A Word document whose one table has these rows."""
    document = docx.Document()
    document.add_paragraph("What became of our recommendations")
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=False):
            cell.text = "" if value is None else str(value)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


FILES = {
    "york.xlsx": xlsx({"Tracker": YORK}),
    "vale.ods": ods(VALE),
    "stockton.csv": text_table(STOCKTON),
    "maidstone.docx": word_table(MAIDSTONE),
}
