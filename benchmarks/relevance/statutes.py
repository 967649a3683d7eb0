"""Everyday questions about national law, over a corpus whose reports are the articles of laws."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.relevance.questions import Question
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import And, Contains, Plan

STATUTES = Path(__file__).with_name("statutes.toml")

_STATE = "中华人民共和国"
_MOST_NAMED = 1_000
"""Reports that name a law in the title and an article in the text: more than any law has articles that name one."""


def statute_questions(engine: Engine, path: Path = STATUTES) -> tuple[Question, ...]:
    """Return the questions of a file that some report answers, with the ids of those that do."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found = (Question(text, frozenset(_answers(engine, articles))) for text, articles in table.items())
    return tuple(question for question in found if question.relevant)


def _answers(engine: Engine, articles: list[str]) -> Iterator[str]:
    """Yield the ids of the reports that are one of some articles, each a title and the number of an article."""
    for each in articles:
        law, article = each.split(" ")
        named = And((Contains(tokenize(law), ("title",)), Contains(tokenize(article), ("body",))))
        reports = engine.get(hit.id for hit in engine.search(Plan(named, limit=_MOST_NAMED)).hits)
        yield from (each.id for each in reports.values() if _is_article(each.title, each.body, law, article))


def _is_article(title: str, body: str, law: str, article: str) -> bool:
    """Return whether a report is an article of a law.

    >>> _is_article("中华人民共和国养犬法", "第九条 犬只应当登记。", "养犬法", "第九条")
    True
    >>> _is_article("中华人民共和国养犬法", "第九条之一 犬只应当登记。", "养犬法", "第九条")
    False
    """
    return title.removeprefix(_STATE) == law and body.split(maxsplit=1)[:1] == [article]
