"""What a viewer shows of an OFD file is told without the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.extraction.ofd_visible import visible_codes
from tests.benchmarks.extraction.laid_out import OFD
from tests.benchmarks.extraction.sample import Sample
from tests.corpus.readers.layout import write_ofd


@pytest.mark.parametrize("sample", OFD, ids=lambda sample: sample.trait)
def test_all_that_is_shown_is_expected(sample: Sample, tmp_path: Path) -> None:
    """Pages, templates, odd paths and turned text; a watermark across the page is no text of the document."""
    path = tmp_path / "a.ofd"
    path.write_bytes(sample.content)
    assert sorted("".join(visible_codes(path))) == sorted("".join(sample.shown.split()))


def test_what_no_page_uses_is_not_expected(tmp_path: Path) -> None:
    """Parts that lie in the file without being listed are not shown."""
    path = tmp_path / "a.ofd"
    path.write_bytes(
        write_ofd.ofd([[write_ofd.Text("各县", 20, 30)]], others={"Doc_0/Pages/Page_9/Content.xml": _UNLISTED})
    )
    assert list(visible_codes(path)) == ["各县"]


_UNLISTED = '<Page xmlns="http://www.ofdspec.org/2016"><Content><Layer><TextObject><TextCode>草稿</TextCode></TextObject></Layer></Content></Page>'
