"""SQLite FTS5, from the standard library: our terms in a contentless table, facets by SQL.

FTS5 has no optional terms: it ranks by what must match alone, which is less work than ours and tantivy's ranking.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Absent, Answer, Ready
from benchmarks.terms_stream import Document, phrase, to_documents
from corpus.report import Report
from indexer.fields import FACET_FIELDS, FIELD, TEXT_FIELDS
from indexer.query import And, Between, Contains, Everything, Keyword, Node, Or, Plan, Sort

_PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~''"
"""Every ASCII sign is part of our terms (a quote doubled, as SQL wants it); all else but ASCII already is."""

_COLUMNS = [f"{name}_{kind}" for name in TEXT_FIELDS for kind in ("grams", "words")]
_KEYS = "keys"
"""Column of exact values, each as one term `field=value`."""

_OWN_YEAR = "own_year"
"""The number that a query asks for within its text: FTS5 joins no conditions on tables to what its texts match."""

_SCHEMA = f"""
CREATE VIRTUAL TABLE fts USING fts5({", ".join((*_COLUMNS, _KEYS))}, content='',
  tokenize="ascii tokenchars '{_PUNCTUATION.replace('"', '""')}'");
CREATE TABLE facts (number INTEGER PRIMARY KEY, id TEXT, issuer TEXT, category TEXT, topic TEXT, year INTEGER, published INTEGER);
CREATE TABLE records (number INTEGER PRIMARY KEY, record TEXT);
"""

_ANSWER = f"""
WITH found AS MATERIALIZED (SELECT facts.*, {{score}} AS score FROM {{tables}} WHERE {{where}})
SELECT '', '', count(*) FROM found
{"".join(f"UNION ALL SELECT '{name}', {name}, count(*) FROM found GROUP BY {name} " for name in FACET_FIELDS)}
UNION ALL SELECT * FROM (SELECT 'hit', id, 0 FROM found ORDER BY {{order}} LIMIT ?)
"""


class SqliteFts:
    """A database file in `folder`."""

    name = "sqlite fts5"
    notes: tuple[str, ...] = (
        "fed our tokens; ranks by the required phrases only (FTS5 has no optional terms); no prefix index",
        "facets count under all filters",
    )

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._base: sqlite3.Connection | None = None
        with sqlite3.connect(":memory:") as probe:
            if not any("ENABLE_FTS5" in option for (option,) in probe.execute("PRAGMA compile_options")):
                raise Absent("this Python's SQLite has no FTS5")

    def build(self, reports: Iterable[Report]) -> None:
        """Make terms in parallel processes and index them."""
        self.invert(to_documents(reports))

    def invert(self, documents: Iterable[Document]) -> None:
        """Index documents whose terms are made already, in one transaction, and optimize the table as FTS5 advises."""
        self._folder.mkdir(parents=True)
        base = self._connect()
        base.execute("PRAGMA journal_mode = OFF")
        base.executescript(_SCHEMA)
        placeholders = ", ".join("?" for _ in (*_COLUMNS, _KEYS))
        insert = f"INSERT INTO fts(rowid, {', '.join((*_COLUMNS, _KEYS))}) VALUES (?, {placeholders})"
        for number, document in enumerate(documents):
            base.execute(insert, (number, *_row(document)))
            values = {**document.keywords, **document.numbers}
            facts = (values.get(name) for name in ("id", *FACET_FIELDS, "published"))
            base.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *facts))
            base.execute("INSERT INTO records VALUES (?, ?)", (number, document.record))
        base.execute("INSERT INTO fts(fts) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self) -> None:
        """Open the database afresh."""
        self.close()
        self._base = self._connect()
        self._base.execute("SELECT count(*) FROM facts").fetchone()

    def prepare(self, plan: Plan) -> Ready:
        """Return a plan as one statement."""
        assert self._base is not None
        base = self._base
        statement, values = _statement(plan)

        def ask(hits: int) -> Answer:
            total = 0
            ids: list[str] = []
            facets: defaultdict[str, dict[str, int]] = defaultdict(dict)
            for what, value, count in base.execute(statement, (*values, hits)):
                if what == "":
                    total = count
                elif what == "hit":
                    ids.append(value)
                elif value is not None:
                    facets[what][str(value)] = count
            return Answer(total, tuple(ids), facets)

        return ask

    def close(self) -> None:
        """Close the database."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._folder / "fts.db", isolation_level="DEFERRED")


def _row(document: Document) -> Iterable[str]:
    for name in TEXT_FIELDS:
        yield from document.texts.get(name, ("", ""))
    exact = {**document.keywords, _OWN_YEAR: document.numbers.get(_OWN_YEAR)}
    yield " ".join(_key(name, str(value)) for name, value in exact.items())


def _key(name: str, value: str) -> str:
    return f"{name}={value}".replace(" ", "_")


def _statement(plan: Plan) -> tuple[str, Sequence[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    matched: list[str] = []
    for node in plan.match.nodes if isinstance(plan.match, And) else (plan.match,):
        if isinstance(node, Between):
            conditions.append(_between(node.field, node.low, node.high))
        elif not isinstance(node, Everything):
            matched.append(_match(node))
    if matched:
        conditions.insert(0, "fts MATCH ?")
        values.append(" AND ".join(matched))
    for each in plan.filters:
        if each.values:
            conditions.append(f"{each.field} IN ({', '.join('?' for _ in each.values)})")
            values += each.values
        else:
            conditions.append(f"({' OR '.join(_between(each.field, low, high) for low, high in each.ranges)})")
    by_score = bool(matched) and plan.sort is Sort.RELEVANCE
    statement = _ANSWER.format(
        score=_SCORE if by_score else "0",
        tables="fts JOIN facts ON facts.number = fts.rowid" if matched else "facts",
        where=" AND ".join(conditions) or "1",
        order="score" if by_score else f"published {'ASC' if plan.sort is Sort.OLDEST else 'DESC'}",
    )
    return statement, values


_SCORE = f"bm25(fts, {', '.join(str(FIELD[column.rsplit('_', 1)[0]].weight) for column in _COLUMNS)}, 1.0)"


def _match(node: Node) -> str:
    """Return a node in FTS5's query syntax. Raises NotImplementedError for what the query set never asks."""
    match node:
        case Contains(tokens, fields):
            terms = phrase(tokens)
            text = f"{_quoted(tokens[0])} *" if not terms else _quoted(" ".join(terms))
            return f"({{{' '.join(f'{name}_grams' for name in fields)}}} : {text})"
        case Between(name, low, high) if name == _OWN_YEAR and low == high:
            return _match(Keyword(name, str(low)))
        case Keyword(name, value):
            return f"({{{_KEYS}}} : {_quoted(_key(name, value))})"
        case And(nodes):
            return f"({' AND '.join(map(_match, nodes))})"
        case Or(nodes):
            return f"({' OR '.join(map(_match, nodes))})"
        case _:
            raise NotImplementedError(f"FTS5 can't be asked {node}")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _between(name: str, low: int | None, high: int | None) -> str:
    return f"({name} BETWEEN {low if low is not None else 0} AND {high if high is not None else 2**31})"
