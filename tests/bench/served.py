"""The application as the bench serves it: real in all but the marks against forged forms."""

from datetime import date

from scrutiny_tracker import create_app

app = create_app({"WTF_CSRF_ENABLED": False, "SCRUTINY_TODAY": date(2026, 1, 12)})
