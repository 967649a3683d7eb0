"""Office documents: texts, and tables of reports."""
