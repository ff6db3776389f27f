"""The verbs that change meetings and what hangs from them."""
