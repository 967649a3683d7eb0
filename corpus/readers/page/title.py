"""The title of a web page's report where no label tells it: what the page's own title says, a heading, or the line above its information."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.characters import HAN, one_line, without_spaces
from corpus.labels import is_label, split_labels
from corpus.readers.labelled_values import plausible_title
from corpus.readers.layout.characters import in_one_line
from corpus.readers.page.boilerplate import is_chrome
from corpus.readers.page.containers import is_container, names_of
from corpus.readers.page.lines import MAX_VALUE, Cell, Line
from corpus.readers.page.own_title import OwnTitle, names_no_article, names_site, own_title, said_on_page
from corpus.readers.page.text import brief_text_of, is_unseen
from corpus.values.partial_date import YEAR

_TITLE_CLASSES = frozenset(
    (
        *("title", "tit", "bt", "article-title", "article_title", "arti_title", "arti-title", "xxgk_title"),
        *("news_title",),
    )
)
_CELLS = ("td", "th")
_LONGEST_LABEL = 12
_OF_ARTICLES = frozenset(("article", "content", "main", "detail"))
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|#)?|javascript:.*", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    rf"\s*[（(\[【]?\s*{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s+\d\d?:\d\d(?::\d\d)?)?\s*[）)\]】]?$"
)
_PATH = re.compile(r"[>»›＞]|位置|首页")
_SPREAD = re.compile(r"([通公决意批命报请])\s+([知告定见复令示])$")
"""The kind of a document at the end of its title, spread over the line: `通　知`."""

_LABELLED = re.compile(rf"[{HAN}]{{2,6}}\s?[:：]\s*\S{{0,12}}")
_MIN_TITLE = 2
_MIN_LINE = 6
"""Characters of the shortest line that is believed to be a title by its place alone."""

_LINES_ABOVE = 3
_MOST_TRIED = 8
"""Lines with an agency or a day above which a title is looked for: that of the article is one of the first."""

_MAX_HEADINGS = 500
"""Pages have a dozen headings, lists of links a few hundred."""

_MAX_TITLE = 200


def find_title(root: etree._Element, page: Sequence[Line | list[Cell]] = ()) -> str:
    """Return the title of the article, else an empty string; `page` are the lines of the page.

    What the page's own title says of it counts first if the page shows it, then headings that say the bulk of it, other
    headings, and, where its own title names but the site, the line above the agency and the day.
    """
    own = own_title(root)
    texts = list(_headings(root, own))
    lines = {without_spaces(line.text) for line in page if isinstance(line, Line) and len(line.text) <= _MAX_TITLE}
    if said := said_on_page(own, lines):
        # The heading may name the agency too, which the page's own title leaves out.
        return next((text for text in texts if without_spaces(text).endswith(without_spaces(said))), said)
    bulk = next((text for text in texts if _is_bulk_of(text, own.article)), "")
    above = "" if own.article or texts else _above_information(page, own)
    return bulk or (texts[0] if texts else above or own.article)


def is_called_title(element: etree._Element) -> bool:
    """Return whether an element is by its tag or name a title: the article's, or another one of the page."""
    return element.tag == "h1" or bool(names_of(element) & _TITLE_CLASSES)


def _headings(root: etree._Element, own: OwnTitle) -> Iterator[str]:
    """Yield the texts of headings that may be the article's, the likelier first."""
    headings = [
        element for element in root.iter("h1", "h2", "h3", "div", "p", "td", "span") if is_called_title(element)
    ]
    # An h1 is the article's more often than an element of the class `title`; sites put their own name into either.
    headings.sort(key=lambda element: element.tag != "h1")
    seen = [heading for heading in headings[:_MAX_HEADINGS] if not _is_around(heading)]
    seen.sort(key=lambda element: (element.tag != "h1", not any(map(is_container, element.iterancestors()))))
    for heading in seen:
        text = _SPREAD.sub(r"\1\2", in_one_line(brief_text_of(heading)))
        if day := _DAY_BEHIND.search(text):
            text = text if day[0].strip() in own.text else text[: day.start()]
        if _is_fit(text, own) and not _is_label_of_cell(heading, text) and not _leads_home(heading):
            yield text


def _is_around(heading: etree._Element) -> bool:
    """Return whether a heading is hidden or one of what is around the article; an article may have a header of its own."""
    chrome = False
    for above in (heading, *heading.iterancestors()):
        if is_unseen(above) and not is_container(above):
            return True
        if chrome and (above.tag in ("article", "main") or is_container(above) or names_of(above) & _OF_ARTICLES):
            return False
        chrome = chrome or is_chrome(above)
    return chrome


def _is_fit(text: str, own: OwnTitle) -> bool:
    is_title = _MIN_TITLE < len(text) <= _MAX_TITLE and not is_label(text) and not text.endswith(("：", ":"))
    return is_title and not names_no_article(text) and not names_site(text, own)


def _is_label_of_cell(heading: etree._Element, text: str) -> bool:
    """Return whether a short text in a cell stands beside another cell: `<td class="title">登记号</td><td>…</td>`."""
    if heading.tag not in _CELLS or len(text) > _LONGEST_LABEL:
        return False
    return any(sibling.tag in _CELLS for sibling in (*heading.itersiblings(), *heading.itersiblings(preceding=True)))


def _leads_home(heading: etree._Element) -> bool:
    """Return whether a heading is the name of the site, which leads to its first page."""
    links = [link.get("href") for link in (*heading.iterancestors("a"), *heading.iterdescendants("a"))]
    return any(link is not None and _HOME.fullmatch(link.strip()) for link in links)


def _above_information(page: Sequence[Line | list[Cell]], own: OwnTitle) -> str:
    """Return the title that stands right above the line with the agency and the day, or above a known container of articles."""
    seen: deque[Line] = deque(maxlen=_LINES_ABOVE)
    tried = 0
    for each in page:
        begins_article = _is_in_container(each)
        if begins_article or _is_information(each):
            if title := next((one_line(line.text) for line in reversed(seen) if _is_title_line(line, own)), ""):
                return title
            tried += 1
            if begins_article or tried == _MOST_TRIED:
                break
        if isinstance(each, Line):
            seen.append(each)
    return ""


def _is_information(row: Line | list[Cell]) -> bool:
    texts = [row.text[:MAX_VALUE]] if isinstance(row, Line) else [text for _, text in row]
    return any(each.field in ("published", "issuer") for text in texts for each in split_labels(text)[1])


def _is_in_container(row: Line | list[Cell]) -> bool:
    block = row.block if isinstance(row, Line) else row[0][0]
    return is_container(block) or any(map(is_container, block.iterancestors()))


def _is_title_line(line: Line, own: OwnTitle) -> bool:
    text = plausible_title(line.text)
    is_title = len(text) >= _MIN_LINE and _is_fit(text, own) and not _PATH.search(text)
    is_labelled = split_labels(text)[1] or _LABELLED.fullmatch(text)
    return is_title and not is_labelled and line.block.find(".//a") is None and not _is_around(line.block)


def _is_bulk_of(text: str, article: str) -> bool:
    """Return whether a heading says most of what the page's own title says of the article: others name a column, or say 当前位置."""
    text, article = without_spaces(text), without_spaces(article)
    return text in article and 2 * len(text) >= len(article)
