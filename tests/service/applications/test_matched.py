"""The reports that answer invented applications over the sample archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.applications.matched import MOST_ANSWERS, MatchedApplication, matched_application
from service.archive import Archive, open_archive
from service.settings import load_settings
from tests.service.applications.invented_applications import APPLICATIONS

FLOOR = 24
"""Of 25 applications, those that a report among the first three answers: all of them, with one to spare."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Yield the sample archive, indexed."""
    folder = tmp_path_factory.mktemp("sample")
    config = folder / "config.toml"
    sample = Path(__file__).parents[3] / "sample"
    config.write_text(f'[archive]\npaths = ["{sample}"]\n', encoding="utf-8")
    opened = open_archive(load_settings(config, index=None, environ={}))
    opened.index()
    yield opened
    opened.close()


def _matched(archive: Archive, application: str) -> MatchedApplication:
    return matched_application(application, archive.search, archive.check_citations)


def test_what_answers_is_among_the_first_three(archive: Archive) -> None:
    """For nearly every application, of whatever form."""
    in_vain = []
    for application, titles in APPLICATIONS:
        pieces = _matched(archive, application).pieces
        first = {answer.report.title for piece in pieces for answer in piece.answers[:3]}
        if first.isdisjoint(titles):
            in_vain.append(application)
    assert len(APPLICATIONS) - len(in_vain) >= FLOOR, in_vain


def test_what_is_named_comes_first(archive: Archive) -> None:
    """By its number, however it is written, or by its title."""
    found = _matched(archive, "申请公开：\n1. 青政办规[2022] 3号；\n2. 《青禾市“十四五”水安全保障规划》")
    firsts = [piece.answers[0] for piece in found.pieces]
    assert [each.is_named for each in firsts] == [True, True]
    assert [each.report.document_number and each.report.document_number.serial for each in firsts] == [3, 13]


def test_an_answer_has_the_passage_that_answers(archive: Archive) -> None:
    """Each report once, without its body."""
    (piece,) = _matched(archive, "申请公开城东片区停水的公告").pieces
    assert "<mark>" in piece.answers[0].passage_html
    assert len({each.report.id for each in piece.answers}) == len(piece.answers) <= MOST_ANSWERS
    assert not any(each.report.body for each in piece.answers)
