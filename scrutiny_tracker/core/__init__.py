"""Machinery without one council word in it."""
