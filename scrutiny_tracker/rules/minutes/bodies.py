"""Names of committees, cabinets, boards and councils as papers print them."""

from __future__ import annotations

import re

_KIND = (
    r"(?:(?:Sub-|Sub )?Committee|Cabinet(?! (?:Member|Office))|Board|Panel|Council"
    r"|(?<!Chief )Executive(?! (?:Director|Member|Mayor|Officer|Assistant))"
    r"|Commission|Forum|Group|Authority|Assembly|Partnership)"
)
_WORD = r"[A-Z][\w’'&/-]*,?"
_JOIN = r"(?:and|of|for|the|&)"
_NAME = rf"(?:{_WORD}(?:[ ]{_JOIN})*[ ]){{0,10}}?{_KIND}(?:[ ]\(?[0-9A-D]{{1,2}}\)?(?![\w/]))?"
BODY = re.compile(rf"(?<![\w’'-]){_NAME}(?:[ ]for[ ]{_WORD}(?:[ ](?:{_JOIN}[ ])*{_WORD}){{0,6}})?(?![\w’'-])")
_ANY_CASE = re.compile(rf"(?i:{_NAME})")
GENERIC = re.compile(
    r"(?:the )?(?:(?:sub-)?committee|cabinet|executive|board|panel|commission|council|forum|group|meeting"
    r"|members|scrutiny committee)",
    re.IGNORECASE,
)


def split_bodies(text: str) -> list[str]:
    """Every body in a run of names, even where two are merged on one line; none where other words stand
    between."""
    text = text.strip(" :,-–—|")
    if text.isupper():
        text = text.title().replace(" And ", " and ").replace(" Of ", " of ").replace(" For ", " for ")
    names: list[str] = []
    at = 0
    while at < len(text):
        match = BODY.match(text, at)
        if match is None:
            return []
        names.append(match.group())
        at = match.end()
        gap = re.match(r"[ ,;/|&–—-]*(?:and )?", text[at:])
        at += gap.end() if gap else 0
    return names


def is_body(text: str) -> bool:
    """Whether these words are the name of one body and nothing else."""
    text = re.sub(r"^the ", "", text.strip(" :,"), flags=re.IGNORECASE)
    return BODY.fullmatch(text) is not None or (text.isupper() and _ANY_CASE.fullmatch(text) is not None)


def same_body(one: str, other: str) -> bool:
    """`the Cabinet` and `Cabinet`; `the Committee` may be any committee."""
    first, second = (re.sub(r"^the ", "", name.strip().lower()) for name in (one, other))
    if first == second:
        return True
    return (GENERIC.fullmatch(first) is not None and second.endswith(first)) or (
        GENERIC.fullmatch(second) is not None and first.endswith(second)
    )
