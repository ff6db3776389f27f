"""Reading meetings, their agendas, what they resolved and what is still owed to them."""

from .items import (
    count_clauses,
    find_draft,
    find_item_by_minute,
    get_clause,
    get_item,
    list_further_papers,
    list_items_of,
    list_logged_printed_ids,
    list_matters_arising,
    list_printed,
)

__all__ = [
    "count_clauses",
    "find_draft",
    "find_item_by_minute",
    "get_clause",
    "get_item",
    "list_further_papers",
    "list_items_of",
    "list_logged_printed_ids",
    "list_matters_arising",
    "list_printed",
]
