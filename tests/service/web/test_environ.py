"""Requests, put right."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask

from service.web.environ import client_of, parse_networks
from service.web.headers import SECURITY_HEADERS

HOSTS = ("a..b", "x" * 8_000, "..", "", "user@host", "a:99999", "[::1", "a b", "ä¸\xad", "[::1]:80")


def ask(app: Flask, **environ: object) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of a bare request, which no test client has made correct."""
    answer: list[tuple[str, list[tuple[str, str]]]] = []
    asked = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **environ,
    }
    body = b"".join(app(asked, lambda status, headers, _=None: answer.append((status, headers)) or bytes.__len__))
    return int(answer[0][0][:3]), dict(answer[0][1]), body.decode()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/nowhere", 404), ("/static/suoyin.css", 200)])
def test_any_host_is_served(app: Flask, host: str, path: str, status: int) -> None:
    """Whatever a client calls us, it is answered as others are, and its word reaches no page."""
    found, headers, body = ask(app, PATH_INFO=path, HTTP_HOST=host)
    assert found == status
    assert SECURITY_HEADERS.items() <= headers.items()
    assert body == ask(app, PATH_INFO=path, HTTP_HOST="127.0.0.1")[2]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("", "", 200),
        ("*", "", 404),
        ("//evil.example/x", "", 404),
        ("http://evil.example/", "", 404),
        ("/reports/\xff\xfe", "", 404),
        ("/static/../app.py", "", 404),
        ("/search", "q=%ff%fe&x", 200),
        ("/search", "q=%E4%B8&", 200),
        ("/search", "q=%%%", 200),
        ("/search", "q=\xe4\xb8", 200),
        ("/search", "q=æ°", 200),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_any_address_is_answered(app: Flask, method: str, path: str, query: str, status: int) -> None:
    """Targets and query strings that no browser sends get a tidy answer."""
    found, headers, _ = ask(app, REQUEST_METHOD=method, PATH_INFO=path, QUERY_STRING=query)
    assert found == status
    assert SECURITY_HEADERS.items() <= headers.items()
    assert "evil" not in headers.get("Location", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "CONNECT", "NONSENSE"])
@pytest.mark.parametrize("path", ["/", "/search", "/api/v1/search", "/static/suoyin.css", "/healthz"])
def test_other_methods_are_refused_without_reading(app: Flask, method: str, path: str) -> None:
    """A method that isn't allowed is a 405 with our headers; its body, which may never come, is not read."""
    status, headers, _ = ask(app, REQUEST_METHOD=method, PATH_INFO=path, CONTENT_LENGTH="9", **{"wsgi.input": None})
    assert status == 405
    assert "GET" in headers["Allow"]
    assert SECURITY_HEADERS.items() <= headers.items()


PROXIES = parse_networks(["127.0.0.1", "10.0.0.0/8", "::1"])


@pytest.mark.parametrize(
    ("nearest", "forwarded", "client"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),  # no proxy of ours: what it says is not believed
        ("127.0.0.1", "", None),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "192.0.2.9, 198.51.100.1", "198.51.100.1"),  # the client itself made up the first
        ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", None),
        ("127.0.0.1", "nonsense", None),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.2", "198.51.100.1", None),  # this machine, no proxy
        ("", "198.51.100.1", None),
        ("127.0.0.1", ",".join(["1.2.3.4"] * 5_000), "1.2.3.4"),
    ],
)
def test_the_client_is_whom_our_proxy_names(nearest: str, forwarded: str, client: str | None) -> None:
    """Only proxies of ours are believed; what stands before their own word is not."""
    found = client_of({"REMOTE_ADDR": nearest, "HTTP_X_FORWARDED_FOR": forwarded}, PROXIES)
    assert (str(found) if found else None) == client


def test_networks_must_be_such() -> None:
    """A name is no address."""
    with pytest.raises(ValueError, match="proxy"):
        parse_networks(["proxy.example"])
