"""From reports to segments: inversion, merging, commits."""
