"""The titles and snippets of hits: each snippet comes from one text, the report's own or that of one of its attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.attached import TextPart, text_parts
from indexer.engine import Hit
from service.snippets.occurrences import Highlights
from service.snippets.snippets import best_stretch, excerpt, titles_and_snippets

SNIPPET_CHARACTERS = 150_000
"""Characters of bodies that the snippets of one answer are made of, shared by its hits: 1,500 of each of 100, 15,000 of each of 10. A
longer body is looked at around its best passage. The longest laws have 100,000 characters."""

SNIPPET_COMPARISONS = 4_000_000
"""Characters of bodies, each as often as there are highlights: of the 64 of a pasted text, snippets are made of 62,500 characters, 625 of
each of 100 hits, where a hundred of these took as long to mark as two ordinary searches."""

SNIPPETS = 3
"""Snippets of a hit."""

MOST_PARTS = 6
"""Texts of one report that snippets are looked for in: the one with the best passage, and those that plainly hold a highlight."""

LabelledSnippet = tuple[str, str]
"""The name of the attachment that says it, "" for the report itself, and the snippet."""


def titles_and_labelled_snippets(
    hits: Sequence[Hit], highlights: Highlights
) -> tuple[list[str], list[list[LabelledSnippet]]]:
    """Return, for each hit with a report, its title with highlights and up to three snippets, labelled with whose words they are."""
    characters = min(SNIPPET_CHARACTERS, SNIPPET_COMPARISONS // max(len(highlights), 1))
    size = characters // max(len(hits), 1)
    sources = [_sources(hit, highlights, size=size) for hit in hits]
    titles, found = titles_and_snippets(
        [hit.report.title if hit.report else "" for hit in hits],
        [text for texts in sources for _, text in texts],
        highlights,
        limit=SNIPPETS,
    )
    snippets = iter(found)
    return titles, [_best((name, next(snippets)) for name, _ in texts) for texts in sources]


def _sources(hit: Hit, highlights: Highlights, *, size: int) -> list[tuple[str, str]]:
    """Return what of a hit's body snippets are made of, at most `size` characters, each text with its attachment's name."""
    found = text_parts(hit.body, hit.report.attachments if hit.report else ())
    if len(found) == 1:
        return [("", _source(hit.body, hit.passage, highlights, size=size))]
    chosen = _likeliest(found, hit, highlights)
    return [
        (_name(part), _source(part.text, _passage(part, hit), highlights, size=size // len(chosen))) for part in chosen
    ]


def _source(text: str, passage: float | None, highlights: Highlights, *, size: int) -> str:
    if len(text) > size:
        return excerpt(text, passage, highlights, size=size)
    return text if passage is None else best_stretch(text, passage, highlights)


def _likeliest(found: Sequence[TextPart], hit: Hit, highlights: Highlights) -> list[TextPart]:
    """Return the texts of a report that most likely hold highlights, in their order."""
    joined = ["".join(each) for each in highlights]
    held = [sum(each in part.text for each in joined) for part in found]
    has_passage = [_passage(part, hit) is not None for part in found]
    ranked = sorted(range(len(found)), key=lambda number: (not has_passage[number], -held[number], number))
    return [found[number] for number in sorted(ranked[:MOST_PARTS])]


def _passage(part: TextPart, hit: Hit) -> float | None:
    """Return how far into a text the best passage of the report begins, None where it begins elsewhere."""
    if hit.passage is None or not part.text:
        return None
    share = (hit.passage * len(hit.body) - part.start) / len(part.text)
    return share if 0 <= share < 1 else None


def _name(part: TextPart) -> str:
    return "" if part.attachment is None else part.attachment.name or part.attachment.url


def _best(texts: Iterable[tuple[str, Sequence[str]]]) -> list[LabelledSnippet]:
    """Return the snippets with most highlights, in their order. Where none has any, they are the first text's."""
    found = [(name, snippet) for name, snippets in texts for snippet in snippets]
    marked = [number for number, (_, snippet) in enumerate(found) if "<mark>" in snippet]
    if len(marked) > SNIPPETS:
        marked = sorted(sorted(marked, key=lambda number: -found[number][1].count("<mark>"))[:SNIPPETS])
    return [found[number] for number in marked] or found[:1]
