"""Metadata of a web page that only its `<meta>` elements tell."""

from __future__ import annotations

from lxml import etree

from corpus.readers.labelled_values import FieldValues, is_placeholder

_META_FIELDS = {
    "articletitle": "title",
    "pubdate": "published",
    "contentsource": "issuer",
    "indexnumber": "index_number",
    "keywords": "keywords",
}
"""Names of `<meta>` the guidelines for government sites prescribe, by field."""


def read_meta_tags(root: etree._Element, values: FieldValues) -> None:
    """Offer `values` what `<meta>` says of fields the visible page left empty; keywords only of pages that name their article."""
    metas = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in root.iter("meta")}
    for name, field in _META_FIELDS.items():
        usable = field not in values.texts and not is_placeholder(metas.get(name, ""))
        if usable and (field != "keywords" or metas.get("articletitle")):
            values.offer(field, metas[name], place=f"meta 元素“{name}”")
