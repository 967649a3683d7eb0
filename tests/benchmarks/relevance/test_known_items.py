"""Questions whose answer is known because they are made from it."""

from __future__ import annotations

from benchmarks.relevance.known_items import known_items, success
from benchmarks.relevance.questions import Question
from corpus.report import Report
from corpus.values.document_number import parse_document_number

ARCHIVE = (
    Report(id="law", source="1", title="中华人民共和国防汛法"),
    Report(id="twin", source="1", title="《中华人民共和国防汛法》"),
    Report(id="notice", source="1", title="防汛通知", document_number=parse_document_number("青政办发〔2019〕6号")),
)


def test_a_seed_draws_the_same_questions_again() -> None:
    """Sets differ from one archive to another, never from one run to the next."""
    assert known_items(ARCHIVE, seed=3, per_set=2) == known_items(ARCHIVE, seed=3, per_set=2)
    assert "index number" not in known_items(ARCHIVE, seed=3)


def test_reports_of_the_same_title_answer_alike() -> None:
    """What was asked can't tell them apart."""
    (short,) = known_items(ARCHIVE, seed=3)["short title of a law"]
    assert (short.text, short.relevant) == ("防汛法", {"law", "twin"})


def test_a_document_number_is_asked_for_in_six_spellings() -> None:
    """All of them mean the one report."""
    questions = known_items(ARCHIVE, seed=3)["document number"]
    assert len(questions) == 6
    assert {question.relevant for question in questions} == {frozenset({"notice"})}


def test_success_looks_at_the_first_and_at_the_first_three() -> None:
    """A right answer in third place counts for the one and not for the other."""
    found = success(lambda text: ["x", "y", text], [Question("x", frozenset("x")), Question("z", frozenset("z"))])
    assert (found.questions, found.at_1, found.at_3) == (2, 0.5, 1.0)
