"""The exit codes of all commands."""

from typing import Final

OK: Final = 0
"""Success, also when the output pipe is closed early (`| head`)."""
NOTHING_FOUND: Final = 1
NOT_ALL_INDEXED: Final = 1
"""The code of `suoyin index --strict` when it skipped something."""
DAMAGED: Final = 1
"""The code of `suoyin check` when it found damage."""
ERROR: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells count."""
