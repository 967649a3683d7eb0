"""Metadata of a web page that only its `<meta>` elements, its data for search engines (JSON-LD) and the ids of elements tell."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml import etree

from corpus.labels import split_labels
from corpus.readers.labelled_values import FieldValues
from corpus.readers.page.field_value import is_unfilled
from corpus.readers.page.text import brief_text_of

_META_FIELDS = {
    "articletitle": "title",
    "pubdate": "published",
    "publishdate": "published",
    "article:published_time": "published",
    "datepublished": "published",
    "maketime": "published",
    "contentsource": "issuer",
    "source": "issuer",
    "indexnumber": "index_number",
    "keywords": "keywords",
}
"""Names of `<meta>`, by field, the better ones first: those that the guidelines for government sites prescribe, and those of the web."""

_NAMED_ELEMENTS = {"publish_time": "published", "js_name": "issuer"}
"""Elements that show day and account on a page of WeChat, by their ids."""

_LINKED_DATA = "application/ld+json"
_LINKED_FIELDS = {"datePublished": "published", "pubDate": "published", "publisher": "issuer"}
_LONGEST_DATA = 100_000


def read_meta_tags(root: etree._Element, values: FieldValues) -> None:
    """Offer `values` what `<meta>` says of fields the visible page left empty; keywords only of pages that name their article."""
    metas = {name: meta.get("content") or "" for meta in root.iter("meta") if (name := _name_of(meta))}
    for name, field in _META_FIELDS.items():
        if field not in values.texts and (field != "keywords" or metas.get("articletitle")):
            _offer(values, field, _without_label(metas.get(name, "")), place=f"meta 元素“{name}”")
    for own_id, field in _NAMED_ELEMENTS.items():
        for element in root.iterfind(f".//*[@id='{own_id}']"):
            if field not in values.texts:
                _offer(values, field, brief_text_of(element), place=f"元素“{own_id}”")
    for key, value in _linked_data(root):
        if (field := _LINKED_FIELDS.get(key, "")) and field not in values.texts:
            _offer(values, field, value, place=f"JSON-LD“{key}”")


def _offer(values: FieldValues, name: str, value: str, *, place: str) -> None:
    if not is_unfilled(name, value):
        values.offer(name, value, place=place)


def _name_of(meta: etree._Element) -> str:
    return (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()


def _without_label(content: str) -> str:
    """Return what a `<meta>` says: some repeat the label of the visible page, `来源：水务局`."""
    before, found = split_labels(content)
    return found[0].value if found and not before else content


def _linked_data(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the keys and texts of the first object of JSON-LD; of an object that is a value, its name."""
    text = next((script.text or "" for script in root.iter("script") if script.get("type") == _LINKED_DATA), "")
    try:
        data = json.loads(text) if len(text) <= _LONGEST_DATA else None
    except (ValueError, RecursionError):
        return
    if isinstance(data, list) and data:
        data = data[0]
    for key, value in data.items() if isinstance(data, dict) else ():
        named = value.get("name") if isinstance(value, dict) else value
        if isinstance(named, str):
            yield key, named
