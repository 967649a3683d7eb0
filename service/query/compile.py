"""From a typed query to what an engine is asked: what must match, what ranks, what to highlight, how it was understood.

The rules are told to users in `docs/query-language.md`. Nothing here raises on any query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from indexer.analysis import normalize, split_words, tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import Bonus, Contains, MostOf, Node, Or, Wish
from service.query.bonuses import bonuses_of
from service.query.clauses import Clause, Kind, Requirement, Scope, conjunction, is_loose, joined, unique
from service.query.compiled_query import CompiledQuery, Looser
from service.query.compounds import compound_halves
from service.query.frames import frames, without_frames, without_politeness
from service.query.function_words import FUNCTION_WORDS, is_question
from service.query.interpretation import Interpretation, Note
from service.query.meaning import clause_of
from service.query.numbers import AskedNumber, asked_number, clause_of_asked_number
from service.query.parser import parse
from service.query.rank_terms import with_few_words_lifted
from service.query.steps import Step, StepName, holds_number, with_open_runs, with_pieces_shown
from service.query.summary import AS_QUESTION, SOME, summary
from service.query.syntax import InField, ParsedQuery, Tree, Word
from service.query.titled_numbers import asked_title

MAX_CHARACTERS = 200
"""Characters of a query that are looked at: twice the longest title. All that a search does grows with them."""

MAX_REQUIRED_WORDS = 64
"""Words beyond only rank. The longest title in the archives seen has some 100 characters, split into about 40 words."""

MAX_RANK_TERMS = 192
"""A title of 100 characters gives about 170 terms; a pasted page would read a tenth of the index for nothing."""

MAX_HIGHLIGHTS = 64
"""Different texts that are marked in reports: as many as may be required."""

RELAXED_SHARE = 0.2
"""How much of what the best report has of the words, weighed by rarity, others must have when words may be missing. On
611 policy questions nDCG@10 is 0.90 so and 0.84 when half of the words, whichever, are asked for; the same from 0.1 to 0.3."""

_SIGN_OF_NUMBER = re.compile(r"[号號〔\[【(（]|^\S*$")
"""What a number has that was surely meant as one: words may be typed as `国发 2016 63` too."""


@lru_cache(maxsize=64)
def compile_query(text: str) -> CompiledQuery:
    """Return what to ask an engine for a query as typed. Who pages and narrows asks the same query again, and gets what was made.

    >>> compiled = compile_query("法治政府 -预算")
    >>> compiled.interpretation.summary
    '同时包含“法治”“政府”，不含“预算”'
    """
    surplus = _note_of_surplus(text)
    text = text[:MAX_CHARACTERS]
    return replace(_compiled_text(text, parse(text), surplus), typed=tokenize(text))


def requirements_of(text: str) -> tuple[Requirement, ...]:
    """Return what a query as typed requires, one by one; a number is one requirement."""
    compiled = compile_query(text)
    if compiled.number:
        return (
            Requirement(
                compiled.match, Kind.MIXED, compiled.interpretation.summary, words=compiled.interpretation.words
            ),
        )
    tree = parse(text[:MAX_CHARACTERS]).tree
    return clause_of(tree, Scope()).requirements if tree else ()


def most_of(text: str, others: Sequence[Wish]) -> Node:
    """Return a node that asks for most of the words of a text and of other wishes; what the text asks for by quotes, prefixes or operators stays required."""
    tree = parse(text[:MAX_CHARACTERS]).tree
    clause = clause_of(tree, Scope(is_loose=True)) if tree else Clause()
    strict = [requirement.node for requirement in clause.requirements if not is_loose(requirement)]
    return MostOf(RELAXED_SHARE, (*clause.wishes, *others), conjunction(strict))


def _compiled_text(text: str, parsed: ParsedQuery, surplus: tuple[Note, ...]) -> CompiledQuery:
    if parsed.tree is None:
        return _compiled(Clause(), Looser, _in_order((*parsed.notes, *surplus)))
    clause = _limited(clause_of(parsed.tree, Scope()), len(text))
    loose = cache(partial(_loose, clause, parsed.tree, len(text)))
    notes = _in_order((*parsed.notes, *clause.notes, *_note_of_highlights(clause, len(text)), *surplus))
    if not isinstance(parsed.tree, InField) and (number := asked_number(text)):
        by_number = replace(clause_of_asked_number(number, text), rank=clause.rank)
        return _compiled(by_number, lambda: _looser_than_number(by_number, loose(), notes, text), notes, number=number)
    if titled := asked_title(text, parsed.tree, clause):
        bonuses = bonuses_of(titled.title, parsed.tree)
        return _compiled(
            titled.clause, lambda: _looser(clause, loose(), notes), notes, bonuses=bonuses, number=titled.number
        )
    if clause.requirements and all(requirement.negated for requirement in clause.requirements):
        notes = (*notes, Note("只写了要排除的内容，因此列出其余全部报告", 0, len(text)))
    bonuses = bonuses_of(text, parsed.tree)
    if is_question(normalize(text), split_words(tokenize(text))) and _relaxed(loose()) is not None:
        if len(split_words(tokenize(core := without_frames(text)))) == 1 and (only := parse(core).tree):
            return _compiled_framed(text, clause_of(only, Scope()), notes, bonuses)
        return replace(_compiled_question(clause, _asked(text, parsed.tree), notes), bonuses=bonuses)
    return _compiled(
        clause,
        lambda: _looser(clause, loose(), notes),
        notes,
        match=_or_one_text(text, clause.node) if clause.requirements else clause.node,
        bonuses=bonuses,
        offers_pieces=holds_number(clause.requirements),
    )


def _compiled_framed(text: str, only: Clause, notes: tuple[Note, ...], bonuses: tuple[Bonus, ...]) -> CompiledQuery:
    """Return a question about one word as that word: what frames it need not occur."""
    framing = tuple(text[start:end] for start, end in frames(text))
    clause = replace(only, idle=framing)
    return _compiled(clause, lambda: _looser(only, only, notes), notes, bonuses=bonuses)


def _asked(text: str, tree: Tree) -> Clause:
    """Return the clause of a question, without what frames it where several words are left, else without words of politeness."""
    for core in (without_frames(text), without_politeness(text)):
        left = parse(core).tree
        if left and _relaxed(asked := _limited(clause_of(left, Scope(asks=True)), len(text))) is not None:
            return asked
    return _limited(clause_of(tree, Scope(asks=True)), len(text))


def _loose(clause: Clause, tree: Tree, length: int) -> Clause:
    """Return the clause of a tree that doesn't ask for single characters beside words."""
    return _limited(clause_of(tree, Scope(is_loose=True)), length) if clause.is_glued else clause


