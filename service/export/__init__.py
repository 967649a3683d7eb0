"""All that a search finds, as a file: a table for people, or lines of JSON that can be indexed again."""
