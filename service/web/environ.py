"""What a request says of itself, put right before the framework sees it: its host, path, query string and client."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")
"""Bytes that follow one another: between them stand ASCII characters, which no character of UTF-8 reaches across."""

_FORWARDED = "HTTP_X_FORWARDED_FOR"
_MAX_FORWARDED = 20
"""Addresses of a forwarding header that are looked at, from the last one; each proxy on the way adds one."""


def tidied(application: WSGIApplication) -> WSGIApplication:
    """Return `application` with the requests it gets put right."""

    def tidy(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # No address of ours names a host, so none that a client claims can reach one, or be refused.
        environ.pop("HTTP_HOST", None)
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"
        if not (query := environ.get("QUERY_STRING", "")).isascii():
            query = environ["QUERY_STRING"] = _percent_encoded(query)
        if "%" in query:
            environ["QUERY_STRING"] = in_utf8(query)
        return application(environ, start_response)

    return tidy


def _percent_encoded(query: str) -> str:
    """Return a query string whose bytes, as the characters of the same numbers, some programs send as they are."""
    return quote(query.encode("latin-1", "replace"), safe=_ASCII)


def in_utf8(query: str) -> str:
    """Return a query string with the names and values in it that are GBK, as older sites and clients write them, in UTF-8.

    >>> from urllib.parse import unquote
    >>> unquote(in_utf8("q=%B7%C0%D1%B4+%CD%A8%D6%AA&page=2"))
    'q=防汛 通知&page=2'
    """
    if _is_utf8(query):
        return query
    return "&".join("=".join(map(_piece_in_utf8, pair.split("=", 1))) for pair in query.split("&"))


def _piece_in_utf8(piece: str) -> str:
    if _is_utf8(piece):
        return piece
    try:
        return quote(unquote_to_bytes(piece.replace("+", "%20")).decode("gb18030"), safe="")
    except UnicodeDecodeError:
        return piece


def _is_utf8(encoded: str) -> bool:
    """Return whether the bytes of a text that is ASCII otherwise are UTF-8."""
    try:
        for each in _ENCODED.findall(encoded):
            bytes.fromhex(each.replace("%", " ")).decode()
    except UnicodeDecodeError:
        return False
    return True


def parse_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks that addresses or networks as typed are. Raises ValueError.

    >>> parse_networks(["127.0.0.1", "10.0.0.0/8"])
    (IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))
    """
    return tuple(ip_network(text) for text in texts)


def client_of(environ: Mapping[str, Any], proxies: Sequence[Network]) -> Address | None:
    """Return the address of the client that a request comes from; None for this machine and for what can't be told.

    A proxy of ours says last in `X-Forwarded-For` whom it forwards; what others say there is not believed. A request of a
    proxy itself, which names nobody, is this machine's too.
    """
    nearest = _address(str(environ.get("REMOTE_ADDR", "")))
    if nearest is None or not _is_in(nearest, proxies):
        return None if nearest is None or nearest.is_loopback else nearest
    for text in reversed(str(environ.get(_FORWARDED, "")).rsplit(",", _MAX_FORWARDED)[-_MAX_FORWARDED:]):
        forwarded = _address(text)
        if forwarded is None:
            return None
        if not _is_in(forwarded, proxies):
            return forwarded
    return None


def comes_directly_from(environ: Mapping[str, Any], networks: Sequence[Network]) -> bool:
    """Return whether a request comes from networks itself, rather than by a proxy in them."""
    nearest = _address(str(environ.get("REMOTE_ADDR", "")))
    return nearest is not None and _FORWARDED not in environ and _is_in(nearest, networks)


def _address(text: str) -> Address | None:
    """Return the address that a text is; IPv4 within IPv6 is IPv4."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _is_in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
