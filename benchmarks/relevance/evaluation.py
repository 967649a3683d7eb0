"""Evaluation of a question set: every question is asked, and the means are taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.relevance.metrics import DEPTH, Scores, mean, score
from benchmarks.relevance.questions import Question
from benchmarks.relevance.twins import Twins
from corpus.readers import Root, SourceFile, discover
from corpus.report import Report
from indexer.build import build
from indexer.engine import Engine
from indexer.former_ids import stored_reports
from indexer.query import Everything, Plan
from service.search.request import MAX_QUERY_LENGTH, SearchRequest
from service.search.run import search
from service.search.second_look import Aids
from service.spelling.known_words import KnownWords
from service.spelling.speller import Speller
from service.vocabulary.vocabulary import vocabulary

Ask = Callable[[str], Sequence[str]]
"""A function that returns the ids of the first page for a question as typed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one question: the ids in order, and how good they are."""

    question: Question
    ranked: tuple[str, ...]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All answers of one question set, their means, and the seconds asking took."""

    answers: tuple[Answer, ...]
    scores: Scores
    seconds: float


def evaluate(ask: Ask, questions: Sequence[Question]) -> Evaluation:
    """Return the evaluation of questions, each asked once."""
    started = time.perf_counter()
    answers = []
    for question in questions:
        ranked = tuple(ask(question.text))
        answers.append(Answer(question, ranked, score(ranked, question.relevant)))
    seconds = time.perf_counter() - started
    return Evaluation(tuple(answers), mean([answer.scores for answer in answers]), round(seconds, 1))


def credited(evaluation: Evaluation, twins: Twins) -> Scores:
    """Return the means where a twin of a judged report is as good as that."""
    answers = evaluation.answers
    return mean([score(twins.credited(each.question, each.ranked), each.question.relevant) for each in answers])


def twins_in(engine: Engine) -> Twins:
    """Return the twins among the reports of an engine; one that was judged but is not there has none."""

    def body_of(report_id: str) -> str:
        return "".join(report.body for report in engine.get([report_id]).values())

    return Twins(body_of)


def suoyin(engine: Engine, *, national_first: bool = False) -> Ask:
    """Return the service's search over `engine`: parser, vocabulary, corrections, relaxed second try, snippets and all."""
    known = KnownWords(engine)
    known.complete()
    aids = Aids(vocabulary(None), Speller(engine, known))

    def ask(question: str) -> list[str]:
        # Judges named one of near-identical reports, which folding may show below another.
        request = SearchRequest(question[:MAX_QUERY_LENGTH], page_size=DEPTH, fold=False, national_first=national_first)
        return [hit.report.id for hit in search(engine, request, aids).hits]

    return ask


def source_files(path: Path, *, base: Path) -> list[SourceFile]:
    """Return the files at `path`, with sources relative to `base`."""
    root = Root(path.resolve().relative_to(base.resolve()).as_posix(), path)
    return [each for each in discover([root]) if isinstance(each, SourceFile)]


def index(engine: Engine, files: Sequence[SourceFile]) -> None:
    """Bring `engine` in step with the files; one that is indexed already is not read again."""
    sources = {file.source for file in files}
    build(engine, files, in_scope=lambda source: source not in sources)


def reports(engine: Engine) -> Iterator[Report]:
    """Yield the reports of an index, under the ids that they got there."""
    found = engine.search(Plan(Everything(), limit=engine.status().reports))
    yield from stored_reports(engine, (hit.id for hit in found.hits))
