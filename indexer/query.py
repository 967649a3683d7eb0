"""What an engine is asked: nodes that decide which reports match, and a plan around them.

Nodes are already analysed: they hold tokens (see `indexer.analysis`), exact values and numbers, never raw text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every report."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no report."""


@dataclass(frozen=True, slots=True)
class Contains:
    """Matches where `tokens` stand next to one another, in order, in any one of the text `fields`.

    Beside a first or last token that is `OPEN` (see `indexer.analysis`) the run may go on in the text.
    """

    tokens: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """Matches where the keyword `field` has exactly this `value`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Between:
    """Matches where the number `field` lies between `low` and `high`, both included; None leaves a side open.

    A report without a value never matches.
    """

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class And:
    """Matches what every one of `nodes` matches; with no nodes, everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches what at least one of `nodes` matches; with no nodes, nothing."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Matches what `node` does not."""

    node: Node


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Matches what at least `count` of `nodes` match."""

    count: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a report had better match, and how much that matters beside its rarity."""

    node: Node
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class MostOf:
    """Matches what matches nearly as much of `wishes` as any report does, rare ones counting for more.

    A wish weighs its weight times the inverse document frequency of what it matches (see `indexer.ranking`). Of the
    reports that `within` matches, those match whose wishes weigh something, and at least `share` of what those of the
    best of them weigh.
    """

    share: float
    wishes: tuple[Wish, ...]
    within: Node = Everything()


Node = Everything | Nothing | Contains | Keyword | Between | And | Or | Not | AtLeast | MostOf


class TermKind(Enum):
    """Which of a text field's two indexes a ranking term is looked up in."""

    WORD = "words"
    GRAM = "grams"


@dataclass(frozen=True, slots=True)
class RankTerm:
    """A term that raises the score of reports that hold it in any of `fields`, by `weight` times its BM25F."""

    text: str
    kind: TermKind
    fields: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bonus:
    """What raises the score of the reports that `node` matches, by `weight`, whatever their terms are worth.

    Where `per` names a number field, the weight is divided by what a report has there; without a number there it gains nothing.
    """

    node: Node
    weight: float
    per: str = ""


class Sort(Enum):
    """The order of hits. Ties, and reports without a date, are ordered the same way by every engine.

    RELEVANCE: `Plan.first` before the rest, then score, then NEWEST. NEWEST and OLDEST: by date of publication,
    or of writing where that is missing, reports without either last, then by id.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps reports whose `field` has one of `values` (keyword field), or lies in one of `ranges` (number field), or that one
    of `nodes` matches; then `field` may also be the name of a division, or of nothing.

    Unlike a node, a filter on a field does not narrow that field's own facet counts: they answer "what if I chose
    this one as well".
    """

    field: str
    values: tuple[str, ...] = ()
    ranges: tuple[tuple[int | None, int | None], ...] = ()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A facet that is no field: its values, each with the node of the reports that have it. No report may have two of them.

    It equals only itself: engines keep what they found out of one, and comparing all nodes would take longer than counting.
    """

    name: str
    values: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One question to an engine.

    `skip` and `limit` choose the page of hits. `facets` names the facet fields to count, `divisions` are counted beside them. `first`: what it
    matches (among the matches) comes before everything else under Sort.RELEVANCE. `bonuses` add to scores there. `passage_weight`: how much the
    best passage adds to the score of the first hits, `proximity_weight` how much grams that stand near each other do, and
    `tiling_weight` how much it adds that `typed`, the tokens of the query, stand as they were typed (see
    `indexer.ranking`); 0 for none. `reports`: whether hits
    come with their reports, of the same committed state. `fold`: whether of near-identical reports only the first is a hit, which names
    the others.
    """

    match: Node
    rank: tuple[RankTerm, ...] = ()
    first: Node | None = None
    bonuses: tuple[Bonus, ...] = ()
    filters: tuple[Filter, ...] = ()
    facets: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()
    sort: Sort = Sort.RELEVANCE
    passage_weight: float = 0.0
    proximity_weight: float = 0.0
    tiling_weight: float = 0.0
    typed: tuple[str, ...] = ()
    skip: int = 0
    limit: int = 10
    reports: bool = False
    fold: bool = False

    def without_second_step(self) -> Plan:
        """Return this without what the second step of ranking adds to scores, which not every engine has."""
        return replace(self, passage_weight=0.0, proximity_weight=0.0, tiling_weight=0.0)
