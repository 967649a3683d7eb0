"""How a query was understood, in a Chinese sentence."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis import normalize
from service.query.clauses import Kind, Requirement, is_loose

_MAX_SHOWN = 12
"""Words a summary lists; it is one line of a page."""

_MAX_SHOWN_CHARACTERS = 40

EVERYTHING = "全部报告"

AS_QUESTION = "问句，按其中多数词查找："
SOME = "含有其中一部分："
"""What stands before words of which not all need be there."""


def summary(requirements: Sequence[Requirement], *, wished: str = "") -> str:
    """Return in Chinese what `requirements` require together; with `wished`, that stands before the loose words, which are wished for."""
    asked = [requirement.shown for requirement in requirements if wished and is_loose(requirement)]
    requirements = [requirement for requirement in requirements if not (wished and is_loose(requirement))]
    texts = [
        requirement
        for requirement in requirements
        if not requirement.label and requirement.kind in (Kind.WORD, Kind.EXACT)
    ]
    statements = [
        f"{wished}{_abridged(asked)}" if asked else "",
        _listed("包含", [requirement.shown for requirement in texts if not requirement.negated]),
        *(
            f"包含{requirement.shown}"
            for requirement in requirements
            if requirement.kind is Kind.EITHER and not requirement.label
        ),
        *(
            requirement.shown
            for requirement in requirements
            if requirement.kind is Kind.MIXED and not requirement.negated
        ),
        _listed("不含", [requirement.shown for requirement in texts if requirement.negated]),
        *(requirement.shown for requirement in requirements if requirement.kind is Kind.MIXED and requirement.negated),
    ]
    sentences = ["，".join(statement for statement in statements if statement), *_field_statements(requirements)]
    if all(requirement.negated for requirement in requirements) and not asked:
        sentences[0] = f"{EVERYTHING}，{sentences[0]}" if sentences[0] else EVERYTHING
    return "；".join(sentence for sentence in sentences if sentence)


_VERBS = {(False, False): "含", (False, True): "不含", (True, False): " ", (True, True): "不是 "}
"""What stands after a field's label, by whether it is a number and whether it is excluded."""


def _field_statements(requirements: Sequence[Requirement]) -> list[str]:
    statements: dict[tuple[str, str], list[str]] = {}
    for requirement in requirements:
        if not requirement.label:
            continue
        verb = _VERBS[requirement.kind is Kind.NUMBER, requirement.negated]
        apart = requirement.shown if requirement.kind in (Kind.NUMBER, Kind.EITHER) else ""
        statements.setdefault((f"{requirement.label}{verb}", apart), []).append(requirement.shown)
    return [start + _abridged(shown) for (start, _), shown in statements.items()]


def _listed(verb: str, shown: list[str]) -> str:
    if not shown:
        return ""
    return f"{'同时' if len(shown) > 1 and verb == '包含' else ''}{verb}{_abridged(shown)}"


def _abridged(shown: list[str]) -> str:
    if len(shown) <= _MAX_SHOWN:
        return "".join(shown)
    return f"{''.join(shown[:_MAX_SHOWN])}等 {len(shown)} 个词"


def folded(text: str) -> str:
    """Return a text as a summary shows it: folded as for matching, white space made single spaces."""
    return " ".join(normalize(text).split())


def shortened(text: str) -> str:
    """Return the beginning of a text that is too long for a summary, else the text."""
    return text if len(text) <= _MAX_SHOWN_CHARACTERS else f"{text[:_MAX_SHOWN_CHARACTERS]}…"
