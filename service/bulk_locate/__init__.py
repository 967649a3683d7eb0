"""Locating in bulk: a pasted column, whole rows or a file, each number found, shared, near or absent."""
