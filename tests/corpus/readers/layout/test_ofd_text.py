"""The pieces of text of a text object, and which way they run."""

from __future__ import annotations

from lxml import etree

from corpus.readers.layout.ofd_geometry import Matrix
from corpus.readers.layout.ofd_text import Look, turned_boxes


def texts(codes: str, matrix: Matrix | None = None) -> list[tuple[str, int]]:
    """Return the pieces of a text object of size 5 with these codes, each with the direction in which it runs."""
    element = etree.fromstring(f'<TextObject Size="5">{codes}</TextObject>')
    return [(each.box.text, each.turn) for each in turned_boxes(element, matrix or Matrix(), Look())]


def test_distances_that_are_left_out_are_those_of_the_letters() -> None:
    """Without distances a letter stands beside the one before; fewer distances than letters are enough too."""
    assert texts('<TextCode X="0" Y="5">关于A1的通知</TextCode>') == [("关于A1的通知", 0)]
    assert texts('<TextCode X="0" Y="5" DeltaX="5">关于的通知</TextCode>') == [("关于的通知", 0)]


def test_a_line_that_breaks_within_a_code_is_two_pieces() -> None:
    """Writers put a paragraph into one code, with a step back and down at the end of each line."""
    code = '<TextCode X="0" Y="5" DeltaX="5 -5 5" DeltaY="0 8 0">防汛通知</TextCode>'
    assert texts(code) == [("防汛", 0), ("通知", 0)]


def test_what_a_code_leaves_out_is_that_of_the_one_before() -> None:
    """A code may go on in the line, or begin the next one at the same margin."""
    assert texts('<TextCode X="0" Y="5">防汛</TextCode><TextCode>通知</TextCode>') == [("防汛通知", 0)]
    lines = '<TextCode X="9" Y="5">防汛工作</TextCode><TextCode Y="15">通知</TextCode>'
    assert texts(lines) == [("防汛工作", 0), ("通知", 0)]


def test_a_column_is_one_piece() -> None:
    """Letters below each other are read down, whether the writer moves down or turns the letters."""
    assert texts('<TextCode X="0" Y="5" DeltaY="g 2 6">购买方</TextCode>') == [("购买方", 1)]
    assert texts('<TextCode X="0" Y="5" DeltaX="0 0" DeltaY="6 6">购买方</TextCode>') == [("购买方", 1)]
    assert texts('<TextCode X="0" Y="5">购买方</TextCode>', Matrix(0, 1, -1, 0)) == [("购买方", 1)]
    assert texts('<TextCode X="0" Y="5">购买方</TextCode>', Matrix(0, -1, 1, 0)) == [("购买方", 3)]
    assert texts('<TextCode X="0" Y="5">购买方</TextCode>', Matrix(-1, 0, 0, -1)) == [("购买方", 2)]


def test_what_stands_aslant_is_a_watermark() -> None:
    """It lies across the text, and says nothing of the document."""
    assert texts('<TextCode X="0" Y="5">内部资料</TextCode>', Matrix(0.7, -0.7, 0.7, 0.7)) == []


def test_text_may_stand_between_other_nodes() -> None:
    """Comments, sections of plain text and unknown entities end no text."""
    assert texts('<TextCode X="0" Y="5"><!-- a --><![CDATA[防汛]]>通<!-- b -->知</TextCode>') == [("防汛通知", 0)]


def test_a_glyph_without_a_character_is_nothing() -> None:
    """What only a font knows can't be read."""
    assert texts('<TextCode X="0" Y="5">\ue001\ue002通</TextCode>') == [("通", 0)]
