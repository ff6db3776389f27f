"""Performance sentences: how many indicators improved, stayed the same or got worse, and whether the sums
agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields

from .dates import find_period, to_number
from .paragraphs import Paragraph

_THINGS = r"(?:indicators?|measures?|KPI['’]?s?|PIs?|metrics?|targets?|performance indicators?)"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen"
    "|nineteen|twenty|one"
)
_N = rf"(?<![\d/.,£%])(?P<n>\d{{1,4}}(?![\d/.,]\d|%)|\b(?:{_WORDS})\b)"
_COUNTED = (
    rf"{_N}[ ]?(?:\([^()]{{1,12}}\)[ ]?)?(?:of (?:these|them|the)[ ]?(?:\d{{1,4}}[ ]?)?)?(?:{_THINGS}[ ]?)?"
    r"(?:(?:have|had|has|were|was|are|is|that)[ ]?){0,2}"
)
_FORMS = {
    "improved": [
        rf"{_COUNTED}(?:improved|improving|better|got better)\b",
        rf"\bimproved (?:for|in|on)[ ]{_N}",
    ],
    "same": [
        rf"{_COUNTED}(?:stayed|remained|stay|staying|remain|kept)[ ]?(?:at )?(?:the )?(?:same|unchanged"
        r"|static|stable|level)\b",
        rf"{_COUNTED}(?:the same|unchanged|no change)\b",
        rf"\b(?:stayed|remained|was|were) (?:the )?(?:same|unchanged) (?:for|in|on)[ ]{_N}",
    ],
    "worse": [
        rf"{_COUNTED}(?:got|gotten|getting|become|became)?[ ]?(?:worse|worsened|worsening|declined"
        r"|deteriorated)\b",
        rf"\b(?:got worse|worsened|declined|deteriorated) (?:for|in|on)[ ]{_N}",
    ],
    "cannot_say": [
        rf"\bcan(?:['’]?t|not|[ ]not)[ ]say[ ]?(?:for|in|on)?[ ]?(?:the )?(?:remaining )?{_N}",
        rf"{_COUNTED}(?:can(?:['’]?t|not)[ ](?:say|be said|be judged|be determined))\b",
    ],
    "not_available": [
        rf"\bnot (?:yet )?available[ ]?(?:for|in|on)[ ]?(?:the )?(?:remaining )?{_N}",
        rf"\bno data[ ]?(?:was |were )?(?:available )?for[ ]?(?:the )?(?:remaining )?{_N}",
        rf"{_COUNTED}(?:progress )?(?:not (?:yet )?available|unavailable|no data)\b",
    ],
    "total": [
        r"\b(?:using|there (?:are|were)|against|through|by|across|total of|on|basket of|set of|comprises"
        r"|has|had|have|contains"
        rf"|includes|covers|reported|reports|of(?: the)?)[ ]?{_N}[ ]?(?:\w+ ){{0,2}}{_THINGS}"
    ],
}
_PATTERNS = {name: [re.compile(form, re.IGNORECASE) for form in forms] for name, forms in _FORMS.items()}
_RATIO = re.compile(
    r"(?<![\d.])(\d{1,3})(?:\.\d+)?[ ]?(?:%|per[ ]?cent)[ ]?\(?[ ]?(\d{1,4})[ ]?(?:/|of|out of)[ ]?"
    r"(\d{1,4})[ ]?\)?"
)
_THEN_PERCENT = r"(\d{1,3})(?:\.\d+)?[ ]?(?:%|per[ ]?cent)"
_PART_OF = re.compile(
    rf"(?<![\d./])(?P<part>\d{{1,4}})(?:[ ]?(?:of|out of)[ ](?:the |these |those )?|/)(?P<whole>\d{{1,4}})\b"
    rf"[^.;%\d]{{0,120}}?[ (]{_THEN_PERCENT}\)?",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\bof (?:the |these |all )?(?P<whole>\d{1,4})[ ][^.;%\d]{0,80}?[ ](?P<part>\d{1,4})[ ]?"
    rf"\({_THEN_PERCENT}\)",
    re.IGNORECASE,
)
_HELD_UP = re.compile(r"\b(?:improv|stayed|same|unchanged|better|maintained)", re.IGNORECASE)
_OWN_YEAR = re.compile(
    r"[ ,]{0,3}(?:of (?:directional )?\w+ )?(?:\w+ ){0,8}?(?:in|for|during)[ ](?:the year )?(?=(?:19"
    r"|20)\d{2})"
)
_PERCENT_OF_YEAR = re.compile(
    r"(?<![\d.])(?P<percent>\d{1,3})[ ]?(?:%|per[ ]?cent)[ ](?:in|for|during)[ ](?P<year>(?:19"
    r"|20)\d{2}[ ]?[-–/][ ]?\d{2,4})"
)
_SENTENCE = re.compile(r"[^.;]+(?:\.(?=\d)[^.;]+)*[.;]?")
_YEAR_END = re.compile(r"(?:end of|to|31(?:st)?) March,? (20\d{2})", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:compare[sd]?|comparison|previous(?:ly)?|last year|the year before|earlier|prior)\b", re.IGNORECASE
)
_COUNTS = ("improved", "same", "worse", "cannot_say", "not_available", "total")


@dataclass(frozen=True, slots=True)
class Tally:
    """One year's counts as the text gives them; None where it gives none. `reconciles` says whether the sums
    agree."""

    period: str | None = None
    improved: int | None = None
    same: int | None = None
    worse: int | None = None
    cannot_say: int | None = None
    not_available: int | None = None
    total: int | None = None
    improved_or_same: int | None = None
    directional: int | None = None
    percent: int | None = None
    line: int = 0

    @property
    def reconciles(self) -> bool | None:
        """True where every sum that can be checked agrees, None where none can be."""
        checks: list[bool] = []
        parts = (self.improved, self.same, self.worse, self.cannot_say, self.not_available)
        if self.total is not None and None not in parts:
            checks.append(sum(part or 0 for part in parts) == self.total)
        if self.improved is not None and self.same is not None:
            if self.improved_or_same is not None:
                checks.append(self.improved + self.same == self.improved_or_same)
            if self.worse is not None and self.directional is not None:
                checks.append(self.improved + self.same + self.worse == self.directional)
        if self.percent is not None and self.improved_or_same is not None and self.directional:
            checks.append(
                (200 * self.improved_or_same + self.directional) // (2 * self.directional) == self.percent
            )
        elif self.directional == 0:
            checks.append(False)
        return all(checks) if checks else None


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A percentage with its part and its whole, and where it stands in its sentence."""

    start: int
    end: int
    percent: int
    part: int
    whole: int


