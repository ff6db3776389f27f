"""Bare Flask: one route, one line. What every other cost is a multiple of."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def line() -> str:
    return "A line of text."
