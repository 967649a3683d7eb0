"""Fields show their results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.readers.office.write_docx import docx, run
from tests.corpus.readers.read_one import read_report


def field(code: str, result: str | None) -> str:
    """Return a field with a code in markup, and a result."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def code(text: str) -> str:
    """Return a run of the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (field(code(" IF ") + field(code(" MERGEFIELD a "), run("比较")) + code(' = "a" '), run("结果")), "结果"),
        (field(code(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(fén),") + run("汾") + code(")"), None), "汾"),
        (field(code(r"eq \o\ac(○,密)"), None), "密"),
        (field(code("XE 索引"), None), ""),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("不丢"), "不丢"),
    ],
)
def test_of_fields_the_result_is_read(inline: str, shown: str, tmp_path: Path) -> None:
    """Codes within codes are none of the text, characters that an equation draws over each other are."""
    data = docx(f"<w:p>{run('甲')}{inline}{run('乙')}</w:p>")
    assert read_report(tmp_path, "a.docx", data).body == f"甲{shown}乙"


def test_fields_within_fields_end(tmp_path: Path) -> None:
    """However many are within each other, each text is looked at once, and what follows them is shown."""
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    data = docx(f"<w:p>{begun * 20_000}{run('甲') * 5_000}{ended * 20_000}{run('乙')}</w:p>")
    assert read_report(tmp_path, "a.docx", data).body == "甲" * 5_000 + "乙"
