"""The archive as tools of an assistant, by the Model Context Protocol: all of them only read.

The docstrings of the tools are what an assistant is told of them.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from service.archive import Archive
from service.browse.citation import citation
from service.parameters import BadParameters
from service.search.parameters import parse_search
from service.search.request import MAX_QUERY_LENGTH
from service.web import urls
from service.web.api.citation_documents import CITATION
from service.web.api.documents import LOCATE_RESULT, REPORT_LINK
from service.web.api.search_documents import SEARCH_RESULT

HITS, MOST_HITS = 10, 30
BODY_CHARACTERS = 20_000
"""Characters of a report's text that one call returns: an assistant reads on by `start`."""

LONGEST_CITATION = 300
"""Characters of a citation; the longest titles have about 200."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

_INSTRUCTIONS = (
    "政府信息公开档案“{name}”的检索。先用 search 查找，用 get_report 读全文；引用前用 check_citation 核对标题和文号。"
    "只依据查到的内容回答，并给出报告的标题、文号和 url；没有查到就说没有。"
)


def server(archive: Archive, *, site_name: str, url: str) -> MCPServer[Any]:
    """Return the tools over an archive; `url` is where the public reaches its site, "" where nobody has said."""
    tools = _Tools(archive, url)
    instructions = _INSTRUCTIONS.format(name=site_name)
    made: MCPServer[Any] = MCPServer("suoyin", title=site_name, instructions=instructions, version=version("suoyin"))
    for tool in (tools.search, tools.locate, tools.get_report, tools.check_citation):
        made.add_tool(tool, annotations=_READS)
    return made


class _Tools:
    """What an assistant may ask. What can't be understood, or isn't there, is an error of the tool that says why."""

    def __init__(self, archive: Archive, url: str) -> None:
        self._archive = archive
        self._url = url

    def search(
        self,
        query: Annotated[
            str, Field(max_length=MAX_QUERY_LENGTH, description="检索词，用空格隔开；也可以是一句话或检索式")
        ],
        *,
        issuer: Annotated[str, Field(description="发布机构的全称；空为不限")] = "",
        year: Annotated[str, Field(description="年份或范围，如 2023、2020..2023；空为不限")] = "",
        sort: Annotated[str, Field(description="relevance、newest 或 oldest")] = "relevance",
        page: Annotated[int, Field(ge=1, description="第几页")] = 1,
        page_size: Annotated[int, Field(ge=1, le=MOST_HITS, description="每页几条")] = HITS,
    ) -> dict[str, Any]:
        """检索报告。返回总数、怎样理解检索词、每份报告的标题、编号、文号、机构、日期、网址和命中的片段。"""
        given = {
            "q": query,
            "issuer": issuer,
            "year": year,
            "sort": sort,
            "page": str(page),
            "page_size": str(page_size),
        }
        try:
            result = self._archive.search(parse_search(given.items()))
        except BadParameters as exc:
            raise ToolError(str(exc)) from exc
        found: dict[str, Any] = SEARCH_RESULT.write(result)
        hits = [
            {**{name: hit[name] for name in _SHOWN_OF_HITS}, "url": urls.report_url(hit["id"])} for hit in found["hits"]
        ]
        shown = {name: found[name] for name in _SHOWN_OF_RESULTS}
        return self._whole({**shown, "understood": result.interpretation.summary, "hits": hits})

    def locate(
        self, number: Annotated[str, Field(max_length=300, description="索引号或文号，可以只写一段")]
    ) -> dict[str, Any]:
        """按索引号或文号查找报告，可以不完整，也可以有一处写错。"""
        return self._whole(LOCATE_RESULT.write(self._archive.locate(number)))

    def get_report(
        self,
        id: Annotated[str, Field(description="报告的编号，见 search 和 locate 的结果")],
        start: Annotated[int, Field(ge=0, description="从正文的第几个字符读起；长的报告分几次读")] = 0,
    ) -> dict[str, Any]:
        """读一份报告的元数据和正文。正文长时只给一段，next_start 是下一段的起点，读完为 null。"""
        page = self._archive.report(id)
        if page is None:
            raise ToolError(f"没有编号为“{id}”的报告")
        report = page.report
        end = start + BODY_CHARACTERS
        read = {
            **REPORT_LINK.write(report),
            "citation": citation(report),
            "status": report.status,
            "body": report.body[start:end],
            "next_start": end if end < len(report.body) else None,
        }
        return self._whole(read)

    def check_citation(
        self,
        text: Annotated[
            str, Field(max_length=LONGEST_CITATION, description="一条引用，如《关于…的通知》（青水发〔2023〕8号）")
        ],
    ) -> dict[str, Any]:
        """核对一条引用：档案里有没有这个文号或索引号，标题与它是否相符，是否仍然有效。outcome 为 found、other_form（写法应改为 suggested）、
        mismatch、ended（已不再有效）、withdrawn（已撤回）或 absent，reason 是说明。"""
        checked = self._archive.check_citation(text)
        if checked is None:
            raise ToolError("没有读出标题（写在《》里）或文号、索引号")
        return self._whole(CITATION.write(checked))

    def _whole(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return a document with whole addresses in it, where the site's is known."""
        return {name: self._addressed(name, value) for name, value in document.items()}

    def _addressed(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return self._whole(value)
        if isinstance(value, list):
            return [self._addressed(name, each) for each in value]
        return f"{self._url}{value}" if name == "url" and value.startswith("/") else value


_SHOWN_OF_RESULTS = ("total", "folded", "step", "relaxed", "suggestion", "corrected", "also", "recommended")
_SHOWN_OF_HITS = ("id", "title", "index_number", "document_number", "issuer", "published", "snippets")
