"""Minutes of the small council, in our own words."""

from __future__ import annotations

MINUTES = """Scrutiny Co-ordination Committee - Thursday, 11 December 2025 2.00 pm

14. How the Plan is Performing 2024-25

Report of the Director of Performance

The Plan has 30 indicators: 12 improved, 3 stayed the same, 5 got worse,
can't say for 4 and not available for 6.

RESOLVED that the Scrutiny Co-ordination Committee:-

1. Note the report.

2. Recommend to Cabinet that repairs are reported by ward. Ask for a map of voids.

3. Refer the missed targets to Scrutiny Board 2.

ACTION:

What | Whom | When |
Send the map | Oren Tull | January 2026 |

15. Matters arising

Further to minute 9/25, the Committee considered the letter of the Trust.

RESOLVED that the letter be noted.
"""
