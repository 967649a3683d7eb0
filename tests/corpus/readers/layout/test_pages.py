"""Lines of pages become paragraphs."""

from __future__ import annotations

from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.pages import LaidOutPage, text_of_pages


def box(text: str, row: int, *, left: float = 80, high: float = 16, stated: float = 16) -> TextBox:
    """Return a line of a page by its row, so high as its font makes it, with the size that the file states."""
    top = 100 + 24 * row
    return TextBox(text, left, top, left + 16 * len(text), top + high, high, stated=stated)


def lines_of(*boxes: TextBox) -> list[str]:
    """Return the paragraphs of one page."""
    return [line.text for line in text_of_pages([LaidOutPage(595, 842, boxes)]).lines]


def test_lines_are_alike_by_the_size_that_is_stated() -> None:
    """A bracket makes the box of a line higher; a heading of another size is no part of the number above it."""
    paragraph = (
        box("各镇人民政府要压实防汛责任，按照预案（试行）备足物资", 1, left=112),
        box("加密巡查水库大坝和城镇低洼地段，发现险情及时上报市防", 2, high=20),
        box("汛抗旱指挥部。", 3),
    )
    assert lines_of(*paragraph) == ["".join(each.text for each in paragraph)]
    number = box("青政发〔2024〕8号关于防汛工作", 1, left=150, high=20, stated=16)
    title = box("关于做好防汛工作的通知安排", 2, left=150, high=21, stated=22)
    assert lines_of(number, title) == [number.text, title.text]


def test_a_sentence_that_ends_early_ends_its_paragraph() -> None:
    """Of several short paragraphs below each other each is as long as the longest of them."""
    wide = box("青禾市水务局负责本办法的解释，各镇可以制定实施细则并备", 0)
    short = [box(f"本条{each}项自发布之日起施行。", 6 + row, left=112) for row, each in enumerate("甲乙丙")]
    assert lines_of(wide, *short) == [wide.text, *(each.text for each in short)]


def test_running_heads_are_kept_apart() -> None:
    """What stands at the edge of most pages is said once, page numbers never."""
    pages = [
        LaidOutPage(595, 842, (TextBox("青禾年鉴", 250, 20, 314, 36, 16), box(f"第{each}页的文字", 5)))
        for each in "一二三"
    ]
    text = text_of_pages(pages)
    assert text.margins == ("青禾年鉴",)
    assert "青禾年鉴" not in {line.text for line in text.lines}


def test_rows_of_a_long_table_are_no_running_heads() -> None:
    """At the edge of each page stands one with other numbers; a head with the number of the page is one all the same."""

    def page(number: int) -> LaidOutPage:
        head = TextBox(f"青禾年鉴 第{number}页", 250, 20, 414, 36, 16)
        row = TextBox(f"{7919 * number % 977} {31 * number % 97}.5", 80, 50, 200, 66, 16)
        return LaidOutPage(595, 842, (head, row, box(f"第{number}页的文字", 5)))

    text = text_of_pages([page(number) for number in range(1, 9)])
    assert text.margins == ("青禾年鉴 第1页",)
    assert sum(line.text.endswith(".5") for line in text.lines) == 8
