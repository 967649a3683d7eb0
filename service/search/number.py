"""What became of a number that was asked for: which reports carry it, which mention it, and what is said of that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from corpus.report import Report
from indexer.engine import Engine, count_matches
from indexer.fields import FIELD
from indexer.query import Filter
from service.query.numbers import AskedNumber


class NumberRole(Enum):
    """What a report has to do with the number that was asked for."""

    NONE = ""
    CARRIES = "carries"
    LIKE = "like"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """How many reports carry the number that was `asked` for, and how many others that mention it were found."""

    asked: AskedNumber
    carriers: int
    mentions: int
    is_filtered: bool

    def role(self, report: Report) -> NumberRole:
        """Return what a found report has to do with the number."""
        if any(each.value in FIELD[each.field].exact_values(report) for each in self.asked.values):
            return NumberRole.LIKE if self.asked.likeness else NumberRole.CARRIES
        return NumberRole.MENTIONS if self.mentions and not self.asked.or_words else NumberRole.NONE

    def said_of(self, role: NumberRole) -> str:
        """Return in Chinese what a role is, for a list of hits; empty for none."""
        label = self.asked.label
        said = {
            NumberRole.CARRIES: f"{label}相符",
            NumberRole.LIKE: f"{label}相近",
            NumberRole.MENTIONS: f"提到此{label}",
        }
        return said.get(role, "")

    @property
    def message(self) -> str:
        """What to say of it in Chinese; empty where every hit simply carries the number."""
        label = self.asked.label
        about = f"{label}“{self.asked.key}”：{'所选条件下，' if self.is_filtered else ''}"
        others = f"{self.mentions} 份{'含有所写的词或提到它' if self.asked.or_words else '提到它'}"
        if self.carriers and self.asked.likeness:
            like = f"{about}没有报告的{label}正好是它，有 {self.carriers} 份{self.asked.likeness}"
            return f"{like}，另有 {others}。" if self.mentions else f"{like}。"
        if self.carriers:
            return f"{about}{self.carriers} 份报告的{label}是它，另有 {others}。" if self.mentions else ""
        if self.mentions:
            return f"{about}没有报告的{label}是它，有 {others}。"
        return f"{about}没有报告的{label}是它，也没有报告提到它。"


def found_number(engine: Engine, asked: AskedNumber, filters: tuple[Filter, ...], *, found: int) -> FoundNumber:
    """Return what became of a number after a search that found so many reports that carry or mention it."""
    carriers = count_matches(engine, asked.node, filters) if found else 0
    return FoundNumber(asked, carriers, found - carriers, is_filtered=bool(filters))
