"""The tools of assistants, asked by the protocol's own client."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from service.archive import Archive
from service.assistant.server import BODY_CHARACTERS, server
from service.settings import ArchiveSettings, Settings
from tests.oracle import MemoryEngine
from tests.service.event_loop import awaited

NOTICE = "信息名称：青禾市水务局关于城区停水的通知\n文号：青水发〔2023〕8号\n发布机构：青禾市水务局\n发布日期：2023-03-29\n\n请提前储水。\n"
ENDED = "信息名称：青禾市停水办法\n有效性：已废止\n发布日期：2013-03-29\n\n停水前告知。\n"
LONG = "信息名称：青禾市供水条例\n\n" + "第一条 供水。\n" * 3_000

Ask = Callable[..., Any]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return an archive of a notice, one that is ended and a long report."""
    (tmp_path / "停水.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "办法.txt").write_text(ENDED, encoding="utf-8")
    (tmp_path / "条例.txt").write_text(LONG, encoding="utf-8")
    archive = Archive(MemoryEngine(), Settings(tmp_path, archive=ArchiveSettings(paths=(tmp_path,))))
    archive.index()
    return archive


@pytest.fixture
def call(archive: Archive) -> Ask:
    """Return a function that calls a tool and returns its result."""

    def call(name: str, **arguments: Any) -> Any:
        async def asked() -> Any:
            async with Client(server(archive, site_name="青禾市", url="https://a.gov.cn")) as client:
                return await client.call_tool(name, arguments)

        return awaited(asked)

    return call


@pytest.fixture
def ask(call: Ask) -> Ask:
    """Return a function that calls a tool and returns its answer."""

    def ask(name: str, **arguments: Any) -> Any:
        result = call(name, **arguments)
        assert not result.is_error, result.content
        return result.structured_content

    return ask


def test_it_says_which_program_it_is(archive: Archive) -> None:
    """Its version, and the name of the site."""

    async def told() -> Any:
        async with Client(server(archive, site_name="青禾市", url="")) as client:
            return client.server_info

    found = awaited(told)
    assert (found.name, found.title, found.version) == ("suoyin", "青禾市", version("suoyin"))


def test_all_tools_only_read(archive: Archive) -> None:
    """Each says so, and what it is for, and of each argument what it is."""

    async def listed() -> Any:
        async with Client(server(archive, site_name="青禾市", url="")) as client:
            return (await client.list_tools()).tools

    tools = awaited(listed)
    assert [tool.name for tool in tools] == ["search", "locate", "get_report", "check_citation"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert all(each["description"] for each in tool.input_schema["properties"].values())


def test_a_search_gives_what_to_cite(ask: Ask) -> None:
    """Title, number, whole address and fragments."""
    found = ask("search", query="停水", issuer="青禾市水务局", year="2023")
    assert found["total"] == 1
    (hit,) = found["hits"]
    assert (hit["title"], hit["document_number"]) == ("青禾市水务局关于城区停水的通知", "青水发〔2023〕8号")
    assert hit["url"] == f"https://a.gov.cn/reports/{hit['id']}"


def test_a_long_report_is_read_in_pieces(ask: Ask) -> None:
    """Each call says where to read on; together they are the whole text."""
    (hit,) = ask("search", query="供水条例")["hits"]
    texts, start = [], 0
    while start is not None:
        piece = ask("get_report", id=hit["id"], start=start)
        texts.append(piece["body"])
        start = piece["next_start"]
    assert max(map(len, texts)) == BODY_CHARACTERS
    assert "".join(texts).count("第一条 供水。") == 3_000


def test_a_number_is_located(ask: Ask) -> None:
    """As on the page for it."""
    (found,) = ask("locate", number="青水发2023 8")["exact"]
    assert found["title"] == "青禾市水务局关于城区停水的通知"
    assert found["url"].startswith("https://a.gov.cn/reports/")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("《青禾市水务局关于城区停水的通知》（青水发〔2023〕8号）", "found"),
        ("青水发〔2023〕8号《关于城区停水的通知》", "found"),
        ("《关于城区停水的通知》（青水发[2023]8号）", "other_form"),
        ("青水发〔2023〕8号", "found"),
        ("青水发2023 8", "found"),
        ("《青禾市供水条例》", "found"),
        ("《青禾市供水条例》第3条", "found"),
        ("《青禾市节水条例》（青水发〔2023〕8号）", "mismatch"),
        ("青水发〔2023〕8号《青禾市节水条例》", "mismatch"),
        ("《关于城区停水的通知》（青水发〔2023〕9号）", "mismatch"),
        ("《关于免征水费的通知》（青水发〔2023〕99号）", "absent"),
        ("青水发〔2024〕8号", "absent"),
    ],
)
def test_citations_are_checked(ask: Ask, text: str, outcome: str) -> None:
    """Number and title each, and whether they belong together, as in drafts."""
    assert ask("check_citation", text=text)["outcome"] == outcome


def test_what_is_no_longer_in_force_is_said_to_be(ask: Ask) -> None:
    """An assistant must not cite it as if it were, and is told how else a number is written."""
    assert ask("check_citation", text="《青禾市停水办法》")["outcome"] == "ended"
    assert ask("check_citation", text="青水发[2023]8号")["suggested"] == "青水发〔2023〕8号"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("search", {"query": "停水", "year": "某年"}, "year"),
        ("get_report", {"id": "none"}, "没有编号为“none”的报告"),
        ("check_citation", {"text": "据有关规定"}, "没有读出"),
    ],
)
def test_what_fails_is_an_error(call: Ask, name: str, arguments: dict[str, str], said: str) -> None:
    """An assistant's program takes it for one, and the text says why."""
    result = call(name, **arguments)
    assert (result.is_error, said in result.content[0].text) == (True, True)
