"""A PDF's pages as text, run as a program of its own: a PDF on standard input, JSON on standard output."""

from __future__ import annotations

import io
import json
import logging
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_MEMORY = 1024 * 1024 * 1024
_SECONDS = 50


def main() -> None:
    """Prints `{"pages": [...]}` or `{"refused": "password|pages|damaged"}`."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    logging.disable(logging.CRITICAL)
    json.dump(_read(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


def _read(data: bytes, most_pages: int) -> dict[str, object]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "password"}
        if len(reader.pages) > most_pages:
            return {"refused": "pages"}
        return {
            "pages": [
                page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
                for page in reader.pages
            ]
        }
    except MemoryError:
        return {"refused": "damaged"}
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
        AssertionError,
        ArithmeticError,
    ):
        return {"refused": "damaged"}


if __name__ == "__main__":
    main()
