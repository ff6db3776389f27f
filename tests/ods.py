"""An OpenDocument sheet, the smallest that a reader takes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        words = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def write_ods(path: Path, rows: Iterable[Sequence[str | float]], sheet: str = "Sheet1") -> None:
    """Writes `rows` of words and numbers as the one sheet of an .ods file."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(sheet)}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest_space = f"{OASIS}:manifest:1.0"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><m:manifest xmlns:m="{manifest_space}" m:version="1.2">'
        f'<m:file-entry m:full-path="/" m:media-type="{MIME}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
