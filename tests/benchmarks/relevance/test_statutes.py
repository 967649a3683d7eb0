"""Questions about national law, and the articles that answer them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from benchmarks.relevance.statutes import STATUTES, statute_questions
from corpus.report import Report
from tests.oracle import MemoryEngine

ARTICLES = (
    Report("law-9", "s", title="中华人民共和国养犬法", body="第九条 犬只应当登记。"),
    Report("law-9-1", "s", title="中华人民共和国养犬法", body="第九条之一 犬只应当拴绳，依照第九条登记。"),
    Report("local-9", "s", title="青禾省实施《中华人民共和国养犬法》办法", body="第九条 登记由公安机关办理。"),
)


def test_articles_are_told_by_law_and_number(tmp_path: Path) -> None:
    """Neither another article that names the first, nor the same of another document; of a law that isn't there nothing is asked."""
    path = tmp_path / "statutes.toml"
    path.write_text('"养狗要登记吗" = ["养犬法 第九条"]\n"养猫要登记吗" = ["养猫法 第一条"]\n', encoding="utf-8")
    engine = MemoryEngine()
    with engine.write() as writer:
        for article in ARTICLES:
            writer.put(article)
    assert [(each.text, each.relevant) for each in statute_questions(engine, path)] == [("养狗要登记吗", {"law-9"})]


def test_each_answer_is_a_law_and_an_article() -> None:
    """A hundred questions and more, of which none is answered by an article that can't be looked up."""
    questions = tomllib.loads(STATUTES.read_text(encoding="utf-8"))
    articles = [article for answers in questions.values() for article in answers]
    assert len(questions) > 100
    assert all(
        re.fullmatch(r"\S+(法|典|条例) 第[一二三四五六七八九十百千零]+条(之一)?", article) for article in articles
    )
