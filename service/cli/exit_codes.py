"""How commands end: the only table of exit codes."""

from typing import Final

OK: Final = 0
"""Also when whoever reads our output has had enough (`| head`)."""
NOTHING_FOUND: Final = 1
NOT_ALL_INDEXED: Final = 1
"""Under `suoyin index --strict`."""
ERROR: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells count."""
