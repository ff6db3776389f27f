"""The verbs that change documents in the making: they flush, never commit."""