@dataclass(slots=True)
class _Growing:
    period: str | None
    line: int
    counts: dict[str, int] = field(default_factory=dict)
    earlier: bool = False

    def close(self) -> Tally:
        names = {item.name for item in fields(Tally)}
        return Tally(
            period=self.period, line=self.line, **{k: v for k, v in self.counts.items() if k in names}
        )


def read_tallies(paragraphs: list[Paragraph], title: str | None) -> list[Tally]:
    """The tallies of one item, in order; an earlier year mentioned in passing is a tally of its own."""
    found: list[_Growing] = []
    for paragraph in paragraphs:
        if (
            "%" in paragraph.text
            or "improve" in paragraph.text.lower()
            or "per cent" in paragraph.text.lower()
        ):
            _read_paragraph(paragraph, title, found)
    return [growing.close() for growing in found if _tells(growing)]


def _tells(growing: _Growing) -> bool:
    return "percent" in growing.counts or len(growing.counts.keys() & {"improved", "same", "worse"}) >= 2


def _read_paragraph(paragraph: Paragraph, title: str | None, found: list[_Growing]) -> None:
    current: _Growing | None = None
    earlier = False
    for match in _SENTENCE.finditer(paragraph.text):
        sentence, line = match.group(), paragraph.line_at(match.start())
        ratios = _ratios(sentence)
        counts = _counts(sentence, [(ratio.start, ratio.end) for ratio in ratios])
        if counts:
            first = match.start() + _first_count(sentence)
            before = paragraph.text[max(0, first - 200) : first]
            own = None if _EARLIER.search(before) else find_period(before)
            own = find_period(paragraph.text[match.start() : first]) or (own if current is None else None)
            repeated = current is not None and any(name in current.counts for name in counts)
            if current is None or repeated or (own is not None and current.period not in (None, own)):
                current = _Growing(own or (None if current else _period(paragraph.text, title)), line)
                found.append(current)
                earlier = False
            current.counts.update(counts)
        compared = _EARLIER.search(sentence)
        if not ratios and current is not None and not counts and compared is not None:
            _read_bare_percentages(sentence, line, found)
        for ratio in ratios:
            earlier = earlier or (compared is not None and compared.start() < ratio.start)
            year_at = _OWN_YEAR.match(sentence, ratio.end, ratio.end + 90)
            own = find_period(sentence[year_at.end() : year_at.end() + 10]) if year_at else None
            if own is None and not counts:
                year_before = find_period(sentence[max(0, ratio.start - 40) : ratio.start])
                own = year_before if ratio is ratios[0] else None
            values = {
                "percent": ratio.percent,
                "improved_or_same": ratio.part,
                "directional": ratio.whole,
            }
            if (
                current is not None
                and "percent" not in current.counts
                and not earlier
                and own in (None, current.period)
            ):
                current.counts.update(values)
            else:
                found.append(
                    _Growing(
                        own if own or earlier or current else _period(paragraph.text, title), line, values
                    )
                )
                current = current or found[-1]


