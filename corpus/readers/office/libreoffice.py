"""DOC, WPS and RTF files, converted to DOCX by LibreOffice where it is installed: both kinds then read alike."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.command import Limits, run_command
from corpus.readers.office.docx import read_docx
from corpus.readers.office.encrypted import ENCRYPTED
from corpus.readers.regular_file import open_regular
from corpus.readers.scratch import scratch_folder
from corpus.report import Report

_PROGRAM = "soffice"
_SECONDS = 45
"""Less than what a file may take without anything read, so that it is named here."""

_LARGEST = 64 * 2**20
_SECTOR = 512
_ABSENT = "读取 DOC、WPS、RTF 需要 LibreOffice，请安装后重新收录（Debian：apt install libreoffice-writer-nogui）"
_FAILED = "LibreOffice 打不开这个文件（可能已损坏，或是旧的 WPS 格式），请用原软件另存为 DOCX"
_ITEM = '<item oor:path="/org.openoffice.Office.Common/{}"><prop oor:name="{}" oor:op="fuse"><value>true</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format("Security/Scripting", "DisableMacrosExecution")
    + _ITEM.format("Security/Scripting", "BlockUntrustedRefererLinks")
    + "</oor:items>"
)
"""No macros, and nothing fetched that a document only links to."""


def read_by_libreoffice(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that an older document holds. Raises OSError and UnreadableFile."""
    with open_regular(path) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFile(f"文件超过 {_LARGEST // 2**20} MB，没有读取，请拆分后再收录")
    if is_encrypted(data):
        raise UnreadableFile(ENCRYPTED)
    program = shutil.which(_PROGRAM)
    if program is None:
        raise UnreadableFile(_ABSENT)
    with scratch_folder() as folder:
        original = folder / f"original{path.suffix.lower()}"
        original.write_bytes(data)
        yield from read_docx(_converted(program, original, folder), source=source)


def is_encrypted(data: bytes) -> bool:
    """Return whether a DOC is encrypted, by its file information block (MS-DOC, 2.5.1); `data` is all of the file."""
    for begin in range(_SECTOR, len(data) - 12, _SECTOR):
        if data.startswith(b"\xec\xa5", begin):
            return bool(int.from_bytes(data[begin + 10 : begin + 12], "little") & 0x0100)
    return False


def _converted(program: str, original: Path, folder: Path) -> Path:
    """Return the DOCX that LibreOffice made. Raises UnreadableFile."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"]
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *options, "--outdir", str(folder / "made")]
    environment = {"HOME": str(folder), "PATH": f"{Path(program).parent}{os.pathsep}{os.defpath}", "LANG": "C.UTF-8"}
    try:
        run_command([*command, str(original)], Limits(_SECONDS, any_memory=True), environment=environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"LibreOffice 转换超过 {_SECONDS} 秒，已放弃，请另存为 DOCX") from error
    made = folder / "made" / f"{original.stem}.docx"
    if not made.is_file():
        raise UnreadableFile(_FAILED)
    return made
