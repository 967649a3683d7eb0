"""What one would run instead of Suoyin, each set up as its own documentation advises for Chinese text."""
