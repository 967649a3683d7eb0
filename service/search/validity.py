"""Whether reports are in force, as an engine is asked: the facet of it by today, and what was in force on a day.

The rules are those of `corpus.validity.status_on`, here as nodes.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from corpus.validity import Status
from indexer.fields import Field
from indexer.query import And, Between, Bonus, Division, Filter, Keyword, Node, Not, Or

VALIDITY = Field("validity", "有效性")
"""The facet: it is no field of the index, since it changes by itself as days go by."""

STATUSES = tuple(status.value for status in Status)

NOT_ENDED = 20.0
"""What a report gains that is not known to have ended: over what it replaces a rule stands that says as much, not over one whose title was typed. From 15 to 30
the everyday queries that were judged have the same reports first, and the policy questions keep their figures."""

_HAS_BEGIN, _HAS_END = Between("in_force_from"), Between("in_force_until")


@lru_cache(maxsize=8)
def validity(today: date) -> Division:
    """Return the division of reports by whether they are in force: the same one for the same day, so that engines know it again."""
    return Division(VALIDITY.name, tuple((each.value, _node(each, today.toordinal())) for each in Status))


@lru_cache(maxsize=8)
def not_ended(today: date) -> Bonus:
    """Return the bonus of the reports that are not known to have ended, by what was published or by their days: a node that is looked up in no time."""
    ended = Or((_published(Status.ENDED), Between("in_force_until", None, today.toordinal())))
    return Bonus(Not(ended), NOT_ENDED)


def validity_filter(statuses: tuple[str, ...], today: date) -> Filter:
    """Return what keeps the reports that have one of some statuses."""
    return Filter(VALIDITY.name, nodes=tuple(node for status, node in validity(today).values if status in statuses))


def in_force_filter(day: int) -> Filter:
    """Return what keeps the reports that were in force on a day, as far as it is known of them.

    Where nothing says since when, that is the day of the report.
    """
    begun = Or((Between("in_force_from", None, day), And((Not(_HAS_BEGIN), Between("dated", None, day)))))
    known = Or((_HAS_BEGIN, _HAS_END, *map(_published, (Status.IN_FORCE, Status.AMENDED))))
    ended = Or((Between("in_force_until", None, day), And((Not(_HAS_END), _published(Status.ENDED)))))
    return Filter("in_force", nodes=(And((begun, known, Not(ended))),))


def _node(status: Status, day: int) -> Node:
    """Return what matches the reports that have a status on a day: as published, else by their own days."""
    if status is Status.AMENDED:
        return _published(status)
    by_days = And((_UNPUBLISHED, _by_days(status, day)))
    return by_days if status is Status.UNKNOWN else Or((_published(status), by_days))


def _by_days(status: Status, day: int) -> Node:
    ended, later = Between("in_force_until", None, day), Between("in_force_from", day + 1, None)
    match status:
        case Status.ENDED:
            return ended
        case Status.NOT_YET:
            return And((later, Not(ended)))
        case Status.IN_FORCE:
            return And((Or((_HAS_BEGIN, _HAS_END)), Not(Or((ended, later)))))
        case _:
            return Not(Or((_HAS_BEGIN, _HAS_END)))


def _published(status: Status) -> Node:
    return Keyword("published_status", status.value)


_UNPUBLISHED = Not(Or(tuple(_published(each) for each in Status if each is not Status.UNKNOWN)))
