"""Everyday words and short names, and the words of documents that they stand for."""
