"""Finding a report by its index number, as staff type it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.engine import Engine
from service.browse.locate import MAX_EXACT, MAX_VARIANTS, locate
from tests.oracle import MemoryEngine

NUMBERS = {
    "a": "000014348/2023-00826",
    "b": "000014348/2023-00827",
    "c": "000014348/2023-00830",
    "d": "000014348/2022-00827",
    "e": "014032126/2026-00903",
    "f": "014032126/2026-00903",
    "g": "11341702486344515H/202110-00013",
    "h": "2026-02-00018",
    "i": "0142768-8/2022-00185",
    "j": "01527918X-2020-153077",
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return an archive of the number forms seen in the wild."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for report_id, number in NUMBERS.items():
            writer.put(
                Report(id=report_id, source="s", title=f"报告{report_id}", index_number=parse_index_number(number))
            )
    return engine


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("000014348/2023-00827", {"b"}),
        ("０００１４３４８／2023－827".replace("０００１", "００００１"), {"b"}),
        (" 000014348 / 2023 — 00827 ", {"b"}),
        ("014032126/2026-00903", {"e", "f"}),
        ("11341702486344515h/202110-13", {"g"}),
        ("2026-2-18", {"h"}),
        ("2026-02-00018", {"h"}),
        ("0142768-8/2022-00185", {"i"}),
        ("01527918x-2020-153077", {"j"}),
    ],
)
def test_a_whole_number_finds_every_report_under_it(engine: Engine, typed: str, ids: set[str]) -> None:
    """Width, spaces, dashes and leading zeros don't matter; a shared number leads to all its reports."""
    assert {link.id for link in locate(engine, typed).exact} == ids


@pytest.mark.parametrize(
    ("typed", "first", "reason"),
    [
        ("2023-827", "b", "年份和序号相同"),
        ("2023-00827", "b", "年份和序号相同"),
        ("00827", "b", "序号相同"),
        ("00013", "g", "序号相同"),
        ("000014348", "d", "机构代码相同"),
        ("000014348/2023", "a", "机构代码和年份相同"),
        ("00014348/2023-00827", "b", "少一位"),
        ("0000143488/2023-00827", "b", "多一位"),
        ("000014349/2023-00830", "c", "有一位不同"),
        ("000014384/2023-00830", "c", "相邻两位颠倒"),
        ("000014348/2203-00830", "c", "相邻两位颠倒"),
        ("2023-00380", "c", "年份和序号：相邻两位颠倒"),
    ],
)
def test_a_piece_or_a_slip_leads_to_the_report(engine: Engine, typed: str, first: str, reason: str) -> None:
    """A piece of a number or a single slip leads to candidates, each with the reason why it is one."""
    result = locate(engine, typed)
    assert result.exact == ()
    reasons = {candidate.report.id: candidate.reason for candidate in result.candidates}
    assert reason in reasons[first]


def test_the_nearer_candidate_comes_first(engine: Engine) -> None:
    """Candidates are ordered by how little they differ."""
    distances = [candidate.distance for candidate in locate(engine, "00827").candidates]
    assert distances == sorted(distances)
    assert {candidate.report.id for candidate in locate(engine, "00827").candidates} == {"b", "d"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(
            ("索引号：000014348/2023-00827", "b"),
            ("信息索引号: 000014348/2023-00827。", "b"),
            ("000014348_2023_827", "b"),
        ),
        *(("000014348.2023.00827", "b"), ("000014348|2023|00827", "b"), ("000014348202300827", "b")),
        *(("OOOO14348/2023-OO827", "b"), ("0OOO14348/2023-00827;", "b"), ("11341702486344515H20211000013", "g")),
        *(("12\t０００014348／2023－00827\t关于停水的通知\t2023-03-02", "b"), ("（2026-02-00018）", "h")),
    ],
)
def test_what_is_pasted_leads_to_the_report(engine: Engine, typed: str, found: str) -> None:
    """A label, other signs or none, letters for digits, marks at the end and the rest of a row are no obstacle."""
    result = locate(engine, typed)
    assert [report.id for report in result.exact] == [found]


