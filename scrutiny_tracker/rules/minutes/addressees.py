"""Who a clause asks to act, where its own words, its lead-in or its keyword name one."""

from __future__ import annotations

import re

_ASKED = r"(?:asked|requested|recommended|invited|instructed|urged|called\s+upon|required|tasked)"
_BE_ASKED = re.compile(
    rf"\b(?:be|is|are|was|were)\s+(?:\w+ly\s+|also\s+|further\s+)?{_ASKED}(?=\s+(?:to|that|by)\b|\s*[:;,.-]"
    r"|\s*$)",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?i:refer(?:s|red|ring|ral)?|remit(?:s|ted)?|recommend(?:s|ed|ations?)?|delegat(?:es?|ed|ing))\b"
    r"(?P<object>(?:\s+(?!to\b)[^\s.;:]+){0,40}?)\s+(?:on\s+)?to\s+(?=(?:(?:the|its|all|each|both|an?)\s+)*"
    r"(?:(?:appropriate|relevant|next|full|respective)\s+)?[A-Z])"
)
_ASKS = re.compile(
    r"\b(?:(?:request|ask|invite|recommend|urge|instruct)(?:s|ed)?|call(?:s|ed)?\s+(?:up)?on)\s+(?:that\s+)?"
    r"(?=(?:the\s+|all\s+|each\s+)?(?:(?:appropriate|relevant|respective)\s+)?[A-Z])",
    re.IGNORECASE,
)
_FROM_WHOM = re.compile(r"\b(?:requested|sought|obtained)\s+from\s+(?=(?:the\s+)?[A-Z])")
_REPORTS_BACK = re.compile(r"\b(?:to\s+)?reports?\s+back\b")
_NAME = re.compile(
    r"(?:(?:appropriate|relevant|respective|full)\s+)?[A-Z][\w’'&/-]*"
    r"(?:(?:\s+(?:(?:of|for|the|and|&|to|on|in|with)\s+){0,2}|,\s+)(?=[A-Z])[A-Z][\w’'&/-]*){0,14}"
    r"(?:\s\(\d{1,2}\)|\s\d{1,2}\b)?"
)
_ARTICLES = re.compile(r"(?:(?:that|and|the|its|all|an?|both)\s+)+", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"[.;:!?]\s+|,\s+and\s+that\s+|\band\s+that\s+|\b(?:agreed|resolved|recommended|recommends"
    r"|decided)\s+that\s+"
)
_COMMA_JOINS = re.compile(r"\b(?:for|of)\b[^,]*$")
_VAGUE = frozenset(["it", "they", "this", "these", "those", "him", "her"])
_SEARCHED = 1500


def find_addressee(text: str) -> str | None:
    """The body, post or person asked to act by these words, without its article; None where none is named."""
    text = text[:_SEARCHED]
    asked = _BE_ASKED.search(text)
    to_whom = _first_name_after(_TO_WHOM, text)
    if asked is not None:
        subject = _subject_before(text[: asked.start()])
        if subject is not None:
            return subject
    to_whom = to_whom or _first_name_after(_ASKS, text) or _first_name_after(_FROM_WHOM, text)
    reports = _REPORTS_BACK.search(text) if to_whom is None else None
    if reports is not None:
        subject = _subject_before(text[: reports.start()])
        if subject is not None and subject == named_body(subject):
            return subject
    return to_whom


def named_body(text: str) -> str | None:
    """The capitalised name that opens these words, without its article, or None."""
    start = _ARTICLES.match(text)
    match = _NAME.match(text, start.end() if start else 0)
    return _trim(match.group()) if match else None


def _first_name_after(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return named_body(text[match.end() :]) if match is not None else None


def _subject_before(text: str) -> str | None:
    """`… and that the Cabinet Member for Housing` → `Cabinet Member for Housing`."""
    for end in reversed(list(_SENTENCE_END.finditer(text))):
        text = text[end.end() :]
        break
    text = _ARTICLES.sub("", text, count=1) if _ARTICLES.match(text) else text
    words = text.split()
    if not words or len(words) > 15 or words[0].lower() in _VAGUE:
        return None
    return _trim(" ".join(words))


def _trim(name: str) -> str | None:
    """Without the tail that a comma adds to a name that is no list of duties."""
    head, comma, _ = name.partition(",")
    if comma and not _COMMA_JOINS.search(head):
        name = head
    name = name.strip(' ,;:.-–—“”"()')
    if name.endswith(tuple("0123456789")) and "(" in name:
        name += ")"
    return title_case(name) or None


def title_case(name: str) -> str:
    """`CABINET` → `Cabinet`, `AUDIT AND RISK COMMITTEE` → `Audit and Risk Committee`; other names as
    written."""
    if not name.isupper() or (len(name) <= 4 and " " not in name):
        return name
    small = {"and", "of", "for", "the", "to", "on", "in"}
    words = [
        word.lower() if word.lower() in small else "(" * word.startswith("(") + word.lstrip("(").capitalize()
        for word in name.split()
    ]
    return " ".join(words)
