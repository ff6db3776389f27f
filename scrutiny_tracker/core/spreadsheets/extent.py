"""How far a workbook would spread when it is opened: a small file may claim a sheet of billions of cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from .refusal import UnreadableSheet

MOST_PARTS = 2_000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_CELLS = 6_000_000
"""The area from A1 to the last filled cell, all sheets together."""
_CHUNK = 1 << 20
_OVERLAP = 4096
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,8})"')
_UNUSUAL = (b":c", b"<c\t", b"<c\r", b"<c\n")
_FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]*?\br\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,8}))[^<>]*(?<!/)>"
)
_OPEN_DOCUMENT = re.compile(
    rb"<table:(?P<tag>table|table-row|table-cell|covered-table-cell)(?P<rest>(?:\s[^<>]*)?)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})")


def check_package(data: bytes) -> str:
    """Whether a zip is an XLSX or an ODS that can be opened safely. Raises UnreadableSheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _checked_names(package)
            if "xl/workbook.xml" in names:
                _check_xlsx(package, names)
                return "xlsx"
            if "content.xml" in names and "mimetype" in names:
                if b"spreadsheet" not in _start(package, "mimetype"):
                    raise UnreadableSheet("This is not a spreadsheet: choose an XLSX, ODS or CSV file.")
                if b"encryption-data" in _start(package, "META-INF/manifest.xml", 1 << 20):
                    raise UnreadableSheet("This spreadsheet is protected by a password: save it without one.")
                _check_ods(package)
                return "ods"
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, KeyError) as error:
        raise UnreadableSheet("This workbook is damaged or protected by a password.") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise UnreadableSheet("This workbook is damaged.") from error
    raise UnreadableSheet("This is not a spreadsheet: choose an XLSX, ODS or CSV file.")


def _checked_names(package: zipfile.ZipFile) -> set[str]:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableSheet("This workbook unpacks to far more than a spreadsheet: it is refused.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableSheet("This workbook is protected by a password: save it without one.")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise UnreadableSheet("This workbook is damaged: two of its parts have the same name.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableSheet("This workbook carries macros: save it as a plain .xlsx first.")
    return set(names)


def _start(package: zipfile.ZipFile, name: str, many: int = 200) -> bytes:
    with package.open(name) as part:
        return part.read(many)


def _chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces, each beginning with the unfinished tag of the piece before."""
    unpacked, rest = 0, b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED:
                raise UnreadableSheet("This workbook unpacks to far more than a spreadsheet: it is refused.")
            piece = rest + chunk
            cut = piece.rfind(b"<", max(0, len(piece) - _OVERLAP))
            rest = piece[cut:] if cut >= 0 and b">" not in piece[cut:] else b""
            yield piece[: len(piece) - len(rest)]
    yield rest


def _check_xlsx(package: zipfile.ZipFile, names: set[str]) -> None:
    cells = 0
    for name in names:
        if name.startswith("xl/") and name.endswith(".xml") and "sheet" in name.rpartition("/")[0].lower():
            area = _usual_area(package, name)
            cells += _filled_area(package, name) if area is None or area > MOST_CELLS else area
        _refuse_beyond(cells)


def _usual_area(package: zipfile.ZipFile, name: str) -> int | None:
    """The area by every cell that is named, filled or not: quick, None where cells are written unusually."""
    corner = _Corner()
    for piece in _chunks(package, name):
        found = _CELL.findall(piece)
        if len(found) != piece.count(b"<c ") or any(tag in piece for tag in _UNUSUAL):
            return None
        corner.reach(found)
    return corner.area


def _filled_area(package: zipfile.ZipFile, name: str) -> int:
    corner = _Corner()
    for piece in _chunks(package, name):
        corner.reach(_FILLED_CELL.findall(piece))
    return corner.area


class _Corner:
    """The last row and column that any cell names."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def reach(self, found: list[tuple[bytes, bytes]]) -> None:
        if found:
            self.row = max(self.row, max(map(int, {row for _, row in found})))
            self.column = max(self.column, max(map(_column_number, {column for column, _ in found})))

    @property
    def area(self) -> int:
        return self.row * self.column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_ods(package: zipfile.ZipFile) -> None:
    """Sums each table's area to its last filled cell; what is repeated counts as often as it says."""
    cells = rows = pending = width = row_width = repeats = 0
    row_filled = False

    def end_row() -> None:
        nonlocal rows, pending, width
        if row_filled:
            rows, pending, width = rows + pending + repeats, 0, max(width, row_width)
        else:
            pending += repeats

    column = 0
    for piece in _chunks(package, "content.xml"):
        for found in _OPEN_DOCUMENT.finditer(piece):
            tag, rest = found["tag"], found["rest"]
            many = int(said[1]) if b"repeated" in rest and (said := _REPEATED.search(rest)) else 1
            if tag.endswith(b"cell"):
                column += many
                if not rest.endswith(b"/") or b"value" in rest:
                    row_filled, row_width = True, column
                continue
            end_row()
            column, row_width, row_filled, repeats = 0, 0, False, many
            if tag == b"table":
                cells, rows, pending, width, repeats = cells + rows * width, 0, 0, 0, 0
            _refuse_beyond(cells + rows * width)
    end_row()
    _refuse_beyond(cells + rows * width)


def _refuse_beyond(cells: int) -> None:
    if cells > MOST_CELLS:
        raise UnreadableSheet(
            "This workbook has cells so far apart that it would spread over millions of empty ones: "
            "delete what stands far below or to the right, and save it again."
        )