def test_a_document_number_is_looked_up_as_one() -> None:
    """Who types a document number where an index number belongs gets the reports that have it, and is told so."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="n", source="s", title="停水", document_number=parse_document_number("青水发〔2023〕7号")))
    result = locate(engine, "青水发[2023]07号")
    assert ([report.id for report in result.exact], "文号" in result.message) == (["n"], True)


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("640300-101/2019-00012", "2019-00012"),
        ("GA/2020-00077", "/2020-77"),
        ("青水利-2020-00012", "2020-12"),
        ("015103001_2019-0034", "2019-0034"),
        ("SY-AC2900000-2019-012", "012"),
        ("532900-07-3-02-20200119-00003", "20200119-00003"),
        ("NP10203-0300-2014-00007", "NP10203-0300-2014"),
        ("QH00100-0202-2020-00012", "QH00100-0202-2020-"),
        ("360A03-07-2019-0026-1", "360A03-07-2019-0026"),
        ("000014348/2023-00827", "000014348/023-00827"),
        ("532525-005012-20210317-0006", "532525-005012-0210317-0006"),
    ],
)
def test_a_piece_of_a_number_of_any_form_leads_to_the_report(published: str, typed: str) -> None:
    """Its end, its beginning, its serial, and one digit left out before a zero."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="meant", source="s", index_number=parse_index_number(published)))
    assert [each.report.id for each in locate(engine, typed).candidates] == ["meant"]


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("QH/2021/0003", "qh 2021 3"),
        ("53001_02_2021_0001", "53001.02.2021.1"),
        ("FG01-C0401-2021-0006", "FG0lC04O120210006"),
        ("MB1234567-2021-00012", "MB1234567-2021-00012\t关于停水的通知\t青禾市水务局\t2021-03-02"),
        ("11530000015113047U/20230309-00001", "11530000015113047u-20230309-1"),
        ("000014348/2023-00827", "0000143482023827"),
    ],
)
def test_signs_and_leading_zeros_decide_nothing(published: str, typed: str) -> None:
    """A number of whatever form is found by its letters and digits, with other signs or none, alone or in a pasted row."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="x", source="s", title="通知", index_number=parse_index_number(published)))
        writer.put(Report(id="y", source="s", title="通知", index_number=parse_index_number(f"9{published}")))
    assert [report.id for report in locate(engine, typed).exact] == ["x"]


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("青水发〔2021〕3号", "青水发2021 3"),
        ("中华人民共和国国务院令（第804号）", "国务院令804号"),
        ("国令第805号", "国务院令第805号"),
        ("青水发〔2021〕13号", "青水发[2O2l]I3号"),
        ("国务院令第806号", "国令第806号"),
        ("（2021）青01行初12号", "(2021)青01行初12号"),
        ("XZ-2021-003", "文号：XZ-2021-003"),
    ],
)
def test_a_document_number_in_any_spelling_is_looked_up(published: str, typed: str) -> None:
    """A shortened document number, one of a form of its own, and an order without 第 lead to the report too."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="x", source="s", title="通知", document_number=parse_document_number(published)))
    found = locate(engine, typed)
    assert ([report.id for report in found.exact], found.message) == (["x"], "这是文号，找到 1 份报告。")


def test_a_document_number_that_nobody_has_is_called_one(engine: Engine) -> None:
    """Nobody is told that a document number doesn't look like an index number."""
    assert locate(engine, "青水发 2021 3").message.startswith("没有报告的文号是“青水发〔2021〕3号”")


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("青政办函〔2021〕第12号", "青政办函12"),
        ("青政办函〔2021〕第12号", "青政办函第十二号"),
        ("青府规〔2021〕1号（青府办规2号）", "青府办规2号"),
        ("中华人民共和国国务院令第804号", "国院令第804号"),
        ("青禾市人民政府令（第176号）", "市政府第176号令"),
        ("青禾市人民代表大会常务委员会公告（第十二号）", "青禾市人大常委会公告第12号"),
        ("青市监罚字〔2024〕第3号", "青市监罚〔2024〕3号"),
        ("GB/T 33190-2016", "GB/T33190"),
    ],
)
def test_a_document_number_in_part_leads_to_the_report(published: str, typed: str) -> None:
    """Without its year, with a shorter agency, or as a piece, a document number leads to the report, if none has it whole."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="x", source="s", title="通知", document_number=parse_document_number(published)))
        writer.put(Report(id="y", source="s", title="通知", document_number=parse_document_number("云水发〔2024〕3号")))
    assert [candidate.report.id for candidate in locate(engine, typed).candidates] == ["x"]


@pytest.mark.parametrize("typed", ["第804号令", "804号令", "令第804号"])
def test_an_order_without_its_agency(typed: str) -> None:
    """The kind of order and its serial are all that people remember; every such order is found."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for report_id, number in (("x", "中华人民共和国国务院令第804号"), ("y", "国务院公告第804号")):
            writer.put(Report(id=report_id, source="s", title="令", document_number=parse_document_number(number)))
    assert [report.id for report in locate(engine, typed).exact] == ["x"]


