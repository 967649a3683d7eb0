"""What an index folder holds: array files, posting tables, columns, stored reports, commits."""
