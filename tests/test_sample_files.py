"""The office files of the sample archive."""

from __future__ import annotations

import pytest

from corpus.readers import read_file
from corpus.report import Report
from tests.sample_files import FILES, FOLDER


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_files_are_what_the_script_makes(name: str) -> None:
    """Who wants to change one changes the script."""
    assert (FOLDER / name).read_bytes() == FILES[name]()


def test_no_other_files_are_there() -> None:
    """The script makes all of them."""
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)


@pytest.mark.parametrize(
    ("name", "title", "number"),
    [
        ("2025-jiazhuang-dianti.pdf", "青禾市人民政府关于推进既有住宅加装电梯工作的实施意见", "青政发〔2025〕3号"),
        ("2025-gongshui-yijian.ofd", "青禾市水务局关于征求农村供水管理办法意见的函", "青水函〔2025〕18号"),
        ("2025-gongyuan-kaifang.odt", "关于城市公园绿地开放共享的通告", "青园发〔2025〕6号"),
        ("2024-diandongche.docx", "关于规范城区电动自行车停放和充电的通知", "青城管发〔2024〕21号"),
    ],
)
def test_official_documents_are_read_as_such(name: str, title: str, number: str) -> None:
    """Title and number are found on the page."""
    (report,) = read_file(FOLDER / name, source=name)
    assert isinstance(report, Report)
    assert report.document_number is not None
    assert (report.title, report.document_number.raw) == (title, number)
