"""The council's settings: every one with its default, its words and its choices."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from flask import g
from sqlalchemy import Text, cast, func, select

from ..core.errors import Refused
from ..core.prebuilt import run_kept
from .models import CouncilSetting


class SettingKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    PERCENT = "percent"


@dataclass(frozen=True)
class Setting:
    """One setting as people read it. `choices` are value → words."""

    name: str
    kind: SettingKind
    default: str | int | bool
    words: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SettingGroup:
    """Settings that stand together on the page."""

    title: str
    names: tuple[str, ...]


NATIONS = (
    ("england", "England"),
    ("wales", "Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
)
BASE_EVENTS = (
    ("decision", "The decision-maker's decision"),
    ("committee-agreed", "The committee's agreement"),
    ("notice-received", "The notice was received"),
)
RAG_RULES = (
    ("percentage-tolerance", "Amber within so many per cent of the target, red further off"),
    ("absolute-tolerance", "Amber within each measure's tolerance in its own unit, red further off"),
    (
        "per-indicator-tolerance",
        "Amber within each measure's own tolerance, in per cent or in its unit, red further off",
    ),
    (
        "direction-dependent",
        "Green within so many per cent too; further off, amber where it improved or held, red otherwise",
    ),
)
T, N, Y, C = SettingKind.TEXT, SettingKind.NUMBER, SettingKind.YES_NO, SettingKind.CHOICE

COUNCIL_SETTINGS: tuple[Setting, ...] = (
    Setting("council_name", T, "This council", "Name of the council"),
    Setting("is_demonstration", Y, False, "This is a demonstration council"),
    Setting("nation", C, "england", "Nation", "Chooses the bank holidays.", NATIONS),
    Setting("executive_months", N, 2, "Months for Cabinet's answer", "Beginning with receipt of the notice."),
    Setting("own_answer_weeks", N, 8, "Weeks for an answer under the council's own protocol"),
    Setting("crime_and_disorder_days", N, 28, "Days for an answer on crime and disorder"),
    Setting("health_days", N, 28, "Days for an answer from a health body"),
    Setting("notice_days", N, 7, "Days after agreement in which a notice is given"),
    Setting("receipt_days", N, 7, "Days after sending in which receipt is recorded"),
    Setting("papers_clear_days", N, 5, "Clear working days for papers", "Five in England, three in Wales."),
    Setting("draft_comments_days", N, 10, "Working days for comments on a draft report"),
    Setting("draft_settling_days", N, 5, "Working days between comments back and papers out"),
    Setting("call_in_working_days", N, 5, "Working days of the call-in period"),
    Setting("progress_base_event", C, "decision", "Progress reports are counted from", "", BASE_EVENTS),
    Setting("progress_months", N, 12, "Months to the progress report"),
    Setting(
        "progress_opens_weeks",
        N,
        8,
        "Weeks before its agenda in which a progress report is prepared",
        "It opens by itself, drafts itself and asks the officers for their parts.",
    ),
    Setting("progress_parts_weeks", N, 4, "Weeks before its agenda by which officers' parts are due"),
    Setting("update_months", N, 3, "Months between officers' updates"),
    Setting(
        "update_meeting_days",
        N,
        14,
        "Days before a meeting by which an update is due",
        "For recommendations that are updated before each meeting.",
    ),
    Setting("escalate_co_ordinator_days", N, 7, "Days late after which the co-ordinator chases"),
    Setting("escalate_chair_days", N, 28, "Days late after which the chair is told"),
    Setting(
        "escalate_cabinet_member_and_director_days",
        N,
        56,
        "Days late after which the Cabinet Member and the director are told",
    ),
    Setting(
        "escalate_chief_executive_days",
        N,
        84,
        "Days late after which a letter to the chief executive is drafted",
        "It is never sent by itself.",
    ),
    Setting(
        "update_by_link",
        Y,
        True,
        "Officers can answer from a message without signing in",
        "The link opens one public recommendation for its holder and ends by itself.",
    ),
    Setting("update_link_days", N, 28, "Days for which such a link works"),
    Setting(
        "held_released_by_worker",
        Y,
        False,
        "Held publications go out by themselves the day after a sensitive period",
        "Otherwise they wait for a person, who is reminded.",
    ),
    Setting("basis_at_a_meeting", Y, True, "The committee decides item by item at meetings"),
    Setting("basis_noting_a_schedule", Y, True, "The committee decides by noting a schedule"),
    Setting("basis_delegated", Y, True, "Officers close items under a delegation, the Chair consulted"),
    Setting(
        "updates_need_clearing", Y, False, "Updates are cleared by a director before councillors see them"
    ),
    Setting("updates_are_checked", Y, False, "The co-ordinator checks updates before councillors see them"),
    Setting("grades_are_used", Y, False, "The committee grades recommendations"),
    Setting("largest_file_mb", N, 20, "Largest file in MB"),
    Setting("measure_word", T, "measure", "The council's word for a measure", "Such as KPI or indicator."),
    Setting(
        "rag_rule",
        C,
        "percentage-tolerance",
        "Red, amber or green",
        "Green on target. The rule says when a result off target is amber, and that it is within tolerance.",
        RAG_RULES,
    ),
    Setting(
        "tolerance_percent",
        SettingKind.PERCENT,
        "0",
        "Tolerance, in per cent of the target",
        "Such as 2.5; 0 for none.",
    ),
    Setting("cabinet_word", T, "Cabinet", "The council's word for Cabinet", "Such as Executive."),
    Setting("committee_word", T, "committee", "The council's word for a scrutiny committee"),
)
GROUPS = (
    SettingGroup("The council", ("council_name", "nation", "is_demonstration")),
    SettingGroup(
        "Answers",
        (
            "executive_months",
            "own_answer_weeks",
            "crime_and_disorder_days",
            "health_days",
            "notice_days",
            "receipt_days",
            "call_in_working_days",
        ),
    ),
    SettingGroup(
        "Meetings and papers",
        ("papers_clear_days", "draft_comments_days", "draft_settling_days", "held_released_by_worker"),
    ),
    SettingGroup(
        "Progress reports and updates",
        (
            "progress_base_event",
            "progress_months",
            "progress_opens_weeks",
            "progress_parts_weeks",
            "update_months",
            "update_meeting_days",
        ),
    ),
    SettingGroup(
        "Reminders",
        (
            "escalate_co_ordinator_days",
            "escalate_chair_days",
            "escalate_cabinet_member_and_director_days",
            "escalate_chief_executive_days",
            "update_by_link",
            "update_link_days",
        ),
    ),
    SettingGroup(
        "How the committee decides",
        ("basis_at_a_meeting", "basis_noting_a_schedule", "basis_delegated", "grades_are_used"),
    ),
    SettingGroup("Who checks updates", ("updates_need_clearing", "updates_are_checked")),
    SettingGroup("Targets", ("rag_rule", "tolerance_percent")),
    SettingGroup("Words and files", ("measure_word", "cabinet_word", "committee_word", "largest_file_mb")),
)
BY_NAME = {setting.name: setting for setting in COUNCIL_SETTINGS}


S = CouncilSetting.__table__.c
_ONE = S.name + "\t" + cast(S.value, Text)  # JSON writes a tab or the end of a line as \t and \n
AS_ONE_TEXT = select(func.aggregate_strings(_ONE, "\n")).scalar_subquery()
_READ = select(AS_ONE_TEXT)


@lru_cache(maxsize=64)
def _parsed(text: str) -> dict[str, object]:
    lines = (line.partition("\t") for line in text.split("\n") if line)
    return {name: json.loads(value) for name, _tab, value in lines}


def keep_settings(text: str | None) -> None:
    """Takes AS_ONE_TEXT, which the read of whoever asks brings along, for the rest of the request."""
    g.council_settings = _parsed(text or "")


def _kept() -> dict[str, object]:
    if "council_settings" not in g:
        keep_settings(run_kept(_READ).scalar_one())
    return g.council_settings  # type: ignore[no-any-return]


def text_setting(name: str) -> str:
    """A setting of text or choice; one query a request, however many are asked for."""
    return str(_kept().get(name, BY_NAME[name].default))


def number_setting(name: str) -> int:
    return int(str(_kept().get(name, BY_NAME[name].default)))


def yes_no_setting(name: str) -> bool:
    return bool(_kept().get(name, BY_NAME[name].default))


def kept_value(name: str) -> object | None:
    """What is kept under a name that stands on no page of settings (the house style); None for nothing."""
    return _kept().get(name)


def forget_settings() -> None:
    """After a change: the next question reads the table again."""
    g.pop("council_settings", None)


MOST = 1000


def checked(setting: Setting, typed: str) -> str | int | bool:
    """What was typed for a setting, as its value. Raises Refused, with its name as field, for any other."""
    typed = typed.strip()
    if setting.kind is SettingKind.NUMBER:
        if not typed.isdecimal() or not 1 <= int(typed[:5]) <= MOST:
            sentence = f"{setting.words}: enter a whole number, 1 or more (and {MOST:,} or fewer)."
            raise Refused(sentence, setting.name)
        return int(typed)
    if setting.kind is SettingKind.PERCENT:
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?|100", typed):
            raise Refused(f"{setting.words}: enter a number from 0 to 100.", setting.name)
        return typed
    if setting.kind is SettingKind.YES_NO:
        if typed not in ("yes", "no"):
            raise Refused(f"{setting.words}: choose yes or no.", setting.name)
        return typed == "yes"
    if setting.kind is SettingKind.CHOICE and typed not in dict(setting.choices):
        raise Refused(f"{setting.words}: choose one of the list.", setting.name)
    if not typed or len(typed) > 200:
        raise Refused(f"{setting.words}: enter 1 to 200 characters.", setting.name)
    return typed


def as_typed(setting: Setting) -> str:
    """A setting's value now, as a form shows it."""
    value = _kept().get(setting.name, setting.default)
    return ("yes" if value else "no") if setting.kind is SettingKind.YES_NO else str(value)
