"""Asking the archive: from what a person typed to one result object that page, API and terminal all render."""
