"""Lists that staff keep, as tables of texts."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.errors import UnreadableFile
from corpus.readers.list_file import MOST_CELLS, MOST_LINES, columns_of, table_of_text, tables_of_file
from service.export.workbook import workbook

ROWS = (("1", "000014348/2023-00827"), ("2", "甲字12号"))


def test_a_workbook_is_its_sheets() -> None:
    """Each with its name, so that a row can be found again."""
    (table,) = tables_of_file(b"".join(workbook(("序号", "索引号"), iter(ROWS))))
    assert table.name
    assert [tuple(row) for row in table.rows[1:]] == list(ROWS)
    assert columns_of(table) == (0, {"index_number": 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    """Excel saves CSV in GB18030, and texts of Unicode in UTF-16."""
    (table,) = tables_of_file("序号,索引号\r\n1,甲字12号停水公告的索引号\r\n".encode(encoding))
    assert table.rows[1] == ["1", "甲字12号停水公告的索引号"]


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20]
)
def test_other_files_are_refused_with_what_to_do(data: bytes) -> None:
    """An old workbook, a broken one and a picture."""
    with pytest.raises(UnreadableFile):
        tables_of_file(data)


@pytest.mark.parametrize("text", ["1\n" * (MOST_LINES + 1), "\r" * (MOST_LINES + 1), "1\t" * (MOST_CELLS + 1)])
def test_a_text_longer_than_any_list_is_refused_with_what_to_do(text: str) -> None:
    """Before it is taken apart, by lines of any system and by cells."""
    with pytest.raises(UnreadableFile, match="请分批"):
        table_of_text(text)


def test_a_workbook_that_unpacks_to_more_than_its_cells_are_worth_is_refused() -> None:
    """Lists are read where everybody may send one, in the process that answers others."""
    file = io.BytesIO(b"".join(workbook(("索引号",), iter(ROWS))))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/blank.bin", bytes(50 * 2**20))
    assert len(file.getvalue()) < 100_000
    with pytest.raises(UnreadableFile, match="解压后超过"):
        tables_of_file(file.getvalue())


def test_lines_without_named_columns_stay_whole() -> None:
    """A comma in a line of text sets nothing apart; a tab always does, and a quoted cell keeps its line end."""
    assert table_of_text("甲字12号，乙字3号").rows == [["甲字12号，乙字3号"]]
    assert table_of_text('1\t"两行\n标题"\t青水发〔2023〕8号').rows == [["1", "两行\n标题", "青水发〔2023〕8号"]]
    assert columns_of(table_of_text("甲字12号")) == (-1, {})


def test_a_text_that_begins_like_an_archive_is_a_text() -> None:
    """Two letters are no archive yet."""
    assert tables_of_file("PK赛公告\n甲字12号".encode())[0].rows == [["PK赛公告"], ["甲字12号"]]