def test_a_missing_number_shows_its_neighbours(engine: Engine) -> None:
    """A number nobody has shows the nearest before and after it in the same series."""
    result = locate(engine, "000014348/2023-00828")
    assert result.before is not None
    assert result.after is not None
    assert (result.before.id, result.after.id) == ("b", "c")
    far = locate(engine, "000014348/2023-99999")
    assert far.before is not None
    assert (far.before.id, far.after) == ("c", None)


def test_a_missing_document_number_shows_its_neighbours() -> None:
    """Those of the same agency and year; other series are left out."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for number in ("青水发〔2023〕7号", "青水发〔2023〕12号", "青财发〔2023〕9号"):
            writer.put(Report(id=number, source="s", title="通知", document_number=parse_document_number(number)))
    found = locate(engine, "青水发[2023]9号")
    assert [each and each.id for each in (found.before, found.after)] == ["青水发〔2023〕7号", "青水发〔2023〕12号"]
    assert "前后最近的文号" in found.message


@pytest.mark.parametrize(
    "typed", ["", "   ", "／－", "通知", "x" * 10_000, "\ud800", "\0", "'; DROP TABLE", "<script>"]
)
def test_nonsense_gets_a_message(engine: Engine, typed: str) -> None:
    """What can't be an index number is answered in words."""
    result = locate(engine, typed)
    assert result.exact == ()
    assert result.message


class Counting(MemoryEngine):
    """An engine that counts what it is asked to look up."""

    def __init__(self) -> None:
        super().__init__()
        self.values = 0

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        asked = list(values)
        self.values += len(asked)
        return super().lookup(field, asked)


@pytest.mark.parametrize(
    "typed", ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/2020-00001ABCDEFGHIJ", "A1B2C3D4E5" * 10, "1" * 100]
)
def test_no_number_takes_long(typed: str) -> None:
    """However long a number is and however many letters it has, the slips that are tried are bounded."""
    engine = Counting()
    assert locate(engine, typed).message
    assert engine.values < 5 * MAX_VARIANTS


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(typed: str) -> None:
    """Any text gets an answer."""
    assert locate(MemoryEngine(), typed).message


@pytest.mark.parametrize("between", ["", " ", "、", "\n"])
def test_two_pasted_numbers_are_two(engine: Engine, between: str) -> None:
    """Each is looked up, whatever stands between them, and which is missing is said."""
    found = locate(engine, between.join(("000014348/2023-00826", "000014348/2023-00830", "000014348/2023-00829")))
    assert {report.id for report in found.exact} == {"a", "c"}
    assert "2 个已找到" in found.message
    assert "没有：000014348/2023-00829" in found.message


def test_a_number_of_half_the_archive_is_listed_in_part() -> None:
    """Without the texts; how many reports have it is told, also where it is one of several."""
    engine = MemoryEngine()
    number = parse_index_number("QH/2023/0001")
    with engine.write() as writer:
        for each in range(2 * MAX_EXACT + 1):
            writer.put(Report(id=f"{each}", source="s", title="甲", body="停水。", index_number=number))
    for typed in ("QH/2023/0001", "QH/2023/0001 QH/2023/0002"):
        found = locate(engine, typed)
        assert (len(found.exact), found.exact_left_out) == (MAX_EXACT, MAX_EXACT + 1)
        assert {each.body for each in found.exact} == {""}
    assert f"{2 * MAX_EXACT + 1} 份" in locate(engine, "QH/2023/0001").message
