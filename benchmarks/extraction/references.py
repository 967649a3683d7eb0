"""What else says which text is seen in a file: the file as LibreOffice and poppler show it, or its own markup and nothing of the readers."""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.extraction.ofd_visible import visible_codes

_SECONDS = 300
_ITEM = re.compile(r"<si\b[^>]*>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(r"<t\b[^>]*>(.*?)</t>", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_CELL = re.compile(r'<c\b[^>]*\bt="(?P<kind>s|inlineStr|str)"[^>]*>(?P<content>.*?)</c>', re.DOTALL)
_PARAGRAPH = re.compile(r"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"<v\b[^>]*>(.*?)</v>", re.DOTALL)


def reference(path: Path) -> str | None:
    """Return the text that is seen in a file, None where nothing here can tell it.

    Of a page it is a text file of the same name beside it. Raises OSError for programs that are not installed.
    """
    make = _REFERENCES.get(path.suffix.lower())
    return None if make is None else make(path)


def printed(path: Path) -> str:
    """Return the text of a PDF file as poppler lays it out."""
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
    return done.stdout.decode("utf-8", "replace")


def rendered(path: Path) -> str | None:
    """Return the text on the pages that LibreOffice makes of a document, None where it makes none."""
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run(["soffice", *options, str(path)], capture_output=True, check=False, timeout=_SECONDS)
        made = Path(folder) / f"{path.stem}.pdf"
        return printed(made) if made.is_file() else None


def cells(path: Path) -> str:
    """Return the texts of all cells of an XLSX file, those of hidden sheets among them."""
    return "\n".join(_cells(path))


def _cells(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    shared = [_plain(item) for item in _ITEM.findall(members.get("xl/sharedStrings.xml", ""))]
    for name, sheet in members.items():
        if name.startswith("xl/worksheets/"):
            for cell in _CELL.finditer(sheet):
                value = "".join(_VALUE.findall(cell["content"]))
                match cell["kind"]:
                    case "s":
                        yield shared[int(value)]
                    case "str":
                        yield html.unescape(value)
                    case _:
                        yield _plain(cell["content"])


def paragraphs(path: Path) -> str:
    """Return the texts of all cells of an ODS file, those of hidden sheets among them."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    return "\n".join(html.unescape(_MARKUP.sub("", text)) for text in _PARAGRAPH.findall(content))


def _plain(markup: str) -> str:
    return html.unescape("".join(_TEXT.findall(_PHONETIC.sub("", markup))))


def _beside(path: Path) -> str | None:
    text = path.with_suffix(".txt")
    return text.read_text(encoding="utf-8") if text.is_file() else None


_REFERENCES: Mapping[str, Callable[[Path], str | None]] = {
    ".pdf": printed,
    ".ofd": lambda path: "\n".join(visible_codes(path)),
    ".xlsx": cells,
    ".ods": paragraphs,
    **dict.fromkeys((".docx", ".odt", ".doc", ".wps", ".rtf", ".xls", ".et"), rendered),
    **dict.fromkeys((".html", ".htm", ".shtml"), _beside),
}
