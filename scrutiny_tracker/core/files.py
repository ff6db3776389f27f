"""Files as rows: one backup, one transaction, both engines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from flask import Response
from sqlalchemy import LargeBinary, or_, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from .columns import Closable, instant, key, short
from .extensions import Base, db

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    content_type: str
    begins_with: tuple[bytes, ...]


ZIP = (b"PK\x03\x04",)
OLE = (b"\xd0\xcf\x11\xe0",)
KINDS: dict[str, Kind] = {
    ".pdf": Kind("application/pdf", (b"%PDF",)),
    ".docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
    ".xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
    ".pptx": Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIP),
    ".odt": Kind("application/vnd.oasis.opendocument.text", ZIP),
    ".ods": Kind("application/vnd.oasis.opendocument.spreadsheet", ZIP),
    ".doc": Kind("application/msword", OLE),
    ".xls": Kind("application/vnd.ms-excel", OLE),
    ".txt": Kind("text/plain", ()),
    ".csv": Kind("text/csv", ()),
    ".html": Kind("text/html", ()),
    ".htm": Kind("text/html", ()),
    ".xml": Kind("application/xml", ()),
    ".eml": Kind("message/rfc822", ()),
    ".msg": Kind("application/vnd.ms-outlook", OLE),
    ".png": Kind("image/png", (b"\x89PNG",)),
    ".jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
}


class FileRefused(ValueError):
    """A file that cannot be kept; the message is the sentence its sender reads."""


class StoredFile(Closable, Base):
    """The bytes of one file with its name, type, size and SHA-256."""

    __tablename__ = "stored_file"
    id: Mapped[int] = key()
    sha256: Mapped[str] = short(64, index=True)
    name: Mapped[str] = short(255)
    content_type: Mapped[str] = short(100)
    size: Mapped[int] = mapped_column()
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stored_at: Mapped[datetime] = instant()


def checked_upload(upload: FileStorage, *, most_bytes: int = MOST_BYTES) -> tuple[str, str, bytes]:
    """The name, content type and bytes of an upload whose ending, first bytes and size are acceptable.

    Raises FileRefused with the sentence to show beside the field.
    """
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
    ending = PurePosixPath(name).suffix.lower()
    kind = KINDS.get(ending)
    if kind is None:
        accepted = ", ".join(sorted(known.removeprefix(".").upper() for known in KINDS))
        raise FileRefused(f"“{name}” is not a type of file that can be kept. Choose one of: {accepted}.")
    content = upload.stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise FileRefused(f"“{name}” is larger than {most_bytes // 1024 // 1024} MB. Choose a smaller file.")
    if not content:
        raise FileRefused(f"“{name}” is empty.")
    if kind.begins_with and not content.startswith(kind.begins_with):
        raise FileRefused(f"“{name}” is not really a {ending.removeprefix('.').upper()} file.")
    if not kind.begins_with and b"\x00" in content[:4096]:
        raise FileRefused(f"“{name}” is not really a {ending.removeprefix('.').upper()} file.")
    return name, kind.content_type, content


def store(name: str, content_type: str, content: bytes, at: datetime) -> StoredFile:
    """Keeps a file (flushed, not committed) and returns its row."""
    row = StoredFile(
        sha256=hashlib.sha256(content).hexdigest(),
        name=name[:255],
        content_type=content_type,
        size=len(content),
        content=content,
        stored_at=at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def find_file(file_id: int) -> StoredFile | None:
    return db.session.scalar(select(StoredFile).where(StoredFile.id == file_id))


def list_files_called(name: str) -> list[StoredFile]:
    """Files of a name or with a SHA-256, the oldest first, without their bytes."""
    wanted = or_(StoredFile.name == name, StoredFile.sha256 == name.lower())
    return list(db.session.scalars(select(StoredFile).where(wanted).order_by(StoredFile.id)))


def overwrite(file: StoredFile, name: str, content: bytes) -> None:
    """Puts a plain text in the place of a file's bytes, name and sum; where it was linked it still is."""
    file.name, file.content, file.content_type = name, content, "text/plain"
    file.sha256, file.size = hashlib.sha256(content).hexdigest(), len(content)
    db.session.flush()


def as_download(file: StoredFile) -> Response:
    """The file as an attachment: never shown inside the site, never sniffed."""
    response = Response(file.content, content_type=file.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
