"""How a query was read, in a Chinese sentence."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis import normalize
from service.search.parts import Kind, Part, is_loose

_MAX_SHOWN = 12
"""Words a summary spells out; it is one line of a page."""

_MAX_SHOWN_CHARACTERS = 40

EVERYTHING = "全部报告"


def summary(parts: Sequence[Part], *, as_question: bool = False) -> str:
    """Tell in Chinese what `parts` require together, or, of a question's loose words, wish for."""
    asked = [part.shown for part in parts if as_question and is_loose(part)]
    parts = [part for part in parts if not (as_question and is_loose(part))]
    texts = [part for part in parts if not part.label and part.kind in (Kind.WORD, Kind.EXACT)]
    clauses = [
        f"问句，按其中多数词查找：{_cut_short(asked)}" if asked else "",
        _listed("包含", [part.shown for part in texts if not part.negated]),
        *(f"包含{part.shown}" for part in parts if part.kind is Kind.EITHER and not part.label),
        *(part.shown for part in parts if part.kind is Kind.MIXED and not part.negated),
        _listed("不含", [part.shown for part in texts if part.negated]),
        *(part.shown for part in parts if part.kind is Kind.MIXED and part.negated),
    ]
    sentences = ["，".join(clause for clause in clauses if clause), *_field_clauses(parts)]
    if all(part.negated for part in parts) and not asked:
        sentences[0] = f"{EVERYTHING}，{sentences[0]}" if sentences[0] else EVERYTHING
    return "；".join(sentence for sentence in sentences if sentence)


_VERBS = {(False, False): "含", (False, True): "不含", (True, False): " ", (True, True): "不是 "}
"""What stands after a field's label, by whether it is a number and whether it is excluded."""


def _field_clauses(parts: Sequence[Part]) -> list[str]:
    clauses: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        if not part.label:
            continue
        verb = _VERBS[part.kind is Kind.NUMBER, part.negated]
        apart = part.shown if part.kind in (Kind.NUMBER, Kind.EITHER) else ""
        clauses.setdefault((f"{part.label}{verb}", apart), []).append(part.shown)
    return [start + _cut_short(shown) for (start, _), shown in clauses.items()]


def _listed(verb: str, shown: list[str]) -> str:
    if not shown:
        return ""
    return f"{'同时' if len(shown) > 1 and verb == '包含' else ''}{verb}{_cut_short(shown)}"


def _cut_short(shown: list[str]) -> str:
    if len(shown) <= _MAX_SHOWN:
        return "".join(shown)
    return f"{''.join(shown[:_MAX_SHOWN])}等 {len(shown)} 个词"


def spelled(text: str) -> str:
    return " ".join(normalize(text).split())


def shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN_CHARACTERS else f"{text[:_MAX_SHOWN_CHARACTERS]}…"
