"""Every select of the room."""

from .annual import AskedRow as AskedRow
from .annual import MadeRow as MadeRow
from .annual import count_meetings as count_meetings
from .annual import find_year as find_year
from .annual import list_asked as list_asked
from .annual import list_looked_into as list_looked_into
from .annual import list_made as list_made
from .annual import list_measured as list_measured
from .annual import list_years as list_years
from .documents import find_last_dive as find_last_dive
from .documents import find_last_sending as find_last_sending
from .documents import find_next_progress as find_next_progress
from .documents import list_agendas as list_agendas
from .documents import list_answered as list_answered
from .documents import list_published as list_published
from .documents import list_scorecard_periods as list_scorecard_periods
from .documents import list_with_minutes as list_with_minutes
