"""Requests of every kind to an application, changed at random: methods, paths, parameters, headers and bodies."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask

from tests.hostile.mutations import mutated

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "A" * 300)
VALUES = (
    "",
    " ",
    "0",
    "-1",
    "9" * 40,
    "1e309",
    "NaN",
    "null",
    "2023-13-45",
    "2023-02-30..",
    "0000",
    "\0",
    "\ud800",
    "\u202e",
    "\r\nX-Injected: 1",
    "'; DROP TABLE entries; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%s%n",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "//example.org/",
    "http://example.org/",
    "🙂" * 100,
    "甲" * 5_000,
    "a" * 20_000,
    "(" * 500,
    "000014348/2023-00827",
    "青水发〔2023〕8号",
    "《关于停水的通知》（青水发〔2023〕8号）",
    "关于停水的通知",
    "publish",
    "csv",
    "2023",
    "yes",
)
NAMES = (
    *(
        "q",
        "page",
        "page_size",
        "sort",
        "year",
        "issuer",
        "category",
        "topic",
        "validity",
        "published_from",
        "at",
        "step",
        "fold",
    ),
    *(
        "number",
        "text",
        "file",
        "draft",
        "format",
        "numbers",
        "name",
        "password",
        "csrf_token",
        "reason",
        "title",
        "body",
        "source",
    ),
    *(
        "index_number",
        "document_number",
        "issuer[]",
        "since",
        "before",
        "next",
        "id",
        "version",
        "field",
        "until",
        "",
        "é",
        "a" * 500,
    ),
)
HEADERS: Mapping[str, tuple[str, ...]] = {
    "If-None-Match": ("*", '"x"', 'W/"', "a" * 5_000, '"' * 99),
    "If-Modified-Since": ("never", "Sun, 06 Nov 1994 08:49:37 GMT", "0"),
    "Range": ("bytes=0-1", "bytes=-", "bytes=9-1", "bytes=0-0,1-1,2-2", "pages=1"),
    "Accept": ("*/*;q=x", "text/html;" * 500, "application/json"),
    "Accept-Encoding": ("gzip;q=9", "br", ";" * 500, "identity;q=0"),
    "Accept-Language": ("en", "*" * 500),
    "Cookie": ("suoyin_desk=x", "=" * 500, "a=b; " * 500, "size=99; size=large", 'x="\\'),
    "Host": ("a..b", "[::1", "", "a" * 300),
    "X-Forwarded-For": ("x", "1.2.3.4, " * 50, "::1%eth0"),
    "Referer": ("javascript:alert(1)", "//x", "\x80"),
    "User-Agent": ("", "a" * 5_000),
    "Content-Type": (
        "application/json",
        "application/json; charset=x",
        "text/plain",
        "text/csv",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=" + "x" * 300,
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "x/y",
        "",
    ),
    "Content-Length": ("0", "-1", "99999999", "x"),
    "Transfer-Encoding": ("chunked", "x"),
    "Content-Encoding": ("gzip",),
    "Expect": ("100-continue",),
}
BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'{"numbers": ["000014348/2023-00827", "x"]}',
    b'{"numbers": [null, {}, 1e999]}',
    b'{"numbers": ' + b"[" * 5_000,
    b'{"draft": "\\ud800"}',
    b'{"draft": 1, "draft": "2"}',
    b"\xff\xfe\x00",
    b"PK\x03\x04" + bytes(200),
    b"\xd0\xcf\x11\xe0" + bytes(600),
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"000014348/2023-00827\n" * 50 + b"\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x",
    "text=索引号\t文号%0A1\t2".encode(),
    b"text=" + b"%" * 300,
    b"draft=%E3%80%8A" * 300,
    b"name=editor&password=x",
    b"a=1&" * 2_000,
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: `path` is its path and query string as they are sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def sent_requests(
    chance: random.Random, asked: Sequence[tuple[str, str]], ids: Sequence[str], token: str = ""
) -> Iterator[Sent]:
    """Yield requests of some methods and paths, in which `<>` stands for one of the ids, or anything. A form may hold the right token."""
    while True:
        usual, path = chance.choice(asked)
        path = _filled(chance, path, ids)
        query = "&".join(
            f"{quote(chance.choice(NAMES))}={_value(chance, ids)}" for _ in range(chance.choice((0, 0, 1, 1, 2, 5)))
        )
        if chance.random() < 0.02:
            query = quote(mutated(query.encode() or b"q=1", chance), safe="&=%")
        headers = {
            name: chance.choice(HEADERS[name]) for name in chance.sample(list(HEADERS), chance.choice((0, 1, 2, 4)))
        }
        method = chance.choice(METHODS) if chance.random() < 0.05 else usual
        body = _body(chance, ids, token) if method != "GET" else b""
        if method == "POST" and "Content-Type" not in headers:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        yield Sent(method, f"{path}?{query}" if query else path, headers, body)


def asked_of(app: Flask) -> list[tuple[str, str]]:
    """Return the methods and paths of an application, `<>` where a piece of one can be anything, and some that it has not."""
    asked = {
        (method, re.sub("<[^>]*>", "<>", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    return [*sorted(asked), *(("GET", path) for path in ("/nowhere", "//", "/reports//", "/api/v2/search", "*"))]


def _filled(chance: random.Random, path: str, ids: Sequence[str]) -> str:
    pieces = path.split("<>")
    return pieces[0] + "".join(f"{_value(chance, ids)}{piece}" for piece in pieces[1:])


def _value(chance: random.Random, ids: Sequence[str]) -> str:
    value = chance.choice(ids) if chance.random() < 0.3 else chance.choice(VALUES)
    return quote(value.encode("utf-8", "surrogatepass"), safe=chance.choice(("", "/")))


def _body(chance: random.Random, ids: Sequence[str], token: str) -> bytes:
    if chance.random() < 0.5:
        body = chance.choice(BODIES)
        return mutated(body, chance) if body and chance.random() < 0.5 else body
    if chance.random() < 0.2:
        return json.dumps({chance.choice(NAMES): chance.choice(VALUES)}).encode()
    pairs = [f"{quote(chance.choice(NAMES))}={_value(chance, ids)}" for _ in range(chance.randrange(1, 12))]
    if token and chance.random() < 0.8:
        pairs.append(f"csrf_token={token}")
    return "&".join(pairs).encode()
