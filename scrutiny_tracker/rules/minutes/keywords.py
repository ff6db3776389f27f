"""The words that open a decision, label a part of a minute, or end a list of decisions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .addressees import title_case

_SEPARATOR = r"[ \t]*[:;–—-][ \t:;–—-]{0,8}"
_HOW = (
    r"(?:[ \t]+(?:unanimously|by assent|nem\.? con\.?|accordingly|in principle|on a vote|by a majority"
    r"|\(unanimously\)|\(nem\.? con\.?\)"
    r"|\((?=[^()]{0,60}\b(?i:votes?|voting|majority|unanimous|dissent\w*|abst\w+)\b)[^()]{1,80}\)))?"
)
_BLOCK_WORD = r"RESOLVED|RECOMMENDED|AGREED|NOTED|APPROVED|ENDORSED|DECIDED"
_OPENING_WORD = rf"{_BLOCK_WORD}|{_BLOCK_WORD.title()}|resolved|recommended|agreed"
OPENS_BLOCK = re.compile(
    rf"(?:[Uu]nanimously[ \t]+)?(?P<word>{_OPENING_WORD})(?:\b|(?=that\b)){_HOW}"
    r"(?:(?=[ \t]*[:;–—-]|[ \t]*(?i:that|to)\b|[ \t]*\()|[ \t]*$)"
)
UPPER_BLOCK = re.compile(rf"\b(?P<word>{_BLOCK_WORD})\b{_HOW}(?={_SEPARATOR}|[ \t]+(?:that|to)\b|[ \t]*$)")
ACTION_LABEL = re.compile(
    r"ACTIONS?(?:[ \t]+POINTS?)?(?:[ \t]?/[ \t]?[a-z ]{3,50})?(?:[ \t]+\d{1,2})?(?=[ \t]*[:–—]|[ \t]*$"
    r"|[ \t]*>>)",
    re.IGNORECASE,
)
_TO_BODY = re.compile(
    r"[ \t]*\(?[ \t]*(?i:to[ \t]+(?:the[ \t]+)?)(?P<body>[A-Z][\w’'&/, -]{2,80}?)[ \t]*\)?[ \t]*(?=[:;–—]"
    r"|[ \t]-|$|[ \t](?i:that)\b)"
)
_TAIL = re.compile(rf"(?:{_SEPARATOR})?[ \t]*(?P<that>that\b,?)?(?:{_SEPARATOR})?[ \t]*", re.IGNORECASE)
_TO_RECOMMEND = re.compile(
    r"[ \t]+to[ \t]+RECOMMEND(?:ED)?\b(?=[ \t]*[:(]|[ \t]+to\b)[ \t]*:?", re.IGNORECASE
)

_ADVERBS = r"(?:(?:then|therefore|also|further|unanimously|accordingly|duly)[ ])?"
_IT_WAS = re.compile(
    rf"(?:[^.]{{0,300}}[,.] |.{{0,200}} and )?it was {_ADVERBS}(?P<word>RESOLVED)\b{_HOW}"
    r"(?=[ \t]*[:;–—-]|[ \t]+(?:that|to)\b|[ \t]*$)",
    re.IGNORECASE,
)
_UNANIMOUSLY = re.compile(r"^unanimously[ ]*$", re.IGNORECASE)
_TITLE_CASE = re.compile(
    r"(?:\b[Ii]t was[ ]" + _ADVERBS + r"|^(?:The[ ])?(?:[A-Z][\w’'&, -]{0,80}?[ ])?"
    r"(?:Committee|Cabinet|Board|Panel|Council|Commission|Executive|Forum|Group)\b,?[ ]" + _ADVERBS + ")"
    rf"(?P<word>{_BLOCK_WORD.title()}){_HOW}(?=[ \t]*[:;–—-]|[ \t]+(?:that|to)\b|[ \t]*$)"
)

STOPS = re.compile(
    r"\(?(?:note|for|against|attachments?)[ \t]*:|"
    r"(?:supporting documents?|additional documents?|reasons? for|other options|alternative options"
    r"|options considered"
    r"|background papers|(?:the )?(?:chair(?:man|woman|person)?|mayor|vice-chair(?:man)?|convenor)[ \t]+"
    r"(?:thanked|closed|declared)"
    r"|\(?(?:the )?meeting (?:closed|ended|finished|concluded|commenced|adjourned)|\(?meeting closed|"
    r"(?:the )?meeting was (?:closed|adjourned)"
    r"|\(?(?:the )?proceedings|duration of|dates? of next meeting|voting"
    r"|call-in|publication|key points|members? (?:discussed|raised|asked)"
    r"|(?:in|during) (?:the )?discussion|discussion|contact officer|wards? affected|supporting paper|appendi"
    r"(?:x|ces)|list of appendices|chair(?:man)?[ \t]*$"
    r"|signed|councillors? .{3,60} (?:left|joined|declared))\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:minutes?|decisions?|decision made|resolution|present|in attendance|also present|apologies"
    r"(?: for absence)?|attendance|officers[ \t]*(?=:)"
    r"|supporting documents?|additional documents?|reasons? for (?:the )?(?:decision|recommendation)s?|"
    r"(?:other|alternative) options(?: considered| and reasons for rejection)?.{0,40}"
    r"|background papers|key points(?: raised)?.{0,40}|discussion|witnesses|declarations?(?: of interests?)?"
    r"|agenda item|what|whom|when)[ \t]*:?[ \t]*$",
    re.IGNORECASE,
)
REPORT_OF = re.compile(r"(?:joint[ \t]+)?report of (?:the[ \t]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A keyword that opens a block: the word, the body that it names, what stands before and after it."""

    word: str
    addressee: str | None
    before: str
    rest_at: int
    that: bool

    @property
    def asks_a_body(self) -> bool:
        """RECOMMENDED TO CABINET, or resolved to RECOMMEND (to Council)."""
        return self.addressee is not None


def read_opening(text: str) -> Opening | None:
    """The keyword block that this paragraph opens, where it opens one."""
    match = (
        OPENS_BLOCK.match(text)
        or _named_body(text)
        or _IT_WAS.match(text[:2000])
        or UPPER_BLOCK.search(text[:2000])
        or _TITLE_CASE.search(text[:2000])
    )
    return _opening(text, match) if match is not None else None


def _named_body(text: str) -> re.Match[str] | None:
    match = re.match(rf"(?P<word>{_BLOCK_WORD})(?=[ \t]+\(?to[ \t]+(?:the[ \t]+)?[A-Z])", text, re.IGNORECASE)
    return match if match is not None and _TO_BODY.match(text, match.end()) else None


def _opening(text: str, match: re.Match[str]) -> Opening:
    at = match.end()
    recommends = match["word"].upper() == "RECOMMENDED"
    to_recommend = _TO_RECOMMEND.match(text, at)
    if to_recommend is not None:
        at, recommends = to_recommend.end(), True
    to_body = _TO_BODY.match(text, at) if recommends else None
    if to_body is not None:
        at = to_body.end()
    tail = _TAIL.match(text, at)
    that = False
    if tail is not None:
        at, that = tail.end(), tail["that"] is not None
    return Opening(
        match["word"].upper(),
        title_case(to_body["body"].strip()) if to_body else None,
        _UNANIMOUSLY.sub("", text[: match.start("word")]).strip(),
        at,
        that,
    )
