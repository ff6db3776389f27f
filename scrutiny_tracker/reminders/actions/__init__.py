"""Notices are made and withdrawn, messages are written, choices kept, actions handed back."""
