"""Reading deep dives: their scope and sessions, who is invited, the review group's working papers."""

from .dives import (
    get_deep_dive,
    get_guest,
    get_scoped,
    get_session,
    list_deep_dives,
    list_deep_dives_of_kpi,
    list_items_around,
    list_meetings_to_report_to,
    list_scoping,
    matter_of,
)

__all__ = [
    "get_deep_dive",
    "get_guest",
    "get_scoped",
    "get_session",
    "list_deep_dives",
    "list_deep_dives_of_kpi",
    "list_items_around",
    "list_meetings_to_report_to",
    "list_scoping",
    "matter_of",
]
