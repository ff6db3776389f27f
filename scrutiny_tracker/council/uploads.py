"""Files that people send: as large as the council allows."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from ..core.files import checked_upload
from .settings import number_setting

MEGABYTE = 1024 * 1024


def allowed_upload(upload: FileStorage) -> tuple[str, str, bytes]:
    """The name, type and bytes of an acceptable upload. Raises FileRefused with the sentence to show."""
    return checked_upload(upload, most_bytes=number_setting("largest_file_mb") * MEGABYTE)
