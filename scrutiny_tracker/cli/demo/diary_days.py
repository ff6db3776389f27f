"""On which days each body meets, at what hour and where, and what it hears when nothing else is told of
it."""

from __future__ import annotations

HOURS = {
    "SCRUCO": "10:00",
    "SB1": "14:00",
    "SB2": "14:00",
    "SB3": "14:00",
    "SB4": "10:00",
    "SB5": "14:00",
    "GREEN": "17:00",
    "CABINET": "14:00",
    "COUNCIL": "14:00",
}
PLACES = dict.fromkeys(HOURS, "Committee Room 2, the Council House") | {
    "COUNCIL": "Council Chamber",
    "CABINET": "Diamond Room, the Council House",
}
DAYS = {
    "2023-24": {"GREEN": "2023-09-13 2024-01-17 2024-03-13"},
    "2024-25": {
        "SCRUCO": "2024-06-13 2024-07-18 2024-09-12 2024-10-17 2024-11-14 2024-12-12 2025-01-16 2025-02-13 "
        "2025-03-13 2025-04-10",
        "SB1": "2024-07-10 2024-10-02 2024-11-27 2025-01-22 2025-03-26",
        "SB2": "2024-07-04 2024-09-26 2024-11-21 2025-02-06 2025-03-27",
        "SB3": "2024-07-17 2024-10-09 2024-12-04 2025-02-12 2025-04-02",
        "SB4": "2024-06-27 2024-09-19 2024-11-28 2025-01-30 2025-03-20",
        "SB5": "2024-07-24 2024-10-16 2024-12-11 2025-02-26 2025-04-09",
        "CABINET": "2024-07-09 2024-08-27 2024-10-08 2024-11-12 2024-12-10 2025-01-14 2025-02-11 2025-02-25 "
        "2025-03-11 2025-04-08",
        "COUNCIL": "2024-09-10 2024-12-03 2025-02-25",
    },
    "2025-26": {
        "SCRUCO": "2025-06-19 2025-07-17 2025-08-21 2025-09-18 2025-10-30 2025-11-20 2025-12-11 2026-01-22 "
        "2026-02-19 2026-03-19 2026-04-16",
        "SB1": "2025-07-09 2025-10-01 2025-12-03 2026-01-28 2026-03-25",
        "SB2": "2025-07-03 2025-09-25 2025-11-13 2026-02-05 2026-03-26",
        "SB3": "2025-07-16 2025-10-08 2025-12-10 2026-02-11 2026-04-01",
        "SB4": "2025-06-26 2025-10-02 2025-11-27 2026-01-29 2026-03-12",
        "SB5": "2025-07-23 2025-10-15 2025-12-17 2026-02-25 2026-04-08",
        "CABINET": "2025-06-10 2025-07-08 2025-08-26 2025-10-07 2025-11-04 2025-12-09 2026-01-13 2026-02-10 "
        "2026-02-24 2026-03-10",
        "COUNCIL": "2025-09-09 2025-12-02 2026-01-20 2026-02-24",
    },
}
TOPICS = {
    "SCRUCO": (
        ("Hate crime: what is reported and what is not", "Community Safety Manager"),
        ("Equality objectives: half-year review", "Director of Planning and Performance"),
        ("Cabinet Members' priorities for the year", "Leader of the Council"),
        ("Voluntary sector compact", "Director of Housing and Communities"),
    ),
    "SB1": (
        ("Budget monitoring", "Head of Finance"),
        ("Sickness absence and agency staff", "Director of Finance and Resources"),
        ("Empty commercial properties of the council", "Head of Finance"),
    ),
    "SB2": (
        ("School places for the coming September", "Director of Children and Education"),
        ("Foster carers: recruitment and support", "Director of Children and Education"),
        ("School attendance", "Head of Skills and Employment"),
    ),
    "SB3": (
        ("Bus network after the end of the fares grant", "Head of Economy and Climate"),
        ("City centre footfall and markets", "Head of Economy and Climate"),
        ("Potholes and the highways programme", "Director of City Services"),
    ),
    "SB4": (
        ("Library visits and opening hours", "Director of Housing and Communities"),
        ("Homelessness: temporary accommodation", "Head of Housing Standards"),
        ("Recycling: what goes into the wrong bin", "Head of Streets and Waste"),
    ),
    "SB5": (
        ("Winter plan of the health and care system", "Director of Care and Public Health"),
        ("Active lives: who is not taking part", "Director of Care and Public Health"),
        ("Home care market", "Director of Care and Public Health"),
    ),
    "GREEN": (("Three-year tree planting plan", "Parks and Trees Manager"),),
    "CABINET": (
        ("Quarterly budget monitoring", "Director of Finance and Resources"),
        ("Capital programme: new schemes", "Director of Finance and Resources"),
        ("Award of contracts", "Director of Finance and Resources"),
    ),
    "COUNCIL": (("Questions to Cabinet Members", "Lord Mayor"), ("Annual scrutiny report", "Chair")),
}
