"""The command `suoyin`: results to stdout, progress and problems to stderr, exit codes in `exit_codes`."""
