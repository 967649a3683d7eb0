"""JSON lines: one report per line, keys in English or Chinese. Input of `suoyin index` and output of `export`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from corpus.characters import clean_line
from corpus.errors import UndecodableBytes
from corpus.identity import MOST_FORMER_IDS, id_of_source
from corpus.problem import Problem
from corpus.readers.encoding import decode
from corpus.readers.json_fields import fields_of_record
from corpus.readers.labelled_values import FieldValues, build_report, first_title
from corpus.readers.lines import MAX_LINE, MAX_LINES, numbered_lines
from corpus.readers.placeholder import is_placeholder
from corpus.readers.plain_text import FIRST_LINE
from corpus.readers.problem_limit import FIRST_OF_A_KIND
from corpus.readers.unread_keys import UnreadKeys
from corpus.record import to_record
from corpus.report import Report

MAX_ID = 128
MAX_ENTRIES = 100_000
"""Keys of a record and items of its lists, each of which takes some microseconds; records have twenty."""

_ID = re.compile(r"[\w.:-]+")
"""Ids stand in addresses and file names. Letters of any script: archives number by locality (`cx-青禾`)."""

_MAYBE_JSON = frozenset(b' \t\r\n\v\f{["-0123456789tfnNI')
"""ASCII that JSON may begin with, after white space."""

_AFTER_RECORD = ", \t\r\n"
"""What may stand behind a record: a comma where a list was taken apart into lines."""

_NO_VALUE = "不是有效的 JSON（第 1 个字符处：Expecting value），请修正这一行"
_DISTINGUISHING_FIELDS = ("index_number", "title", "issuer", "document_number", "published")
_TOO_DEEP = "嵌套太深"


@dataclass(slots=True)
class RecordFile:
    """What is known of the earlier lines of one file: their ids, and what is counted. Nothing else grows with the file."""

    source: str
    given: dict[str, int] = field(default_factory=dict)
    derived: Counter[str] = field(default_factory=Counter)
    unread: UnreadKeys = field(default_factory=UnreadKeys)
    hopeless: int = 0
    last_hopeless: int = 0

    def passes_over(self, line_number: int, line: bytes | None) -> bool:
        """Return whether a line needs no look, being one of many that begin like no JSON: a flood is only counted."""
        if line is None or line[0] >= 0x80 or line[0] in _MAYBE_JSON:
            return False
        self.hopeless += 1
        self.last_hopeless = line_number
        return self.hopeless > FIRST_OF_A_KIND

    def rest(self) -> Iterator[Problem]:
        """Yield what is to be said at the end of the file."""
        if self.hopeless > FIRST_OF_A_KIND:
            more = self.hopeless - FIRST_OF_A_KIND
            yield Problem(self.source, _NO_VALUE, line=self.last_hopeless, count=more)
        yield from self.unread.problems(self.source)


class RefusedRecord(Exception):
    """A line that holds no report; the message is the reason, in Chinese."""


def read_lines(stream: IO[bytes], *, source: str) -> Iterator[Report | Problem]:
    """Yield the report of each line; for a bad line a Problem with its number, then the next line is read.

    A `source` inside a line is ignored: the file that holds the line now is where its reports come from, so that they
    are removed with the file. Errors of the stream itself (OSError, EOFError) are raised, after what is known till then.
    """
    file = RecordFile(source)
    try:
        yield from _read_each(stream, file)
    except Exception:  # whatever it is goes on, after what is known till then
        yield from file.rest()
        raise
    yield from file.rest()


def _read_each(stream: IO[bytes], file: RecordFile) -> Iterator[Report | Problem]:
    parse = _parser()
    for line_number, line in numbered_lines(stream):
        if line_number > MAX_LINES:
            yield Problem(file.source, f"文件超过 {MAX_LINES:,} 行，其后的内容没有读到，请拆分后再收录")
            return
        if file.passes_over(line_number, line):
            continue
        try:
            text = _decoded(line)
            if not text or text.isspace():
                continue
            record, notes = parse(text)
            report, more = report_of_record(record, file, line_number)
        except RefusedRecord as refusal:
            yield Problem(file.source, str(refusal), line=line_number)
            continue
        yield report
        for note in (*notes, *more):
            yield Problem(file.source, note, line=line_number, skipped=False)


def write_record(report: Report) -> str:
    """Return `report` as one line of JSON, without the line end."""
    return json.dumps(to_record(report), ensure_ascii=False, separators=(",", ":"))


def dump_lines(reports: Iterable[Report]) -> Iterator[str]:
    r"""Yield each report as a line of JSON, ended by `\n`; `read_lines` yields equal reports.

    >>> print(*dump_lines([Report(id="1", source="a.txt", title="通知")]), end="")
    {"id":"1","source":"a.txt","title":"通知"}
    """
    for report in reports:
        yield write_record(report) + "\n"


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise RefusedRecord(f"这一行超过 {MAX_LINE // 2**20} MB，请拆分后再导入")
    try:
        return line.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    try:
        return decode(line).text
    except UndecodableBytes as error:
        raise RefusedRecord(f"认不出编码：{error}，请把文件转为 UTF-8") from error


def _parser() -> Callable[[str], tuple[dict[str, object], list[str]]]:
    """Return what parses lines: making a decoder takes longer than a short line."""
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
        collected: dict[str, object] = {}
        for key, value in pairs:
            if key in collected:
                repeated.append(key)
                if not _is_missing(collected[key]):
                    continue
            collected[key] = value
        return collected

    # NaN and Infinity are no JSON, but exports of tables put them where a cell was empty.
    decoder = json.JSONDecoder(object_pairs_hook=collect, parse_constant=lambda _: None)

    def parse(text: str) -> tuple[dict[str, object], list[str]]:
        repeated.clear()
        record = _parsed(decoder, text)
        return record, [f"键“{clean_line(key)[:40]}”出现多次，已用第一个有值的" for key in dict.fromkeys(repeated)]

    return parse


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_placeholder(value))


def _parsed(decoder: json.JSONDecoder, text: str) -> dict[str, object]:
    try:
        record = decoder.decode(text.rstrip(_AFTER_RECORD))
    except json.JSONDecodeError as error:
        raise RefusedRecord(f"不是有效的 JSON（第 {error.colno} 个字符处：{error.msg}），请修正这一行") from error
    except (ValueError, RecursionError) as error:
        reason = _TOO_DEEP if isinstance(error, RecursionError) else "数字过长"
        raise RefusedRecord(f"不是能读的 JSON（{reason}），请修正这一行") from error
    if not isinstance(record, dict):
        raise RefusedRecord("应为 JSON 对象（用花括号括起），请修正这一行")
    return record


def report_of_record(record: Mapping[str, object], file: RecordFile, line_number: int) -> tuple[Report, list[str]]:
    """Return the report that a record holds, keys named by any label, and notes. Raises RefusedRecord."""
    _refuse_floods(record)
    found = fields_of_record(record, file.unread)
    values = found.values
    values.fill("title", first_title(found.body), place=FIRST_LINE)
    if not values.texts.get("title"):
        raise RefusedRecord("没有标题（title 或 信息名称），请补上")
    own, more = _own_id(found.id, file, line_number)
    report, refused = build_report(
        values,
        id=own,
        source=file.source,
        body=found.body,
        keywords=found.keywords,
        attachments=found.attachments,
        former_ids=_former_ids(found.former_ids, own, values, file),
        # What a record leaves out stays empty, or an export would not come back equal.
        read_signature=False,
    )
    return report, [*found.notes, *more, *refused]


def _refuse_floods(record: Mapping[str, object]) -> None:
    entries = len(record) + sum(len(value) for value in record.values() if isinstance(value, (list, dict)))
    if entries > MAX_ENTRIES:
        raise RefusedRecord(f"键和列表项共 {entries:,} 个，超过 {MAX_ENTRIES:,} 个，请拆分或更正这一行")


def _own_id(own: object, file: RecordFile, line_number: int) -> tuple[str, list[str]]:
    """Return the id that a line gives, "" without a usable one, and then a note. Raises RefusedRecord for an id already given."""
    if isinstance(own, (str, int)) and not isinstance(own, bool):
        text = str(own)
        if _is_id(text):
            earlier = file.given.setdefault(text, line_number)
            if earlier != line_number:
                raise RefusedRecord(
                    f"编号（id）“{text}”与第 {earlier} 行相同，第 {line_number} 行已略去，请改成不同的编号"
                )
            return text, []
    notes = [] if own is None else [f"编号（id）只能用文字、数字和 . _ - :，至多 {MAX_ID} 个字符；已另编编号"]
    return "", notes


def _is_id(text: str) -> bool:
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def _former_ids(value: object, own: str, values: FieldValues, file: RecordFile) -> tuple[str, ...]:
    """Return the ids that a line says its report had, and the one that versions before made for a line without one."""
    given = [each for each in value if isinstance(each, str) and _is_id(each)] if isinstance(value, list) else []
    if own:
        return tuple(given[:MOST_FORMER_IDS])
    url = values.texts.get("original_url")
    texts = [url] if url else [values.texts.get(name, "") for name in _DISTINGUISHING_FIELDS]
    first = id_of_source(file.source, *texts)
    file.derived[first] += 1
    count = file.derived[first]
    return (*given[:MOST_FORMER_IDS], first if count == 1 else id_of_source(file.source, *texts, str(count)))
