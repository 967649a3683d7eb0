"""The same files as Whoosh itself sees them."""
