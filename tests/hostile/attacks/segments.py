"""Three hundred damaged indexes: every answer is right, or the damage is said."""

from __future__ import annotations

from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.segments import attack as damaged
from tests.hostile.segments import small_index

DAMAGES = 300


def run(attack: Attack) -> Figures:
    """Damage an index again and again, each time at one place, and compare every answer with that of the whole one."""
    folder, failures = attack.folder / "index", Failures()
    small_index(folder)
    outcome = damaged(folder, damages=attack.times(DAMAGES), seed=attack.seed)
    for each in outcome.wrong or ():
        failures.add(each)
    return {
        "damaged": outcome.damages,
        "answered_right": outcome.right,
        "refused": outcome.refused,
        "unnoticed": outcome.unnoticed,
        **failures.figures(),
    }
