"""`python -m benchmarks COMMAND`: measurements of Suoyin and, beside it, of what one would run instead."""

from __future__ import annotations

import argparse
from types import ModuleType

from benchmarks import beside, bursts, comparison, dearest, desk, mixed, ofd, plot, recall, serving_memory
from benchmarks.extraction import command as extraction
from benchmarks.relevance import command as relevance
from benchmarks.relevance import everyday, slips

COMMANDS: dict[str, ModuleType] = {
    "beside": beside,
    "bursts": bursts,
    "compare": comparison,
    "dearest": dearest,
    "desk": desk,
    "everyday": everyday,
    "extraction": extraction,
    "memory": serving_memory,
    "mixed": mixed,
    "ofd": ofd,
    "plot": plot,
    "recall": recall,
    "relevance": relevance,
    "slips": slips,
}


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        doc = (module.__doc__ or "").splitlines()[0]
        module.add_arguments(commands.add_parser(name, help=doc, description=doc))
    options = parser.parse_args()
    COMMANDS[options.command].run(options)


if __name__ == "__main__":
    main()
