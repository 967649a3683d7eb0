"""Which ways of matching a search tries, one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from service.query.steps import StepName
from service.search.request import MAX_TYPED, SearchRequest
from service.search.run import search

SENTENCES = (
    "城区供水管网改造期间",
    "各小区应当提前储水",
    "并关闭家中阀门",
    "如遇水压不足可以拨打热线电话咨询",
    "施工单位须在夜间停止作业",
    "恢复供水后请先放水五分钟再饮用",
    "改造费用由市级财政承担",
    "居民不需要另行缴纳任何费用",
    "工期预计三个月",
)


@pytest.mark.parametrize(
    ("quote", "step"),
    [("", StepName.MOST), ('"', StepName.PIECES)],
    ids=["words", "quotations"],
)
def test_a_pasted_text_is_matched_as_it_stands_or_by_most_of_its_words(
    tmp_path: Path, quote: str, step: StepName
) -> None:
    """Its digits may be a piece of a longer number: most of its words find that too. Quotations must all be found, so pieces are looked for."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        writer.put(Report(id="whole", source="s", body="，".join(SENTENCES) + "，编号20230451"))
        writer.put(Report(id="other", source="s", body=SENTENCES[0]))
    typed = " ".join(f"{quote}{each}{quote}" for each in (*SENTENCES, "230451"))
    short = " ".join(f"{quote}{each}{quote}" for each in (SENTENCES[0], "230451"))
    assert len(short) <= MAX_TYPED < len(typed)
    pasted = search(engine, SearchRequest(typed))
    assert (pasted.step, pasted.hits[0].report.id) == (step, "whole")
    assert search(engine, SearchRequest(short)).step is StepName.PIECES
    assert search(engine, SearchRequest(typed, step=StepName.PIECES)).step is StepName.PIECES
