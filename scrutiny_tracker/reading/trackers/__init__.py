"""Trackers: the spreadsheets in which councils keep recommendations, brought into the record."""
