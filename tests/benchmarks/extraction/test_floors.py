"""The readers hold the floors of extraction on a sample of each trait."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.extraction.floors import is_below, read_floors
from benchmarks.extraction.shares import shares, text_of
from corpus.readers import read_file
from corpus.report import Report
from tests.benchmarks.extraction.laid_out import OFD, PDF
from tests.benchmarks.extraction.office import DOCX, MANIFESTS, ODT, OLDER, OLDER_SHOWN, RTF, WORKBOOKS
from tests.benchmarks.extraction.portal import pages
from tests.benchmarks.extraction.sample import Sample
from tests.corpus.readers.page.pages import MAINS

FLOORS = read_floors()
SAMPLES = (*PDF, *OFD, *DOCX, *ODT, *WORKBOOKS)


def reports_of(content: bytes, suffix: str, folder: Path) -> list[Report]:
    """Return the reports in a file with this content."""
    path = folder / f"文件{suffix}"
    path.write_bytes(content)
    return [each for each in read_file(path, source=path.name) if isinstance(each, Report)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.suffix[1:]}, {sample.trait}")
def test_what_is_seen_is_read(sample: Sample, tmp_path: Path) -> None:
    """A file of each trait, read whole, without what it hides."""
    text = text_of(reports_of(sample.content, sample.suffix, tmp_path))
    assert not is_below(shares(text, sample.shown), FLOORS[sample.suffix[1:]]), text
    assert not sample.unseen or sample.unseen not in text


@pytest.mark.parametrize("sample", MANIFESTS, ids=lambda sample: sample.suffix)
def test_rows_of_a_manifest_are_read(sample: Sample, tmp_path: Path) -> None:
    """What stands in a row is in the fields of its report and in its text."""
    (report,) = reports_of(sample.content, sample.suffix, tmp_path)
    text = report.title + report.issuer + report.body
    assert not is_below(shares(text, sample.shown), FLOORS[sample.suffix[1:]]), text


@pytest.mark.parametrize("container", MAINS)
def test_the_main_text_of_pages_is_read(container: str, tmp_path: Path) -> None:
    """All articles and frames together, as they are counted over a portal."""
    found = expected = ""
    for sample in pages(container):
        (report,) = reports_of(sample.content, sample.suffix, tmp_path)
        found += report.body
        expected += re.sub("<[^>]*>", "", sample.shown)
    measured = shares(found, expected)
    assert not is_below(measured, FLOORS["html"]), measured


def test_older_documents_are_read(tmp_path: Path) -> None:
    """What LibreOffice saves as DOC, the same as WPS names it, and an RTF."""
    if shutil.which("soffice") is None:
        assert not os.environ.get("SUOYIN_REQUIRE_LIBREOFFICE"), "LibreOffice is required here"
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "原件.docx").write_bytes(OLDER)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "原件.docx")], check=True, capture_output=True)
    saved = (tmp_path / "原件.doc").read_bytes()
    for suffix, content in ((".doc", saved), (".wps", saved), (".rtf", RTF)):
        text = text_of(reports_of(content, suffix, tmp_path))
        assert not is_below(shares(text, OLDER_SHOWN), FLOORS[suffix[1:]]), text
