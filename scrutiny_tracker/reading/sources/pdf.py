"""PDF papers that carry text. A scan, a password, too many pages or a bomb is refused with a sentence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from .source import MAX_PAGES, PaperFormat, Source, UnreadablePaper, checked_text

_PARSER = Path(__file__).with_name("pdf_pages.py")
_SECONDS = 60
_LEAST_LETTERS_A_PAGE = 15
_COLUMN_GAP = re.compile(r"(?<=\S) {4,}(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page )?-? ?\d{1,4} ?-?(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_SENTENCES = {
    "password": "This PDF is protected by a password.",
    "pages": f"This PDF has more than {MAX_PAGES} pages.",
    "damaged": "This PDF is damaged.",
}


def read_pdf(data: bytes) -> Source:
    """A PDF; each line's place is `page:line`. It is parsed apart, within fixed memory and time. Raises
    UnreadablePaper."""
    try:
        done = subprocess.run(  # noqa: S603 - our own file, run by this interpreter, fed by its standard input
            [sys.executable, "-I", str(_PARSER), str(MAX_PAGES)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePaper(f"This PDF takes more than {_SECONDS} seconds to read.") from error
    if done.returncode != 0:
        raise UnreadablePaper("This PDF is damaged or too large to read.")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadablePaper(_SENTENCES[answer["refused"]])
    pages: list[str] = answer["pages"]
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    if letters < _LEAST_LETTERS_A_PAGE * max(1, len(pages)):
        raise UnreadablePaper("This PDF is a scan: it has pictures of pages and no words to read.")
    lines: list[str] = []
    places: list[str] = []
    for page_number, page in enumerate(pages, start=1):
        last = next((line for line in reversed(lines) if line), "")
        if last.endswith((".", ":", ";", "?")):
            lines.append("")
            places.append(f"{page_number}:1")
        for line_number, line in enumerate(_without_page_number(page.split("\n")), start=1):
            lines.append(_COLUMN_GAP.sub("\t", line.strip()))
            places.append(f"{page_number}:{line_number}")
    return Source(PaperFormat.PDF, checked_text("\n".join(lines)), tuple(places))


def _without_page_number(lines: list[str]) -> list[str]:
    """The page's lines with the number at its top or foot made blank."""
    worded = [place for place, line in enumerate(lines) if line.strip()]
    for place in {*worded[:1], *worded[-1:]}:
        if _PAGE_NUMBER.fullmatch(lines[place].strip()):
            lines[place] = ""
    return lines
