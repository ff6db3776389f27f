"""The words that councils and statistical bodies write above their columns, and what each means."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    NAME = "name"
    PERIOD = "period"
    PART_OF_YEAR = "part-of-year"
    VALUE = "value"
    TARGET = "target"
    COMPARATOR = "comparator"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    NOTE = "note"
    SERIES = "series"
    UNIT = "unit"
    MEASURE = "measure"
    BREAKDOWN = "breakdown"
    AREA_CODE = "area-code"
    AREA_NAME = "area-name"
    POLARITY = "polarity"
    FREQUENCY = "frequency"
    DEFINITION = "definition"
    SOURCE = "source"
    DECIMALS = "decimals"
    NUMBER_FORMAT = "number-format"
    BAND_MIDDLE = "band-middle"
    TOLERANCE = "tolerance"
    PRIORITY = "priority"
    OWNER = "owner"
    DIRECTORATE = "directorate"
    PORTFOLIO = "portfolio"
    BODY = "body"
    IGNORED = "ignored"


_HEADINGS: dict[Role, str] = {
    Role.NAME: (
        "indicator name; kpi name; measure name; pi name; indicator; kpi; key performance indicator; "
        "performance indicator; performance measure; pi; indicator title; measure title; indicator "
        "description; measure description; kpi description; pi description; measure; metric; title; "
        "name; description"
    ),
    Role.CODE: (
        "code; ref; reference; id; no; ref no; kpi ref; kpi code; kpi no; kpi id; kpi number; pi ref; "
        "pi code; pi no; pi id; indicator code; indicator ref; indicator id; indicator no; measure "
        "ref; measure code; measure id; measure no; unique id; indicator number; indicator reference; "
        "measure reference"
    ),
    Role.PERIOD: (
        "period; year; quarter; month; date; time period; reporting period; financial year; reporting "
        "year; academic year; calendar year; year quarter; period label; data period; time; fy"
    ),
    Role.AREA_CODE: (
        "area code; ons code; gss code; la code; lad code; ward code; station code; geography code; "
        "local authority code; site code; council code"
    ),
    Role.AREA_NAME: (
        "area name; area; local authority; authority; council; la name; lad name; geography; ward; "
        "ward name; station name; region; council name; local authority name; geography name; site; "
        "station; la"
    ),
    Role.UNIT: (
        "unit; units; unit of measure; unit of measurement; uom; measured in; measure unit; value type"
    ),
    Role.MEASURE: "measure type; type of measure; statistic",
    Role.BREAKDOWN: (
        "inequality; sex; gender; age; age group; category; breakdown; category type; deprivation; "
        "ethnicity; tenure; age band; disaggregation; sub group; subgroup"
    ),
    Role.STATUS: (
        "data status; value status; provisional; provisional or final; figure status; reading status"
    ),
    Role.POLARITY: (
        "polarity; good is; direction of good; ranking type; bigger is better; good performance; what "
        "is good; what good looks like; high or low is good; preferred direction; desired direction; "
        "good to be; good performance is; desired direction of travel; better is; aim to"
    ),
    Role.FREQUENCY: (
        "frequency; reporting frequency; data frequency; collection frequency; how often; frequency "
        "of reporting; reported; update frequency"
    ),
    Role.DEFINITION: (
        "definition; definition and calculation; calculation; how it is calculated; how calculated; "
        "method; methodology; formula; long description; detailed definition; rationale"
    ),
    Role.SOURCE: "source; data source; source of data; data provider",
    Role.DECIMALS: "decimals; decimal places; dp; dps",
    Role.NUMBER_FORMAT: "number format; format; display format",
    Role.BAND_MIDDLE: "ranking goldilocks midpoint; goldilocks midpoint; midpoint; ideal value; optimum",
    Role.TOLERANCE: (
        "tolerance; rag tolerance; target tolerance; amber tolerance; tolerance %; amber threshold"
    ),
    Role.PRIORITY: (
        "priority; theme; outcome; objective; strategic priority; corporate priority; plan priority; "
        "aim; delivery priority; council priority; strategic objective"
    ),
    Role.OWNER: (
        "data owner; owner; lead officer; responsible officer; lead; kpi owner; measure owner; "
        "indicator owner; contact; accountable officer"
    ),
    Role.DIRECTORATE: "service; directorate; department; division; service area; team",
    Role.PORTFOLIO: "portfolio; cabinet member; portfolio holder; cabinet portfolio; lead member",
    Role.BODY: ("scrutiny board; committee; scrutiny body; scrutiny committee; board; overview and scrutiny"),
    Role.NUMERATOR: "numerator; numerator value; numerator correct; count",
    Role.DENOMINATOR: "denominator; denominator value; denominator correct; base; population",
    Role.IGNORED: (
        "rag; rag status; rag rating; dot; direction of travel; trend; compared to england; on "
        "target; variance; performance against target; against target; change; progress; status; "
        "direction; area type; arrow; rank; ranking; quartile; % change; change from last year; "
        "difference; last updated; traffic light"
    ),
}
ROLE_BY_HEADING = {
    heading.strip(): role for role, headings in _HEADINGS.items() for heading in headings.split(";")
}
NAME_HEADINGS = [heading.strip() for heading in _HEADINGS[Role.NAME].split(";")]

_VALUE_WORDS = (
    r"actual performance|current(?: performance| value| year)?|latest value|latest figure|actuals?|results?"
    r"|out-?turn|performance|figures?|achieved|score|data|reading|value|latest|obs value|year to date|ytd"
    r"|this year|year end"
)
_TARGET_WORDS = r"(?:annual |year end |year-end |quarterly |current )?target(?: value)?|goal|ambition"
_NOTE_WORDS = (
    r"comments?|commentary|notes?|narrative|explanation|remarks|officer comments?|performance commentary"
    r"|corrective action|footnotes?|value note|commentary on performance|reasons?(?: for variance)?"
)
_STATUS_WORDS = r"data status|value status|provisional\?|provisional or final"
_COMPARATOR_WORDS = (
    r"(?:all )?england(?: average| mean| median| value)?|national(?: average| value)?"
    r"|(?:cipfa )?nearest neighbours?(?: average| median)?"
    r"|(?:statistical |cipfa )neighbours?(?: average| median)?"
    r"|comparators?(?: value| average)?|benchmark(?: value)?|region(?:al)?(?: average| value)"
    r"|west midlands(?: average)?|uk(?: average)|great britain(?: average)?|peer(?: group)? average"
    r"|family group(?: average| median)?|met(?:ropolitan)? average|neighbours? average|group average"
)
_LAST_YEAR = re.compile(
    r"(?:actual |result |outturn )?\(?(?:(?:previous|last|prior) year(?:'s)?|previous)\)?"
    r"(?: actual| result| outturn| value)?"
)
_AROUND = {
    Role.TARGET: _TARGET_WORDS,
    Role.COMPARATOR: _COMPARATOR_WORDS,
    Role.NUMERATOR: "numerator",
    Role.DENOMINATOR: "denominator",
    Role.STATUS: _STATUS_WORDS,
    Role.NOTE: _NOTE_WORDS,
    Role.VALUE: _VALUE_WORDS,
}
_AT_EITHER_END = {
    role: re.compile(
        rf"^(?:{words})(?=$|[\s:(–-])|(?:^|(?<=[\s:)–-]))(?:{words})$",
        re.IGNORECASE,
    )
    for role, words in _AROUND.items()
}
_SERIES = dict.fromkeys(("target", "targets", "plan", "goal"), Role.TARGET) | dict.fromkeys(
    ("actual", "actuals", "result", "outturn", "out-turn", "performance", "value"), Role.VALUE
)
PART_OF_YEAR = re.compile(
    r"(?:q|qtr|quarter)\s?[1-4]|h[12]|half[- ]year [12]"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*",
    re.IGNORECASE,
)


class HeadingWords(NamedTuple):
    """What a heading's words say: a role, and the words that are left (a period, or a measure's name)."""

    role: Role
    rest: str


def plain(heading: str) -> str:
    """The heading in lower case, words apart: "ReportingPeriod", "area_code" and "Area Code:" read alike."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading.replace("_", " "))
    return " ".join(apart.casefold().strip(" :.*#").split())


@lru_cache(maxsize=1024)
def read_heading(heading: str) -> HeadingWords | None:
    """The role that a heading's own words give, or None where they give none."""
    words = plain(heading)
    if role := ROLE_BY_HEADING.get(words):
        return HeadingWords(role, "")
    for role, pattern in _AT_EITHER_END.items():
        spaced = " ".join(heading.replace("_", " ").split()).strip(" :.")
        if found := pattern.search(spaced):
            rest = (spaced[: found.start()] + spaced[found.end() :]).strip(" :()–-")
            return HeadingWords(role, rest)
    return None


def is_last_year(heading: str) -> bool:
    """Whether the heading means the year before the sheet's own."""
    return _LAST_YEAR.fullmatch(plain(heading)) is not None


def series_role(cell_text: str) -> Role | None:
    """What a cell says of its own row, where rows alternate: "Target" or "Actual"."""
    return _SERIES.get(cell_text.casefold().strip(" :"))
