"""The questions and answers of the search service, as page, API and terminal share them.

Every `*_html` string is safe HTML: text escaped, highlights in `<mark>`, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.query import Sort

MAX_QUERY_LENGTH = 1_000
"""Characters of a query; a long title is 100, and a pasted page helps nobody find anything."""
MAX_PAGE_SIZE = 100
"""Hits of one page: more is what `suoyin export` is for."""
DEFAULT_PAGE_SIZE = 10
MAX_DEPTH = 10_000
"""The last hit that paging reaches; `page * page_size` may not go past it. Every hit is sorted up to there."""
MAX_FACET_CHOICES = 50
"""Values that one facet parameter may name."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: the query as typed and the state a results page has.

    `filters` holds chosen values by facet field (`issuer`, `category`, `topic`); `years` inclusive ranges, open at
    None; `published_from` and `published_to` day ordinals, both included.
    """

    query: str = ""
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    sort: Sort = Sort.RELEVANCE
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[tuple[int | None, int | None], ...] = ()
    published_from: int | None = None
    published_to: int | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many matching reports have it, and whether it is chosen."""

    value: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """A found report as a list of results shows it. Fields a report lacks are empty strings.

    `published` is ISO (2023-03-29, 2024-01 or 2020). `title_html` and each of the up to three `snippets` are safe
    HTML with highlights in `<mark>`.
    """

    id: str
    index_number: str
    title: str
    issuer: str
    category: str
    topic: str
    document_number: str
    published: str
    url: str
    score: float
    title_html: str
    snippets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the query its writer should know, about the characters from `start` to `end` of it."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a query was understood: `summary` in Chinese, the words that must occur, those that must not, and notes."""

    summary: str
    words: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search. `relaxed` says that nothing had all the words and hits have most of them."""

    total: int
    page: int
    page_size: int
    hits: tuple[HitView, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    relaxed: bool
    interpretation: Interpretation
    took_ms: float


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment as a page links to it; `url` is empty when it isn't a web address or a relative path."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ReportLink:
    """Another report, as a link to it."""

    id: str
    index_number: str
    title: str
    issuer: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report for its page. `title_html` and `paragraphs_html` are safe HTML, with `<mark>` where a query
    was given; `previous` and `next` are its neighbours by index number in the same series; `same_number` are other
    reports under the same index number; `missing_before` and `missing_after` list serials missing between neighbours.
    """

    id: str
    title: str
    title_html: str
    index_number: str
    category: str
    topic: str
    issuer: str
    document_number: str
    published: str
    written: str
    keywords: tuple[str, ...]
    status: str
    source: str
    body: str
    paragraphs_html: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    url: str
    previous: ReportLink | None = None
    next: ReportLink | None = None
    same_number: tuple[ReportLink, ...] = ()
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be the one whose number was meant, with the reason why, in Chinese, and how near it is.

    `distance` is 0 for the exact number and grows with unlikeliness.
    """

    report: ReportLink
    reason: str
    distance: int


@dataclass(frozen=True, slots=True)
class LocateResult:
    """What an index number as typed leads to.

    `exact`: every report under that number (several, when they share it). `candidates`: likely ones, best first,
    when there is no exact one. `before` and `after`: the nearest numbers in the same series when nothing has it.
    `understood` is the number as it was understood, empty when it can't be one; `message` says the outcome in Chinese.
    """

    number: str
    understood: str
    exact: tuple[ReportLink, ...]
    candidates: tuple[Candidate, ...]
    before: ReportLink | None
    after: ReportLink | None
    message: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `kind` is "title" or "issuer", `text` what to fill in, `url` where choosing it leads."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """Completions of what was typed so far."""

    query: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What is in the archive, for the front page and monitoring: counts by facet, span of publication, index.

    `health` is green, yellow or red where a cluster keeps the index, and empty elsewhere.
    """

    reports: int
    engine: str
    generation: str
    size: int
    segments: int
    oldest: str
    newest: str
    facets: Mapping[str, tuple[FacetValue, ...]]
    health: str = ""
