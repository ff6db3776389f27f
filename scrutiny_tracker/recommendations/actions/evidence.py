"""Keeping what somebody sends in as evidence."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from ...core.errors import Refused
from ...core.files import FileRefused, StoredFile, store
from ...council.uploads import allowed_upload
from ...history.journal import By
from ..models import Recommendation


def keep_evidence(recommendation: Recommendation, upload: FileStorage, by: By) -> StoredFile:
    """Keeps an uploaded file, as closed as the recommendation it is about.

    Raises Refused, beside the field "file", for a type or size that cannot be kept.
    """
    try:
        name, content_type, content = allowed_upload(upload)
    except FileRefused as refused:
        raise Refused(str(refused), "file") from refused
    finally:
        upload.close()
    kept = store(name, content_type, content, by.at)
    kept.publicity = recommendation.publicity
    kept.exempt_paragraph, kept.exempt_reason = recommendation.exempt_paragraph, recommendation.exempt_reason
    return kept
