"""ZIP archives of other files: every member that can be read gives its reports, which belong to the archive's source."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from corpus.characters import clean_line
from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.bounded import unpacked_limit
from corpus.readers.regular_file import open_regular
from corpus.readers.scratch import scratch_folder
from corpus.readers.zip_file import ENCRYPTED, ZipArchive, is_encrypted
from corpus.report import Report

LARGEST_MEMBER = 64 * 2**20
_UTF_8 = 0x800
_LINK = 0o120000
_NAMED_SUFFIXES = 5


class MemberReader(Protocol):
    """What returns the reports in an unpacked member and the problems with it, None for a format that isn't read."""

    def __call__(self, path: Path, *, source: str) -> Iterator[Report | Problem] | None: ...


def read_container(path: Path, *, source: str, read: MemberReader) -> Iterator[Report | Problem]:
    """Yield what the members hold. A report's id comes from `archive.zip!/member`. Raises OSError and UnreadableFile."""
    passed_over: Counter[str] = Counter()
    limit = unpacked_limit(path.stat().st_size)
    with open_regular(path) as file, ZipArchive(file, limit=limit) as archive, scratch_folder() as folder:
        for number, member in enumerate(archive.members):
            if member.is_dir():
                continue
            name = member_name(member)
            reason = _refusal(member, name)
            if reason:
                yield _problem(source, name, Problem(source, reason))
                continue
            unpacked = folder / f"{number}{PurePosixPath(name).suffix[:16].lower()}"
            try:
                unpacked.write_bytes(archive.read(member, limit=LARGEST_MEMBER))
            except UnreadableFile as error:
                yield _problem(source, name, Problem(source, error.reason))
                continue
            found = read(unpacked, source=f"{source}!/{name}")
            if found is None:
                passed_over[PurePosixPath(name).suffix.lower()] += 1
            else:
                for item in found:
                    yield replace(item, source=source) if isinstance(item, Report) else _problem(source, name, item)
            unpacked.unlink()
    yield from _note(source, passed_over)


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member; one that isn't marked as UTF-8 is in UTF-8 or GBK nevertheless, as Chinese systems write."""
    if member.flag_bits & _UTF_8:
        return clean_line(member.filename)
    data = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return clean_line(data.decode(encoding)).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return clean_line(member.filename)


def _refusal(member: zipfile.ZipInfo, name: str) -> str:
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "路径指向压缩包之外，没有读取，请重新打包"
    if (member.external_attr >> 16) & 0o170000 == _LINK:
        return "是符号链接，没有读取，请放入文件本身"
    return ENCRYPTED if is_encrypted(member) else ""


def _problem(source: str, name: str, problem: Problem) -> Problem:
    return replace(problem, source=source, reason=f"压缩包内“{name[-80:]}”：{problem.reason}", line=problem.line)


def _note(source: str, passed_over: Counter[str]) -> Iterator[Problem]:
    if passed_over:
        kinds = "、".join(suffix or "无后缀" for suffix, _ in passed_over.most_common(_NAMED_SUFFIXES))
        count = sum(passed_over.values())
        yield Problem(source, f"压缩包内有 {count:,} 个文件不是能读的类型（{kinds}），没有读取", skipped=False)
