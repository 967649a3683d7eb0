"""Hostile web pages: floods of one thing, nesting without end, what is left open, and bytes that are no page."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.hostile_file import HostileFile, exactly, numbered, repeated

_PROSE = "<p>各单位要做好今年防汛抗旱工作，落实责任，汛期二十四小时值班，发现险情立即转移群众。</p>"
_START = "<html><head><title>关于防汛的通知</title></head><body><h1>关于防汛的通知</h1>"


def _page(piece: str, full: int, *, after: str = "", least: int = 1) -> HostileFile:
    """Return a page with an ordinary start, `piece` repeated, and an ordinary paragraph."""
    return HostileFile(".html", repeated(piece, before=_START, after=after + _PROSE), full, least)


def _nested(start: str, end: str, full: int) -> HostileFile:
    return HostileFile(
        ".html", lambda count: f"{_START}{start * count}{_PROSE}{end * count}{_PROSE}".encode(), full, least=300
    )


def _numbered(piece: str, full: int, *, before: str = _START, after: str = _PROSE) -> HostileFile:
    return HostileFile(".html", numbered(piece, before=before, after=after), full)


def _bytes(content: bytes, suffix: str = ".html") -> HostileFile:
    return HostileFile(suffix, exactly(content))


_ENTITIES = (
    '<!DOCTYPE html [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d SYSTEM "file:///etc/passwd">]>'
)

FLOODS: Mapping[str, HostileFile] = {
    "page-attributes-on-one-tag": _numbered(" a{}=1", 200_000, before="<html><body><p", after=f">{_START}{_PROSE}"),
    "page-attributes-on-the-title": _numbered(" a{}=1", 200_000, before="<html><h1", after=f">关于防汛的通知{_PROSE}"),
    "page-attributes-quoted-tags": _numbered(" a{}='<p>'", 200_000, before="<html><p", after=f">{_START}{_PROSE}"),
    "page-attribute-long": HostileFile(
        ".html", repeated("甲", before="<p title='", after=f"'>{_START}{_PROSE}"), 4_000_000
    ),
    "page-class-names": _numbered("c{} ", 1_000_000, before="<div class='", after=f"'>{_START}{_PROSE}</div>"),
    "page-style-spaces": HostileFile(
        ".html", repeated("display ", before="<p style='", after=f" x'>{_START}{_PROSE}"), 1_000_000
    ),
    "page-h1-open": HostileFile(".html", repeated("<h1>"), 1_500_000),
    "page-h1-filled": _numbered("<h1>第{}号</h1>", 500_000, before="<html><body>", after=_PROSE),
    "page-h1-empty": _page("<h1></h1>", 1_000_000),
    "page-titles-by-class": _page("<div class=title></div>", 500_000),
    "page-head-titles": HostileFile(".html", repeated("<title>甲</title>", after=_PROSE), 500_000),
    "page-meta-tags": _numbered("<meta name=a{} content=b>", 300_000, before="<html><head>", after=_START + _PROSE),
    "page-breaks": _page("<br>", 3_000_000),
    "page-paragraphs-empty": _page("<p>", 3_000_000),
    "page-links-to-files": _numbered("<a href=f{}.pdf>附件</a>", 300_000),
    "page-links-to-one-file": _page("<a href=a.pdf>附件</a>", 300_000),
    "page-link-long": HostileFile(".html", repeated(".pd", before=f"{_START}{_PROSE}<a href='"), 3_000_000),
    "page-labels-in-one-line": _page("标题：", 1_000_000),
    "page-labels-in-lines": _page("<p>标题：</p>", 500_000),
    "page-labels-with-values": _numbered("<p>索引号：{}</p>", 300_000),
    "page-label-spans": _page("<span>索引号</span><span>1</span>", 300_000),
    "page-spaces": _page(" \t", 5_000_000),
    "page-wide-spaces": _page("\u3000", 3_000_000),
    "page-entities": _page("&amp;", 3_000_000),
    "page-entities-unknown": _page("&nosuch;", 2_000_000),
    "page-entities-huge": _page("&#99999999999;", 1_000_000),
    "page-entities-surrogates": _page("&#xD800;", 500_000),
    "page-comments": _page("<!---->甲", 1_000_000),
    "page-instructions": _page("<?php 甲 ?>", 500_000),
    "page-server-code": _page("<% ", 3_000_000),
    "page-server-code-closed": _page("<%%>", 2_000_000),
    "page-ends": _page("</body></html>", 1_000_000),
    "page-starts": _page("<html><body>", 1_000_000),
    "page-angle-brackets": _page("<", 5_000_000),
    "page-end-tags": _page("</div>", 2_000_000),
    "page-article-containers": _page("<div id=zoom></div>", 300_000),
    "page-navigation": _page("<div class=nav>首页</div>", 300_000),
    "page-inline-pictures": _page("iVBORw0KGgo", 1_000_000, after="'>"),
    "page-text-in-one-line": _page("甲", 5_000_000),
    "page-list-items": _page("<li>甲", 1_000_000),
    "page-definitions": _page("<dt>标题<dd>甲", 300_000),
    "page-title-of-dashes": HostileFile(
        ".html", repeated("-", before="<html><title>", after=f" x- y政府</title>{_PROSE}"), 500_000, least=1000
    ),
    "page-title-of-bars": HostileFile(".html", repeated("甲_", before="<html><title>", after="</title>甲"), 1_000_000),
    "page-attribute-names-odd": _page("<p \x01\x02=1 \u202e=2 <=3>", 200_000),
}

NESTED: Mapping[str, HostileFile] = {
    "page-b-open": HostileFile(".html", repeated("<b>"), 3_000_000, least=300),
    "page-b-open-with-text": HostileFile(".html", repeated("<b>甲", before=_START, after=_PROSE), 1_500_000, least=300),
    "page-b-i-crossed": _page("<b><i></b></i>甲", 300_000, least=300),
    "page-fonts-with-attributes": _page("<font size=1 color='>'>甲", 300_000, least=300),
    "page-div-open": _nested("<div>", "", 2_000_000),
    "page-div-closed": _nested("<div>", "</div>", 1_000_000),
    "page-div-navigation": _nested("<div class=nav>", "</div>", 500_000),
    "page-div-articles": _nested("<div id=zoom>", "</div>", 500_000),
    "page-div-headings": _nested("<div class=title>甲", "</div>", 500_000),
    "page-unknown-tags": _nested("<x>", "</x>", 1_000_000),
    "page-tables-nested": _nested("<table><tr><td>", "</td></tr></table>", 100_000),
    "page-tables-open": _nested("<table>", "", 500_000),
    "page-lists-nested": _nested("<ul><li>", "</li></ul>", 200_000),
    "page-definitions-nested": _nested("<dl><dt>标题<dd>", "</dd></dl>", 100_000),
    "page-spans-labelled": _nested("<span>索引号", "</span>", 200_000),
    "page-forms-nested": _nested("<form>", "</form>", 200_000),
    "page-pictures-nested": _nested("<svg><g>", "</g></svg>", 100_000),
    "page-links-nested": _nested("<a href=a.pdf>", "</a>", 200_000),
    "page-templates-nested": _nested("<template>", "</template>", 200_000),
    "page-deep-and-wide": HostileFile(
        ".html",
        lambda count: f"{_START}{'<div>' * 200}{'<h1 class=title>甲</h1><a href=a.doc>x</a>' * count}{_PROSE}".encode(),
        100_000,
    ),
    "page-deep-spans-of-labels": HostileFile(
        ".html", lambda count: f"{_START}{'<i>' * 200}{'<u>标题</u>' * count}{_PROSE}".encode(), 300_000
    ),
    "page-deep-then-flat": HostileFile(
        ".html",
        lambda count: f"{_START}{('<q>' * 200 + '甲' + '</q>' * 200) * count}{_PROSE}".encode(),
        5_000,
    ),
    "page-row-with-many-cells": _page("<td>甲</td>", 100_000, after="</table>"),
    "page-table-of-labels": _numbered("<tr><td>索引号<td>{}", 100_000, before=f"{_START}<table>"),
    "page-row-of-labels": HostileFile(
        ".html", repeated("<td>标题<td>甲", before=f"{_START}<table><tr>", after=f"</table>{_PROSE}"), 100_000
    ),
    "page-rows-around-tables": _nested("<table><tr><td>标题</td><td>", "</td></tr></table>", 20_000),
}

UNCLOSED_AND_FALSE: Mapping[str, HostileFile] = {
    "page-comment-open": HostileFile(".html", repeated("甲", before=f"{_START}<!--"), 5_000_000),
    "page-comment-dashes": HostileFile(".html", repeated("-", before=f"{_START}<!--"), 5_000_000),
    "page-comments-open": _page("<!--", 1_000_000),
    "page-script-open": HostileFile(".html", repeated("甲", before=f"{_START}<script>"), 5_000_000),
    "page-scripts-open": _page("<script>", 500_000),
    "page-textarea-open": _page("<textarea>", 500_000),
    "page-plaintext": HostileFile(".html", repeated("<b>甲", before=f"{_START}<plaintext>"), 500_000),
    "page-select-open": _page("<select><option>甲", 300_000),
    "page-tag-open": HostileFile(".html", repeated("a ", before=f"{_START}<p "), 200_000),
    "page-quote-open": HostileFile(".html", repeated("甲>", before=f"{_START}<p title='"), 2_000_000),
    "page-frames-only": _bytes(b"<html><frameset><frame src=a.html></frameset></html>"),
    "page-iframe-only": _bytes(b"<html><body><iframe src='file:///etc/passwd'></iframe></body></html>"),
    "page-entities-declared": _bytes(f"{_ENTITIES}{_START}<p>&c;&d;</p>{_PROSE}".encode()),
    "page-xml-includes": _bytes(
        f"<?xml version='1.0'?>{_START}<xi:include href='file:///etc/passwd' parse='text'/>{_PROSE}".encode()
    ),
    "page-charset-wrong": _bytes(f"<meta charset=big5>{_START}{_PROSE}".encode("gb18030")),
    "page-charset-unknown": _bytes(f"<meta charset=no-such-codec>{_START}{_PROSE}".encode("gb18030")),
    "page-charset-no-text": _bytes(f"<meta charset=rot13>{_START}{_PROSE}".encode("gb18030")),
    "page-charset-claims-utf16": _bytes(f"<meta charset=utf-16>{_START}{_PROSE}".encode()),
    "page-utf16-unmarked": _bytes(f"{_START}{_PROSE}".encode("utf-16-le")),
    "page-utf32": _bytes(f"{_START}{_PROSE}".encode("utf-32")),
    "page-two-encodings": _bytes((_START + _PROSE * 20).encode() + (_PROSE * 20).encode("gb18030")),
    "page-surrogates": _bytes(_START.encode() + b"\xed\xa0\x80" * 3 + _PROSE.encode()),
    "page-nuls": HostileFile(".html", repeated("甲\x00", before=f"{_START}{_PROSE * 40}"), 500_000),
    "page-is-pdf": _bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "page-is-zip": _bytes(b"PK\x03\x04" + bytes(26)),
    "page-is-png": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(64), ".htm"),
    "page-is-gzip": _bytes(b"\x1f\x8b\x08\x00" + bytes(32), ".shtml"),
    "page-is-program": _bytes(b"\x7fELF\x02\x01\x01" + bytes(200)),
    "page-is-pdf-after-blanks": _bytes(b"\n\n %PDF-1.7\n" + bytes(range(256)) * 20),
    "page-empty": _bytes(b""),
    "page-blank": HostileFile(".html", repeated(" \r\n\t"), 1_000_000),
    "page-without-text": _bytes(b"<html><body><script>show()</script></body></html>"),
    "page-mark-only": _bytes(b"\xef\xbb\xbf"),
}

_MESSAGE = "From: <Saved by Blink>\nContent-Type: multipart/related; boundary=B\n\n"
_PART = f"--B\nContent-Type: text/html\n\n{_START}"

SAVED: Mapping[str, HostileFile] = {
    "mht-parts": HostileFile(".mht", repeated("--B\nContent-Type: image/png\n\nx\n", before=_MESSAGE), 1_000_000),
    "mht-parts-of-parts": HostileFile(".mht", repeated(_MESSAGE + "--B\n"), 300_000),
    "mht-headers": HostileFile(".mht", repeated("--B\n" + "a:\n" * 2500 + "\n", before=_MESSAGE), 3_000),
    "mht-header-long": HostileFile(".mht", repeated("a", before="From: "), 30_000_000),
    "mht-page-of-parts": HostileFile(".mht", repeated("--B\n\n", before=_MESSAGE + _PART), 3_000_000),
    "mht-quoted": HostileFile(
        ".mht",
        repeated("=", before=f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{_START}"),
        10_000_000,
    ),
    "mht-base64": HostileFile(
        ".mht", repeated("PGI+", before="Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"), 7_000_000
    ),
}

PAGES: Mapping[str, HostileFile] = {**FLOODS, **NESTED, **UNCLOSED_AND_FALSE, **SAVED}
