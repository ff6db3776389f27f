"""The verbs that bring papers in."""
