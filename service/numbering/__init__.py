"""The numbers that an archive gave out, series by series: which reports have them, which are missing, shared or withdrawn."""
