"""Which stretch of a text a snippet shows: rich in highlights, from and to the end of a sentence."""

from __future__ import annotations

import html
import re

from indexer.analysis import tokenize
from service.snippets.snippets import snippets
from service.snippets.stretches import FRAGMENT_LENGTH

FILLER = "各级行政机关认真贯彻落实条例要求。"


def plain(output: str) -> str:
    return html.unescape(output.replace("<mark>", "").replace("</mark>", ""))


def found(text: str, *words: str, limit: int = 3) -> tuple[str, ...]:
    return snippets(text, [tokenize(word) for word in words], limit)


def test_a_snippet_starts_and_ends_with_sentences() -> None:
    """It begins and ends where sentences do, without an ellipsis."""
    (snippet,) = found(FILLER * 20 + "公开政府信息。" + FILLER * 20, "政府信息")
    assert snippet.startswith(FILLER)
    assert snippet.endswith(FILLER)
    assert "公开<mark>政府信息</mark>。" in snippet
    assert len(plain(snippet)) <= FRAGMENT_LENGTH


def test_a_long_sentence_is_shortened_to_clauses_with_ellipses() -> None:
    """Where no sentence ends within reach, a comma does."""
    clause = "各级行政机关认真贯彻落实条例要求，"
    (snippet,) = found(clause * 20 + "公开政府信息，" + clause * 20, "政府信息")
    assert snippet.startswith("…" + clause)
    assert snippet.endswith(clause + "…")


def test_text_without_punctuation_is_split_anywhere_but_in_a_highlight() -> None:
    """A line of 100,000 characters still has a snippet of the usual length."""
    (snippet,) = found("字" * 50_000 + "政府信息" + "字" * 50_000, "政府信息")
    assert re.fullmatch("…字+<mark>政府信息</mark>字+…", snippet)
    assert len(plain(snippet)) == FRAGMENT_LENGTH + 2


def test_one_endless_run_is_truncated() -> None:
    """Encoded files within a text have nowhere to end."""
    assert found("Q" * 100_000, "税") == ("Q" * FRAGMENT_LENGTH + "…",)


def test_a_highlight_longer_than_a_fragment_is_shown_whole() -> None:
    """A long quotation is never truncated."""
    quotation = "字词" * FRAGMENT_LENGTH
    (snippet,) = found(FILLER + quotation + FILLER, quotation)
    assert f"<mark>{quotation}</mark>" in snippet


def test_the_fragment_with_most_different_highlights_is_chosen() -> None:
    """Three words together beat one word many times."""
    text = "预算预算预算。" + FILLER * 20 + "预算、决算和审计。" + FILLER * 20
    (snippet,) = found(text, "预算", "决算", "审计")
    assert "<mark>预算</mark>、<mark>决算</mark>和<mark>审计</mark>" in snippet


def test_of_equally_rich_fragments_the_one_closest_together_is_chosen() -> None:
    """Highlights that stand side by side say more than highlights a sentence apart."""
    text = "预算" + FILLER * 2 + "决算。" + FILLER * 20 + "预算决算。" + FILLER * 20
    assert "<mark>预算决算</mark>" in found(text, "预算", "决算")[0]


def test_further_snippets_hold_what_the_first_lacks() -> None:
    """Each snippet adds a highlight, they don't overlap, and they come in the order of the text."""
    text = "".join(f"{word}工作。{FILLER * 20}" for word in ("预算", "决算", "审计", "采购"))
    shown = found(text, "采购", "审计", "决算", "预算", limit=3)
    assert [re.findall("<mark>(.*?)</mark>", each) for each in shown] == [["预算"], ["决算"], ["审计"]]


def test_without_a_highlight_the_opening_is_shown() -> None:
    """Browsing shows how each report begins."""
    (snippet,) = snippets("\n  " + FILLER * 20, ())
    assert snippet == FILLER * (FRAGMENT_LENGTH // len(FILLER))


def test_a_sentence_keeps_its_closing_quote() -> None:
    """”and ）go with the sentence they end."""
    quoted = "他说：“各级行政机关认真贯彻落实条例要求。”"
    (snippet,) = found(quoted * 10 + "公开政府信息。" + quoted * 10, "政府信息")
    assert snippet.startswith("他说")
    assert snippet.endswith("”")
