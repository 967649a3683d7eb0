"""A small archive in memory that finds words by `in`: enough to see every page and every route answer."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.values.partial_date import parse_partial_date
from indexer.errors import IndexerError
from indexer.query import Sort
from service.search.model import (
    ArchiveStatus,
    AttachmentView,
    Candidate,
    FacetValue,
    HitView,
    Interpretation,
    LocateResult,
    Note,
    ReportLink,
    ReportView,
    SearchRequest,
    SearchResult,
    Suggestion,
    SuggestResult,
)

HOSTILE = '"><script>alert(1)</script>'
FACETS = ("issuer", "category", "topic", "year")


@dataclass(frozen=True, slots=True)
class FakeReport:
    """A report as far as the fake archive needs one."""

    id: str
    index_number: str
    title: str
    issuer: str
    category: str
    topic: str
    published: str
    body: str
    document_number: str = ""
    attachments: tuple[AttachmentView, ...] = ()
    same_number: bool = False

    @property
    def year(self) -> str:
        return self.published[:4]


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


def _reports() -> Iterable[FakeReport]:
    issuers = (
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
    for year in range(2014, 2025):
        for issuer_index, (issuer, series) in enumerate(issuers):
            yield FakeReport(
                id=f"law{year}{issuer_index}",
                index_number=f"{series}/{year}-{issuer_index * 7 + 5:05d}",
                title=f"{issuer}{year}年法治政府建设年度报告",
                issuer=issuer,
                category="工作报告",
                topic="综合政务\\政务公开",
                published=f"{year + 1}-01-{issuer_index + 10}" if year % 3 else f"{year + 1}-01",
                body=_LAW,
                document_number=f"青{issuer[3]}发〔{year}〕{issuer_index + 3}号" if issuer_index % 2 else "",
            )


REPORTS = (
    FakeReport(
        id="b3c1f00d5a2e4471",
        index_number="015530468/2022-00041",
        title="2022年第三季度城乡饮用水水质情况",
        issuer="青禾市水务局",
        category="环境保护",
        topic="城乡建设、环境保护\\环境监测、保护与治理",
        published="2022-10-18",
        body=_WATER,
        document_number="青水发〔2022〕41号",
        attachments=(
            AttachmentView("2022年第三季度水质检测结果表.xlsx", "https://example.gov.cn/files/P020221018.xlsx"),
            AttachmentView("监测点位图.pdf", "./P020221018_2.pdf"),
            AttachmentView("不该成为链接的附件", "javascript:alert(1)"),
        ),
        same_number=True,
    ),
    FakeReport(
        id="9d40aa71c2b35e08",
        index_number="015530468/2023-00066",
        title="关于城东片区临时停水的公告",
        issuer="青禾市水务局",
        category="通知公告",
        topic="城乡建设、环境保护\\城乡建设",
        published="2023-07-11",
        body="因春晓路DN600供水主管改造碰口施工，定于2023年7月13日22:00至7月14日8:00对城东片区停水。请提前储水，关好水龙头；"
        "恢复供水初期水质可能发黄，放水几分钟即可正常使用。\n青禾市水务局\n2023年7月11日",
    ),
    FakeReport(
        id="evil/1?#%",
        index_number=f"001/2020-1{HOSTILE}",
        title=f"恶意标题{HOSTILE}",
        issuer=f"恶意机构{HOSTILE}",
        category=f"恶意分类{HOSTILE}",
        topic=HOSTILE,
        published="2020",
        body=f"恶意正文{HOSTILE}",
        document_number=HOSTILE,
        attachments=(AttachmentView(HOSTILE, f"https://example.cn/{HOSTILE}"),),
    ),
    FakeReport("bare", "", "", "", "", "", "", ""),
    *_reports(),
)


def highlighted(text: str, words: Iterable[str]) -> str:
    """Return `text` escaped, each of `words` in <mark>."""
    pattern = "|".join(re.escape(word) for word in words)
    if not pattern:
        return html.escape(text)
    pieces = re.split(f"({pattern})", text)
    return "".join(
        f"<mark>{html.escape(piece)}</mark>" if index % 2 else html.escape(piece) for index, piece in enumerate(pieces)
    )


def link(report: FakeReport) -> ReportLink:
    """Return a link to a report."""
    return ReportLink(
        report.id, report.index_number, report.title, report.issuer, report.published, f"/reports/{report.id}"
    )


@dataclass
class FakeArchive:
    """An archive that answers from `reports` or, with `broken`, raises it from every call."""

    reports: tuple[FakeReport, ...] = REPORTS
    broken: IndexerError | None = None
    version: str = "7"
    total: int | None = None
    asked: list[SearchRequest] = field(default_factory=list)

    def search(self, request: SearchRequest) -> SearchResult:
        self._check()
        self.asked.append(request)
        words = [word for word in request.query.split() if not word.startswith("-")]
        relaxed = "较真" in words
        words = [word for word in words if word != "较真"]
        found = [each for each in self.reports if all(word in each.title + each.body for word in words)]
        passing = [each for each in found if _passes(each, request)]
        if request.sort is not Sort.RELEVANCE:
            passing.sort(key=lambda each: each.published, reverse=request.sort is Sort.NEWEST)
        first = (request.page - 1) * request.page_size
        hits = passing[first : first + request.page_size]
        return SearchResult(
            total=len(passing) if self.total is None else self.total,
            page=request.page,
            page_size=request.page_size,
            hits=tuple(_hit(each, words) for each in hits),
            facets={name: _facet(found, name, request) for name in FACETS},
            relaxed=relaxed,
            interpretation=Interpretation(
                f"同时包含{'、'.join(f'“{word}”' for word in words)}" if words else "全部报告",
                tuple(words),
                notes=(Note("引号没有配对，按普通文字处理", 0, 1),) if '"' in request.query else (),
            ),
            took_ms=12.3,
        )

    def report(self, report_id: str, query: str = "") -> ReportView | None:
        self._check()
        report = next((each for each in self.reports if each.id == report_id), None)
        if report is None:
            return None
        words = query.split()
        series = [each for each in self.reports if each.issuer == report.issuer and each.id.startswith("law")]
        is_water = report.same_number
        return ReportView(
            id=report.id,
            title=report.title,
            title_html=highlighted(report.title, words),
            index_number=report.index_number,
            category=report.category,
            topic=report.topic,
            issuer=report.issuer,
            document_number=report.document_number,
            published=report.published,
            written="2022-10-12" if is_water else "",
            keywords=("饮用水", "水质") if is_water else (),
            status="有效" if is_water else "",
            source="sample/text/shuiwuju/2022-yinyongshui.txt" if is_water else "",
            body=report.body,
            paragraphs_html=tuple(highlighted(line, words) for line in report.body.split("\n") if line),
            attachments=report.attachments,
            url=f"/reports/{report.id}",
            previous=link(series[0]) if is_water else None,
            next=link(series[1]) if is_water else None,
            same_number=(link(self.reports[1]),) if is_water else (),
            missing_before=tuple(f"015530468/2022-{serial:05d}" for serial in (38, 39, 40)) if is_water else (),
            missing_after=(),
        )

    def locate(self, number: str) -> LocateResult:
        self._check()
        exact = tuple(link(each) for each in self.reports if each.index_number == number)
        water = self.reports[0]
        if exact:
            return LocateResult(number, number, exact, (), None, None, f"找到 {len(exact)} 份报告。")
        return LocateResult(
            number,
            "015530468/2022-00014",
            (),
            (
                Candidate(link(water), "最后两位颠倒：00014 与 00041", 1),
                Candidate(link(self.reports[1]), "年份不同", 2),
            ),
            link(self.reports[5]),
            link(water),
            "没有索引号为 015530468/2022-00014 的报告，下面是最接近的。",
        )

    def suggest(self, text: str) -> SuggestResult:
        self._check()
        issuers = sorted({each.issuer for each in self.reports if text and text in each.issuer})
        titles = [each for each in self.reports if text and text in each.title]
        return SuggestResult(
            text,
            (
                *(Suggestion("issuer", issuer, f"/search?issuer={issuer}") for issuer in issuers[:3]),
                *(Suggestion("title", each.title, f"/reports/{each.id}") for each in titles[:7]),
            ),
        )

    def status(self) -> ArchiveStatus:
        self._check()
        facets = {name: _facet(self.reports, name, SearchRequest()) for name in FACETS}
        return ArchiveStatus(len(self.reports), "fake", self.version, 1024, 1, "2014-03-01", "2025-01-19", facets)

    def generation(self) -> str:
        self._check()
        return self.version

    def _check(self) -> None:
        if self.broken:
            raise self.broken


def _passes(report: FakeReport, request: SearchRequest) -> bool:
    day = parse_partial_date(report.published).ordinal if report.published else None
    return (
        all(getattr(report, name) in values for name, values in request.filters.items() if values)
        and (not request.years or any(_within(report.year, years) for years in request.years))
        and (request.published_from is None or (day is not None and day >= request.published_from))
        and (request.published_to is None or (day is not None and day <= request.published_to))
    )


def _within(year: str, years: tuple[int | None, int | None]) -> bool:
    low, high = years
    return bool(year) and (low or 0) <= int(year) <= (high or 9999)


def _facet(reports: Iterable[FakeReport], name: str, request: SearchRequest) -> tuple[FacetValue, ...]:
    own = replace(request, years=()) if name == "year" else replace(request, filters={**request.filters, name: ()})
    counts = Counter(getattr(each, name) for each in reports if _passes(each, own))
    del counts[""]
    ordered = sorted(counts.items(), reverse=True) if name == "year" else counts.most_common()
    chosen = request.filters.get(name, ())
    return tuple(
        FacetValue(value, count, value in chosen or (name == "year" and any(_within(value, y) for y in request.years)))
        for value, count in ordered
    )


def _hit(report: FakeReport, words: list[str]) -> HitView:
    lines = [line for line in report.body.split("\n") if any(word in line for word in words)]
    return HitView(
        id=report.id,
        index_number=report.index_number,
        title=report.title,
        issuer=report.issuer,
        category=report.category,
        topic=report.topic,
        document_number=report.document_number,
        published=report.published,
        url=f"/reports/{report.id}",
        score=1.5,
        title_html=highlighted(report.title, words),
        snippets=tuple(highlighted(line, words) for line in (lines or report.body.split("\n")[:1])[:3]),
    )
