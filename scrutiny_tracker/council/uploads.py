"""Files that people send: as large as the council allows; a logo is a picture that documents can carry."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from werkzeug.datastructures import FileStorage

from ..core.files import FileRefused, checked_upload
from .settings import number_setting

MEGABYTE = 1024 * 1024
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG"}
LARGEST_LOGO = MEGABYTE
"""It is carried by every document, so it stays small."""
NARROWEST, WIDEST = 100, 4000
"""In pixels: what prints sharp, and what can be opened safely."""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG that can be opened, with its size in pixels."""

    name: str
    content_type: str
    content: bytes
    width: int
    height: int


def allowed_upload(upload: FileStorage) -> tuple[str, str, bytes]:
    """The name, type and bytes of an acceptable upload. Raises FileRefused with the sentence to show."""
    return checked_upload(upload, most_bytes=number_setting("largest_file_mb") * MEGABYTE)


def allowed_logo(upload: FileStorage) -> Picture:
    """The picture in an upload. Raises FileRefused with the sentence to show."""
    name, content_type, content = allowed_upload(upload)
    if content_type not in PICTURES:
        raise FileRefused(f"“{name}” is not a picture that documents can carry. Choose a PNG or JPEG file.")
    if len(content) > LARGEST_LOGO:
        raise FileRefused(f"“{name}” is larger than 1 MB. Every document carries it: choose a smaller file.")
    try:
        with Image.open(BytesIO(content), formats=[PICTURES[content_type]]) as picture:
            width, height = picture.size
            if not NARROWEST <= width <= WIDEST or height > WIDEST:
                raise FileRefused(
                    f"“{name}” is {width} by {height} pixels. Choose one that is {NARROWEST} to {WIDEST:,} "
                    f"pixels wide and at most {WIDEST:,} high."
                )
            picture.load()
    except (OSError, SyntaxError, ValueError) as damaged:
        if isinstance(damaged, FileRefused):
            raise
        raise FileRefused(f"“{name}” is damaged and cannot be opened.") from damaged
    return Picture(name, content_type, content, width, height)
