"""Judged questions, their measures, and the floors that ranking may not fall below."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.relevance.baselines import Baseline, pairs
from benchmarks.relevance.command import QUESTIONS
from benchmarks.relevance.evaluation import evaluate, twins_in
from benchmarks.relevance.floors import below, known_items_with_floors, measured, moved, read_floors, write_floors
from benchmarks.relevance.known_items import success
from benchmarks.relevance.metrics import Scores, mean, score
from benchmarks.relevance.questions import BadQuestion, Question, read_questions
from benchmarks.relevance.twins import Twins
from corpus.report import Report
from service.archive import Archive
from service.search.request import SearchRequest
from tests.oracle import MemoryEngine


def test_ranking_keeps_above_its_floors(sample_archive: Archive) -> None:
    """Everyday questions over the sample archive, and reports asked for by title, number or year, are answered as well as when the
    floors were set.
    """

    def ask(question: str) -> list[str]:
        return [hit.report.id for hit in sample_archive.search(SearchRequest(question)).hits]

    drawn = known_items_with_floors(sample_archive.export())
    found = measured(
        evaluate(ask, read_questions(QUESTIONS)).scores,
        {name: success(ask, questions) for name, questions in drawn.items()},
    )
    assert not below(found, read_floors()), "see benchmarks/relevance/floors.toml"


def test_every_question_is_answered_by_reports_of_the_sample(sample_archive: Archive) -> None:
    """The judged set names no report that isn't there, and at least forty questions."""
    questions = read_questions(QUESTIONS)
    wanted = {each for question in questions for each in question.relevant}
    assert len(questions) >= 40
    assert all(sample_archive.report(each) for each in wanted)


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a"], {"a"}, Scores(1.0, 1.0, 1.0)),
        (["x", "a"], {"a"}, Scores(0.6309, 1.0, 0.5)),
        (["a", "x", "b"], {"a", "b"}, Scores(0.9197, 1.0, 1.0)),
        (["a"], {"a", "b"}, Scores(0.6131, 0.5, 1.0)),
        ([*"0123456789", "a"], {"a"}, Scores(0.0, 0.0, 0.0)),
        ([], {"a"}, Scores(0.0, 0.0, 0.0)),
    ],
)
def test_scores(ranked: list[str], relevant: set[str], expected: Scores) -> None:
    """nDCG, recall and MRR look at the first page only."""
    assert mean([score(ranked, relevant)]) == expected


def test_floors_only_rise_by_themselves(tmp_path: Path) -> None:
    """A worse measurement leaves floors where they are, unless lowering is asked for."""
    path = tmp_path / "floors.toml"
    assert read_floors(path) == {}
    write_floors(moved(read_floors(path), {"ndcg": 0.9, "full title, first": 0.9}, lower=False), path)
    assert read_floors(path) == {"ndcg": 0.895, "full title, first": 0.895}
    worse = {"ndcg": 0.5, "full title, first": 0.9}
    assert moved(read_floors(path), worse, lower=False)["ndcg"] == 0.895
    assert moved(read_floors(path), worse, lower=True)["ndcg"] == 0.495
    assert below(worse, read_floors(path)) == ["ndcg is 0.5000, its floor 0.8950"]


def test_baseline_ranks_by_shared_pairs() -> None:
    """The report that shares more of the question's pairs comes first; one that shares none is left out."""
    reports = [
        Report("1", "a", title="防汛抗旱工作总结"),
        Report("2", "a", title="防汛通知"),
        Report("3", "a", title="预算公开"),
    ]
    assert Baseline(reports, pairs).ask("抗旱和防汛") == ["1", "2"]


def test_question_sets_of_both_shapes(tmp_path: Path) -> None:
    """Answers are a list of ids or one passage; anything else is refused with its line."""
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"question": "问", "relevant": ["a", "b"]}\n\n{"question": "答", "passage": "c"}\n', encoding="utf-8"
    )
    assert read_questions(path) == (Question("问", frozenset("ab")), Question("答", frozenset("c")))
    path.write_text('{"question": "问"}\n', encoding="utf-8")
    with pytest.raises(BadQuestion, match="line 1"):
        read_questions(path)


_TEXT = "本市防汛指挥部办公室负责水库、河道和城区低洼地带的巡查，汛期每日报告一次，险情随时报告。"
_BODIES = {
    "judged": _TEXT * 3,
    "reprint": f"{_TEXT * 3}特此转发。",
    "version": _TEXT[:20] * 6,
    "other": "关于城镇老旧小区改造的通知，内容与防汛没有关系。",
    "empty": "",
}


def test_a_twin_answers_in_place_of_the_judged_report() -> None:
    """The first of several with nearly the same text is credited, the others neither help nor harm; half the text is no twin."""
    twins = Twins(_BODIES.__getitem__)
    question = Question("防汛", frozenset({"judged"}))
    assert twins.credited(question, ["other", "reprint", "empty", "judged", "version"]) == [
        "other",
        "judged",
        "empty",
        "version",
    ]


def test_a_judged_report_that_is_not_there_has_no_twins() -> None:
    """A passage without a title is no report: a question about it counts as not answered, and the run goes on."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report("a", "s", title="公告", body="水务局定于周五停水检修"))
    assert twins_in(engine).credited(Question("停水", frozenset(["absent"])), ["a"]) == ["a"]
