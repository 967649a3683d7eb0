"""Judged questions: what somebody asked, and which reports answer it. A question set is a file of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed and the ids of the reports that answer it."""

    text: str
    relevant: frozenset[str]


class BadQuestion(ValueError):
    """A line of a question set that is no judged question; the text names the file and the line."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path.name}, line {line}: wants `question`, and `relevant` (ids) or `passage` (one id)")


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file, each with `relevant`, a list of ids, or `passage`, one id. Raises BadQuestion."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_question(json.loads(line), path, number) for number, line in enumerate(lines, 1) if line.strip())


def _question(record: Mapping[str, object], path: Path, line: int) -> Question:
    text = record.get("question")
    relevant = record.get("relevant", [record.get("passage")])
    if (
        not isinstance(text, str)
        or not isinstance(relevant, list)
        or not all(isinstance(each, str) for each in relevant)
    ):
        raise BadQuestion(path, line)
    return Question(text, frozenset(relevant))
