"""What reports cite, and what cites them."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from service.browse.citations import MOST_SHOWN, CitedBy, cited_by, cites
from service.query.compile import compile_query
from tests.service.browse.related_reports import MONEY, PLAN, RULE, filled


def test_what_a_report_cites_is_found_by_title_and_by_number(tmp_path: Path) -> None:
    """What is issued by a report is cited by its own title; what the archive doesn't have is left out."""
    assert [each.id for each in cites(filled(tmp_path), PLAN)] == ["rule", "money"]


def test_what_cites_a_report_is_the_same_the_other_way_round(tmp_path: Path) -> None:
    """The newest first, and all of them by a query."""
    engine = filled(tmp_path)
    found = cited_by(engine, RULE)
    assert ([each.id for each in found.reports], found.total) == (["plan", "money"], 2)
    assert compile_query(found.query).interpretation.notes == ()
    assert [each.id for each in cited_by(engine, MONEY).reports] == ["plan"]


def test_nothing_cites_what_has_no_name(tmp_path: Path) -> None:
    """Nor does a report cite itself."""
    engine = filled(tmp_path)
    assert cited_by(engine, Report(id="x", source="s", body="《河道采砂管理办法》")) == CitedBy()
    with engine.write() as writer:
        writer.put(own := Report(id="own", source="s", title="节水条例", body="《节水条例》解释如下。"))
    assert (cites(engine, own), cited_by(engine, own).total) == ((), 0)


def test_a_text_full_of_names_is_looked_at_within_bounds(tmp_path: Path) -> None:
    """However many titles and numbers stand in it."""
    body = "".join(f"《第{number}号办法》（青发〔2020〕{number}号）" for number in range(3_000))
    assert len(cites(filled(tmp_path), Report(id="x", source="s", body=body))) <= MOST_SHOWN
