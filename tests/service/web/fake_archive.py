"""A small archive: reports that have every field or none, hostile ones, and enough of a kind to page through."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from corpus.readers.office.table import Table
from corpus.report import Attachment, Report
from corpus.values.document_number import DocumentNumber, parse_document_number
from corpus.values.index_number import IndexNumber, parse_index_number
from corpus.values.partial_date import PartialDate, parse_partial_date
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexerError
from service.browse.exact_numbers import holders, possible_numbers
from service.browse.locate import LocateResult, locate
from service.browse.original import OriginalFile
from service.browse.related import Related, related
from service.browse.report_page import ReportPage, report_page
from service.browse.status import ArchiveStatus, archive_status
from service.bulk_locate.located import LocatedNumbers, located_numbers
from service.citations.archive_sources import sources_of
from service.citations.checked import CheckedDraft, checked_draft
from service.numbering.numbering import Numbering
from service.search.explanation import ReportExplanation, explain_report
from service.search.request import SearchRequest
from service.search.result import Recommendation, SearchResult
from service.search.run import all_ids, search
from service.search.ways_out import WaysOut, ways_out
from service.spelling.lexicon import Lexicon
from service.suggest import SuggestResult, suggest

LEXICON = Lexicon({"水利": 2, "水质监测": 1})

HOSTILE = '"><script>alert(1)</script>'

_WATER = (
    "第三季度，市水质监测中心对城区2座水厂、乡镇16座水厂和村级集中供水点开展监测，执行《生活饮用水卫生标准》。\n"
    "一、城区供水。出厂水、管网末梢水共检测38份，合格率100%。出厂水浑浊度0.18至0.41NTU，余氯0.52至0.86mg/L，菌落总数未检出。\n"
    "二、乡镇供水。检测64份，合格59份，合格率92.19%。不合格5份中，总大肠菌群超标4份，原因是二氧化氯发生器停机；铁超标1份，位于塘口镇。均已更换部件并复检合格。\n"
    "三、给居民的提示：雨后自来水浑浊时应沉淀并煮沸后饮用；水池每半年清洗一次；发现水质有异味，可拨打供水热线，工作人员24小时内上门取样。\n"
    "青禾市水务局\n2022年10月12日"
)
_LAW = (
    "一年来，全局深入学习贯彻习近平法治思想，推进法治政府建设，重大行政决策合法性审查率100%。\n"
    "一、数字化服务。“企业创新服务码”4月上线，至年底注册企业412家，查询2.6万次。\n"
    "二、行政执法。开展执法检查29次，查出隐患51处，已整改49处，其余2处因需改造排风管道延至次年3月完成。\n"
    "三、问题和计划。一是逾期未验收项目仍有6个；二是基层工作人员不了解自己的权利义务。明年开展逾期项目“清零”。"
)


_ISSUERS = (
    ("青禾市水务局", "015530468"),
    ("青禾市科学技术局", "015530441"),
    ("青禾市人民政府办公室", "015530410"),
    ("青禾市财政局", "015530425"),
    ("青禾市住房和城乡建设局", "015530452"),
    ("青禾市应急管理局", "015530470"),
    ("青禾市教育体育局", "015530433"),
    ("青禾市卫生健康局", "015530461"),
    ("青禾市农业农村局", "015530455"),
    ("青禾市交通运输局", "015530449"),
)


def _law_reports() -> Iterator[Report]:
    for year in range(2014, 2025):
        for rank, (issuer, series) in enumerate(_ISSUERS):
            yield Report(
                id=f"law{year}{rank}",
                source="法治.jsonl",
                title=f"{issuer}{year}年法治政府建设年度报告",
                body=_LAW,
                index_number=parse_index_number(f"{series}/{year}-{rank * 7 + 38:05d}"),
                category="工作报告",
                topic="综合政务\\政务公开",
                issuer=issuer,
                document_number=parse_document_number(f"青{issuer[3]}发〔{year}〕{rank + 3}号") if rank % 2 else None,
                published=PartialDate(year + 1, 1, rank + 10 if year % 3 else None),
            )


WATER = Report(
    id="b3c1f00d5a2e4471",
    source="sample/text/shuiwuju/2022-yinyongshui.txt",
    title="2022年第三季度城乡饮用水水质情况",
    body=_WATER,
    index_number=parse_index_number("015530468/2022-00041"),
    category="环境保护",
    topic="城乡建设、环境保护\\环境监测、保护与治理",
    issuer="青禾市水务局",
    document_number=parse_document_number("青水发〔2022〕41号"),
    published=parse_partial_date("2022-10-18"),
    written=parse_partial_date("2022-10-12"),
    keywords=("饮用水", "水质"),
    status="有效",
    attachments=(
        Attachment("2022年第三季度水质检测结果表.xlsx", "https://example.gov.cn/files/P020221018.xlsx"),
        Attachment("监测点位图.pdf", "./P020221018_2.pdf"),
        Attachment("不该成为链接的附件", "javascript:alert(1)"),
    ),
)
STOPPAGE = Report(
    id="9d40aa71c2b35e08",
    source="tingshui.txt",
    former_ids=("tingshui",),
    title="关于城东片区临时停水的公告",
    body="因春晓路DN600供水主管改造碰口施工，定于2023年7月13日22:00至7月14日8:00对城东片区停水。请提前储水，关好水龙头；"
    "恢复供水初期水质可能发黄，放水几分钟即可正常使用。\n青禾市水务局\n2023年7月11日",
    # The number of another report, as happens.
    index_number=WATER.index_number,
    category="通知公告",
    topic="城乡建设、环境保护\\城乡建设",
    issuer="青禾市水务局",
    published=parse_partial_date("2023-07-11"),
)
CHARGES = Report(
    id="4c19e2b7705ad3f6",
    source="shuifei.txt",
    title="关于水费缴纳渠道的说明",
    body="用户可以到营业厅缴费，也可以在网上缴费。",
    index_number=parse_index_number("015530468/2022-00042"),
    category="通知公告",
    issuer="青禾市水务局",
    published=parse_partial_date("2022-11-02"),
)
EVIL = Report(
    id="evil/1?#%",
    source=HOSTILE,
    title=f"恶意标题{HOSTILE}",
    body=f"恶意正文{HOSTILE}",
    index_number=IndexNumber(f"001/2020-1{HOSTILE}", "other"),
    category=f"恶意分类{HOSTILE}",
    topic=HOSTILE,
    issuer=f"恶意机构{HOSTILE}",
    document_number=DocumentNumber(HOSTILE),
    published=PartialDate(2020),
    keywords=(HOSTILE,),
    status=HOSTILE,
    attachments=(Attachment(HOSTILE, f"https://example.cn/{HOSTILE}"),),
)
REPORTS = (WATER, STOPPAGE, CHARGES, EVIL, Report(id="bare", source="bare.txt"), *_law_reports())


@cache
def _engine() -> Engine:
    """Return an index of the reports, one for all archives of a run."""
    folder = Path(mkdtemp(prefix="suoyin-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = WhooshEngine(folder / "index")
    with engine.rebuild() as writer:
        for report in REPORTS:
            writer.put(report)
    return engine


class FakeArchive:
    """The service over `REPORTS`. It remembers what was searched, may claim another total or generation, or be broken."""

    def __init__(self) -> None:
        self.asked: list[SearchRequest] = []
        self.broken: IndexerError | None = None
        self.total: int | None = None
        self.recommended: tuple[Recommendation, ...] = ()
        self.version = "7"

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked.append(request)
        result = replace(search(self._working(), request), recommended=self.recommended)
        return result if self.total is None else replace(result, total=self.total)

    def ways_out(self, request: SearchRequest) -> WaysOut:
        return ways_out(self._working(), request)

    def export(self, request: SearchRequest) -> Iterator[Report]:
        ids = all_ids(self._working(), request)
        return (_engine().get([each])[each] for each in ids)

    def report(self, report_id: str, query: str = "") -> ReportPage | None:
        return report_page(self._working(), report_id, query, date.today())

    def related(self, report: Report) -> Related:
        return related(self._working(), report)

    def explain_report(self, request: SearchRequest, report_id: str) -> ReportExplanation | None:
        return explain_report(self._working(), request, report_id)

    def original(self, report_id: str) -> OriginalFile | None:
        return None

    def locate(self, number: str) -> LocateResult:
        return locate(self._working(), number)

    def under_number(self, number: str) -> tuple[str, ...]:
        held = holders(self._working(), {number: possible_numbers(number)}).get(number)
        return tuple(held.ids) if held else ()

    def locate_all(self, tables: Iterable[Table]) -> LocatedNumbers:
        return located_numbers(self._working(), tables)

    def check_citations(self, draft: str) -> CheckedDraft:
        return checked_draft(draft, sources_of(self._working(), None, date.today()))

    @property
    def numbering(self) -> Numbering:
        return Numbering(self._working())

    def suggest(self, text: str) -> SuggestResult:
        return suggest(self._working(), text, LEXICON)

    def status(self) -> ArchiveStatus:
        return archive_status(self._working())

    def generation(self) -> str:
        self._working()
        return self.version

    def _working(self) -> Engine:
        if self.broken:
            raise self.broken
        return _engine()
