"""A spreadsheet that cannot be read safely is refused with a sentence, quickly and in little memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from scrutiny_tracker.core.spreadsheets import UnreadableSheet, open_spreadsheet
from tests.kpis.importing.files import ods, text_table, xlsx

GOOD = xlsx({"S": [["Code", "2022/23"], ["K1", 41.2]]})


def _repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in changed:
                after.writestr(name, before.read(name))
        for name, part in changed.items():
            after.writestr(name, part)
    return written.getvalue()


def _far(cells: str) -> bytes:
    """A workbook whose one sheet has these cells."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
    return _repacked(GOOD, {"xl/worksheets/sheet1.xml": sheet.encode()})


def _far_ods(rows: str) -> bytes:
    content = zipfile.ZipFile(io.BytesIO(ods([["x"]]))).read("content.xml").decode()
    start, _, rest = content.partition("<table:table-row>")
    _, _, end = rest.partition("</table:table-row>")
    return _repacked(ods([["x"]]), {"content.xml": (start + rows + end).encode()})


FILLED = '<table:table-cell{} office:value-type="float" office:value="1"/>'
WIDE = ' table:number-columns-repeated="1000"'
FAR = "so far apart"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "This file is empty."),
    "only spaces": (b" \r\n\r\n", "This file is empty."),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old or password-protected Excel file"),
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "This is a picture"),
    "a truncated workbook": (GOOD[: len(GOOD) // 2], "damaged"),
    "a zip of something else": (_repacked(GOOD, {})[:0] or b"PK\x05\x06" + b"\x00" * 18, "not a spreadsheet"),
    "macros": (_repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "carries macros"),
    "a broken sheet": (
        _repacked(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}),
        "damaged",
    ),
    "many parts": (_repacked(GOOD, {f"x/{n}": b"" for n in range(2_100)}), "unpacks to far more"),
    "cells far apart": (
        _far('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        FAR,
    ),
    "cells far apart, written otherwise": (
        _far("<row><c\tr = 'A1'><v>1</v></c><c\tr = 'XFD1048576' ><v>1</v></c></row>"),
        FAR,
    ),
    "rows that repeat": (
        _far_ods(
            f'<table:table-row table:number-rows-repeated="1000000">{FILLED.format("")}'
            f"{FILLED.format(WIDE)}</table:table-row>"
        ),
        FAR,
    ),
    "empty rows before a last cell": (
        _far_ods(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="1000"/>'
            f"{FILLED.format('')}</table:table-row>"
        ),
        FAR,
    ),
    "an open quotation mark": (b'Code,2022/23\nK1,"41\n' + b"K2,1\n" * 60_000, "Line"),
    "bytes": (bytes(range(256)) * 20, "not a text file"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_with_a_sentence(what: str) -> None:
    content, words = HOSTILE[what]
    with pytest.raises(UnreadableSheet) as refused:
        open_spreadsheet("sheet.xlsx" if content.startswith(b"PK") else "sheet.csv", content)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _repacked(GOOD, {"xl/media/a.bin": bytes(200_000)})
    assert open_spreadsheet("bomb.xlsx", bomb).sheets
    monkeypatch.setattr("scrutiny_tracker.core.spreadsheets.extent.MOST_UNPACKED", 100_000)
    with pytest.raises(UnreadableSheet, match="unpacks to far more"):
        open_spreadsheet("bomb.xlsx", bomb)


def test_a_text_that_calls_itself_a_workbook_is_refused() -> None:
    with pytest.raises(UnreadableSheet, match="not the spreadsheet that its name says"):
        open_spreadsheet("figures.xlsx", text_table([["Code", "2022/23"]]))


def test_empty_cells_far_away_do_no_harm() -> None:
    """Formatting that reaches to the last column, as spreadsheets leave it, is not refused."""
    cells = (
        '<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="1"/></row>'
        '<row r="900000"><c r="B900000" s="1"/></row>'
    )
    [sheet] = open_spreadsheet("formatted.xlsx", _far(cells)).sheets
    assert [list(row) for row in sheet.rows()] == [[7.0]]


def test_rows_that_repeat_at_the_end_do_no_harm() -> None:
    rows = (
        f"<table:table-row>{FILLED.format('')}"
        '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    [sheet] = open_spreadsheet("usual.ods", _far_ods(rows)).sheets
    assert [list(row) for row in sheet.rows()] == [[1.0]]