def _looser(clause: Clause, loose: Clause, notes: tuple[Note, ...]) -> Looser:
    return Looser(_relaxed(loose), _as_most(clause, notes), _as_pieces(clause, notes), _as_words(loose, notes))


def _looser_than_number(by_number: Clause, loose: Clause, notes: tuple[Note, ...], text: str) -> Looser:
    """Return how what is no report's number is matched: by all words of it; where it may be just words, by most of them."""
    as_words = Step(
        StepName.WORDS, loose.node, _interpretation(loose, summary(loose.requirements), notes), by_number.highlights
    )
    relaxed = None if _SIGN_OF_NUMBER.search(text) else _relaxed(loose)
    return Looser(relaxed, _as_most(loose, notes), _as_pieces(by_number, notes), as_words)


def _compiled_question(literal: Clause, asked: Clause, notes: tuple[Note, ...]) -> CompiledQuery:
    """Return a question compiled from its clause word for word and its clause as a question."""
    telling = tuple(each for each in asked.highlights if "".join(each) not in FUNCTION_WORDS)
    asked = replace(asked, highlights=telling or asked.highlights)
    looser = cache(lambda: Looser(_relaxed(asked), as_pieces=_as_pieces(asked, notes)))
    compiled = _compiled(asked, looser, notes, said=summary(asked.requirements, wished=AS_QUESTION))
    return replace(compiled, match=literal.node, is_question=True)


def _or_one_text(text: str, node: Node) -> Node:
    """Return a node that also matches the text between the first and the last quote: a quoted text may hold quotes."""
    whole = text.strip()
    inner = whole[1:-1]
    if len(whole) > 2 and whole[0] == whole[-1] == '"' and '"' in inner:
        return Or((node, Contains(tokenize(inner), TEXT_FIELDS)))
    return node


def _compiled(
    clause: Clause,
    looser: Callable[[], Looser],
    notes: tuple[Note, ...],
    *,
    match: Node | None = None,
    said: str = "",
    bonuses: tuple[Bonus, ...] = (),
    number: AskedNumber | None = None,
    offers_pieces: bool = False,
) -> CompiledQuery:
    """Return the query of a clause; `match` and `said` stand for what the clause itself asks for and says."""
    return CompiledQuery(
        match=match or clause.node,
        rank=with_few_words_lifted(clause.rank)[:MAX_RANK_TERMS],
        first=clause.first,
        highlights=clause.highlights[:MAX_HIGHLIGHTS],
        interpretation=_interpretation(clause, said or _said(clause), notes),
        looser=cache(looser),
        bonuses=bonuses,
        number=number,
        offers_pieces=offers_pieces,
    )


