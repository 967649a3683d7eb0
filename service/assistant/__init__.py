"""The archive as tools of an assistant."""
