"""Snippets: where highlights stand in a text, which fragments to show, and their HTML."""