def _ratios(sentence: str) -> list[_Ratio]:
    """Every percentage that says of how many: `74% (42/57)`, `42 of 57 … (74%)`, `of the 57 …, 42 (74%)`."""
    found = [_Ratio(m.start(), m.end(), int(m[1]), int(m[2]), int(m[3])) for m in _RATIO.finditer(sentence)]
    if _HELD_UP.search(sentence) or _EARLIER.search(sentence):
        for pattern in (_OF_WHOLE, _PART_OF):
            for m in pattern.finditer(sentence):
                same = next((r for r in found if m.start() < r.end and r.start < m.end()), None)
                if same is not None:  # the same ratio told twice, `42 of 57 measures, 74% (42/57)`
                    found.remove(same)
                    start, end = min(same.start, m.start()), max(same.end, m.end())
                    found.append(_Ratio(start, end, same.percent, same.part, same.whole))
                else:
                    found.append(_Ratio(m.start(), m.end(), int(m[3]), int(m["part"]), int(m["whole"])))
    return sorted(found, key=lambda ratio: ratio.start)


def _read_bare_percentages(sentence: str, line: int, found: list[_Growing]) -> None:
    """`This compares to 71% in 2021/22`: an earlier year of which only the percentage is told."""
    for match in _PERCENT_OF_YEAR.finditer(sentence):
        own = find_period(match["year"])
        if own is not None:
            found.append(_Growing(own, line, {"percent": int(match["percent"])}))


def _counts(sentence: str, ratios: list[tuple[int, int]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    taken: set[int] = set()
    for name in (*_COUNTS[:5], "total"):
        for pattern in _PATTERNS[name]:
            match = next(
                (
                    m
                    for m in pattern.finditer(sentence)
                    if m.start("n") not in taken and not any(a <= m.start("n") < b for a, b in ratios)
                ),
                None,
            )
            if match is not None:
                counts[name] = to_number(match["n"]) or 0
                taken.add(match.start("n"))
                break
    if not counts.keys() & {"improved", "same", "worse", "cannot_say", "not_available"} and "total" in counts:
        return counts if re.search(r"\b(?:measured|indicators|measures|KPI)", sentence, re.IGNORECASE) else {}
    return counts


def _first_count(sentence: str) -> int:
    starts = [
        m.start()
        for patterns in _PATTERNS.values()
        for p in patterns
        if (m := p.search(sentence)) is not None
    ]
    return min(starts, default=0)


def _period(text: str, title: str | None) -> str | None:
    year_end = _YEAR_END.search(text)
    if title is not None and (period := find_period(title)) is not None:
        return period
    if year_end is not None:
        year = int(year_end[1])
        return f"{year - 1}-{year % 100:02d}"
    return None
