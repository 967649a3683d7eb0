"""The tree of elements of a web page, also of pages that are damaged, hostile or nested without end."""

from __future__ import annotations

import re

from lxml import etree

from corpus.characters import clean_text

# Pages composed of templates end several times; libxml2 reads to the first end, browsers to the last.
_EARLY_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_FONT_TAGS = re.compile(r"</?(?:font|span|b|i|u|em|strong|big|small|o:p|center)(?:\s[^<>]*)?>", re.IGNORECASE)
_STRUCTURE_TAGS = re.compile(r"</?(?!(?:title|script|style|h1|a|meta|head)\b)[a-z][^<>]*>", re.IGNORECASE)

MAX_TAGS = 200_000
"""The largest page seen has 2,000 elements, a table of 30,000 cells has 65,000 tags; each costs 5 µs and half a kilobyte."""

MAX_TAGS_LOOKED_AT = 45_000
"""Of larger pages only text and files are read: to tell the article from what is around it, each tag is looked at twenty times, for 35 µs."""

_MAX_ATTRIBUTES = 1_000
"""libxml2 compares each attribute of a tag with all before it: 200,000 on one tag take it 105 s."""

_LONG_PAGE = 50_000
"""Characters of a page whose tags are looked at: a shorter one costs less than 2 s, whatever is in it."""

# A tag as HTML's tokenizer sees it. It matches wherever a tag begins, up to the end of the text, so that no start is tried twice.
_TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+|<(?P<raw>script|style)\b(?:[^<]++|<(?!/(?P=raw)))*+"
    r"""|(?P<name><[a-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+)*+)>?""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+""")


def has_too_many_tags(text: str) -> bool:
    """Return whether a page has more than `MAX_TAGS` tags, so that it must not be parsed."""
    return text.count("<") > MAX_TAGS


def page_tree(text: str) -> etree._Element | None:
    """Return the root of the page whose source is `text`, or None when it holds nothing."""
    source = _EARLY_END.sub("", _without_server_code(_with_few_attributes(clean_text(text))))
    for flatten in (_as_it_is, _without_fonts, _without_structure):
        # Bytes and a fixed encoding: text with a declaration of its own makes lxml refuse or decode twice.
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True
        )
        try:
            root = etree.fromstring(flatten(source).encode("utf-8"), parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            break
    return root if isinstance(root, etree._Element) else None


# libxml2 gives up at 256 levels and drops the rest of the page. Old editors leave a `<font>` open in each paragraph.
def _as_it_is(source: str) -> str:
    return source


def _without_fonts(source: str) -> str:
    return _FONT_TAGS.sub("", source)


def _without_structure(source: str) -> str:
    return _STRUCTURE_TAGS.sub("<br>", source)


def _without_server_code(text: str) -> str:
    """Return `text` without `<% … %>`, which saved JSP and ASP pages still hold; a browser never shows it."""
    first, *rest = text.split("<%")
    split = (piece.partition("%>") for piece in rest)
    return first + "".join(after if end else f"<%{before}" for before, end, after in split)


def _with_few_attributes(text: str) -> str:
    """Return `text` without the attributes of tags that have more than any page needs."""
    return text if len(text) < _LONG_PAGE else _TAG.sub(_plain_tag, text)


def _plain_tag(match: re.Match[str]) -> str:
    attributes = match["attributes"] or ""
    # An attribute takes two characters at least, so that hardly any tag has to be counted.
    if len(attributes) < 2 * _MAX_ATTRIBUTES or sum(1 for _ in _ATTRIBUTE.finditer(attributes)) <= _MAX_ATTRIBUTES:
        return match[0]
    return f"{match['name']}>"
