"""How much of the visible text of files is read, beside what other programs find in them, with floors kept in a file."""
