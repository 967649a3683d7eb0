"""An open index: one committed generation and what is derived from it."""
