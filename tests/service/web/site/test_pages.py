"""The pages for people."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

import lxml.html
import pytest
from flask.testing import FlaskClient

from indexer.query import Sort
from service.query.compile import MAX_CHARACTERS
from service.search.request import MAX_QUERY_LENGTH, SearchRequest
from service.search.result import Recommendation
from tests.service.web.fake_archive import HOSTILE, REPORTS, FakeArchive
from tests.service.web.site.addresses import EVIL, WATER, links, search

Page = Callable[[str], str]


def test_home_says_what_is_in_the_archive(page: Page) -> None:
    """The front page shows the number of reports, their span, and counts that lead to them."""
    text = page("/")
    assert f"<strong>{len(REPORTS)}</strong>" in text
    assert "2015-01-10 至 2025-01-19" in text
    assert {search(issuer="青禾市水务局"), search(category="工作报告"), search(year=2020)} <= links(text)
    assert 'action="/locate"' in text


def test_results_show_metadata_and_snippets(page: Page) -> None:
    """A result has its title with matches, what identifies it, and a link that keeps the search."""
    text = page(search(q="水质 水厂"))
    assert "城乡饮用水<mark>水质</mark>情况</a>" in text
    for shown in ("青禾市水务局", "2022-10-18", "环境保护", "015530468/2022-00041", "青水发〔2022〕41号"):
        assert shown in text
    assert f"{WATER}?{urlencode({'q': '水质 水厂'})}" in links(text)
    assert "按此理解：同时包含" in text
    assert re.search(r"共 <strong>1</strong> 条结果", text)


@pytest.mark.parametrize("query", ["水质", "没有这个词啊"])
def test_what_is_recommended_stands_above_the_hits(page: Page, archive: FakeArchive, query: str) -> None:
    """Also where there are none: a report with the search to go back to, a notice with its address, both escaped."""
    archive.recommended = (Recommendation(HOSTILE, "/a?b=1&c=2"), Recommendation("报告", report=REPORTS[0]))
    text = page(search(q=query))
    assert HOSTILE not in text
    assert {"/a?b=1&c=2", f"{WATER}?{urlencode({'q': query})}"} <= links(text)
    assert text.index("推荐</span>") < text.index('class="hits"' if query == "水质" else "没有找到报告")


def test_a_heading_stands_above_what_is_no_word(page: Page) -> None:
    """水卫 stands nowhere but in 饮用水卫生标准; the list goes on below its heading, and there is no empty one above."""
    root = lxml.html.fromstring(page(search(q="水卫")))
    [heading] = root.find_class("others")
    assert heading.text_content() == "以下报告中的“水卫”不是一个词，只是前后两个词的字连在一起，如“饮用水卫生标准”"
    assert [len(each) for each in root.find_class("hits")] == [1]


def test_new_query_stays_within_filters(page: Page) -> None:
    """The search box carries filters and order along, but not the page."""
    form = lxml.html.fromstring(page(search(q="法治", issuer="青禾市水务局", sort="oldest", page=1))).forms[0]
    assert form.form_values() == [("q", "法治"), ("issuer", "青禾市水务局"), ("sort", "oldest")]


def test_page_asks_what_its_address_says(page: Page, archive: FakeArchive) -> None:
    """The archive is asked exactly what the address holds."""
    page(search(q="法治", topic="综合政务\\政务公开", sort="newest", published_from="2020-03", published_to="2021"))
    (asked,) = archive.asked
    assert asked.selections == {"topic": ("综合政务\\政务公开",)}
    assert asked.sort is Sort.NEWEST
    assert (asked.published_from, asked.published_to) == (737485, 738155)


def test_a_search_within_results_is_one_more_word(client: FlaskClient) -> None:
    """The filters stay, and the address is an ordinary one; so does one whose signs were copied as a page has them."""
    response = client.get(f"/search?q={quote('法治')}&year=2020&within={quote('执法')}")
    assert (response.status_code, response.location) == (302, search(q="法治 执法", year=2020))
    assert "2020年" in client.get(f"/search?q={quote('法治')}&amp;year=2020").text


def test_links_carry_what_of_a_query_is_looked_at(page: Page) -> None:
    """So do forms, while the search box keeps all that was typed; the page says so."""
    typed = f"法治{'，' * 1_000}"[:MAX_QUERY_LENGTH]
    text = page(search(q=typed))
    carried = typed[:MAX_CHARACTERS]
    assert search(q=carried, sort="newest") in links(text)
    assert max(map(len, links(text))) < len(search(q=typed))
    box, *others = [dict(form.form_values())["q"] for form in lxml.html.fromstring(text).forms]
    assert (box, set(others)) == (typed, {carried})
    said = f"本页的链接也只带前 {MAX_CHARACTERS} 个字符"
    assert said in text
    assert said not in page(search(q=carried))


def test_a_search_within_the_results_of_a_long_query_is_looked_at(client: FlaskClient) -> None:
    """The query gives way to it."""
    response = client.get(search(q="，" * MAX_QUERY_LENGTH, within="执法"))
    assert response.location == search(q=f"{'，' * (MAX_CHARACTERS - 3)} 执法")


def test_a_range_of_years_is_chosen_without_script(client: FlaskClient) -> None:
    """It leads to an ordinary address, in which the earlier year comes first."""
    response = client.get(f"/search?q={quote('法治')}&year_from=2023&year_to=2020")
    assert (response.status_code, response.location) == (302, search(q="法治", year="2020..2023"))
    assert client.get(f"/search?q={quote('法治')}&year_from=&year_to=").status_code == 200


def test_a_near_number_is_listed_once(page: Page) -> None:
    """Also one that is both a slip away and the next in its series."""
    found = lxml.html.fromstring(page(search(q="015530468/2022-00043"))).xpath(
        "//div[@class='empty']//ul[@class='found-list']/li/a/@href"
    )
    assert found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "没有的词"}, "没有找到报告"),
        ({"q": "没有的词"}, "没有报告含有“没有”“词”"),
        ({"q": "停水", "year": "2020"}, '不限年份（2020年）</a> <span class="count nowrap">1 份'),
        ({"q": "停水 财政局"}, "去掉“财政局”"),
        ({"q": "015530468/2022-00099"}, "最接近的索引号："),
        ({"q": "青水发〔2022〕40号"}, "后一个：青水发〔2022〕41号"),
        ({"q": "水利局"}, "只看发布机构“青禾市水务局”"),
        ({"q": "法治", "page": 500}, "没有第 500 页"),
        ({"q": "较真 法治"}, "没有报告同时包含全部词语，以下报告包含其中一部分"),
        ({"q": '"法治'}, "引号没有成对"),
        ({"year": "..2016"}, "2016年及以前"),
        ({"year": "2016.."}, "2016年及以后"),
        ({"published_from": "2020-03"}, "2020-03-01 起"),
        ({"published_to": "2020-03"}, "2020-03-31 止"),
    ],
)
def test_results_explain_themselves(page: Page, query: dict[str, object], shown: str) -> None:
    """Nothing found, pages past the end, relaxed searches, notes and filters are said in plain words."""
    assert shown in page(search(**query))


def test_locate_shows_exact_and_likely_reports(page: Page) -> None:
    """A number leads to its report; a wrong one to likely ones, with reasons, and to its neighbours."""
    assert WATER in links(page("/locate?number=015530468/2022-00041"))
    text = page("/locate?number=015530468/2022-14")
    assert "相邻两位颠倒" in text
    assert "同一序列里相邻的报告" in text
    assert "读作" in text


@pytest.mark.parametrize("url", ["/locate", "/locate?number=", "/locate?number=%20"])
def test_locate_without_number_is_a_form(page: Page, url: str) -> None:
    """Without a number there is only the form."""
    text = page(url)
    assert 'name="number"' in text
    assert "查找结果" not in text


def test_examples_of_help_are_linked(page: Page) -> None:
    """Every query that the help explains can be tried by a click."""
    found = links(page("/help"))
    for query in ("水质 -停水", "防汛 OR 抗旱", "标题:年度报告", "年份:2020..2023 预算"):
        assert search(q=query) in found


@pytest.mark.parametrize(
    ("asked", "label", "reason"),
    [
        ({"published_from": "去年"}, "发布日期（从）", "不是有效日期"),
        ({"published_from": "2023-05", "published_to": "2022"}, "发布日期（从）", "晚于"),
        ({"year": "23"}, "年份", "四位年份"),
        ({"sort": "best"}, "排序", "只能是"),
        ({"page": "0"}, "页码", "应为 1 到"),
        ({"page": "1001"}, "页码", "只能翻到"),
    ],
)
def test_what_cannot_be_understood_is_said_beside_the_results(
    client: FlaskClient, archive: FakeArchive, asked: dict[str, str], label: str, reason: str
) -> None:
    """The search is kept, what of it is not used is named with the reason, and a form shows what was typed."""
    response = client.get(search(q="法治", **asked))
    assert response.status_code == 400
    assert archive.asked == [SearchRequest("法治")]
    notice = response.text[response.text.index('role="alert"') :].partition("</ul>")[0]
    assert label in notice
    assert reason in notice
    for name in {"published_from", "published_to"} & asked.keys():
        assert f'id="{name}" name="{name}" type="text" value="{asked[name]}"' in response.text


def test_an_error_of_a_date_stands_beside_its_field(client: FlaskClient) -> None:
    """A reader, also one who listens, gets the reason where the value is mended."""
    page = client.get(search(q="法治", published_to="昨天")).text
    field = page[page.index('id="published_to"') :]
    assert 'aria-invalid="true" aria-describedby="published_to-problem"' in field.partition(">")[0]
    assert field.index('id="published_to-problem"') < field.index("</form>")


def test_an_error_of_a_range_of_years_stands_beside_its_fields(client: FlaskClient) -> None:
    """A range that is none is not dropped without a word."""
    response = client.get(search(q="法治", year_from="abc"))
    assert response.status_code == 400
    assert 'name="year_from" aria-invalid="true" aria-describedby="year-problem"' in response.text
    assert response.text.count("应为四位年份或年份范围") == 2  # above the results, and beside the fields


@pytest.mark.parametrize("page", ["/", "/search", "/help", "/locate", WATER])
def test_what_others_add_to_links_means_nothing(client: FlaskClient, page: str) -> None:
    """Links shared by messengers and counted by campaigns lead where they led."""
    decorated = client.get(f"{page}?from=timeline&utm_source=weixin&isappinstalled=0")
    assert decorated.status_code == 200
    assert "timeline" not in decorated.text
    assert client.get(f"/api/v1{WATER}?from=timeline").status_code == 400


@pytest.mark.parametrize("plus", ["%20", "+"])
def test_a_query_in_gbk_is_understood(client: FlaskClient, archive: FakeArchive, plus: str) -> None:
    """Older sites and clients write addresses in GBK."""
    typed = quote("法治 政府".encode("gbk"), safe="").replace("%20", plus)
    assert client.get(f"/search?q={typed}&sort=newest").status_code == 200
    (asked,) = archive.asked
    assert (asked.query, asked.sort) == ("法治 政府", Sort.NEWEST)


@pytest.mark.parametrize(
    "typed", ["2020-2023", "2020—2023", "2020～2023年", "2020至2023", "２０２０..２０２３", "2020年-2023年"]
)
def test_years_are_understood_as_people_write_them(client: FlaskClient, archive: FakeArchive, typed: str) -> None:
    """A range of years may have any dash."""
    assert client.get(search(year=typed)).status_code == 200
    assert archive.asked[0].selections == {"year": ((2020, 2023),)}


@pytest.mark.parametrize(
    "url",
    [
        search(q=HOSTILE, issuer=HOSTILE, category=HOSTILE),
        search(q="恶意"),
        search(issuer=f"恶意机构{HOSTILE}"),
        EVIL,
        f"{EVIL}?{urlencode({'q': f'恶意 {HOSTILE}'})}",
        f"/reports/{quote(HOSTILE, safe='')}",
        f"/locate?number={quote(HOSTILE)}",
        f"/{quote(HOSTILE)}",
        f"/search?{quote(HOSTILE)}=1",
        "/",
    ],
)
def test_hostile_text_is_never_markup(client: FlaskClient, url: str) -> None:
    """A script in a query, filter, id, title, body or attachment stays text."""
    text = client.get(url).text
    assert "<script>" not in text
    scripts = [each for each in lxml.html.fromstring(text).iter("script") if each.get("type") != "application/ld+json"]
    assert {each.get("src", "").split("?")[0] for each in scripts} == {"/static/suoyin.js"}


def test_search_takes_the_defaults(page: Page, archive: FakeArchive) -> None:
    """An address without parameters lists everything."""
    page("/search")
    assert archive.asked == [SearchRequest()]


def test_nothing_found_leads_nowhere_in_vain(page: Page) -> None:
    """Neither to another order of no hits, nor to pieces of longer numbers, which were looked for already."""
    text = page(search(q="asdf9876"))
    assert "没有找到报告" in text
    assert [word in text for word in ("最新发布", "更长的号码里")] == [False, False]


@pytest.mark.parametrize(
    ("asked", "is_open"),
    [({"page": 0}, False), ({"year": "23"}, False), ({"at": "某日"}, True), ({"year_to": "x"}, True)],
)
def test_filters_open_only_where_something_in_them_is_to_be_mended(
    client: FlaskClient, asked: dict[str, object], *, is_open: bool
) -> None:
    """On a phone they stand above the results."""
    text = client.get(search(q="法治", **asked)).text
    assert ("<details data-open-when-wide open>" in text) is is_open


@pytest.mark.parametrize(("number", "said"), [("0155304", True), ("015530468/2022-14", False)])
def test_a_list_of_likely_numbers_says_how_many_it_has_at_most(page: Page, number: str, *, said: bool) -> None:
    """Twenty of a beginning that a hundred numbers have."""
    assert ("最多列出 20 份" in page(f"/locate?number={number}")) is said


@pytest.mark.parametrize("query", ["长" * (MAX_QUERY_LENGTH + 1), "水\0质"])
def test_a_query_that_is_not_used_stays_in_the_box(client: FlaskClient, query: str) -> None:
    """Whoever is told that it is too long can shorten it."""
    form = lxml.html.fromstring(client.get(f"/search?q={quote(query)}").text).forms[0]
    assert form.fields["q"] in (query[:MAX_QUERY_LENGTH], query.replace("\0", "\ufffd"), query.replace("\0", ""))
