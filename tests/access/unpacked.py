"""Everything that a file says, in its pages and behind them: titles, properties, notes, hidden sheets."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, is_zipfile

from pypdf import PdfReader


def everything_in(file: bytes) -> str:
    """The texts of a PDF with its properties and outline, of every part of a zipped file, else the bytes."""
    if file.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(file))
        pages = [page.extract_text() for page in reader.pages]
        return "\n".join([*pages, str(reader.metadata), str(reader.outline), str(reader.xmp_metadata)])
    if is_zipfile(BytesIO(file)):
        with ZipFile(BytesIO(file)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return file.decode("utf-8", "replace")
