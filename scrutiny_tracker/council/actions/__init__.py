"""The verbs of the council's set-up, cut by noun."""
