"""The judgement of KPIs: figures, periods, targets, direction of travel, runs, forecasts, the scorecard."""

from scrutiny_tracker.rules.performance.direction import (
    Direction,
    DirectionJudgement,
    Figure,
    judge_direction,
)
from scrutiny_tracker.rules.performance.forecast import Forecast, YearMadeBy, forecast_year_end
from scrutiny_tracker.rules.performance.period_words import (
    PeriodConventions,
    find_period,
    parse_period,
)
from scrutiny_tracker.rules.performance.periods import (
    NotAPeriodError,
    Period,
    PeriodKind,
    PublicationLag,
    data_due_on,
    financial_year,
)
from scrutiny_tracker.rules.performance.runs import Run, improving_run, missed_in_a_row, worsening_run
from scrutiny_tracker.rules.performance.scorecard import Tally, headline, tally_of, worked_out
from scrutiny_tracker.rules.performance.target_status import (
    Rag,
    RagJudgement,
    TargetJudgement,
    TargetStatus,
    judge_target,
    rag,
    rag_words,
)
from scrutiny_tracker.rules.performance.target_words import TargetCell, parse_target
from scrutiny_tracker.rules.performance.terms import (
    KpiTerms,
    Polarity,
    RagPolicy,
    RagRule,
    Target,
    Tolerance,
)
from scrutiny_tracker.rules.performance.values import (
    CellValue,
    Missing,
    ReadingStatus,
    UnreadableValueError,
    parse_value,
    round_half_up,
    show_figure,
)

__all__ = [
    "CellValue",
    "Direction",
    "DirectionJudgement",
    "Figure",
    "Forecast",
    "KpiTerms",
    "Missing",
    "NotAPeriodError",
    "Period",
    "PeriodConventions",
    "PeriodKind",
    "Polarity",
    "PublicationLag",
    "Rag",
    "RagJudgement",
    "RagPolicy",
    "RagRule",
    "ReadingStatus",
    "Run",
    "Tally",
    "Target",
    "TargetCell",
    "TargetJudgement",
    "TargetStatus",
    "Tolerance",
    "UnreadableValueError",
    "YearMadeBy",
    "data_due_on",
    "financial_year",
    "find_period",
    "forecast_year_end",
    "headline",
    "improving_run",
    "judge_direction",
    "judge_target",
    "missed_in_a_row",
    "parse_period",
    "parse_target",
    "parse_value",
    "rag",
    "rag_words",
    "round_half_up",
    "show_figure",
    "tally_of",
    "worked_out",
    "worsening_run",
]
