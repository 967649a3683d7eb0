"""A hundred kills of the writer at random moments of its commits: nothing committed is lost."""

from __future__ import annotations

from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.indexer.engines.whoosh.test_durability import kill_writers

KILLS = 100


def run(attack: Attack) -> Figures:
    """Kill writers one after another; after each the index holds a committed state, or this says what it holds."""
    failures, commits = Failures(), 0
    try:
        commits = kill_writers(attack.folder / "index", attack.times(KILLS), seed=attack.seed)
    except AssertionError as error:
        failures.add(str(error)[-500:])
    return {"kills": attack.times(KILLS), "commits_kept": commits, **failures.figures()}
