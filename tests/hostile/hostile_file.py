"""A hostile file as a recipe: what its name ends in, and its content for a number of repetitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file whose content `make` returns for `full` repetitions; scaled down it keeps at least `least` of them."""

    suffix: str
    make: Callable[[int], bytes]
    full: int = 1
    least: int = 1

    def write(self, folder: Path, name: str, *, scale: float) -> None:
        """Write the file into `folder`, with `scale` of its repetitions."""
        count = max(min(self.least, self.full), round(self.full * scale))
        (folder / f"{name}{self.suffix}").write_bytes(self.make(count))


def repeated(piece: str, *, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """Return what makes `piece` repeated between two texts, in UTF-8."""
    return lambda count: f"{before}{piece * count}{after}".encode()


def numbered(piece: str, *, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """Return what makes `piece` repeated between two texts, with the number of each at its `{}`, in UTF-8."""
    return lambda count: (before + "".join(piece.replace("{}", str(n)) for n in range(count)) + after).encode()


def exactly(content: bytes) -> Callable[[int], bytes]:
    """Return what makes `content` whatever the number of repetitions."""
    return lambda _: content
