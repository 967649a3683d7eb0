"""An index opened for reading: one committed generation and what is derived from it."""
