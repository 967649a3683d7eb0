"""`python -m service` is the command `suoyin`."""

from service.cli.main import main

main()