def _as_pieces(clause: Clause, notes: tuple[Note, ...]) -> Interpretation | None:
    if with_open_runs(clause.node) == clause.node:
        return None
    shown = with_pieces_shown(clause)
    return _interpretation(shown, summary(shown.requirements), notes)


def _as_words(loose: Clause, notes: tuple[Note, ...]) -> Step | None:
    """Return the step that asks for words alone: without single characters beside them, and by halves for a compound; None where that is what was typed."""
    if not loose.is_glued:
        halves = compound_halves(loose.requirements[0].words[0]) if _is_one_word(loose) else ()
        if not halves:
            return None
        loose = joined([clause_of(Word(half, 0, 0), Scope()) for half in halves])
    interpretation = _interpretation(loose, summary(loose.requirements), notes)
    return Step(StepName.WORDS, loose.node, interpretation, loose.highlights[:MAX_HIGHLIGHTS])


def _is_one_word(clause: Clause) -> bool:
    return len(clause.requirements) == 1 and is_loose(clause.requirements[0]) and len(clause.requirements[0].words) == 1


def _as_most(loose: Clause, notes: tuple[Note, ...]) -> Interpretation:
    strict = tuple(requirement for requirement in loose.requirements if not is_loose(requirement))
    return _interpretation(replace(loose, requirements=strict), summary(loose.requirements, wished=SOME), notes)


def _said(clause: Clause) -> str:
    """Return what a clause asks for, and which words of it need not be there."""
    idle = "".join(f"“{word}”" for word in clause.idle)
    return summary(clause.requirements) + (f"（{idle}不必出现）" if idle else "")


def _interpretation(clause: Clause, summary: str, notes: tuple[Note, ...]) -> Interpretation:
    return Interpretation(
        summary=summary,
        words=unique(
            word for requirement in clause.requirements if not requirement.negated for word in requirement.words
        ),
        excluded=unique(
            word for requirement in clause.requirements if requirement.negated for word in requirement.words
        ),
        notes=notes,
    )


def _limited(clause: Clause, length: int) -> Clause:
    """Return a clause of which only the first `MAX_REQUIRED_WORDS` words are requirements."""
    surplus = [requirement for requirement in clause.requirements if requirement.kind is Kind.WORD][MAX_REQUIRED_WORDS:]
    if not surplus:
        return clause
    dropped = frozenset(surplus)
    return replace(
        clause,
        requirements=tuple(requirement for requirement in clause.requirements if requirement not in dropped),
        notes=(*clause.notes, Note(f"词太多：前 {MAX_REQUIRED_WORDS} 个必须出现，其余只影响排序", 0, length)),
    )


def _note_of_surplus(text: str) -> tuple[Note, ...]:
    if len(text) <= MAX_CHARACTERS:
        return ()
    return (Note(f"检索式太长：只看前 {MAX_CHARACTERS} 个字符，其余已忽略", MAX_CHARACTERS, len(text)),)


def _note_of_highlights(clause: Clause, length: int) -> tuple[Note, ...]:
    surplus = len(clause.highlights) > MAX_HIGHLIGHTS
    return (Note(f"要标出的词太多：只标出前 {MAX_HIGHLIGHTS} 个", 0, length),) if surplus else ()


def _relaxed(clause: Clause) -> Node | None:
    """Return a node that asks for most of the words; what was asked for by quotes, prefixes or operators stays required.

    What a report has of the words is told by their pairs of characters, so that bad word splitting can't hide it.
    """
    loose = [requirement for requirement in clause.requirements if is_loose(requirement)]
    strict = [requirement.node for requirement in clause.requirements if not is_loose(requirement)]
    telling = [requirement for requirement in loose if FUNCTION_WORDS.isdisjoint(requirement.words)]
    if not loose or len(clause.requirements) == 1 or len(loose) == len(telling) == 1:
        return None
    if not telling and strict:
        return conjunction(strict)
    wishes = clause.wishes or tuple(Wish(requirement.node) for requirement in loose)
    return MostOf(RELAXED_SHARE, wishes, conjunction(strict))


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return one note of each message, the first, in the order of the query."""
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    return tuple({note.message: note for note in reversed(ordered)}.values())[::-1]
