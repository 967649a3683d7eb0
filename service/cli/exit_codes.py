"""The exit codes of all commands."""

from typing import Final

OK: Final = 0
"""Success, also when the output pipe is closed early (`| head`)."""
NOTHING_FOUND: Final = 1
"""The code of commands that look for something and find nothing, or less than they were asked for: see `docs/commands.md`."""
NOT_ALL_INDEXED: Final = 1
"""The code of `suoyin index --strict` when it skipped something, or passed over what may have been meant to be indexed."""
DAMAGED: Final = 1
"""The code of `suoyin check` and `suoyin ledger check` when they found damage, and of `suoyin verify` when anything is not as it was certified."""
FINDINGS: Final = 1
"""The code of `suoyin audit` when something is found that nobody has dismissed, and of `suoyin citations` when a citation is not right."""
USELESS_LINES: Final = 1
"""The code of `suoyin vocabulary check` and `suoyin best-bets` when they found something wrong."""
ERROR: Final = 2
"""Also of `suoyin index` for a path that gave nothing to read; the others are indexed."""
INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells count."""
