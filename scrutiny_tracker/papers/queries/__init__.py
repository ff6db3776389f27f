"""Reading documents in the making, and what a progress report is about."""
