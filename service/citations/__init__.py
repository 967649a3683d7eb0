"""What a draft cites, and whether it is in the archive under that title and number, still in force."""
