"""A second look at a search: by words that mean the same where few reports hold what was typed or none is about it, then by what was probably meant.

What holds what was typed is always counted apart: who types exact words is told how many reports hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.analysis import normalize, tokenize
from indexer.engine import Matches
from indexer.query import And, Contains, Node, Not, Or, Sort
from indexer.titles import is_title, title_tokens
from service.query.compile import compile_query
from service.query.compiled_query import CompiledQuery
from service.query.steps import Step, StepName
from service.search.changed_words import changes_of
from service.search.nearness import are_near
from service.search.request import SearchRequest, without_filters
from service.search.widening import Widened, widened
from service.search.word_borders import crossings, words_looked_at
from service.spelling.speller import Speller
from service.vocabulary.vocabulary import Vocabulary

TITLED = 3
"""First hits among which a report stands whose whole title was typed: nothing but a number gains more."""

JUDGED = 10
"""First hits by which is judged whether reports are about what was typed."""

FIRST, NAMED = 5, 2
"""First hits among which a title has so many words of a question, which says then what it asks for: on 611 policy questions nDCG@10 is
0.912 with words that mean the same looked for all the same, 0.915 without."""

SEVERAL = 3
"""Hits that have all words near one another where what was typed is said anywhere: many reports have three words scattered over a hundred pages."""

MUCH, SEVERAL_TITLES = 3, 2
"""How many times longer a title may be than the words that it has, if one is to be enough; and how many are, however long: the title of
a case or of a piece of news may name anything."""

LOOKED_THROUGH = 20_000
"""Characters of a body that are looked through for words near one another."""

ENOUGH = 5
"""Reports with all the words of a query; with fewer than these, what was typed may be a slip."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What a search that found little is looked at with: words that mean the same, and who knows what was meant."""

    vocabulary: Vocabulary
    speller: Speller

    def meant(self, query: str) -> str:
        """Return the query that was probably meant by one that few reports hold; "" where it was probably meant as it stands."""
        return self._without_known(query, self.speller.meant(query))

    def confused(self, query: str) -> str:
        """Return the query that was probably meant by one whose words many reports hold, but few as they stand; "" likewise."""
        return self._without_known(query, self.speller.confused(query))

    def _without_known(self, query: str, meant: str) -> str:
        """Return what was probably meant, unless it changes a word of three characters and more that the vocabulary knows, which is no slip."""
        if not meant:
            return ""
        known = [query[each.start : each.end] for each in changes_of(query, self.vocabulary) if each.others]
        return meant if all(word in meant for word in known if len(word) > 2) else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, by which step. `also`, `idle`, `as_typed`, `apart`, `suggestion` and `corrected`: see `SearchResult`."""

    query: CompiledQuery
    matches: Matches
    step: Step
    also: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    as_typed: int = 0
    apart: int = 0
    suggestion: str = ""
    corrected: bool = False

    def is_title(self, text: str) -> bool:
        """Return whether a text is the whole title of one of the first hits: who typed it found what was meant."""
        sought = title_tokens(text)
        return any(is_title(hit.report.title, sought) for hit in self.matches.hits[:TITLED] if hit.report)

    def is_about(self, words: tuple[str, ...]) -> bool:
        """Return whether a hit has all words in its title, and they are much of it; several hits where they are less."""
        titles = [normalize(hit.report.title) for hit in self.matches.hits[:JUDGED] if hit.report]
        about = [title for title in titles if all(word in title for word in words)]
        size = len("".join(words))
        return len(about) >= SEVERAL_TITLES or any(size * MUCH >= len(title) for title in about)

    def names_much(self) -> bool:
        """Return whether the title of one of the first hits has two of the words, of three and more."""
        telling = [word for word in self.step.interpretation.words if len(word) > 1]
        titles = [normalize(hit.report.title) for hit in self.matches.hits[:FIRST] if hit.report]
        return len(telling) > NAMED and any(sum(word in title for word in telling) >= NAMED for title in titles)

    def is_said(self, words: tuple[str, ...]) -> bool:
        """Return whether several hits have all words near one another, and not across the borders of others."""
        hits = [(hit.report, hit.body) for hit in self.matches.hits[:JUDGED] if hit.report]
        crossed = crossings(hits, words_looked_at(words))
        near = (
            not crossing and are_near(normalize(report.title), normalize(body[:LOOKED_THROUGH]), words)
            for (report, body), crossing in zip(hits, crossed, strict=True)
        )
        return sum(near) >= min(SEVERAL, len(hits))

    @property
    def literal(self) -> int:
        """How many reports hold all the words."""
        return self.matches.total if self.step.name is StepName.TYPED else 0


Ask = Callable[[CompiledQuery, SearchRequest], tuple[Matches, Step]]
"""Returns the matches, and the step that found them."""

CountOverall = Callable[[Node], int]
"""Returns how many reports a node matches, whatever the filters."""


def look_again(found: Found, request: SearchRequest, aids: Aids, ask: Ask, count: CountOverall) -> Found:
    """Return what was found, with more where few reports hold all the words or none is about them, or with what was probably meant.

    What holds words that mean the same comes before what was probably meant, and stands below what holds those that were typed but where
    these are scattered over reports about other things. All pages, orders and narrowings of a search are judged by its first hits by relevance. A request that names a step is taken at its word, and so
    are a title and what was pasted, for which each further look would cost as much as ten searches.
    """
    if request.step or request.is_pasted:
        return found
    first = _first_page(found, request, ask)
    if first.is_title(request.query):
        return found
    literal = _literal_of_all(found, request, count)
    if literal >= ENOUGH and first.is_about(found.step.interpretation.words):
        return _perhaps_confused(found, request, aids)
    if found.query.is_question and first.names_much():
        return found
    wide = widened(request.query, found.query, aids.vocabulary)
    is_scattered = bool(wide and literal) and not first.is_said(found.step.interpretation.words)
    if literal >= ENOUGH and not is_scattered:
        beside = wide and not first.is_about(wide.said) and _found_beside(wide, found, request, ask, count)
        return beside or _perhaps_confused(found, request, aids)
    more = found
    if wide:
        query = replace(wide.query, first=None) if is_scattered else wide.query
        more = _found_widely(query, wide, found, request, ask)
    if more.literal > found.literal:
        return more
    is_known = bool(wide and wide.also and wide.is_whole)  # as what people say: 狗 咬人 is no slip for 狗 有人
    suggestion = "" if is_known else aids.meant(request.query)
    if suggestion and not literal:
        query = compile_query(suggestion)
        corrected = Found(query, *ask(query, request), suggestion=suggestion, corrected=True)
        if corrected.literal and _literal_of_all(corrected, request, count):
            again = look_again(corrected, replace(request, query=suggestion), aids, ask, count)
            return replace(again, suggestion=suggestion, corrected=True)
    return replace(found if literal else more, suggestion=suggestion)


def _first_page(found: Found, request: SearchRequest, ask: Ask) -> Found:
    """Return what was found with the first hits by relevance, by which every page, order and narrowing of a search is judged alike."""
    is_first = request.page == 1 and request.page_size >= JUDGED and request.sort is Sort.RELEVANCE
    if is_first and not request.is_filtered:
        return found
    first = replace(without_filters(request), page=1, page_size=JUDGED, sort=Sort.RELEVANCE)
    matches, step = ask(found.query, first)
    return replace(found, matches=matches, step=step)


def _literal_of_all(found: Found, request: SearchRequest, count: CountOverall) -> int:
    """Return how many reports hold all the words: of those that the filters leave where these are enough, else of all.

    So narrowing a search doesn't widen it.
    """
    if found.query.is_question or (request.is_filtered and found.literal < ENOUGH):
        return count(found.query.match)
    return found.literal


def _perhaps_confused(found: Found, request: SearchRequest, aids: Aids) -> Found:
    """Return what was found with the phrase that was probably meant, one word for another."""
    meant = "" if found.query.is_question else aids.confused(request.query)
    return replace(found, suggestion=meant) if meant else found


def _found_beside(wide: Widened, found: Found, request: SearchRequest, ask: Ask, count: CountOverall) -> Found | None:
    """Return what was found and what has other words in its title, where no title has those that were typed; None where one does.

    Where what was typed has a frame and means nothing else, what has all but the frame in its title: 济南 停车 管理办法 in rules of another kind.
    """
    said = And(tuple(Contains(tokenize(word), ("title",)) for word in wide.said))
    beside = And((wide.titled if wide.also else said, wide.others))
    if not (wide.is_whole or found.query.is_question or count(And((beside, Not(found.query.match))))):
        return None  # known for a tenth of what a search takes
    if wide.also and count(And((wide.query.match, said))):
        return None
    match = Or((found.query.match, beside))
    more = _found_widely(replace(wide.query, match=match, first=None), wide, found, request, ask)
    return more if more.literal > found.literal or (wide.is_whole and more.literal) else None


def _found_widely(query: CompiledQuery, wide: Widened, found: Found, request: SearchRequest, ask: Ask) -> Found:
    """Return what a widened query finds, and how much of that the one that was typed, word for word."""
    more = Found(query, *ask(query, request), also=wide.also, idle=wide.idle)
    if found.query.is_question:
        return more
    typed = found.literal and found.matches.total - found.matches.folded
    return replace(more, as_typed=found.literal, apart=typed if query.first else 0)
