"""The descriptions of exempt information that each nation's law numbers.

Sources: Local Government Act 1972, Schedule 12A, Part 1 (England, paragraphs 1 to 7) and Part 4 (Wales, 12 to
18); Local Government (Scotland) Act 1973, Schedule 7A, Part I (1 to 15); Local Government Act (Northern
Ireland) 2014, Schedule 6, Part 1 (1 to 7). The words are our own short names for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from .deadlines import Nation

_SUBJECTS = (
    "about an individual",
    "likely to reveal who an individual is",
    "financial or business affairs",
    "consultations or negotiations on labour relations",
    "legal professional privilege",
    "a proposed notice, order or direction",
    "prevention, investigation or prosecution of crime",
)


def exempt_paragraphs(nation: Nation) -> Mapping[str, str]:
    """The paragraphs by number, each with the words that people choose it by."""
    if nation is Nation.SCOTLAND:
        return {str(number): f"Paragraph {number}" for number in range(1, 16)}
    first = 12 if nation is Nation.WALES else 1
    return {
        str(number): f"Paragraph {number}: {subject}" for number, subject in enumerate(_SUBJECTS, start=first)
    }
