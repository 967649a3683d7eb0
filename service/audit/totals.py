"""How many findings there are: by kind, by issuer and by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from service.audit import kinds
from service.audit.finding import Finding

Totals = Mapping[str, Mapping[str, int]]
"""How many findings of each kind, by its name, each group has; the group with most findings first."""


def by_kind(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Return how many findings there are of each kind that any is of, in the order of kinds."""
    found = Counter(each.kind.name for each in findings)
    return {name: found[name] for name in kinds.KINDS if found[name]}


def by_issuer(findings: Iterable[Finding]) -> Totals:
    """Return the findings of each issuer, "" for those of none."""
    found = _grouped(findings, lambda each: each.issuer)
    return dict(sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def by_year(findings: Iterable[Finding]) -> Totals:
    """Return the findings of each year of publication, the latest first, "" for reports without a date."""
    found = _grouped(findings, lambda each: str(each.year or ""))
    return dict(sorted(found.items(), reverse=True))


def _grouped(findings: Iterable[Finding], group: Callable[[Finding], str]) -> dict[str, Mapping[str, int]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        found[group(each)].append(each)
    return {name: by_kind(members) for name, members in found.items()}
